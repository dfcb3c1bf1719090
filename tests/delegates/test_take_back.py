"""Saying that what was marked as sent by hand did not go out after all."""

import re

import pytest
import time_machine
from tests.delegates.inviting import NOON, invited, selected, sent

from pendopo.core import times
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.urls import here
from pendopo.delegates.actions.delegate import move
from pendopo.delegates.actions.invitation import mark_sent, send_another_way, take_back_sent
from pendopo.delegates.actions.message import send_message, write_message
from pendopo.delegates.errors import SentStays
from pendopo.delegates.models import Dispatch, Invitation
from pendopo.delegates.queries.dispatch import by_hand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]


@pytest.fixture
def april():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def budi(convening, sari):
    """An invitation by WhatsApp that is marked as sent."""
    (row,) = sent(convening, sari)
    return row


def the_dispatch(**which):
    return Dispatch.objects.select_related("delegate").get(**which)


def test_what_did_not_go_out_waits_again(budi, sari):
    dispatch = the_dispatch()
    moment = dispatch.sent_at

    take_back_sent(dispatch=dispatch, by=sari)

    dispatch.refresh_from_db()
    budi.refresh_from_db()
    assert (dispatch.sent_at, dispatch.sent_by) == (None, None)
    assert (budi.sent_at, budi.said) == (None, {})
    event = AuditEvent.objects.get(verb="delegates.sent_taken_back")
    assert (event.actor_id, event.data["code"], event.data["channel"]) == (sari.pk, "D-0001", "whatsapp")
    assert event.data["was"][:19] == moment.isoformat()[:19]


def test_it_can_be_marked_again(budi, sari):
    take_back_sent(dispatch=the_dispatch(), by=sari)

    mark_sent(dispatch=the_dispatch(), by=sari)

    budi.refresh_from_db()
    assert budi.sent_at is not None
    assert budi.said != {}


def test_an_earlier_sending_of_the_same_invitation_stays(budi, sari):
    first = the_dispatch()
    send_another_way(invitation=budi, channel="letter", by=sari)
    second = the_dispatch(channel="letter")
    mark_sent(dispatch=second, by=sari)

    take_back_sent(dispatch=second, by=sari)

    budi.refresh_from_db()
    assert budi.sent_at == first.sent_at
    assert budi.said != {}


def test_what_goes_another_way_by_now_is_not_taken_back(budi, sari):
    send_another_way(invitation=budi, channel="letter", by=sari)

    with pytest.raises(SentStays):
        take_back_sent(dispatch=the_dispatch(channel="whatsapp"), by=sari)


@pytest.mark.parametrize("state", ["confirmed", "declined"])
def test_an_invitation_that_was_answered_was_sent(budi, sari, state):
    move(delegate=budi.delegate, to=state)

    with pytest.raises(SentStays):
        take_back_sent(dispatch=the_dispatch(), by=sari)

    budi.refresh_from_db()
    assert budi.sent_at is not None


def test_an_e_mail_is_not_taken_back(convening, sari):
    sent(convening, sari, email="budi@example.org")

    with pytest.raises(SentStays):
        take_back_sent(dispatch=the_dispatch(), by=sari)


def test_what_waits_was_not_sent(convening, sari):
    invited(convening, sari)

    with pytest.raises(SentStays):
        take_back_sent(dispatch=the_dispatch(), by=sari)


def test_a_reminder_by_hand_is_taken_back_and_comes_no_second_time(budi, sari):
    reminder = Dispatch.objects.create(
        delegate=budi.delegate, kind="reminder", invitation=budi, channel="whatsapp", begun_at=times.now()
    )
    mark_sent(dispatch=reminder, by=sari)

    take_back_sent(dispatch=reminder, by=sari)

    budi.refresh_from_db()
    assert (budi.reminded_at, budi.sent_at is None) == (None, False)
    assert Dispatch.objects.filter(kind="reminder").count() == 1


def test_a_message_to_a_group_is_taken_back_for_one(convening, sari):
    for name in ("Budi", "Wati"):
        selected(convening, name)
    said = {"subject_ind": "A", "subject_en": "A", "text_ind": "B", "text_en": "B"}
    message = write_message(convening=convening, group={"states": ["selected"]}, by=sari, **said)
    send_message(message=message, expected=2, by=sari)
    for dispatch in Dispatch.objects.all():
        mark_sent(dispatch=dispatch, by=sari)

    take_back_sent(dispatch=Dispatch.objects.first(), by=sari)

    assert Dispatch.objects.filter(sent_at=None).count() == 1


@pytest.mark.parametrize("who", ["hasan", "dewi", "lina", "tono"])
def test_only_those_who_send_take_back(request, client_as, budi, who):
    user = request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        take_back_sent(dispatch=the_dispatch(), by=user)
    answer = client_as(user).post(here("delegates:dispatch-take-back", pk=the_dispatch().pk))

    assert answer.status_code == 404
    assert Invitation.objects.get().sent_at is not None


@pytest.mark.parametrize("page", ["list", "detail"])
def test_the_button_stands_where_it_is_marked(client_as, budi, sari, page):
    dispatch, browser = the_dispatch(), client_as(sari)
    address = here("delegates:dispatch-take-back", pk=dispatch.pk)
    shown = {
        "list": here("delegates:dispatch-list") + "?show=done",
        "detail": here("delegates:invitation-detail", pk=budi.pk),
    }[page]

    before = browser.get(shown).content.decode()
    answer = browser.post(address, {"page": "1"}, follow=True)
    after_it = browser.get(shown).content.decode()

    assert re.search(
        rf'action="{address}"><input type="hidden" name="csrfmiddlewaretoken" value="\w+"', before
    )
    assert '<span class="nowrap">D-0001</span> is no longer marked as sent' in answer.content.decode()
    assert address not in after_it
    assert by_hand(answer.wsgi_request.standing).count() == 1


def test_what_cannot_be_taken_back_offers_no_button(client_as, budi, sari):
    move(delegate=budi.delegate, to="confirmed")

    page = client_as(sari).get(here("delegates:dispatch-list") + "?show=done").content.decode()

    assert "D-0001" in page
    assert "take-back" not in page
