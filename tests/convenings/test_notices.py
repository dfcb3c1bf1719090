"""Notices: who gets one, in which language it is mailed, and that it is mailed once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled
from tests.convenings.factories import make_notice
from tests.factories import make_convening, make_member

from pendopo.convenings import tasks
from pendopo.convenings.actions.notice import claim_mail, mark_notices_read, notify, quietly
from pendopo.convenings.enums import Role
from pendopo.convenings.models import Membership, Notice
from pendopo.convenings.queries.notice import notices_to_mail
from pendopo.convenings.tasks import mail_notices
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db
BELL = '<span class="count" aria-hidden="true">'


def tell(convening, *users, by=None, **changes):
    values = {"kind": "test", "say": lambda: (_("Notices"), _("Open it")), "url": here("convenings:settings")}
    return notify(to=users, by=by, convening=convening, **values | changes)


def rows():
    return sorted(Notice.objects.values_list("user__full_name", flat=True))


def after(**time):
    moment = timezone.now() + timedelta(**time)
    return lambda: moment


@pytest.fixture
def refusing(monkeypatch):
    """A mail server that is away until the test lets it come back."""
    with monkeypatch.context() as broken:

        def refuse(*args, **kwargs):
            raise ConnectionRefusedError

        broken.setattr("pendopo.convenings.tasks.EmailMessage.send", refuse)
        yield broken


def test_whoever_did_it_is_not_told_and_nobody_twice(convening, sari, hasan, dewi):
    tell(convening, sari, hasan, dewi, hasan, by=sari)

    assert rows() == ["Dewi", "Hasan"]


def test_a_notice_says_it_in_both_languages(convening, sari):
    [notice] = tell(convening, sari)

    assert (notice.subject_ind, notice.subject_en) == ("Pemberitahuan", "Notices")
    assert (notice.text_ind, notice.text_en) == ("Buka", "Open it")


def test_while_history_is_written_down_nobody_is_told(convening, sari):
    with quietly():
        told = tell(convening, sari)

    assert (told, rows()) == ([], [])


def test_a_notice_falls_with_the_change_that_it_tells_about(
    convening, sari, django_capture_on_commit_callbacks
):
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(ZeroDivisionError),
        transaction.atomic(),
    ):
        tell(convening, sari)
        raise ZeroDivisionError

    assert (rows(), mail.outbox) == ([], [])


def test_the_letter_goes_out_after_the_commit(convening, sari, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell(convening, sari)
        before = len(mail.outbox)

    assert (before, [letter.to for letter in mail.outbox]) == (0, [[sari.email]])


@pytest.mark.parametrize(
    ("language", "subject", "greeting"),
    [("id", "Pemberitahuan", "Yth. Sari,"), ("en", "Notices", "Dear Sari,")],
)
def test_the_letter_and_its_link_speak_the_readers_language(
    convening, sari, settings, language, subject, greeting
):
    sari.language = language
    sari.save()
    tell(convening, sari)

    mail_notices()

    [letter] = mail.outbox
    address = f"{settings.SITE_URL}/{language}/wgwc-2024/desk/convening/"
    assert (letter.subject, letter.body.split("\n\n")[0]) == (subject, greeting)
    assert address in letter.body


def test_a_letter_goes_out_once(convening, sari):
    tell(convening, sari)

    assert (mail_notices(), mail_notices(), len(mail.outbox)) == ("1 e-mails sent.", "", 1)


def test_a_notice_that_was_read_meanwhile_is_not_mailed(convening, sari):
    tell(convening, sari)
    mark_notices_read(convening=convening, by=sari)

    assert mail_notices() == ""


@pytest.mark.parametrize("reason", ["left", "inactive", "no address"])
def test_a_letter_goes_only_to_those_who_can_still_read(convening, sari, reason):
    tell(convening, sari)
    if reason == "left":
        Membership.objects.filter(user=sari).delete()
    else:
        sari.is_active = reason != "inactive"
        sari.phone, sari.email = "+6281234567890", None if reason == "no address" else sari.email
        sari.save()

    assert (mail_notices(), mail.outbox) == ("", [])


def test_a_claimed_letter_is_nobody_elses(convening, sari):
    [notice] = tell(convening, sari)
    moment = timezone.now()

    assert [claim_mail(notice=notice, at=moment) for _worker in range(2)] == [True, False]


def test_the_letter_of_a_worker_that_died_is_sent_by_another(convening, sari):
    [notice] = tell(convening, sari)
    claim_mail(notice=notice, at=timezone.now())

    assert [mail_notices(after(minutes=9)), mail_notices(after(minutes=11))] == ["", "1 e-mails sent."]


def test_a_letter_that_fails_is_tried_again_later_and_let_go_after_three_days(convening, sari, refusing):
    tell(convening, sari)
    mail_notices()
    refusing.undo()

    assert mail_notices(after(minutes=5)) == ""
    assert mail_notices(after(minutes=11)) == "1 e-mails sent."
    Notice.objects.update(mailed_at=None)
    assert mail_notices(after(days=3, minutes=1)) == ""


def test_each_failure_waits_as_long_again(convening, sari, refusing):
    [notice] = tell(convening, sari)
    written = notice.created_at

    claim_mail(notice=notice, at=written + timedelta(hours=4))

    assert Notice.objects.get().mail_held_until == written + timedelta(hours=8)


def test_a_letter_that_cannot_be_sent_holds_up_no_other(convening, sari, dewi, monkeypatch):
    tell(convening, sari, dewi)
    send = tasks.EmailMessage.send

    def picky(letter, *args):
        if letter.to == [sari.email]:
            raise UnicodeError("no such domain")
        return send(letter, *args)

    monkeypatch.setattr("pendopo.convenings.tasks.EmailMessage.send", picky)

    assert (mail_notices(), [letter.to for letter in mail.outbox]) == ("1 e-mails sent.", [[dewi.email]])


def test_two_workers_with_the_same_list_send_each_letter_once(convening, sari, dewi, hasan):
    tell(convening, sari, dewi, hasan)
    moment = timezone.now()
    lists = [list(notices_to_mail(moment)) for _worker in range(2)]

    claims = [[claim_mail(notice=notice, at=moment) for notice in seen] for seen in lists]

    assert claims == [[True, True, True], [False, False, False]]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(convening, sari, dewi, hasan):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one connection; the test above interleaves two workers by hand.")
    for _number in range(4):
        tell(convening, sari, dewi, hasan, at_once=False)
    together = Barrier(2)

    def work(_worker):
        try:
            together.wait(timeout=20)
            return mail_notices()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(work, range(2)))

    assert len(mail.outbox) == 12
    assert sum(int(line.split()[0]) for line in said if line) == 12


def test_the_header_says_how_many_notices_are_unread(client_as, convening, sari, hasan):
    for number in range(3):
        make_notice(convening, sari, url=f"/{number}")
    make_notice(convening, hasan)
    page = here("convenings:settings")

    before = client_as(sari).get(page).text
    client_as(sari).post(here("convenings:notices-read"))
    after_reading = client_as(sari).get(page).text

    assert 'Notices, 3 unread</span><span class="count" aria-hidden="true">3</span>' in before
    assert ("unread" in after_reading, BELL in after_reading) == (False, False)


def test_notices_of_another_convening_do_not_count(client_as, convening, sari):
    other = make_convening("wgwc-2026")
    make_member(other, sari, Role.CHAIR)
    with scopes_disabled():
        make_notice(other, sari)

    assert BELL not in client_as(sari).get(here("convenings:settings")).text


def test_one_notice_is_marked_as_read_without_leaving_the_list(client_as, convening, sari):
    first, second = make_notice(convening, sari, url="/a"), make_notice(convening, sari, url="/b")

    answer = client_as(sari).post(here("convenings:notice-read", pk=first.pk))

    assert (answer.status_code, answer.url) == (302, here("convenings:notice-list"))
    assert [row.pk for row in Notice.objects.filter(read_at=None)] == [second.pk]


def test_a_notice_opens_in_the_language_of_the_page(client_as, convening, sari):
    [notice] = tell(convening, sari)

    answer = client_as(sari).post(here("convenings:notice-open", pk=notice.pk).replace("/en/", "/id/", 1))

    assert answer.url == here("convenings:settings").replace("/en/", "/id/", 1)


@pytest.mark.parametrize("name", ["notice-open", "notice-read"])
def test_nobody_marks_the_notice_of_somebody_else(client_as, convening, sari, hasan, name):
    notice = make_notice(convening, hasan)

    answer = client_as(sari).post(here(f"convenings:{name}", pk=notice.pk))

    assert (answer.status_code, Notice.objects.get().read_at) == (404, None)
