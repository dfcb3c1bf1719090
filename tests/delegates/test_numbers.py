"""Numbers: people once, sums that add up, a map that says what its table says."""

import re

import pytest
from tests.delegates.people import give_seats, nominated
from tests.delegates.seating import person, planned, province, regency, sectors

from pendopo.convenings.queries.outlines import Outline, OutlineMap, province_outlines
from pendopo.delegates.actions.delegate import enter_delegate, move
from pendopo.delegates.actions.seats import adopt_plan
from pendopo.delegates.enums import Dimension
from pendopo.delegates.models import Delegate, Quota
from pendopo.delegates.queries.gap import gap
from pendopo.delegates.queries.numbers import numbers
from pendopo.delegates.queries.unique import groups
from pendopo.delegates.templatetags.numbers import class_of, class_starts, map_key, province_map, sum_of

pytestmark = pytest.mark.django_db


def labelled(breakdown, stage=1):
    """Rows as a report prints them."""
    return {row.label: row.counts[stage - 1] for row in breakdown.rows if row.counts[stage - 1]}


def test_every_stage_counts_those_who_have_come_further(convening):
    for n, state in enumerate(("nominated", "registered", "waiting", "selected", "confirmed", "attended"), 1):
        person(convening, n, state=state)
    for n, state in enumerate(("declined", "cancelled", "replaced", "erased"), 7):
        person(convening, n, state=state)

    found = numbers("conference")

    assert found.total == (6, 5, 3, 2, 1)
    assert [(str(state), count) for state, count in found.states] == [
        ("nominated", 1),
        ("registered", 1),
        ("selected", 1),
        ("waiting", 1),
        ("confirmed", 1),
        ("attended", 1),
        ("declined", 1),
        ("cancelled", 1),
        ("replaced", 1),
    ]


def test_the_page_and_the_gap_agree(convening):
    for n, state in enumerate(("nominated", "registered", "waiting", "selected", "attended"), 1):
        person(convening, n, state=state, sex="female")

    assert numbers("conference").total == gap("conference").everybody


def test_parts_and_those_not_stated_make_the_sum(convening):
    for n, sex in enumerate(("female", "female", "male", ""), 1):
        person(convening, n, sex=sex, region=regency() if sex else None)

    found = numbers("conference")

    assert [one.adds_up(stage) for one in found.breakdowns for stage in range(1, 6)] == [True] * 25
    assert (found.by("sex").unknown[1], labelled(found.by("sex"), 2)) == (1, {"Women": 2, "Men": 1})
    assert labelled(found.by("province")) == {"Jawa Barat": 3}
    assert [sum_of(found.by(name), 2) for name in ("sex", "province", "age")] == [
        "2 + 1 + 1 not stated = 4",
        "3 + 1 not stated = 4",
        "4 not stated = 4",
    ]


def test_nobody_at_all_is_a_sum_as_well(convening):
    found = numbers("conference")

    assert (found.total, sum_of(found.by("sex"), 2), found.states) == ((0, 0, 0, 0, 0), "0 = 0", ())


def test_merged_entries_count_once(convening):
    first = person(convening, 1, sex="female")
    person(convening, 2, state="merged", sex="female")
    Delegate.objects.filter(number=2).update(merged_into=first)

    found = numbers("conference")

    assert (found.total[0], found.people.entries, found.people.merged) == (1, 1, 1)


def test_the_same_name_and_telephone_count_once_and_stand_where_they_came_furthest(
    convening, network, partner, sari
):
    one = nominated(network, sari, name="Soemiati", sex="female").delegate
    other = nominated(partner, sari, name="Sumiati", region=regency()).delegate
    move(delegate=other, to="registered")

    found = numbers("conference")

    assert (found.total, found.people.entries, found.doubled) == ((1, 1, 0, 0, 0), 2, 1)
    assert (labelled(found.by("sex"), 2), labelled(found.by("province"), 2)) == (
        {"Women": 1},
        {"Jawa Barat": 1},
    )
    assert one.pk != other.pk


def test_a_family_with_one_telephone_is_several_people(network, sari):
    nominated(network, sari, name="Sumiati")
    nominated(network, sari, name="Rukmini")

    assert numbers("conference").total[0] == 2


def test_whoever_comes_to_both_parts_counts_in_each_and_once_in_all(convening, sari):
    for part in ("conference", "convention"):
        enter_delegate(convening=convening, audience=part, by=sari, name="Budi", email="budi@example.org")

    assert [numbers(part).total[0] for part in ("conference", "convention", "")] == [1, 1, 1]


def test_entries_are_put_together_over_a_third_one():
    assert groups([["a"], ["b"], [], ["b", "c"], ["c", "a"]]) == [[0, 1, 3, 4], [2]]


def test_seats_by_sector_are_the_targets_and_add_up(convening, sari):
    plan = planned(convening, sari, sectors(cso=6, media=4), total=10)
    adopt_plan(plan=plan, by=sari)
    person(convening, 1, sector="cso")

    found = numbers("conference")

    by_sector = found.by("sector")
    assert [(row.value, row.target) for row in by_sector.rows] == [("cso", 6), ("media", 4)]
    assert (by_sector.target, found.seats, found.by("sex").target) == (10, 10, None)


def test_targets_of_quotas_are_persons_and_need_seats_where_they_are_per_cent(convening, network, sari):
    Quota.objects.create(
        convening=convening, audience="conference", dimension="sex", value="female", unit="percent", target=55
    )
    before = numbers("conference").by("sex").has_targets
    give_seats(convening, sari, {network: 10})

    rows = numbers("conference").by("sex").rows

    assert (before, [(row.value, row.target) for row in rows]) == (False, [("female", 6), ("male", None)])


def test_the_file_of_outlines_covers_every_province_once():
    drawn = province_outlines()

    codes = [code for one in drawn.outlines for code in one.codes]

    assert (len(codes), len(set(codes)), len(drawn.outlines)) == (38, 38, 34)
    assert all(re.fullmatch(r"(M\d+ \d+l[\d\- ]+z)+", one.path) for one in drawn.outlines)
    assert sum(len(one.path) for one in drawn.outlines) < 40_000


DRAWN = OutlineMap(
    9,
    9,
    (
        Outline(("32",), "M0 0l1 1z", None),
        Outline(("91", "93"), "M2 2l1 1z", None),
        Outline(("31",), "M3 3l1 1z", (3, 3)),
    ),
)


def test_the_map_says_what_the_table_says(convening):
    for n in range(1, 13):
        person(convening, n, region=province("32"))
    person(convening, 13, region=province("36"))
    provinces = numbers("conference").by(Dimension.PROVINCE)
    counts = {row.value: row.counts[0] for row in provinces.rows}

    drawn = province_map(province_outlines(), counts, {"32": "Jawa Barat", "36": "Banten"})

    titles = dict(re.findall(r"<title>([^:<]*): (\d+)</title>", drawn))
    told = {row.label: str(row.counts[0]) for row in provinces.rows}
    assert {name: count for name, count in titles.items() if count != "0"} == told
    assert 'aria-hidden="true"' in drawn
    assert "style=" not in drawn


def test_provinces_in_one_shape_are_added_up_and_tiny_ones_are_marked():
    drawn = province_map(DRAWN, {"91": 2, "93": 3, "31": 1}, {"91": "Papua", "93": "Papua Selatan"})

    assert "<title>Papua, Papua Selatan: 5</title>" in drawn
    assert re.findall(r'class="m(\d)"', drawn) == ["0", "3", "1", "1"]
    assert drawn.count("<circle") == 1


@pytest.mark.parametrize(
    ("most", "starts"),
    [(0, []), (1, [1]), (3, [1, 2]), (7, [1, 2, 5]), (86, [1, 10, 20, 50]), (145, [1, 20, 50, 100])],
)
def test_classes_begin_at_round_numbers_and_are_five_at_most(most, starts):
    assert class_starts(most) == starts
    assert class_of(most, starts) == len(starts)
    assert class_of(0, starts) == 0


def test_the_key_names_every_class():
    assert map_key(DRAWN, {"32": 86}) == [
        (0, "Nobody"),
        (1, "1 to 9"),
        (2, "10 to 19"),
        (3, "20 to 49"),
        (4, "50 or more"),
    ]
    assert map_key(DRAWN, {}) == [(0, "Nobody")]
