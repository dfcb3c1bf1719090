"""Every account page that can be reached opens in both languages and looks like ours."""

import json
import re

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from pendopo.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "padi menguning di sawah"
LANGUAGES = ["id", "en"]
FOR_VISITORS = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
    "account_email_verification_sent",
]
FOR_ACCOUNTS = [
    "accounts:home",
    "accounts:second-factor",
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "usersessions_list",
]
GUARDED = [
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
]


@pytest.fixture
def member():
    return User.objects.create_user(
        "budi@example.org", "+6281234567890", full_name="Budi", password=PASSWORD, language="en"
    )


@pytest.fixture
def browser(member):
    client = Client()
    with translation.override("en"):
        client.post(reverse("account_login"), {"login": "budi@example.org", "password": PASSWORD})
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def guard(member):
    TOTP.activate(member, generate_totp_secret())
    RecoveryCodes.activate(member)


def is_ours(response, language):
    page = response.content.decode()
    assert response.status_code in {200, 410}
    assert f'<html lang="{language}"' in page
    assert 'class="wrap read band flow"' in page
    assert not re.search(r"<script(?![^>]*(src=|application/json))", page)
    assert " style=" not in page and "onclick" not in page
    return page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOR_VISITORS)
def test_a_page_for_visitors_is_ours(client, name, language):
    with translation.override(language):
        url = reverse(name)

    is_ours(client.get(url), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FOR_ACCOUNTS)
def test_a_page_for_accounts_is_ours(browser, name, language):
    with translation.override(language):
        url = reverse(name)

    is_ours(browser.get(url), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", GUARDED)
def test_a_page_of_a_guarded_account_is_ours(browser, member, name, language):
    guard(member)
    with translation.override(language):
        url = reverse(name)

    is_ours(browser.get(url), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_a_passkey_are_ours(browser, member, language):
    key = Authenticator.objects.create(
        user=member, type=Authenticator.Type.WEBAUTHN, data={"name": "Ponsel", "credential": {}}
    )
    with translation.override(language):
        urls = [reverse(f"mfa_{verb}_webauthn", kwargs={"pk": key.pk}) for verb in ("edit", "remove")]
        urls.append(reverse("mfa_list_webauthn"))

    for url in urls:
        is_ours(browser.get(url), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_factor_is_asked_on_our_page(member, language):
    guard(member)
    client = Client()
    with translation.override(language):
        url = reverse("account_login")
        asked = reverse("mfa_authenticate")
    response = client.post(url, {"login": "budi@example.org", "password": PASSWORD})

    assert response.url == asked
    is_ours(client.get(asked), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_a_new_password_leads_to_our_pages(member, client, language):
    member.language = language
    member.save()
    with translation.override(language):
        client.post(reverse("account_reset_password"), {"email": member.email})
    link = re.search(r"https?://\S+", mail.outbox[0].body)[0]
    opened = client.get(link, follow=True)

    is_ours(opened, language)
    done = client.post(
        opened.redirect_chain[-1][0],
        {"password1": "hujan turun di hulu", "password2": "hujan turun di hulu"},
        follow=True,
    )
    is_ours(done, language)
    is_ours(client.get(link, follow=True), language)
    member.refresh_from_db()
    assert member.check_password("hujan turun di hulu")


def test_the_mail_for_an_unknown_address_offers_no_sign_up(client):
    with translation.override("id"):
        client.post(reverse("account_reset_password"), {"email": "entah@example.org"})

    assert "signup" not in mail.outbox[0].body
    assert "entah@example.org" in mail.outbox[0].body


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_that_confirms_an_address_leads_to_our_page(client, member, language):
    address = EmailAddress.objects.create(user=member, email="baru@example.org")
    with translation.override(language):
        good = reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])
        bad = reverse("account_confirm_email", args=["broken"])

    is_ours(client.get(good), language)
    is_ours(client.get(bad), language)


def test_sign_up_is_closed(client):
    url = reverse("account_signup")
    client.post(url, {"email": "baru@example.org", "password1": PASSWORD, "password2": PASSWORD})

    assert User.objects.filter(email="baru@example.org").exists() is False


def test_changing_the_address_asks_to_confirm_it(browser, member):
    browser.post(reverse("account_email"), {"email": "baru@example.org", "action_add": ""})

    assert mail.outbox[0].to == ["baru@example.org"]
    assert "baru@example.org" in is_ours(browser.get(reverse("account_email")), "en")
    member.refresh_from_db()
    assert member.email == "budi@example.org"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_guards_the_account_changes_after_asking_once_more(member, language):
    client = Client()
    with translation.override(language):
        client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
        asked = client.get(reverse("mfa_activate_totp"))
        assert asked.url.startswith(reverse("account_reauthenticate"))
    is_ours(client.get(asked.url), language)

    response = client.post(asked.url, {"password": PASSWORD}, follow=True)

    assert "data:image/svg+xml" in is_ours(response, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_passkey_can_confirm_too(browser, member, language, monkeypatch):
    data = {"name": "Ponsel", "credential": {}}
    Authenticator.objects.create(user=member, type=Authenticator.Type.WEBAUTHN, data=data)
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.begin_authentication", lambda user=None: {})
    with translation.override(language):
        url = reverse("mfa_reauthenticate_webauthn")

    assert "mfa_webauthn_reauthenticate" in is_ours(browser.get(url), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_account_without_password_sets_one_on_our_page(client_as, sari, language):
    with translation.override(language):
        url = reverse("account_set_password")

    is_ours(client_as(sari).get(url), language)


def test_recovery_codes_can_be_downloaded(browser, member):
    guard(member)
    response = browser.get(reverse("mfa_download_recovery_codes"))

    assert (response.status_code, len(response.content.split())) == (200, 10)


def test_a_device_elsewhere_can_be_signed_out(browser, member):
    elsewhere = Client()
    elsewhere.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    assert elsewhere.get(reverse("accounts:home")).status_code == 200

    browser.post(reverse("usersessions_list"))

    assert elsewhere.get(reverse("accounts:home")).status_code == 302
    assert browser.get(reverse("accounts:home")).status_code == 200


def test_the_passkey_options_arrive_as_json(client):
    response = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})

    assert json.loads(response.content)["request_options"]["publicKey"]["challenge"]


def test_our_words_win_over_those_of_the_library(client):
    with translation.override("id"):
        page = client.get(reverse("account_login")).content.decode()

    assert "Kata sandi" in page
    assert "Masuk dengan kunci sandi" in page
