"""The table of steps: who moves a commitment, from where to where, and with what."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cooperation.factories import TODAY, make_agreement, make_commitment, make_done, make_meeting
from tests.factories import make_organisation, make_unit

from pendopo.convenings.rules import standing
from pendopo.cooperation import actions, rules
from pendopo.cooperation.actions.commitment import take_step
from pendopo.cooperation.enums import CLOSED_STATES, AgreementState, CommitmentState, EventKind
from pendopo.cooperation.errors import (
    CodeTaken,
    DayInFuture,
    EvidenceNeeded,
    LinkUnusable,
    OwnerOnNeitherSide,
    ReasonNeeded,
    StepNotOpen,
    UnitElsewhere,
)
from pendopo.cooperation.models import Agreement, Commitment
from pendopo.cooperation.queries.commitment import late, late_on
from pendopo.core.errors import DomainError, NotAllowed
from pendopo.core.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = TODAY


@pytest.fixture
def agreement(sari):
    return make_agreement(make_meeting(sari), sari)


@pytest.fixture
def promise(agreement, government, unit, sari):
    return make_commitment(agreement, government, sari, unit=unit)


def test_first_commitment_details_its_agreement(agreement, government, sari):
    meeting = make_meeting(sari, held_on=date(2024, 3, 28))

    make_commitment(agreement, government, sari, meeting=meeting)

    agreement.refresh_from_db()
    assert (agreement.state, agreement.detailed_in, agreement.detailed_on) == (
        AgreementState.DETAILED,
        meeting,
        date(2024, 3, 28),
    )


def test_codes_count_on_in_each_convening(agreement, government, sari):
    codes = [make_commitment(agreement, government, sari).code for _ in range(2)]

    assert (agreement.code, codes) == ("AGR-1", ["COM-01", "COM-02"])


def test_given_code_is_kept_and_refused_twice(agreement, government, sari):
    assert make_commitment(agreement, government, sari, code="COM-05").code == "COM-05"

    with pytest.raises(CodeTaken):
        make_commitment(agreement, government, sari, code="COM-05")


def test_same_form_sent_twice_makes_one_row(agreement, government, sari):
    key = UUID("018f0000-0000-7000-8000-000000000001")

    made = [make_commitment(agreement, government, sari, key=key).pk for _ in range(2)]

    assert (Commitment.objects.count(), made[0]) == (1, made[1])


def test_side_follows_from_the_owner(agreement, government, partner, sari):
    sides = [make_commitment(agreement, owner, sari).side for owner in (government, partner)]

    assert sides == ["government", "network"]


def test_owner_must_be_on_a_side(agreement, convening, sari):
    donor = make_organisation(convening, "DONOR", side="neither")

    with pytest.raises(OwnerOnNeitherSide):
        make_commitment(agreement, donor, sari)


def test_unit_must_belong_to_the_owner(agreement, partner, unit, sari):
    with pytest.raises(UnitElsewhere):
        make_commitment(agreement, partner, sari, unit=unit)


def test_only_organisers_capture(agreement, government, yuni, lina, tono):
    for actor in (yuni, lina, tono):
        with pytest.raises(NotAllowed):
            make_commitment(agreement, government, actor)


@pytest.mark.parametrize("name", ["hasan", "yuni"])
def test_owner_side_accepts(request, promise, name):
    actions.accept_commitment(commitment=promise, by=request.getfixturevalue(name))

    promise.refresh_from_db()
    assert promise.state == CommitmentState.ACCEPTED


@pytest.mark.parametrize("name", ["sari", "dewi", "lina", "rina", "tono"])
def test_nobody_else_accepts_for_the_owner(request, promise, name):
    with pytest.raises(NotAllowed):
        actions.accept_commitment(commitment=promise, by=request.getfixturevalue(name))


def test_focal_point_acts_for_the_own_organisation_only(agreement, partner, network, sari, lina):
    own, foreign = make_commitment(agreement, partner, sari), make_commitment(agreement, network, sari)

    assert actions.accept_commitment(commitment=own, by=lina).state == CommitmentState.ACCEPTED
    with pytest.raises(NotAllowed):
        actions.accept_commitment(commitment=foreign, by=lina)


def test_officer_acts_for_the_own_unit_only(agreement, government, sari, yuni):
    other = make_unit(government, "DISHUB")
    foreign = make_commitment(agreement, government, sari, unit=other)

    with pytest.raises(NotAllowed):
        actions.accept_commitment(commitment=foreign, by=yuni)


def test_done_needs_evidence(promise, hasan):
    actions.accept_commitment(commitment=promise, by=hasan)

    with pytest.raises(EvidenceNeeded):
        actions.complete_commitment(commitment=promise, by=hasan)


def test_other_side_verifies(promise, hasan, sari):
    make_done(promise, hasan)

    actions.verify_commitment(commitment=promise, by=sari)

    promise.refresh_from_db()
    assert (promise.state, promise.done_on) == (CommitmentState.VERIFIED, date(2024, 4, 20))


def test_own_side_never_verifies(promise, hasan, yuni):
    make_done(promise, hasan)

    for actor in (hasan, yuni):
        with pytest.raises(NotAllowed):
            actions.verify_commitment(commitment=promise, by=actor)


def test_lead_of_both_sides_does_not_verify(convening, promise, hasan, government):
    from tests.factories import make_member, make_user

    make_done(promise, hasan)
    both = make_user("Both Sides")
    make_member(convening, both, "secretariat")
    make_member(convening, both, "liaison", organisation=government)

    with pytest.raises(NotAllowed):
        actions.verify_commitment(commitment=promise, by=both)


def test_second_accept_is_told_so(promise, hasan):
    actions.accept_commitment(commitment=promise, by=hasan)

    with pytest.raises(StepNotOpen) as refusal:
        actions.accept_commitment(commitment=promise, by=hasan)

    assert "COM-01 is now “Accepted”" in str(refusal.value)


def test_stale_object_does_not_overtake_the_row(promise, hasan):
    stale = Commitment.objects.get(pk=promise.pk)
    make_done(promise, hasan)

    with pytest.raises(StepNotOpen):
        actions.accept_commitment(commitment=stale, by=hasan)


def test_blocked_needs_and_keeps_its_reason(promise, hasan):
    actions.accept_commitment(commitment=promise, by=hasan)
    with pytest.raises(ReasonNeeded):
        actions.block(commitment=promise, note=" ", by=hasan)

    actions.block(commitment=promise, note="No budget line.", by=hasan)

    assert (promise.state, promise.block_reason) == (CommitmentState.BLOCKED, "No budget line.")
    assert actions.unblock(commitment=promise, by=hasan).block_reason == ""


def test_sent_back_forgets_the_day_of_done(promise, hasan, sari):
    make_done(promise, hasan)

    actions.send_back(commitment=promise, note="Two names are missing.", by=sari)

    promise.refresh_from_db()
    assert (promise.state, promise.done_on) == (CommitmentState.IN_PROGRESS, None)


def test_history_keeps_the_effective_day_and_the_name(promise, hasan):
    actions.accept_commitment(commitment=promise, by=hasan, on=date(2024, 4, 1), note="Letter 12.")

    event = promise.events.get(kind=EventKind.ACCEPTED)
    told = (event.on, event.by_name, event.side, event.note, event.from_state, event.to_state)
    assert told == (date(2024, 4, 1), "Hasan", "government", "Letter 12.", "proposed", "accepted")


def test_a_day_to_come_is_refused(promise, hasan):
    with pytest.raises(DayInFuture):
        actions.accept_commitment(commitment=promise, by=hasan, on=date(2024, 4, 27))


def test_each_step_writes_one_audit_row(promise, hasan):
    before = AuditEvent.objects.count()

    actions.accept_commitment(commitment=promise, by=hasan)

    newest = AuditEvent.objects.order_by("-seq").first()
    assert (AuditEvent.objects.count() - before, newest.verb) == (1, "cooperation.commitment_accepted")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/a", "data:text/html,x", "example"])
def test_evidence_links_are_web_addresses(promise, hasan, url):
    with pytest.raises(LinkUnusable):
        actions.add_evidence(commitment=promise, url=url, by=hasan)


def test_detailing_needs_a_commitment(agreement, sari):
    with pytest.raises(DomainError) as refusal:
        actions.detail_agreement(agreement=agreement, meeting=agreement.meeting, by=sari)

    assert refusal.value.code == "agreement_without_commitments"


def test_agreement_form_sent_twice_makes_one_row(sari):
    meeting, key = make_meeting(sari), UUID("018f0000-0000-7000-8000-000000000002")

    made = {make_agreement(meeting, sari, key=key).pk for _ in range(2)}

    assert (len(made), Agreement.objects.count()) == (1, 1)


# owner, due date, agreed anew, done: the ten promises of the demonstration
PROMISES = [
    ("government", date(2024, 4, 5), None, True),
    ("government", date(2024, 4, 26), None, True),
    ("network", date(2024, 4, 28), None, True),
    ("government", date(2024, 4, 19), date(2024, 5, 2), False),
    ("government", date(2024, 4, 22), None, False),
    ("network", date(2024, 4, 3), None, True),
    ("government", date(2024, 4, 30), None, False),
    ("network", date(2024, 5, 4), None, False),
    ("network", date(2024, 4, 25), None, True),
    ("government", date(2024, 4, 25), None, False),
]


def test_two_promises_of_the_demonstration_are_late_by_rule(agreement, government, network, sari, hasan):
    owners = {"government": (government, hasan, sari), "network": (network, sari, hasan)}
    for side, due, anew, done in PROMISES:
        owner, own, other = owners[side]
        row = make_commitment(agreement, owner, sari, due=due)
        if anew:
            proposal = actions.propose_change(commitment=row, new_due=anew, reason="Hall.", by=own)
            actions.answer_change(proposal=proposal, agree=True, by=other)
        if done:
            make_done(row, own, on=min(due, date(2024, 4, 24)))
    today = date(2024, 4, 26)

    by_rule = [row.code for row in Commitment.objects.all() if row.is_late(today)]
    by_query = [row.code for row in Commitment.objects.filter(late(today))]

    assert (by_rule, by_query) == (["COM-05", "COM-10"], ["COM-05", "COM-10"])
    assert late_on("network", today).count() == 0


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["hasan", "yuni", "sari", "dewi", "lina", "tono"]),
        st.sampled_from([*rules.STEPS, "evidence", "withdraw", "agree", "progress"]),
    ),
    min_size=1,
    max_size=14,
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=MOVES)
def test_no_way_leads_past_evidence_and_the_other_side(
    moves, agreement, government, unit, sari, hasan, yuni, dewi, lina, tono
):
    cast = {"hasan": hasan, "yuni": yuni, "sari": sari, "dewi": dewi, "lina": lina, "tono": tono}
    row = make_commitment(agreement, government, sari, unit=unit)

    for name, move in moves:
        _try(row, cast[name], move)

    row.refresh_from_db()
    verified = row.events.filter(kind=EventKind.VERIFIED).select_related("by")
    assert all(event.by in (sari, dewi) and event.side == "network" for event in verified)
    if row.is_kept:
        assert row.evidence.exists() and row.done_on is not None
    if row.state == CommitmentState.VERIFIED:
        assert verified.count() == 1
    if row.state == CommitmentState.WITHDRAWN:
        answered = row.proposals.get(status="accepted")
        sides = {_side(row, answered.by), _side(row, answered.answered_by)}
        assert sides == {"government", "network"}
    assert row.is_late(date(2024, 4, 26)) == (row.state not in CLOSED_STATES)


def _side(row, user):
    return str(rules.side_in(standing(user, row.convening), row))


def _try(row, actor, move):
    row.refresh_from_db()
    try:
        if move == "evidence":
            actions.add_evidence(commitment=row, url="https://example.org/a", by=actor)
        elif move == "progress":
            actions.report_progress(commitment=row, note="Half done.", by=actor)
        elif move == "withdraw":
            actions.withdraw(commitment=row, reason="Not needed.", by=actor)
        elif move == "agree":
            proposal = row.proposals.filter(status="open").first()
            if proposal:
                actions.answer_change(proposal=proposal, agree=True, by=actor)
        else:
            take_step(move, commitment=row, by=actor, note="Because.")
    except DomainError:
        pass
