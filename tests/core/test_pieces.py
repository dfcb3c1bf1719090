"""A piece is drawn once for what it is given, and never shown where anything in that differs."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from pendopo.accounts.models import User
from pendopo.core.templatetags.pieces import _drawn, frozen
from pendopo.core.urls import use_convening

CHIP = '{% piece "web/parts/nothing_found.html" text=text %}'


@dataclass(frozen=True)
class Held:
    day: date
    title: str


@pytest.fixture(autouse=True)
def nothing_kept():
    _drawn.cache_clear()


def drawn(source: str, **given_values: object) -> str:
    return Template(source).render(Context(given_values))


def test_a_piece_is_drawn_once_for_equal_values():
    first = drawn(CHIP, text="rapat")
    second = drawn(CHIP, text="rapat")

    assert first == second
    assert (_drawn.cache_info().misses, _drawn.cache_info().hits) == (1, 1)


def test_a_piece_does_not_see_the_context_around_it():
    alone = drawn(CHIP, text="rapat")
    _drawn.cache_clear()

    around = drawn(CHIP, text="rapat", **{"shell": "a reader's own", "request": "a request"})

    assert around == alone


def test_language_convening_and_time_zone_each_make_another_piece():
    for language in ("id", "en"):
        with translation.override(language):
            drawn(CHIP, text="rapat")
    with use_convening("wgwc-2024"):
        drawn(CHIP, text="rapat")
    with timezone.override(ZoneInfo("Asia/Jayapura")):
        drawn(CHIP, text="rapat")

    assert _drawn.cache_info().misses == 4


def test_text_and_text_marked_safe_are_never_taken_for_each_other():
    plain, safe = "<b>rapat</b>", SafeString("<b>rapat</b>")

    assert plain == safe
    assert frozen(plain) != frozen(safe)
    assert frozen([plain]) != frozen([safe])
    assert frozen({"title": plain}) != frozen({"title": safe})


def test_one_true_and_one_point_nought_differ():
    assert frozen(1) != frozen(True)


def test_what_stands_in_a_dataclass_is_compared():
    day = date(2024, 3, 21)

    assert frozen(Held(day, "rapat")) == frozen(Held(day, "rapat"))
    assert frozen(Held(day, "rapat")) != frozen(Held(day, "notulen"))


def test_a_row_of_the_database_is_refused_because_its_key_says_nothing_of_its_content():
    with pytest.raises(TypeError, match="cannot compare User"):
        drawn(CHIP, text=[User()])


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.uuids(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(values, values)
def test_frozen_values_are_equal_only_where_the_values_look_the_same(one, other):
    assert (frozen(one) == frozen(other)) == (repr(one) == repr(other))
