"""Reminders: before and after the due date, once each, in the reader's language."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from tests.convenings.factories import make_person
from tests.cooperation.factories import TODAY, make_agreement, make_commitment, make_done, make_meeting

from pendopo.convenings.actions.notice import quietly
from pendopo.convenings.models import Notice
from pendopo.cooperation.actions.reminder import remind_owner, remind_owners
from pendopo.cooperation.errors import NobodyToRemind, RemindedToday
from pendopo.cooperation.models import Reminder
from pendopo.cooperation.queries.reminder import whatsapp_address, whatsapp_text
from pendopo.core.errors import NotAllowed
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db
DUE = date(2024, 4, 22)


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = TODAY
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def agreement(sari):
    return make_agreement(make_meeting(sari), sari)


@pytest.fixture
def promise(agreement, government, unit, sari, hasan, yuni, dewi):
    with quietly():
        return make_commitment(agreement, government, sari, unit=unit)


def kinds_on(day, settings):
    settings.TODAY = day.isoformat()
    before = set(Reminder.objects.values_list("pk", flat=True))
    call_command("tick", stdout=open_null())
    fresh = Reminder.objects.exclude(pk__in=before).select_related("user").order_by("kind", "user__full_name")
    return [(row.kind, row.user.full_name) for row in fresh]


def open_null():
    from io import StringIO

    return StringIO()


def test_each_reminder_goes_out_once_on_its_day(promise, settings):
    told = {days: kinds_on(DUE + timedelta(days=days), settings) for days in range(-9, 12)}

    assert {days: rows for days, rows in told.items() if rows} == {
        -7: [("before_7", "Yuni")],
        -1: [("before_1", "Yuni")],
        1: [("after_1", "Yuni")],
        3: [("after_3", "Yuni")],
        7: [("escalated", "Dewi"), ("escalated", "Hasan"), ("escalated", "Sari")],
    }


def test_running_twice_adds_nothing(promise, settings):
    first, second = kinds_on(DUE + timedelta(days=1), settings), kinds_on(DUE + timedelta(days=1), settings)

    assert (first, second, len(mail.outbox)) == ([("after_1", "Yuni")], [], 1)


def test_a_missed_day_is_made_up_with_the_newest_reminder_only(promise, settings):
    assert kinds_on(DUE + timedelta(days=5), settings) == [("after_3", "Yuni")]


def test_settled_commitments_remind_nobody(promise, hasan, settings):
    make_done(promise, hasan)

    assert kinds_on(DUE + timedelta(days=1), settings) == []


def test_a_new_due_date_counts_anew(promise, hasan, sari, settings):
    from pendopo.cooperation import actions

    kinds_on(DUE - timedelta(days=1), settings)
    proposal = actions.propose_change(commitment=promise, new_due=date(2024, 5, 2), reason="Hall.", by=hasan)
    actions.answer_change(proposal=proposal, agree=True, by=sari)

    assert kinds_on(date(2024, 5, 1), settings) == [("before_1", "Yuni")]


@pytest.mark.parametrize(("lang", "words"), [("id", "Pengingat: COM-01"), ("en", "Reminder: COM-01")])
def test_mail_speaks_the_language_of_its_reader(promise, yuni, settings, lang, words):
    yuni.language = lang
    yuni.save()

    kinds_on(DUE + timedelta(days=1), settings)

    assert [message.subject for message in mail.outbox] == [words]
    assert str(promise.pk) in mail.outbox[0].body


def test_notice_speaks_both_languages(promise, settings):
    kinds_on(DUE + timedelta(days=1), settings)

    notice = Notice.objects.get()
    assert "1 hari" in notice.text_ind
    assert "1 day ago" in notice.text_en


def test_organiser_reminds_at_most_once_a_day(promise, sari):
    assert [row.user.full_name for row in remind_owner(commitment=promise, by=sari)] == ["Yuni"]

    with pytest.raises(RemindedToday):
        remind_owner(commitment=promise, by=sari)
    with pytest.raises(RemindedToday):
        remind_owners(convening=promise.convening, by=sari)


def test_owner_without_an_account_is_reminded_through_the_lead(agreement, partner, sari, dewi, hasan):
    row = make_commitment(agreement, partner, sari)

    assert sorted(r.user.full_name for r in remind_owner(commitment=row, by=hasan)) == ["Dewi", "Sari"]


def test_nobody_reminds_themselves(agreement, partner, sari):
    row = make_commitment(agreement, partner, sari)

    with pytest.raises(NobodyToRemind):
        remind_owner(commitment=row, by=sari)
    with pytest.raises(NobodyToRemind):
        remind_owners(convening=row.convening, by=sari)


def test_a_responsible_person_without_a_part_at_the_desk_is_not_written_to(
    agreement, network, convening, sari, dewi, rina
):
    person = make_person(convening, organisation=network, user=rina)
    with quietly():
        row = make_commitment(agreement, network, sari, responsible=person)

    assert [r.user.full_name for r in remind_owner(commitment=row, by=sari)] == ["Dewi"]


def test_only_organisers_remind(promise, yuni):
    with pytest.raises(NotAllowed):
        remind_owner(commitment=promise, by=yuni)


def test_button_reminds_and_mails(promise, sari, client_as, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client_as(sari).post(here("cooperation:owners-remind"))

    assert (Reminder.objects.get().kind, len(mail.outbox)) == ("asked", 1)


def test_whatsapp_text_is_ready_to_send(promise):
    text = whatsapp_text(promise, date(2024, 4, 26), "https://example.org/a?b=1&c=2", "en")

    address = whatsapp_address(text)
    assert (
        "was due on Monday, 22 April 2024, 4 days ago. Please answer here: https://example.org/a?b=1&c=2"
        in text
    )
    assert address.startswith("https://wa.me/?text=COM-01%20")
    assert "&" not in address
