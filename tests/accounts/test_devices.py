"""The list of devices says when each was last used, without a write at every page."""

from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.urls import reverse

from pendopo.core.times import now


def test_a_page_is_read_without_writing_when_the_device_was_just_seen(sari, client_as, monkeypatch):
    written = []
    create = UserSession.objects.create_from_request
    monkeypatch.setattr(UserSession.objects, "create_from_request", lambda r: written.append(1) or create(r))
    browser = client_as(sari)
    cache.clear()

    for _page in range(3):
        assert browser.get(reverse("accounts:home")).status_code == 200

    assert len(written) == 1
    assert UserSession.objects.get(user=sari).last_seen_at <= now()


def test_strangers_leave_no_device(client, convening):
    client.get(reverse("account_login"))

    assert UserSession.objects.count() == 0
