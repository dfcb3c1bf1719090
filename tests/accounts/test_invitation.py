import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail, signing
from django.urls import reverse

from pendopo.accounts import actions
from pendopo.accounts.errors import AccountClosed, InvitationUsed, NowhereToReach, TwoAccounts
from pendopo.accounts.models import User
from pendopo.accounts.queries import invitation_token, invitation_url, invited_user
from pendopo.core.errors import LinkBroken, LinkExpired
from pendopo.core.models import AuditEvent

pytestmark = pytest.mark.django_db
PASSWORD = "padi menguning di sawah"


def invite(by, **changes):
    return actions.invite_user(**{"full_name": "Budi", "email": "budi@example.org", "by": by} | changes)


def test_an_invited_account_has_no_password_yet(sari):
    user = invite(sari)

    assert (user.email, user.has_usable_password()) == ("budi@example.org", False)
    assert AuditEvent.objects.latest("seq").verb == "accounts.user_invited"


def test_inviting_twice_finds_the_same_account(sari):
    first, events = invite(sari), AuditEvent.objects.count()

    assert invite(sari, email="BUDI@example.org") == first
    assert AuditEvent.objects.count() == events


def test_a_person_must_be_reachable(sari):
    with pytest.raises(NowhereToReach):
        invite(sari, email=None)


def test_address_and_number_of_two_accounts_are_refused(sari):
    invite(sari)
    invite(sari, email=None, phone="+6281234567890")

    with pytest.raises(TwoAccounts):
        invite(sari, phone="+6281234567890")


def test_a_closed_account_is_not_invited_again(sari):
    User.objects.filter(pk=invite(sari).pk).update(is_active=False)

    with pytest.raises(AccountClosed):
        invite(sari)


def test_the_invitation_is_mailed_in_the_language_of_the_invited(sari, django_capture_on_commit_callbacks):
    user = invite(sari, language="en")
    with django_capture_on_commit_callbacks(execute=True):
        actions.send_invitation(user)

    assert mail.outbox[0].to == ["budi@example.org"]
    assert mail.outbox[0].subject == "Your invitation to Pendopo"
    assert "/en/accounts/invitation/" in mail.outbox[0].body


def test_without_an_address_nothing_is_mailed(sari, django_capture_on_commit_callbacks):
    user = invite(sari, email=None, phone="+6281234567890")
    with django_capture_on_commit_callbacks(execute=True):
        actions.send_invitation(user)

    assert mail.outbox == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_of_the_invitation_sets_the_password_and_goes_in(sari, client, language):
    user = invite(sari, language=language)
    path = re.sub(r"^https?://[^/]+", "", invitation_url(user))
    assert client.get(path).status_code == 200

    response = client.post(path, {"password": PASSWORD, "repeated": PASSWORD})
    user.refresh_from_db()

    assert user.check_password(PASSWORD)
    assert (response.status_code, response.url) == (302, f"/{language}/accounts/")
    assert EmailAddress.objects.get(user=user).verified is True
    assert client.get(response.url).status_code == 200
    assert client.get(path).status_code == 410


def test_two_different_passwords_are_refused(sari, client):
    user = invite(sari)
    path = reverse("accounts:accept-invitation", kwargs={"token": invitation_token(user)})

    response = client.post(path, {"password": PASSWORD, "repeated": PASSWORD + "!"})
    user.refresh_from_db()

    assert (response.status_code, user.has_usable_password()) == (422, False)


@pytest.mark.parametrize("password", ["pendek", "1234567890", "password123"])
def test_a_weak_password_is_refused(sari, client, password):
    user = invite(sari)
    path = reverse("accounts:accept-invitation", kwargs={"token": invitation_token(user)})

    assert client.post(path, {"password": password, "repeated": password}).status_code == 422


def test_an_invitation_works_once(sari):
    token = invitation_token(invite(sari))
    actions.accept_invitation(token=token, password=PASSWORD)

    with pytest.raises(InvitationUsed):
        actions.accept_invitation(token=token, password="hujan turun di hulu")


def test_an_invitation_expires(sari, monkeypatch):
    token = invitation_token(invite(sari))
    later = signing.time.time() + timedelta(days=15).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: later)

    with pytest.raises(LinkExpired):
        invited_user(token)


def test_a_changed_invitation_is_refused(sari):
    with pytest.raises(LinkBroken):
        invited_user(invitation_token(invite(sari)) + "x")


def test_a_broken_invitation_says_what_to_do(client):
    response = client.get(reverse("accounts:accept-invitation", kwargs={"token": "x"}))

    assert response.status_code == 410
    assert "Copy all of it" in response.content.decode()
