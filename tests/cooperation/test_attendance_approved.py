"""Both sides approve the attendance with the minutes; after that it changes by amendment only."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from tests.cooperation.factories import approve_both, make_minutes

from pendopo.convenings.enums import Side
from pendopo.cooperation.actions.amendment import (
    approve_amendment,
    propose_attendance_amendment,
    withdraw_amendment,
)
from pendopo.cooperation.actions.attendance import (
    Count,
    attach_signed_list,
    name_attendee,
    record_attendance,
    save_attendance,
    unname_attendee,
)
from pendopo.cooperation.actions.minutes import (
    approve_minutes,
    content,
    fingerprint,
    publish_minutes,
    send_for_comment,
)
from pendopo.cooperation.errors import (
    AttendanceAmendmentOpen,
    AttendanceFrozen,
    AttendanceUnchanged,
    AttendedTwice,
    MinutesNotApproved,
    MoreNamedThanCounted,
    ReasonNeeded,
    TextChangedSinceApproval,
    TotalDiffers,
)
from pendopo.cooperation.models import Amendment, Attendance
from pendopo.cooperation.queries.minutes import attendance_corrections
from pendopo.core.errors import NotAllowed
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def minutes(sari, network):
    """Minutes under way: two women and one man came for the network."""
    minutes = make_minutes(sari, texts=["Empat lokasi disetujui."])
    record_attendance(meeting=minutes.meeting, organisation=network, female=2, male=1, by=sari)
    return minutes


@pytest.fixture
def approved(minutes, sari, hasan):
    return approve_both(minutes, network=sari, government=hasan)


def sheet(minutes):
    rows = Attendance.objects.filter(meeting=minutes.meeting).order_by("organisation__name")
    return list(rows.values_list("organisation__name", "female", "male", "not_stated"))


def propose(minutes, by, *counts, reason="Daftar tanda tangan memuat satu nama lagi.", **more):
    return propose_attendance_amendment(minutes=minutes, counts=counts, reason=reason, by=by, **more)


def agree(amendment, sari, hasan):
    approve_amendment(amendment=amendment, side=Side.NETWORK, by=sari)
    return approve_amendment(amendment=amendment, side=Side.GOVERNMENT, by=hasan)


def test_the_fingerprint_covers_who_came(approved, network):
    row = {"organisation": str(network.pk), "unit": None, "female": 2, "male": 1, "not_stated": 0}

    assert approved.frozen["attendance"] == [row]
    assert fingerprint(content(approved)) == approved.content_hash


@pytest.mark.parametrize("sides", [1, 2])
def test_no_number_changes_once_a_side_has_approved(minutes, network, government, sari, hasan, sides):
    send_for_comment(minutes=minutes, by=sari)
    for side, by in ((Side.NETWORK, sari), (Side.GOVERNMENT, hasan))[:sides]:
        approve_minutes(minutes=minutes, side=side, by=by)

    with pytest.raises(AttendanceFrozen, match="Propose an amendment"):
        record_attendance(meeting=minutes.meeting, organisation=government, female=1, by=sari)
    with pytest.raises(AttendanceFrozen):
        save_attendance(meeting=minutes.meeting, counts=[Count(network, female=5)], by=sari)

    assert sheet(minutes) == [(network.name, 2, 1, 0)]


def test_a_number_changed_behind_our_back_is_not_approved(minutes, sari, hasan):
    send_for_comment(minutes=minutes, by=sari)
    approve_minutes(minutes=minutes, side=Side.NETWORK, by=sari)
    Attendance.objects.update(female=9)

    with pytest.raises(TextChangedSinceApproval):
        approve_minutes(minutes=minutes, side=Side.GOVERNMENT, by=hasan)


def test_names_may_come_and_go_after_approval(approved, sari):
    # A person may withdraw consent at any time; both sides approved the numbers.
    row = Attendance.objects.get()

    attendee = name_attendee(attendance=row, name="Bu Ratna", gender="female", by=sari)
    unname_attendee(attendee=attendee, by=sari)

    assert fingerprint(content(approved)) == approved.content_hash


def test_the_signed_list_may_follow_the_approval(approved, sari):
    kept = attach_signed_list(meeting=approved.meeting, upload=SimpleUploadedFile("daftar.pdf", PDF), by=sari)

    assert kept.owner_id == approved.meeting_id


def test_an_amendment_counts_once_both_sides_agree(approved, network, government, sari, hasan):
    amendment = propose(
        approved, hasan, Count(network, female=2, male=1), Count(government, female=1, male=2)
    )
    approve_amendment(amendment=amendment, side=Side.GOVERNMENT, by=hasan)
    assert sheet(approved) == [(network.name, 2, 1, 0)]

    approve_amendment(amendment=amendment, side=Side.NETWORK, by=sari)

    assert sheet(approved) == sorted([(network.name, 2, 1, 0), (government.name, 1, 2, 0)])


def test_what_was_approved_stays_readable_and_its_fingerprint_holds(approved, network, sari, hasan):
    frozen = approved.frozen
    agree(propose(approved, sari, Count(network, female=3, male=1)), sari, hasan)
    agree(propose(approved, sari, Count(network, female=4, male=1)), sari, hasan)

    approved.refresh_from_db()
    assert (approved.frozen, sheet(approved)) == (frozen, [(network.name, 4, 1, 0)])
    assert fingerprint(content(approved)) == approved.content_hash


def test_an_amendment_before_the_second_approval_does_not_hold_it_up(minutes, network, sari, hasan):
    send_for_comment(minutes=minutes, by=sari)
    approve_minutes(minutes=minutes, side=Side.NETWORK, by=sari)
    minutes.refresh_from_db()
    agree(propose(minutes, sari, Count(network, female=3)), sari, hasan)

    approve_minutes(minutes=minutes, side=Side.GOVERNMENT, by=hasan)

    minutes.refresh_from_db()
    assert minutes.status == "approved"


def test_a_withdrawn_amendment_changes_nothing(approved, network, sari):
    withdraw_amendment(amendment=propose(approved, sari, Count(network, female=3)), by=sari)

    assert sheet(approved) == [(network.name, 2, 1, 0)]


def test_what_an_amendment_of_the_attendance_refuses(approved, network, sari, lina):
    same = Count(network, female=2, male=1)
    other = Count(network, female=3, male=1)
    for refusal, attempt in [
        (AttendanceUnchanged, lambda: propose(approved, sari, same)),
        (ReasonNeeded, lambda: propose(approved, sari, other, reason=" ")),
        (TotalDiffers, lambda: propose(approved, sari, other, stated_total=9)),
        (AttendedTwice, lambda: propose(approved, sari, other, other)),
        (NotAllowed, lambda: propose(approved, lina, other)),
    ]:
        with pytest.raises(refusal):
            attempt()

    propose(approved, sari, other)
    with pytest.raises(AttendanceAmendmentOpen):
        propose(approved, sari, other)


def test_drafts_are_changed_not_amended(minutes, network, sari):
    with pytest.raises(MinutesNotApproved):
        propose(minutes, sari, Count(network, female=3))


def test_nobody_who_is_named_is_amended_away(approved, network, sari, hasan):
    name_attendee(attendance=Attendance.objects.get(), name="Bu Ratna", gender="female", by=sari)
    amendment = propose(approved, sari, Count(network, male=1))
    approve_amendment(amendment=amendment, side=Side.NETWORK, by=sari)

    with pytest.raises(MoreNamedThanCounted):
        approve_amendment(amendment=amendment, side=Side.GOVERNMENT, by=hasan)

    assert (amendment.approvals.count(), sheet(approved)) == (1, [(network.name, 2, 1, 0)])


def test_an_amendment_is_of_a_paragraph_or_of_the_attendance(approved, sari):
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.create(minutes=approved, number=9, reason="?", proposed_by=sari)


def test_the_difference_is_said_in_words(approved, network, government, sari):
    propose(approved, sari, Count(network, female=3, male=1), Count(government, male=2))

    (correction,) = attendance_corrections(approved)

    assert (
        correction.before
        == f"{network.name}: 2 female, 1 male, 0 not stated. {government.name}: not counted."
    )
    assert correction.after == (
        f"{network.name}: 3 female, 1 male, 0 not stated. {government.name}: 0 female, 2 male, 0 not stated."
    )


def test_minutes_approved_before_the_attendance_was_covered_keep_their_fingerprint(approved, network, sari):
    text = {"paragraphs": approved.frozen["paragraphs"]}
    approved.frozen, approved.content_hash = text, fingerprint(text)
    approved.save()

    assert fingerprint(content(approved)) == approved.content_hash


def form(network, female, **more):
    rows = {"row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "1", "row-0-party": f"o:{network.pk}"}
    return {**rows, "row-0-female": str(female), "row-0-male": "1", **more}


def test_the_page_proposes_instead_of_saving(approved, network, sari, hasan, client_as):
    address = here("cooperation:attendance-edit", pk=approved.meeting_id)
    browser = client_as(sari)
    party = browser.get(address).context["sheet"][0].initial["party"]
    data = form(network, 3) | {"row-0-party": party}

    refused = browser.post(address, data)
    sent = browser.post(address, data | {"reason": "Satu nama lagi."})
    page = browser.get(sent.url).content.decode()

    assert (refused.status_code, sheet(approved)) == (422, [(network.name, 2, 1, 0)])
    assert sent.url == here("cooperation:minutes-edit", pk=approved.meeting_id) + "#attendance"
    assert "Amendment 1 of the attendance" in page
    amendment = Amendment.objects.get()
    for who, side in ((sari, "network"), (hasan, "government")):
        client_as(who).post(here("cooperation:amendment-approve", pk=amendment.pk, side=side))
    assert sheet(approved) == [(network.name, 3, 1, 0)]


def test_everybody_reads_the_amendment_that_holds_and_no_other(approved, network, sari, hasan):
    publish_minutes(minutes=approved, by=sari)
    amendment = propose(approved, sari, Count(network, female=3, male=1))
    address = here("cooperation:minutes-public", pk=approved.meeting_id)
    before = Client().get(address).content.decode()

    agree(amendment, sari, hasan)

    after = Client().get(address).content.decode()
    words = "Amendment 1 of the attendance"
    assert (words in before, words in after, "Daftar tanda tangan memuat" in after) == (False, True, True)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_paper_carries_the_amendment(approved, network, sari, hasan, client_as, kind):
    agree(propose(approved, sari, Count(network, female=3, male=1)), sari, hasan)

    paper = client_as(sari).get(here(f"cooperation:minutes-{kind}", pk=approved.meeting_id))

    assert paper.status_code == 200
