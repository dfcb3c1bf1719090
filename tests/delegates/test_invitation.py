"""Invitations: numbers without gaps, who may invite whom, and how they go out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
import time_machine
from django.core import mail
from django.db import connection, transaction
from django_scopes import scope
from tests.delegates.inviting import LAST_DAY, NOON, invited, selected, sent, write_terms

from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.urls import use_convening
from pendopo.delegates.actions.consent import give, withdraw
from pendopo.delegates.actions.delegate import move
from pendopo.delegates.actions.invitation import (
    answer_invitation,
    extend,
    invite,
    order_mail,
)
from pendopo.delegates.actions.merge import merge
from pendopo.delegates.actions.own import erase_person
from pendopo.delegates.errors import (
    BraceOpen,
    DeadlineLate,
    DeadlinePast,
    FirstNumberTaken,
    NoAddress,
    NobodyChosen,
    NothingToSend,
    NotToInvite,
    NumberMissing,
    PlaceholderUnknown,
    TermsMissing,
)
from pendopo.delegates.models import Delegate, Dispatch, Invitation, OwnLink
from pendopo.delegates.queries.invitation import staged
from pendopo.delegates.queries.letter import letter_number
from pendopo.delegates.tasks import mail_delegates

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


def test_letters_are_numbered_as_offices_write_it(convening, sari):
    made = invited(convening, sari, "Budi", "Wati")

    assert [row.letter for row in made] == ["012/WGWC/IV/2024", "013/WGWC/IV/2024"]


@pytest.mark.parametrize(
    ("pattern", "day", "letter"),
    [
        ("{number}/UND/{month}/{year}", date(2024, 12, 31), "007/UND/XII/2024"),
        ("{nomor}-{bulan}-{tahun}", date(2025, 1, 1), "007-I-2025"),
        ("B.{number}", date(2024, 9, 1), "B.007"),
    ],
)
def test_pattern_in_either_language(pattern, day, letter):
    assert letter_number(pattern, 7, day) == letter


def test_a_pattern_without_a_number_is_refused(convening, sari):
    with pytest.raises(NumberMissing):
        write_terms(convening, sari, pattern="WGWC/{month}/{year}")


@pytest.mark.parametrize(
    ("column", "text", "error", "said"),
    [
        ("body_en", "Dear {nmae}", PlaceholderUnknown, "“{nmae}” stands for nothing here."),
        ("pattern", "{number}/{link}", PlaceholderUnknown, "“{link}” stands for nothing here."),
        ("pays_ind", "Kami {bayar}", PlaceholderUnknown, "“{bayar}” stands for nothing here."),
        ("subject_en", "Hello {name", BraceOpen, "A brace { or } stands alone."),
    ],
)
def test_a_word_in_braces_that_is_not_known_is_named(convening, sari, column, text, error, said):
    with pytest.raises(error) as refused:
        write_terms(convening, sari, **{column: text})

    assert (refused.value.field, str(refused.value).startswith(said)) == (column, True)


def test_counting_does_not_go_back(convening, sari):
    invited(convening, sari)

    with pytest.raises(FirstNumberTaken) as refused:
        write_terms(convening, sari, first_number=5)
    write_terms(convening, sari, first_number=100)
    wati = selected(convening, "Wati")
    (made,) = invite(convening=convening, delegates=[wati.pk], until=LAST_DAY, by=sari)

    assert (refused.value.data, made.number) == ({"number": 12}, 100)


def test_without_terms_nobody_is_invited(convening, sari):
    budi = selected(convening)

    with pytest.raises(TermsMissing):
        invite(convening=convening, delegates=[budi.pk], until=LAST_DAY, by=sari)


def test_only_the_secretariat_invites(convening, sari, dewi, hasan, lina):
    write_terms(convening, sari)
    budi = selected(convening)

    for somebody in (dewi, hasan, lina):
        with pytest.raises(NotAllowed):
            invite(convening=convening, delegates=[budi.pk], until=LAST_DAY, by=somebody)
    assert Invitation.objects.count() == 0


def test_refusals_invite_nobody_and_use_no_number(convening, sari):
    write_terms(convening, sari)
    budi, wati = selected(convening), selected(convening, "Wati", phone="")
    with pytest.raises(NobodyChosen):
        invite(convening=convening, delegates=[], until=LAST_DAY, by=sari)
    with pytest.raises(DeadlinePast):
        invite(convening=convening, delegates=[budi.pk], until=date(2024, 3, 31), by=sari)
    with pytest.raises(DeadlineLate):
        invite(convening=convening, delegates=[budi.pk], until=date(2024, 5, 5), by=sari)
    with pytest.raises(NoAddress) as refused:
        invite(convening=convening, delegates=[budi.pk, wati.pk], until=LAST_DAY, by=sari, channel="whatsapp")
    move(delegate=wati, to="declined")
    with pytest.raises(NotToInvite) as gone:
        invite(convening=convening, delegates=[budi.pk, wati.pk], until=LAST_DAY, by=sari)

    (made,) = invite(convening=convening, delegates=[budi.pk], until=LAST_DAY, by=sari)

    assert (refused.value.data, gone.value.data, made.number) == (
        {"codes": "D-0002"},
        {"codes": "D-0002"},
        12,
    )


def test_nobody_is_invited_twice(convening, sari):
    (made,) = invited(convening, sari)

    with pytest.raises(NotToInvite):
        invite(convening=convening, delegates=[made.delegate_id], until=LAST_DAY, by=sari)


def test_each_is_reached_as_is_best_known(convening, sari):
    write_terms(convening, sari)
    people = [
        selected(convening, "Budi", email="budi@example.org"),
        selected(convening, "Wati"),
        selected(convening, "Suparno", phone=""),
    ]

    made = invite(convening=convening, delegates=[one.pk for one in people], until=LAST_DAY, by=sari)

    assert [row.channel for row in made] == ["email", "whatsapp", "letter"]
    assert set(Dispatch.objects.values_list("channel", flat=True)) == {"whatsapp", "letter"}


def test_a_link_that_still_opens_is_kept(convening, sari):
    from pendopo.delegates.actions.own import make_own_link

    budi = selected(convening)
    link = make_own_link(delegate=budi, by=sari, valid_for=timedelta(days=2))
    write_terms(convening, sari)

    invite(convening=convening, delegates=[budi.pk], until=LAST_DAY, by=sari)

    kept = OwnLink.objects.get()
    assert (kept.pk, kept.revoked_at, kept.expires_at.date()) == (link.pk, None, date(2024, 6, 14))


def test_the_number_of_an_erased_person_is_not_given_again(convening, sari):
    (first,) = invited(convening, sari)
    erase_person(delegate=first.delegate)

    (second,) = invited(convening, sari, "Wati")

    assert [(row.number, stage_of(row)) for row in Invitation.objects.all()] == [(12, "over"), (13, "made")]
    assert second.number == 13


def test_of_two_entries_of_one_person_one_invitation_counts(convening, sari):
    first, second = invited(convening, sari, "Budi", "Boedi")
    move(delegate=second.delegate, to="registered")

    merge(one=first.delegate, other=second.delegate, by=sari)

    kept = Delegate.objects.get(state="selected")
    rows = Invitation.objects.filter(delegate=kept)
    assert [(row.number, row.closed_at) for row in rows] == [(12, None), (13, NOON)]


@pytest.mark.django_db(transaction=True)
def test_two_transactions_give_no_number_twice(convening, sari):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one connection, so there is one transaction at a time.")
    write_terms(convening, sari)
    halves = [[selected(convening, f"Orang {n}{half}").pk for n in range(5)] for half in range(2)]
    together = Barrier(2)

    def work(keys):
        try:
            together.wait(timeout=20)
            with scope(convening=convening), use_convening(convening.slug):
                for key in keys:
                    invite(convening=convening, delegates=[key], until=LAST_DAY, by=sari)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, halves))

    assert list(Invitation.objects.values_list("number", flat=True)) == list(range(12, 22))


def test_a_transaction_that_fails_leaves_no_gap(convening, sari):
    write_terms(convening, sari)
    budi, wati = selected(convening), selected(convening, "Wati")
    with pytest.raises(RuntimeError), transaction.atomic():
        invite(convening=convening, delegates=[budi.pk], until=LAST_DAY, by=sari)
        raise RuntimeError

    (made,) = invite(convening=convening, delegates=[wati.pk], until=LAST_DAY, by=sari)

    assert made.number == 12


def test_nothing_goes_out_before_the_desk_says_so(convening, sari):
    invited(convening, sari, **WHO)
    assert (mail_delegates(), len(mail.outbox)) == ("", 0)

    assert order_mail(convening=convening, by=sari) == 1
    assert (mail_delegates(), len(mail.outbox)) == ("1 e-mails sent.", 1)
    with pytest.raises(NothingToSend):
        order_mail(convening=convening, by=sari)


def test_the_e_mail_is_in_the_persons_language_and_carries_letter_and_link(convening, sari):
    invited(convening, sari, language="id", **WHO)
    order_mail(convening=convening, by=sari)
    mail_delegates()

    (letter,) = mail.outbox
    (paper,) = letter.attachments
    assert letter.to == ["budi@example.org"]
    assert letter.subject == "Undangan Konferensi dan Konvensi 2024, surat 012/WGWC/IV/2024"
    assert "/id/wgwc-2024/delegates/me/" in letter.body
    assert "Senin, 15 April 2024" in letter.body
    assert (paper[0], paper[2], paper[1][:5]) == ("D-0001.pdf", "application/pdf", b"%PDF-")


def test_neither_name_nor_address_stands_in_the_log(convening, sari):
    (row,) = sent(convening, sari, "Wulandari", email="wulan@example.org")
    extend(invitation=row, days=3, why="Wulandari is ill", by=sari)
    answer_invitation(invitation=row, accept=False)

    said = " ".join(str(event.data) for event in AuditEvent.objects.all())
    assert [word for word in ("Wulandari", "wulan", "+62", "ill") if word in said] == []


def test_a_seat_taken_back_meanwhile_is_not_written_to(convening, sari):
    (row,) = invited(convening, sari, **WHO)
    order_mail(convening=convening, by=sari)
    move(delegate=row.delegate, to="cancelled")

    assert (mail_delegates(), len(mail.outbox)) == ("", 0)
    assert Dispatch.objects.get().stopped_at == NOON


def test_whoever_took_the_consent_back_is_not_written_to(convening, sari):
    from tests.delegates.own_stage import begun

    from pendopo.delegates.enums import Purpose

    (row,) = invited(convening, sari, **WHO)
    begun(convening, sari)
    give(delegate=row.delegate, purposes=[Purpose.TAKE_PART])
    order_mail(convening=convening, by=sari)
    withdraw(delegate=row.delegate, purpose=Purpose.TAKE_PART)

    assert (mail_delegates(), len(mail.outbox)) == ("", 0)


def test_what_went_out_keeps_what_it_said(convening, sari):
    (row,) = sent(convening, sari)
    write_terms(convening, sari, signatory_name="Orang Lain")

    assert Invitation.objects.get(pk=row.pk).said["signatory_name"] == "Ketua Contoh"
