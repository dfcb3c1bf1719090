"""Notices of the thread: whose turn it is learns of it, in one sentence, and nobody else does."""

from datetime import date

import pytest
from tests.convenings.factories import make_person
from tests.cooperation.factories import (
    TODAY,
    approve_both,
    make_agreement,
    make_commitment,
    make_done,
    make_meeting,
    make_minutes,
)
from tests.factories import make_member, make_unit, make_user

from pendopo.convenings.actions.notice import quietly
from pendopo.convenings.enums import Role, Side
from pendopo.convenings.models import Notice
from pendopo.cooperation import actions
from pendopo.cooperation.models import PersonalLink
from pendopo.core.errors import DomainError
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db
NEXT_DUE = date(2024, 5, 2)


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = TODAY


@pytest.fixture
def everybody(sari, dewi, hasan, yuni, lina, rina, tono):
    """Both sides' leads, an officer, a partner, a journalist and an outsider: any of them could be told."""


@pytest.fixture
def agreement(everybody, sari):
    return make_agreement(make_meeting(sari), sari)


@pytest.fixture
def promise(agreement, government, unit, sari):
    """What the planning agency of the government owes the network."""
    with quietly():
        return make_commitment(agreement, government, sari, unit=unit)


@pytest.fixture
def done(promise, hasan):
    with quietly():
        return make_done(promise, hasan)


def told():
    """Who was told what since the test began, by kind."""
    found = {}
    for kind, name in Notice.objects.order_by("user__full_name").values_list("kind", "user__full_name"):
        found.setdefault(kind.removeprefix("cooperation."), []).append(name)
    return found


def english(kind):
    return Notice.objects.filter(kind=f"cooperation.{kind}").first().text_en


def test_the_owner_is_asked_to_accept(agreement, government, unit, sari):
    row = make_commitment(agreement, government, sari, unit=unit)

    notice = Notice.objects.get()
    assert told() == {"proposed": ["Yuni"]}
    assert (notice.subject_ind, notice.subject_en) == (
        "COM-01 menunggu jawaban Anda",
        "COM-01 waits for your answer",
    )
    assert notice.text_en == (
        "Sari asks you to take on COM-01 “Send the list of delegates” by Monday, 22 April 2024; "
        "accept it or propose a change."
    )
    assert notice.text_ind == (
        "Sari meminta kesanggupan Anda atas COM-01 “Kirim daftar utusan” dengan tenggat "
        "Senin, 22 April 2024; terima atau usulkan perubahan."
    )
    assert notice.url == here("cooperation:commitment-detail", pk=row.pk)


def test_the_person_responsible_is_asked_too(agreement, convening, network, sari):
    person = make_person(convening, organisation=network, user=make_user("Wati"))
    make_member(convening, person.user, Role.FOCAL_POINT, organisation=network)

    make_commitment(agreement, network, sari, responsible=person)

    assert told() == {"proposed": ["Wati"]}


def test_a_responsible_person_without_a_part_at_the_desk_is_not_told(
    agreement, convening, network, sari, rina
):
    person = make_person(convening, organisation=network, user=rina)

    make_commitment(agreement, network, sari, responsible=person)

    assert told() == {"proposed": ["Dewi"]}


def test_whoever_owes_it_is_not_told_of_an_own_proposal(agreement, government, hasan):
    make_commitment(agreement, government, hasan)

    assert told() == {}


def test_the_other_side_learns_that_it_was_accepted(promise, yuni):
    actions.accept_commitment(commitment=promise, by=yuni)

    assert told() == {"accepted": ["Dewi", "Sari"]}


def test_an_answer_by_personal_link_carries_the_name_of_the_link(promise, sari):
    link = actions.make_link(commitment=promise, name="Pak Camat", by=sari)

    actions.accept_commitment(commitment=promise, link=PersonalLink.objects.get(pk=link.pk))

    assert told() == {"accepted": ["Dewi", "Sari"]}
    assert english("accepted").startswith("Pak Camat accepted COM-01")


def test_both_leads_learn_what_blocks_it(promise, yuni):
    with quietly():
        actions.accept_commitment(commitment=promise, by=yuni)

    actions.block(commitment=promise, note="The letter is not signed.", by=yuni)

    assert told() == {"blocked": ["Dewi", "Hasan", "Sari"]}
    assert english("blocked") == (
        "Yuni reports that COM-01 “Send the list of delegates” is blocked: “The letter is not signed”; "
        "agree together how to go on."
    )


def test_the_other_side_is_asked_to_verify(promise, yuni):
    with quietly():
        actions.accept_commitment(commitment=promise, by=yuni)
        actions.add_evidence(commitment=promise, url="https://example.org/a", by=yuni)

    actions.complete_commitment(commitment=promise, by=yuni)

    assert told() == {"completed": ["Dewi", "Sari"]}


def test_the_owner_learns_that_it_was_verified(done, sari):
    actions.verify_commitment(commitment=done, by=sari)

    assert told() == {"verified": ["Yuni"]}


def test_the_owner_learns_what_is_missing(done, sari):
    actions.send_back(commitment=done, note="Two names are missing.", by=sari)

    assert told() == {"sent_back": ["Yuni"]}
    assert "“Two names are missing”; add what is missing" in english("sent_back")


def test_steps_that_are_nobodys_turn_tell_nobody(promise, yuni, hasan):
    with quietly():
        actions.accept_commitment(commitment=promise, by=yuni)

    actions.start_commitment(commitment=promise, by=yuni)
    actions.report_progress(commitment=promise, note="Half of it.", by=yuni)
    actions.add_comment(commitment=promise, text="Good.", by=hasan)

    assert told() == {}


def test_a_refused_step_tells_nobody(promise, yuni):
    with pytest.raises(DomainError):
        actions.complete_commitment(commitment=promise, by=yuni)

    assert told() == {}


def test_a_change_by_the_owner_is_for_the_other_side_to_answer(promise, yuni, sari):
    proposal = actions.propose_change(commitment=promise, new_due=NEXT_DUE, reason="Holiday.", by=yuni)
    asked = told()

    actions.answer_change(proposal=proposal, agree=True, by=sari)

    assert asked == {"change_proposed": ["Dewi", "Sari"]}
    assert told() == asked | {"change_accepted": ["Yuni"]}
    assert english("change_accepted") == (
        "Sari agreed to the change of COM-01 “Send the list of delegates”; "
        "it is now due on Thursday, 2 May 2024."
    )


def test_a_change_by_the_other_side_is_for_the_owner_to_answer(promise, yuni, sari):
    proposal = actions.propose_change(commitment=promise, new_due=NEXT_DUE, reason="Earlier.", by=sari)
    asked = told()

    actions.answer_change(proposal=proposal, agree=False, by=yuni)

    assert asked == {"change_proposed": ["Yuni"]}
    assert told() == asked | {"change_declined": ["Dewi", "Sari"]}


def test_a_withdrawal_says_so(promise, yuni, sari):
    proposal = actions.withdraw(commitment=promise, reason="No budget.", by=yuni)
    actions.answer_change(proposal=proposal, agree=True, by=sari)

    assert told() == {"withdrawal_proposed": ["Dewi", "Sari"], "withdrawn": ["Yuni"]}


@pytest.fixture
def minutes(everybody, sari, partner, government, unit):
    """Draft minutes of a meeting that the partner and the planning agency attended."""
    meeting = make_meeting(sari)
    actions.record_attendance(meeting=meeting, organisation=partner, female=2, by=sari)
    actions.record_attendance(meeting=meeting, organisation=government, unit=unit, male=1, by=sari)
    return make_minutes(sari, meeting=meeting)


def test_those_who_were_there_are_asked_for_comments(minutes, convening, government, sari):
    elsewhere = make_unit(government, "DINKES")
    make_member(convening, make_user("Joko"), Role.UNIT_OFFICER, organisation=government, unit=elsewhere)

    actions.send_for_comment(minutes=minutes, by=sari)

    assert told() == {"minutes_comment": ["Dewi", "Hasan", "Lina", "Yuni"]}
    assert english("minutes_comment") == (
        "The minutes of “Third preparatory meeting”, Thursday, 21 March 2024, are open for comment; "
        "read them before both sides approve."
    )
    assert Notice.objects.first().url == here("cooperation:minutes-edit", pk=minutes.meeting_id)


def test_the_first_approval_asks_the_leads_of_the_other_side(minutes, sari, hasan):
    with quietly():
        actions.send_for_comment(minutes=minutes, by=sari)

    actions.approve_minutes(minutes=minutes, side=Side.NETWORK, by=sari)
    after_first = told()
    actions.approve_minutes(minutes=minutes, side=Side.GOVERNMENT, by=hasan)

    assert (after_first, told()) == ({"minutes_approval": ["Hasan"]}, {"minutes_approval": ["Hasan"]})
    notice = Notice.objects.get()
    assert notice.text_en.startswith("The other side approved the minutes of “Third preparatory meeting”")
    assert notice.text_ind.startswith("Pihak lain sudah menyetujui notulen “Rapat persiapan ketiga”")


def test_published_minutes_reach_those_who_were_there(minutes, sari, hasan):
    with quietly():
        approve_both(minutes, network=sari, government=hasan)

    actions.publish_minutes(minutes=minutes, by=hasan)

    assert told() == {"minutes_published": ["Dewi", "Lina", "Sari", "Yuni"]}
