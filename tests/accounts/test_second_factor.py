import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from pendopo.accounts.queries import has_second_factor
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.mark.parametrize("who", ["sari", "hasan", "yuni", "lina"])
def test_the_desk_waits_for_a_second_factor(request, client_as, who):
    response = client_as(request.getfixturevalue(who)).get(here("convenings:settings"))

    assert (response.status_code, response.url) == (302, reverse("accounts:second-factor"))


def test_the_way_there_says_why(client_as, sari):
    page = client_as(sari).get(reverse("accounts:second-factor")).content.decode()

    assert "people who may be at risk" in page
    assert reverse("mfa_activate_totp") in page


def test_the_desk_opens_with_a_second_factor(client_as, sari):
    TOTP.activate(sari, generate_totp_secret())
    browser = client_as(sari)

    assert browser.get(here("convenings:settings")).status_code == 200
    assert browser.get(reverse("accounts:second-factor")).status_code == 302


def test_recovery_codes_alone_do_not_count(sari):
    RecoveryCodes.activate(sari)

    assert has_second_factor(sari) is False


def test_a_role_outside_the_desk_needs_none(client_as, rina):
    assert client_as(rina).get(here("convenings:notice-list")).status_code == 200


def test_outsiders_learn_nothing_about_the_desk(client_as, tono):
    assert client_as(tono).get(here("convenings:settings")).status_code == 404
