"""Invitations that went out: answers, reminders, more days, seats that are released, and the own page."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from tests.delegates.inviting import LAST_DAY, NOON, invited, own_page, sent

from pendopo.convenings.models import Notice
from pendopo.core.models import AuditEvent
from pendopo.delegates.actions.deadline import release_expired, remind
from pendopo.delegates.actions.delegate import move
from pendopo.delegates.actions.invitation import (
    answer_invitation,
    extend,
    invite,
    mark_opened,
    mark_sent,
    order_mail,
    send_another_way,
)
from pendopo.delegates.errors import (
    DeadlineLate,
    InvitationClosed,
    SentAlready,
    TooManyDays,
    WhyMissing,
)
from pendopo.delegates.models import Delegate, Dispatch, Invitation
from pendopo.delegates.queries.invitation import access_invitation, own_invitation, staged
from pendopo.delegates.tasks import mail_delegates, run_deadlines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]
WHO = {"email": "budi@example.org"}


@pytest.fixture
def april():
    with time_machine.travel(NOON, tick=False):
        yield


def stage_of(row):
    return staged(Invitation.objects.filter(pk=row.pk), NOON).get().stage


def days(number):
    return time_machine.travel(NOON + timedelta(days=number), tick=False)


def test_yes_confirms_and_twice_is_once(convening, sari):
    (row,) = sent(convening, sari)

    for _time in range(2):
        answer_invitation(invitation=row, accept=True)

    assert Delegate.objects.get().state == "confirmed"
    assert AuditEvent.objects.filter(verb="delegates.invitation_answered").count() == 1


@pytest.mark.parametrize(("first", "state"), [(None, "declined"), (True, "cancelled")])
def test_no_frees_the_seat_and_tells_both_sides(convening, sari, hasan, first, state):
    (row,) = sent(convening, sari)
    if first:
        answer_invitation(invitation=row, accept=first)
    answer_invitation(invitation=row, accept=False)

    told = set(Notice.objects.filter(kind="delegates.seat_free").values_list("user__full_name", flat=True))
    assert (Delegate.objects.get().state, told) == (state, {"Sari", "Hasan"})


def test_after_no_there_is_no_yes(convening, sari):
    (row,) = sent(convening, sari)
    answer_invitation(invitation=row, accept=False)

    with pytest.raises(InvitationClosed):
        answer_invitation(invitation=row, accept=True)


def test_stages_follow_what_happened(convening, sari):
    (row,) = invited(convening, sari, **WHO)
    seen = [stage_of(row)]
    order_mail(convening=convening, by=sari)
    seen.append(stage_of(row))
    mail_delegates()
    seen.append(stage_of(row))
    mark_opened(row)
    seen.append(stage_of(row))
    answer_invitation(invitation=row, accept=True)
    seen.append(stage_of(row))

    assert seen == ["made", "sending", "sent", "opened", "confirmed"]


def test_selected_again_needs_a_new_invitation(convening, sari):
    (row,) = sent(convening, sari)
    answer_invitation(invitation=row, accept=False)
    with days(1):
        budi = Delegate.objects.get()
        move(delegate=budi, to="nominated")
        move(delegate=budi, to="selected")
        with pytest.raises(InvitationClosed):
            answer_invitation(invitation=row, accept=True)
        (again,) = invite(convening=convening, delegates=[budi.pk], until=LAST_DAY, by=sari)

    assert [stage_of(one) for one in (row, again)] == ["over", "made"]


def test_an_unanswered_seat_is_released_and_offered_never_given(convening, sari, hasan):
    sent(convening, sari, "Budi", "Wati")

    with days(15):
        assert [run_deadlines(), run_deadlines()] == ["2 seats released.", ""]

    assert list(Delegate.objects.values_list("state", flat=True)) == ["cancelled", "cancelled"]
    notices = Notice.objects.filter(kind="delegates.seats_released")
    assert sorted(notices.values_list("user__full_name", flat=True)) == ["Hasan", "Sari"]
    assert notices[0].text_en == (
        "The seat of D-0001, D-0002 is free; look at the waiting list who comes next, then promote."
    )
    reasons = AuditEvent.objects.filter(verb="delegates.moved", data__reason="not_answered_in_time")
    assert reasons.count() == 2


def test_a_seat_is_held_until_the_last_day_has_passed(convening, sari):
    sent(convening, sari)

    assert release_expired(convening=convening, moment=NOON.replace(day=15, hour=16, minute=59)) == 0
    assert release_expired(convening=convening, moment=NOON.replace(day=15, hour=17, minute=0)) == 1


def test_whoever_was_never_asked_loses_no_seat(convening, sari):
    invited(convening, sari)

    assert release_expired(convening=convening, moment=NOON + timedelta(days=40)) == 0


def test_two_workers_release_a_seat_once(convening, sari):
    from pendopo.delegates.actions import deadline

    (row,) = sent(convening, sari)
    moment = NOON + timedelta(days=15)

    freed = [deadline._release(row.pk, moment) for _worker in range(2)]

    assert [one is not None for one in freed] == [True, False]


def test_more_days_keep_the_seat_and_are_remembered_with_the_reason(convening, sari):
    (row,) = sent(convening, sari)

    kept = extend(invitation=row, days=7, why="On the way to Papua", by=sari)

    assert kept.expires_at.date() == date(2024, 4, 22)
    assert [(one["days"], one["why"]) for one in kept.extensions] == [(7, "On the way to Papua")]
    assert release_expired(convening=convening, moment=NOON + timedelta(days=15)) == 0


@pytest.mark.parametrize(
    ("number", "why", "error"),
    [
        (0, "late", TooManyDays),
        (61, "late", TooManyDays),
        (3, "  ", WhyMissing),
        (20, "late", DeadlineLate),
    ],
)
def test_more_days_need_a_number_and_a_reason(convening, sari, number, why, error):
    (row,) = sent(convening, sari)

    with pytest.raises(error):
        extend(invitation=row, days=number, why=why, by=sari)


def test_a_released_seat_is_not_extended(convening, sari):
    (row,) = sent(convening, sari)
    release_expired(convening=convening, moment=NOON + timedelta(days=15))

    with pytest.raises(InvitationClosed):
        extend(invitation=row, days=3, why="too late", by=sari)


def test_one_reminder_for_each_last_day(convening, sari):
    (row,) = sent(convening, sari, **WHO)

    def due(day):
        with days(day):
            remind(convening=convening, moment=NOON + timedelta(days=day))
            mail_delegates()
        return len(mail.outbox)

    counts = [due(10), due(12), due(12), due(13)]
    extend(invitation=row, days=7, why="Late train", by=sari)
    counts += [due(14), due(19), due(20)]

    assert counts == [0, 1, 1, 1, 1, 2, 2]
    assert mail.outbox[0].subject == "Mohon jawab sampai Senin, 15 April 2024: Konferensi dan Konvensi 2024"


def test_a_reminder_by_hand_is_asked_of_the_secretariat(convening, sari, hasan):
    (row,) = sent(convening, sari)
    with days(13):
        assert [run_deadlines(), run_deadlines()] == ["1 reminders begun.", ""]
        told = Notice.objects.filter(kind="delegates.reminders").values_list("user__full_name", flat=True)
        assert list(told) == ["Sari"]
        mark_sent(dispatch=Dispatch.objects.get(kind="reminder"), by=sari)

    assert stage_of(row) == "reminded"


def test_nobody_is_marked_twice_and_e_mails_not_by_hand(convening, sari):
    invited(convening, sari)
    dispatch = Dispatch.objects.get()
    mark_sent(dispatch=dispatch, by=sari)
    (other,) = invited(convening, sari, "Wati", email="w@example.org")
    order_mail(convening=convening, by=sari)

    for one in (dispatch, Dispatch.objects.get(invitation=other)):
        with pytest.raises(SentAlready):
            mark_sent(dispatch=one, by=sari)


def test_another_way_stops_the_first(convening, sari):
    (row,) = invited(convening, sari, **WHO)
    order_mail(convening=convening, by=sari)

    send_another_way(invitation=row, channel="whatsapp", by=sari)

    assert (mail_delegates(), len(mail.outbox)) == ("", 0)
    waiting = Dispatch.objects.filter(stopped_at=None)
    assert list(waiting.values_list("channel", flat=True)) == ["whatsapp"]


@pytest.mark.parametrize(
    ("name", "to", "status"),
    [
        *[("sari", to, 200) for to in ("see", "send")],
        *[("hasan", "see", 200), ("hasan", "send", 404), ("dewi", "send", 404)],
        *[("lina", "see", 404), ("rina", "see", 404), ("tono", "see", 404)],
    ],
)
def test_access(request, convening, sari, name, to, status):
    from django.http import Http404

    (row,) = invited(convening, sari)
    user = request.getfixturevalue(name)
    try:
        found = access_invitation(user, row.pk, to=to)
    except Http404:
        found = None

    assert (found is not None) == (status == 200)


def test_the_own_page_asks_answers_and_marks_as_opened(convening, sari, client):
    (row,) = sent(convening, sari, phone="+6281234567890")
    address = own_page(client, row.delegate, sari)

    page = client.get(address)
    assert "Yes, I will come" in page.text
    assert Invitation.objects.get().opened_at == NOON
    answer = client.post(f"{address}answer/", {"answer": "yes"}, follow=True)
    assert "Your seat is kept for you" in answer.text
    assert own_invitation(Delegate.objects.get())["step"] == "comes"
    assert client.get(f"{address}letter.pdf").content[:5] == b"%PDF-"


@pytest.mark.parametrize("page", ["answer/", "letter.pdf", ""])
def test_a_forged_token_opens_nothing(convening, sari, client, page):
    (row,) = sent(convening, sari)
    address = own_page(client, row.delegate, sari).replace("/me/", "/me/x")

    answer = (
        client.post(address + page, {"answer": "yes"}) if page == "answer/" else client.get(address + page)
    )

    assert (answer.status_code, Delegate.objects.get().state) == (404, "selected")


def test_without_the_digits_nobody_answers(convening, sari, client):
    (row,) = sent(convening, sari)
    address = own_page(client, row.delegate, sari, digits="0000")

    answer = client.post(f"{address}answer/", {"answer": "yes"})

    assert (answer.status_code, Delegate.objects.get().state) == (403, "selected")
