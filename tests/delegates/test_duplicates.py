"""Which of many entries are compared: every pair of variants is found, and each once."""

import random
from types import SimpleNamespace

import pytest
from tests.delegates.test_names import ONE_PERSON

from pendopo.delegates.queries.duplicates import Entry, pairs_between, pairs_within

CONSONANTS, VOWELS = "bcdghklmnprstw", "aiou"


def entry(number, name, phone="", email="", convening=1):
    return Entry(SimpleNamespace(number=number, pk=number, convening_id=convening), name, phone, email)


@pytest.mark.parametrize(("one", "other"), ONE_PERSON)
def test_every_pair_of_variants_meets(one, other):
    assert len(pairs_within([entry(1, one), entry(2, other)])) == 1
    assert len(pairs_between([entry(1, one)], [entry(2, other, convening=2)])) == 1


def test_a_pair_is_found_once_however_much_is_shared():
    (pair,) = pairs_within([entry(2, "Siti Aminah", "p", "e"), entry(1, "Hj. Siti Aminah", "p", "e")])

    assert (pair.first.key, pair.same_phone, pair.same_email, pair.percent) == (1, True, True, 100)


def test_nobody_without_marks_and_name_makes_a_pair():
    assert pairs_within([entry(1, "?"), entry(2, "!"), entry(3, ""), entry(4, "")]) == []


def test_among_hundreds_the_same_pairs_are_found_as_by_comparing_all():
    dice = random.Random(4)  # noqa: S311
    names = ["".join(dice.choice(CONSONANTS) + dice.choice(VOWELS) for _ in range(3)) for _ in range(150)]
    entries = [entry(n, " ".join(dice.sample(names, 2))) for n in range(400)]

    found = {(pair.first.key, pair.second.key) for pair in pairs_within(entries)}
    by_brute_force = {
        (one.key, other.key)
        for one in entries
        for other in entries
        if one.key < other.key and pairs_within([one, other])
    }

    assert found == by_brute_force
    assert len(found) > 3


@pytest.mark.parametrize("name", ["Peserta", "A B", "Siti Aminah", "Peserta {n}", "Ke{n} Satu"])
def test_a_crowd_of_one_name_takes_no_quadratic_time(name):
    entries = [entry(n, name.format(n=n)) for n in range(4000)]

    assert len(pairs_within(entries)) < 8000
    assert len(pairs_between(entries[:2000], entries[2000:])) < 8000
