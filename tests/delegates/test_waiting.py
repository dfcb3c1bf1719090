"""Seats that become free: who comes next by the rule, why, and what a frozen list asks for."""

import pytest
from tests.delegates.selecting import (
    draw_all,
    first_waiting,
    freeze,
    keys_in,
    make_person,
    make_pool,
    make_quota,
)

from pendopo.convenings.models import Notice
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.delegates import errors
from pendopo.delegates.actions import waiting as actions
from pendopo.delegates.enums import DelegateState, RequestState
from pendopo.delegates.models import Delegate, ListChange, Quota, WaitingPlace
from pendopo.delegates.queries import waiting as queries
from pendopo.delegates.queries.cells import cell_of
from pendopo.delegates.queries.pool import members

pytestmark = pytest.mark.django_db
PART = "conference"


def one_who(state, **traits):
    wanted = {f"traits__{name}": value for name, value in traits.items()}
    return Delegate.objects.filter(state=state, **wanted).order_by("number").first()


def promote(convening, by, **more):
    return actions.promote_next(convening=convening, audience=PART, by=by, **more)


def ask(convening, by, why="The bus is booked for them."):
    return actions.ask_promotion(convening=convening, audience=PART, why=why, by=by)


@pytest.fixture
def drawn(convening, sari):
    """Ten of twenty, at least four of them women."""
    make_pool(convening, women=8, men=12)
    make_quota(convening, minimum=4, maximum=6)
    return draw_all(convening, sari, size=10)


def test_a_declined_seat_is_offered_and_not_given(drawn, convening, sari, hasan):
    guest = one_who("selected")

    actions.decline(delegate=guest, by=sari)

    board = queries.board(convening, PART)
    assert (board.total, board.held, board.free) == (10, 9, 1)
    assert board.next_place is not None
    assert len(keys_in("selected")) == 9
    notice = Notice.objects.get(kind="delegates.seat_free")
    assert (notice.user, guest.code in notice.subject) == (hasan, True)


def test_confirming_frees_nothing(drawn, convening, sari):
    actions.confirm(delegate=one_who("selected"), by=sari)

    assert queries.board(convening, PART).free == 0
    assert Notice.objects.filter(kind="delegates.seat_free").count() == 0


def test_leaving_the_waiting_list_frees_nothing(drawn, convening, sari):
    actions.cancel(delegate=one_who("waiting"), by=sari)

    assert queries.board(convening, PART).free == 0
    assert Notice.objects.filter(kind="delegates.seat_free").count() == 0


def test_the_next_one_is_the_first_in_the_public_order(drawn, convening, sari):
    Quota.objects.all().delete()
    gone = one_who("selected")
    actions.decline(delegate=gone, by=sari)
    first = first_waiting()

    place = promote(convening, sari)

    first.refresh_from_db()
    assert (place.delegate, first.state, place.promoted_for) == (first, DelegateState.SELECTED, gone)
    assert place.why == {"short": [], "fills": [], "passed": []}


def test_a_woman_is_promoted_where_women_are_short_and_the_reasons_are_kept(drawn, convening, sari):
    women = list(Delegate.objects.filter(state="selected", traits__sex="female"))
    for gone in women:
        actions.cancel(delegate=gone, by=sari)
    Quota.objects.update(minimum=len(women))
    men_before = []
    for place in queries.places_of(convening, PART):
        if place.delegate.traits.sex == "female":
            break
        men_before.append(place.delegate.code)

    place = promote(convening, sari)

    assert place.delegate.traits.sex == "female"
    assert [one["en"] for one in place.why["fills"]] == ["Women"]
    assert place.why["short"] == [{"ind": "Perempuan", "en": "Women", "missing": len(women)}]
    assert [(one["code"], one["why"]) for one in place.why["passed"]] == [
        (code, "minimum") for code in men_before
    ]
    told = AuditEvent.objects.get(verb="delegates.promoted").data
    assert (told["code"], told["fills"]) == (place.delegate.code, ["Women"])


def test_a_maximum_is_never_broken_not_even_by_somebody_unknown(convening, sari):
    make_pool(convening, women=2, men=2)
    draw_all(convening, sari, size=3)
    WaitingPlace.objects.all().delete()
    Delegate.objects.filter(state="waiting").delete()
    for gone in Delegate.objects.filter(state="selected", traits__sex="male"):
        actions.decline(delegate=gone, by=sari)
    unknown = make_person(convening, 50, state="waiting")
    WaitingPlace.objects.create(delegate=unknown, audience=PART, order="00")
    make_quota(convening, maximum=len(keys_in("selected")))

    board = queries.board(convening, PART)

    assert (board.free > 0, board.next_place) == (True, None)
    with pytest.raises(errors.NobodyNext):
        promote(convening, sari)


def test_the_limit_for_one_organisation_holds_on_the_waiting_list(convening, sari, partner, government):
    for n in (1, 2):
        make_person(convening, n, organisation=partner)
        make_person(convening, n + 10, organisation=government)
    draw_all(convening, sari, size=2, per_organisation=1)
    actions.decline(delegate=one_who("selected"), by=sari)
    staying = one_who("selected")

    place = promote(convening, sari)

    assert place.delegate.organisation != staying.organisation


def test_no_seat_no_promotion(drawn, convening, sari):
    with pytest.raises(errors.NoSeatFree):
        promote(convening, sari)


def test_only_the_person_shown_is_promoted(drawn, convening, sari):
    actions.decline(delegate=one_who("selected"), by=sari)
    shown = queries.board(convening, PART).next_place
    actions.pass_over(place=shown, why="Cannot be reached.", by=sari)

    with pytest.raises(errors.AnotherIsNext):
        promote(convening, sari, expected=shown.delegate)
    assert len(keys_in("selected")) == 9


def test_passing_over_needs_a_reason_and_can_be_taken_back(drawn, convening, sari):
    actions.decline(delegate=one_who("selected"), by=sari)
    place = queries.board(convening, PART).next_place
    with pytest.raises(errors.WhyMissing):
        actions.pass_over(place=place, why=" ", by=sari)

    actions.pass_over(place=place, why="Cannot be reached.", by=sari)
    assert queries.board(convening, PART).next_place != place
    assert "reached" not in str(AuditEvent.objects.get(verb="delegates.passed_over").data)

    actions.take_pass_back(place=place, by=sari)
    assert queries.board(convening, PART).next_place == place


def test_nobody_off_the_list_is_passed_over(drawn, convening, sari):
    actions.decline(delegate=one_who("selected"), by=sari)
    place = promote(convening, sari)

    with pytest.raises(errors.NotWaiting):
        actions.pass_over(place=place, why="Too late.", by=sari)


def test_a_frozen_list_changes_only_by_request_of_two(drawn, convening, sari, hasan):
    actions.decline(delegate=one_who("selected"), by=sari)
    freeze(convening, sari)
    with pytest.raises(errors.ListFrozen):
        promote(convening, sari)

    change = ask(convening, sari)
    assert (change.before["held"], change.after["held"]) == (9, 10)
    with pytest.raises(errors.AnswerOwnRequest):
        actions.answer_change(change=change, agree=True, by=sari)
    with pytest.raises(errors.RequestOpen):
        ask(convening, hasan)

    actions.answer_change(change=change, agree=True, by=hasan)
    change.arriving.refresh_from_db()
    assert change.arriving.state == DelegateState.SELECTED
    with pytest.raises(errors.RequestAnswered):
        actions.answer_change(change=change, agree=False, by=hasan)


def test_nobody_lifts_the_freeze_silently(drawn, convening, sari, hasan):
    freeze(convening, sari)
    actions.set_freeze(convening=convening, audience=PART, on=None, by=sari)

    told = Notice.objects.filter(kind="delegates.list_freeze").order_by("created_at")
    assert [row.user for row in told] == [hasan, hasan]
    assert "has lifted it" in told.last().text_en


def test_the_difference_counts_every_quota(drawn, convening, sari):
    for gone in Delegate.objects.filter(state="selected", traits__sex="female"):
        actions.cancel(delegate=gone, by=sari)
    freeze(convening, sari)

    change = ask(convening, sari)

    counts = [
        (b["count"], a["count"])
        for b, a in zip(*(d["quotas"] for d in (change.before, change.after)), strict=True)
    ]
    assert counts == [(0, 1)]


def test_a_declined_request_changes_nothing(drawn, convening, sari, hasan):
    actions.decline(delegate=one_who("selected"), by=sari)
    freeze(convening, sari)
    change = actions.answer_change(change=ask(convening, sari), agree=False, by=hasan)

    assert (change.state, len(keys_in("selected"))) == (RequestState.DECLINED, 9)


def test_no_request_before_the_day_and_none_without_a_reason(drawn, convening, sari):
    actions.decline(delegate=one_who("selected"), by=sari)
    freeze(convening, sari, days=1)
    with pytest.raises(errors.ListOpen):
        ask(convening, sari)

    freeze(convening, sari)
    with pytest.raises(errors.WhyMissing):
        ask(convening, sari, why=" ")
    actions.set_freeze(convening=convening, audience=PART, on=None, by=sari)
    assert queries.frozen_from(convening, PART) is None


def test_others_may_do_nothing_here(drawn, convening, lina):
    guest, place = one_who("selected"), WaitingPlace.objects.first()
    for write in (
        lambda: actions.confirm(delegate=guest, by=lina),
        lambda: actions.decline(delegate=guest, by=lina),
        lambda: promote(convening, lina),
        lambda: actions.pass_over(place=place, why="No.", by=lina),
        lambda: freeze(convening, lina),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_promotions_of_a_whole_list_never_break_a_maximum(drawn, convening, sari):
    make_quota(convening, value="male", maximum=6)
    rules = [cell_of(quota) for quota in Quota.objects.all()]
    for gone in list(Delegate.objects.filter(state="selected"))[::2]:
        actions.cancel(delegate=gone, by=sari)
    while queries.board(convening, PART).next_place and queries.board(convening, PART).free:
        promote(convening, sari)

    held = [one.person for one in members(Delegate.objects.filter(state="selected"))]
    assert [sum(map(cell.holds, held)) <= 6 for cell in rules] == [True, True]
    assert ListChange.objects.count() == 0
