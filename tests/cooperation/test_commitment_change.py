"""Changes hold by consent of both sides only."""

from datetime import date

import pytest
from tests.cooperation.factories import TODAY, make_agreement, make_commitment, make_done, make_meeting

from pendopo.cooperation import actions
from pendopo.cooperation.enums import CommitmentState, EventKind, ProposalStatus
from pendopo.cooperation.errors import (
    ChangeOpenAlready,
    ChangeSettled,
    ChangesNothing,
    ReasonNeeded,
    StepNotOpen,
)
from pendopo.core.errors import NotAllowed

pytestmark = pytest.mark.django_db
LATER = date(2024, 5, 2)


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = TODAY


@pytest.fixture
def promise(government, unit, sari):
    return make_commitment(make_agreement(make_meeting(sari), sari), government, sari, unit=unit)


@pytest.fixture
def proposal(promise, hasan):
    return actions.propose_change(commitment=promise, new_due=LATER, reason="The hall is taken.", by=hasan)


def test_proposal_changes_nothing_by_itself(promise, proposal):
    promise.refresh_from_db()

    assert (promise.due, proposal.side, proposal.status) == (
        date(2024, 4, 22),
        "government",
        ProposalStatus.OPEN,
    )


def test_other_side_agrees_and_the_first_date_stays(promise, proposal, sari):
    actions.answer_change(proposal=proposal, agree=True, by=sari)

    promise.refresh_from_db()
    event = promise.events.get(kind=EventKind.CHANGE_ACCEPTED)
    assert (promise.due, promise.first_due, promise.was_moved) == (LATER, date(2024, 4, 22), True)
    assert (event.due_from, event.due_to, event.side) == (date(2024, 4, 22), LATER, "network")


def test_other_side_declines(promise, proposal, sari):
    actions.answer_change(proposal=proposal, agree=False, note="Too late.", by=sari)

    promise.refresh_from_db()
    assert (promise.due, promise.proposals.get().status) == (date(2024, 4, 22), ProposalStatus.DECLINED)


@pytest.mark.parametrize("name", ["hasan", "yuni", "lina", "tono"])
def test_own_side_and_outsiders_cannot_agree(request, proposal, name):
    with pytest.raises(NotAllowed):
        actions.answer_change(proposal=proposal, agree=True, by=request.getfixturevalue(name))


def test_owner_answers_what_the_other_side_proposes(promise, sari, yuni):
    asked = actions.propose_change(
        commitment=promise, new_what_en="Send two lists", reason="Both days.", by=sari
    )

    actions.answer_change(proposal=asked, agree=True, by=yuni)

    promise.refresh_from_db()
    assert (promise.what_en, promise.what_ind) == ("Send two lists", "Kirim daftar utusan")


def test_withdrawal_needs_both_sides(promise, hasan, sari):
    asked = actions.withdraw(commitment=promise, reason="Not needed any more.", by=hasan)
    promise.refresh_from_db()
    before = promise.state

    actions.answer_change(proposal=asked, agree=True, by=sari)

    promise.refresh_from_db()
    assert (before, promise.state) == (CommitmentState.PROPOSED, CommitmentState.WITHDRAWN)


def test_one_open_proposal_at_a_time(promise, proposal, sari):
    with pytest.raises(ChangeOpenAlready):
        actions.propose_change(commitment=promise, new_due=LATER, reason="Again.", by=sari)


def test_answer_counts_once(proposal, sari):
    actions.answer_change(proposal=proposal, agree=True, by=sari)

    with pytest.raises(ChangeSettled):
        actions.answer_change(proposal=proposal, agree=False, by=sari)


def test_proposer_takes_it_back(promise, proposal, hasan, sari):
    with pytest.raises(NotAllowed):
        actions.cancel_change(proposal=proposal, by=sari)

    assert actions.cancel_change(proposal=proposal, by=hasan).status == ProposalStatus.CANCELLED


def test_proposal_must_change_something_and_say_why(promise, hasan):
    with pytest.raises(ChangesNothing):
        actions.propose_change(commitment=promise, new_due=promise.due, reason="x", by=hasan)
    with pytest.raises(ReasonNeeded):
        actions.propose_change(commitment=promise, new_due=LATER, reason=" ", by=hasan)


def test_settled_promises_do_not_change(promise, hasan):
    make_done(promise, hasan)

    with pytest.raises(StepNotOpen):
        actions.withdraw(commitment=promise, reason="Regret.", by=hasan)


def test_change_agreed_after_done_is_refused(promise, proposal, hasan, sari):
    make_done(promise, hasan)

    with pytest.raises(StepNotOpen):
        actions.answer_change(proposal=proposal, agree=True, by=sari)
