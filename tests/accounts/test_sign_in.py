import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from pendopo.accounts.models import User
from pendopo.core.phones import as_written_or_international

pytestmark = pytest.mark.django_db
PASSWORD = "padi menguning di sawah"


@pytest.fixture
def member():
    return User.objects.create_user("budi@example.org", "+6281234567890", full_name="Budi", password=PASSWORD)


def sign_in(login, password=PASSWORD, **more):
    return Client().post(reverse("account_login"), {"login": login, "password": password, **more})


@pytest.mark.parametrize(
    "login",
    ["budi@example.org", "BUDI@example.org", "0812 3456 7890", "+62 812-3456-7890", "081234567890"],
)
def test_people_sign_in_with_address_or_number(member, login):
    assert sign_in(login).status_code == 302


@pytest.mark.parametrize("login", ["budi@example.org", "081234567890", "081200000000", "Budi"])
def test_a_wrong_password_is_refused_alike(member, login):
    response = sign_in(login, "salah sekali")

    assert response.status_code == 200
    assert response.wsgi_request.user.is_authenticated is False


def test_a_closed_account_stays_out(member):
    User.objects.filter(pk=member.pk).update(is_active=False)

    response = sign_in("budi@example.org")

    assert response.wsgi_request.user.is_authenticated is False


def test_guessing_is_slowed_down(member):
    answers = [sign_in("budi@example.org", f"tebakan {n}").content.decode() for n in range(12)]

    assert sign_in("budi@example.org").status_code == 200
    assert answers[0] != answers[-1]


@pytest.mark.parametrize("language", ["id", "en"])
def test_signing_in_leads_to_the_own_language(member, language):
    member.language = language
    member.save()
    with translation.override("id" if language == "en" else "en"):
        response = sign_in("budi@example.org")

    assert response.url == f"/{language}/accounts/"


def test_signing_in_leads_back_to_the_page_that_asked(member):
    assert sign_in("budi@example.org", next="/en/accounts/2fa/").url == "/en/accounts/2fa/"


def test_signing_in_never_leads_to_another_site(member):
    assert sign_in("budi@example.org", next="https://evil.example/").url == "/id/accounts/"


def test_an_organiser_lands_at_the_desk(convening, sari):
    sari.set_password(PASSWORD)
    sari.save()

    assert sign_in(sari.email).url == f"/id/{convening.slug}/desk/"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("0812 3456 7890", "+6281234567890"), ("+1 212 555 0100", "+12125550100"), ("halo", "halo")],
)
def test_a_number_without_country_is_indonesian(written, kept):
    assert as_written_or_international(written) == kept


def test_an_account_needs_an_address_or_a_number():
    with pytest.raises(ValueError, match="Tanpa Alamat"):
        User.objects.create_user(full_name="Tanpa Alamat")


def test_the_profile_keeps_name_and_language(client_as, member):
    response = client_as(member).post(
        reverse("accounts:home"), {"full_name": "Budi Santoso", "language": "en"}
    )
    member.refresh_from_db()

    assert (member.full_name, member.language, response.url) == ("Budi Santoso", "en", "/en/accounts/")


def test_a_profile_without_name_is_refused(client_as, member):
    response = client_as(member).post(reverse("accounts:home"), {"full_name": "", "language": "en"})
    member.refresh_from_db()

    assert (response.status_code, member.full_name) == (422, "Budi")
