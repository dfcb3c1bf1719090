"""Seats: shared by the chosen method, adopted by either side, used up by nominations."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from tests.delegates.seating import bodies, cells, draft, person, planned, province, sectors
from tests.factories import make_convening, make_organisation

from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.times import short_date
from pendopo.delegates import errors
from pendopo.delegates.actions.seats import UnitDraft, adopt_plan, set_deadlines
from pendopo.delegates.models import SeatPlan
from pendopo.delegates.queries.seats import allotment_of, nominated_by_unit, seats_left
from pendopo.delegates.solving.seats import make_plan, share
from pendopo.planning import apportionment as core
from pendopo.planning.io import read

pytestmark = pytest.mark.django_db


def seats(plan):
    return [row.seats for row in plan.allotments.all()]


@pytest.mark.parametrize(
    ("method", "shared"),
    [
        # 53 + 24 + 23 over 10. Quota 10: 5.3, 2.4, 2.3; the seat left goes to the largest remainder.
        ("hare", [5, 3, 2]),
        # Quotients 53/n, 24/n, 23/n: the tenth seat is 53/6 = 8.83 before 24/3 = 8.
        ("dhondt", [6, 2, 2]),
        # Odd divisors: 53/9 = 5.89 is the ninth, 53/11 = 4.82 beats 24/5 = 4.8.
        ("sainte-lague", [6, 2, 2]),
        # 53/sqrt(30) = 9.68, 24/sqrt(6) = 9.80: the tenth seat is Aceh's sister's.
        ("huntington-hill", [5, 3, 2]),
    ],
)
def test_seats_follow_the_method(convening, sari, method, shared):
    plan = planned(convening, sari, sectors(cso=53, media=24, academia=23), method=method)

    assert (seats(plan), plan.state, plan.number) == (shared, "draft", 1)


def test_a_minimum_lifts_or_comes_first(convening, sari):
    rows = (
        UnitDraft(Decimal(90), sector="cso"),
        UnitDraft(Decimal(10), sector="media", floor=2),
    )

    lifted = planned(convening, sari, rows)
    first = planned(convening, sari, rows, floors="start-at-minimum")

    assert (seats(lifted), seats(first)) == ([8, 2], [7, 3])


def test_the_documents_are_kept_as_computed(convening, sari):
    plan = planned(convening, sari, sectors(cso="2.50", media=1), total=3)

    problem = read(json.dumps(plan.problem["steps"][0]).encode(), core.Problem)
    found = read(json.dumps(plan.plan["steps"][0]).encode(), core.Plan)

    assert (core.check(problem, found).holds, core.solve(problem).plan) == (True, found)


def test_a_tie_stays_open_until_a_public_text_decides(convening, sari):
    rows = sectors(cso=1, media=1)

    level = planned(convening, sari, rows, total=3)
    settled = make_plan(
        convening=convening, draft=draft(rows, total=3, ties="Undian 1"), by=sari, replacing=level
    )

    assert (settled.pk, seats(settled)) == (level.pk, [2, 1])  # sha256("Undian 1/cso") is the smaller


def test_a_plan_with_an_open_tie_is_not_adopted(convening, sari):
    plan = planned(convening, sari, sectors(cso=1, media=1), total=3)

    with pytest.raises(errors.TieOpen, match="Civil society organisation, Media are level"):
        adopt_plan(plan=plan, by=sari)

    plan.refresh_from_db()
    assert (seats(plan), plan.state) == ([None, None], "draft")


def test_provinces_and_sexes_keep_both_sums(convening, sari):
    rows = cells(("32", 60, 40), ("36", 10, 30), ("11", 20, 20))

    plan = planned(convening, sari, rows, total=18, over="provinces_by_sex", method="sainte-lague", women=10)

    held = {(row.region_id, row.sex): row.seats for row in plan.allotments.all()}
    by_region = {code: held[code, "female"] + held[code, "male"] for code in ("32", "36", "11")}
    assert by_region == {"32": 10, "36": 4, "11": 4}
    assert sum(n for (_, sex), n in held.items() if sex == "female") == 10
    assert [step["task"]["kind"] for step in plan.problem["steps"]] == ["seats", "table"]


def test_a_tie_of_provinces_leaves_the_table_unknown(convening, sari):
    rows = cells(("32", 1, 1), ("36", 1, 1))

    plan = planned(convening, sari, rows, total=3, over="provinces_by_sex", method="dhondt")

    assert (seats(plan), len(plan.problem["steps"])) == ([None] * 4, 1)


REFUSED = {
    "floors": (
        {"cso": (1, 6, None), "media": (1, 5, None)},
        {},
        errors.FloorsAboveSeats,
        "The minimums add up to 11, but there are only 10 seats. Lower some, or share more seats.",
    ),
    "caps": (
        {"cso": (1, 0, 4), "media": (1, 0, 4), "academia": (0, 0, None)},
        {},
        errors.CapsBelowSeats,
        "There are 10 seats, but the maximums allow only 8. Raise a maximum, or give more rows a weight.",
    ),
    "everyone": (
        {"cso": (1, 0, None), "media": (1, 0, None), "academia": (1, 0, None)},
        {"total": 2, "method": "huntington-hill"},
        errors.SeatForEveryone,
        "This method gives a seat to everybody with a weight: with the minimums 3 are due, "
        "but 2 are there. Choose another method, or share more seats.",
    ),
    "no room": (
        {"cso": (1, 0, 0), "media": (1, 0, None)},
        {"method": "huntington-hill"},
        errors.CapBelowDue,
        "Civil society organisation may have at most 0, but 1 are due there. Raise that maximum.",
    ),
    "crossed": (
        {"cso": (1, 3, 2)},
        {},
        errors.CapBelowFloor,
        "Civil society organisation has at least 3 seats and at most 2. Correct one of the two.",
    ),
    "nobody": (
        {"cso": (0, 0, None)},
        {},
        errors.UnitsMissing,
        "Nobody can receive a seat yet. Give at least one row a weight or a minimum.",
    ),
    "nothing": (
        {"cso": (1, 0, None)},
        {"total": 0},
        errors.SeatsMissing,
        "There must be at least one seat to share. Write how many there are.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_kept_is_refused_with_its_numbers(convening, sari, case):
    rows, more, error, sentence = REFUSED[case]
    units = [
        UnitDraft(Decimal(weight), sector=name, floor=low, cap=high)
        for name, (weight, low, high) in rows.items()
    ]

    with pytest.raises(error) as refused:
        planned(convening, sari, units, **more)

    assert (str(refused.value), SeatPlan.objects.count()) == (sentence, 0)
    with translation.override("id"):
        assert str(refused.value) != sentence


TABLES = [
    (
        [("32", 1, 1), ("36", 1, 1)],
        {"total": 8, "women": 9},
        errors.WomenAboveSeats,
        "9 seats for women are more than the 8 there are. Write fewer.",
    ),
    (
        [("32", 1, 0), ("36", 1, 0)],
        {"total": 8, "women": 2},
        errors.SumAboveRoom,
        "Male has 6 seats, but its rows may take only 0. Raise a maximum, or add a weight there.",
    ),
    (
        [("32", 1, 1), ("36", 1, 0)],
        {"total": 8, "women": 2},
        errors.TableImpossible,
        "No table keeps all sums: Banten have 3 seats together, and there is not enough room for them in Female. "
        "Loosen a minimum or maximum, or give more rows a weight.",
    ),
    ([("32", 1, 1)], {"method": "hare"}, errors.MethodNeedsDivisors, None),
    ([("32", 1, 1)], {"floors": "start-at-minimum"}, errors.FloorsFirstInTable, None),
]


@pytest.mark.parametrize(("rows", "more", "error", "sentence"), TABLES)
def test_a_table_that_cannot_be_is_refused(convening, sari, rows, more, error, sentence):
    given = {"over": "provinces_by_sex", "method": "sainte-lague"} | more

    with pytest.raises(error) as refused:
        planned(convening, sari, cells(*rows), **given)

    assert sentence in (None, str(refused.value))


def test_a_row_twice_or_from_elsewhere_is_refused(convening, sari):
    other = make_organisation(make_convening("other-2025"), "XYZ", name="Elsewhere")
    cases = {
        "twice": (sectors(cso=1) + sectors(cso=2), "sectors"),
        "elsewhere": ((UnitDraft(Decimal(1), organisation=other),), "organisations"),
        "of another kind": (sectors(cso=1), "provinces"),
    }

    for units, over in cases.values():
        with pytest.raises(errors.UnitTwice):
            planned(convening, sari, units, over=over)
    assert SeatPlan.objects.count() == 0


def test_a_new_plan_supersedes_the_adopted_one(convening, sari, hasan):
    first, second = (planned(convening, sari, sectors(cso=n, media=1)) for n in (1, 4))

    adopt_plan(plan=first, by=sari)
    adopt_plan(plan=second, by=hasan)

    rows = SeatPlan.objects.order_by("number").values_list("number", "state", "adopted_by__full_name")
    assert list(rows) == [(1, "superseded", "Sari"), (2, "adopted", "Hasan")]
    said = AuditEvent.objects.filter(verb="delegates.seats_adopted").order_by("seq").last().data
    assert said == {"audience": "conference", "number": 2, "superseded": 1}


def test_an_adopted_plan_is_not_computed_again(convening, sari):
    plan = planned(convening, sari, sectors(cso=1))
    adopt_plan(plan=plan, by=sari)

    for again in (
        lambda: adopt_plan(plan=plan, by=sari),
        lambda: make_plan(convening=convening, draft=draft(sectors(cso=2)), by=sari, replacing=plan),
    ):
        with pytest.raises(errors.PlanNotDraft):
            again()


@pytest.mark.parametrize("name", ["lina", "yuni", "rina", "tono"])
def test_others_do_not_share_seats(convening, sari, request, name):
    user = request.getfixturevalue(name)
    plan = planned(convening, sari, sectors(cso=1))

    for write in (
        lambda: planned(convening, user, sectors(cso=1)),
        lambda: adopt_plan(plan=plan, by=user),
        lambda: set_deadlines(plan=plan, deadlines={}, by=user),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_nominations_use_up_the_seats_of_the_plan_in_force(convening, sari, partner):
    rows = (UnitDraft(Decimal(1), organisation=partner),)
    before = (allotment_of(partner, "conference"), seats_left(partner, "conference"))
    adopt_plan(
        plan=planned(convening, sari, rows, total=4, over="organisations"),
        by=sari,
    )
    for number, state in enumerate(("nominated", "registered", "waiting", "confirmed", "declined", "merged")):
        person(convening, number, state=state, organisation=partner)
    person(convening, 50, organisation=partner, audience="convention")

    assert before == (None, None)
    assert (allotment_of(partner, "conference").seats, seats_left(partner, "conference")) == (4, 0)
    assert seats_left(partner, "convention") is None


def test_a_plan_over_sectors_limits_no_organisation(convening, sari, partner):
    adopt_plan(plan=planned(convening, sari, sectors(cso=1)), by=sari)

    assert seats_left(partner, "conference") is None


def test_a_day_that_is_over_closes_nothing_by_mistake(convening, sari, settings):
    settings.TODAY = "2024-04-01"
    rows = bodies(convening, A=1, B=1)
    plan = planned(convening, sari, rows, over="organisations")
    first, second = plan.allotments.all()
    yesterday, day = date(2024, 3, 31), date(2024, 4, 1)

    with pytest.raises(errors.FillingDayPast, match="Sunday, 31 March 2024 is over"):
        set_deadlines(plan=plan, deadlines={first.pk: yesterday}, by=sari)
    with pytest.raises(errors.FillingDayPast):
        planned(convening, sari, [replace(one, deadline=yesterday) for one in rows], over="organisations")
    assert set_deadlines(plan=plan, deadlines={first.pk: day}, by=sari) == 1

    settings.TODAY = "2024-05-01"
    kept = set_deadlines(plan=plan, deadlines={first.pk: day, second.pk: date(2024, 5, 1)}, by=sari)
    assert (kept, [row.deadline for row in plan.allotments.all()]) == (1, [day, date(2024, 5, 1)])


def test_a_plan_was_computed_on_the_day_of_the_house(convening, sari, settings):
    settings.TODAY = "2024-04-01"
    plan = planned(convening, sari, sectors(cso=1))
    settings.TODAY = "2024-04-03"

    make_plan(convening=convening, draft=draft(sectors(cso=2)), by=sari, replacing=plan)

    days = [short_date(one.computed_at) for one in (plan, SeatPlan.objects.get())]
    assert days == ["1 Apr 2024", "3 Apr 2024"]


def test_deadlines_are_moved_until_another_plan_is_in_force(convening, sari, hasan, settings):
    settings.TODAY = "2024-04-01"
    plan = planned(convening, sari, bodies(convening, A=1, B=1), over="organisations")
    first, second = plan.allotments.all()
    adopt_plan(plan=plan, by=sari)

    changed = set_deadlines(plan=plan, deadlines={first.pk: date(2024, 4, 1), second.pk: None}, by=hasan)

    assert (changed, [row.deadline for row in plan.allotments.all()]) == (1, [date(2024, 4, 1), None])
    adopt_plan(plan=planned(convening, sari, sectors(cso=1)), by=sari)
    with pytest.raises(errors.PlanSuperseded):
        set_deadlines(plan=plan, deadlines={first.pk: None}, by=hasan)


def test_weights_can_be_the_nominations_so_far(convening, partner):
    province("32")
    person(convening, 1, organisation=partner, sector="cso", region_id="32", sex="female")
    person(convening, 2, organisation=partner, sector="cso", sex="male")
    person(convening, 3, sector="media", state="declined")

    found = {
        over: dict(nominated_by_unit(over, "conference"))
        for over in ("organisations", "sectors", "provinces", "provinces_by_sex")
    }

    assert found == {
        "organisations": {(str(partner.pk), ""): 2},
        "sectors": {("cso", ""): 2},
        "provinces": {("32", ""): 1},
        "provinces_by_sex": {("32", "female"): 1},
    }


def test_every_step_holds_before_anything_is_kept(convening):
    rows = cells(("32", "60.5", 40), ("36", 10, 30), floor=1)

    steps = share(draft(rows, total=12, over="provinces_by_sex", method="dhondt", ties="Undian"))

    assert [core.check(step.problem, step.plan).holds for step in steps] == [True, True]
