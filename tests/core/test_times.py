from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone, translation

from pendopo.core import times
from pendopo.core.errors import DateUnreadable, WeekdayMismatch

DAY = date(2024, 3, 28)


def test_dates_are_written_out_in_both_languages():
    assert (times.long_date(DAY, "id"), times.long_date(DAY, "en")) == (
        "Kamis, 28 Maret 2024",
        "Thursday, 28 March 2024",
    )
    assert (times.short_date(date(2024, 5, 5), "id"), times.short_date(date(2024, 5, 5), "en")) == (
        "5 Mei 2024",
        "5 May 2024",
    )


def test_language_of_the_page_decides_when_none_is_given():
    with translation.override("id"):
        assert times.long_date(DAY) == "Kamis, 28 Maret 2024"


def test_no_date_is_written_as_nothing():
    assert (
        times.long_date(None),
        times.short_date(None),
        times.date_range(None, None),
        times.clock(None),
    ) == (*("", "", "", ""),)


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2024, 5, 5), date(2024, 5, 8), "5–8 Mei 2024"),
        (date(2024, 4, 28), date(2024, 5, 2), "28 April – 2 Mei 2024"),
        (date(2023, 12, 30), date(2024, 1, 2), "30 Desember 2023 – 2 Januari 2024"),
        (date(2024, 5, 5), date(2024, 5, 5), "5 Mei 2024"),
        (date(2024, 5, 5), None, "5 Mei 2024"),
    ],
)
def test_ranges_name_month_and_year_twice_only_where_they_differ(first, last, written):
    assert times.date_range(first, last, "id") == written


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (8, "delapan"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (14, "empat belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (119, "seratus sembilan belas"),
        (1000, "seribu"),
        (2024, "dua ribu dua puluh empat"),
        (11_500, "sebelas ribu lima ratus"),
    ],
)
def test_numbers_are_spelt_as_indonesian_minutes_spell_them(number, words):
    assert times.number_in_words(number) == words


def test_dates_are_spelt_in_words():
    assert times.in_words(DAY) == "Kamis, dua puluh delapan Maret dua ribu dua puluh empat"


@pytest.mark.parametrize(
    "text",
    [
        "Kamis, 21 Maret 2024",
        "kamis 21 maret 2024",
        "Thursday, 21 March 2024",
        "21 Mar 2024",
        "21 Mar. 2024",
        " 21  Maret  2024 ",
        "2024-03-21",
    ],
)
def test_stated_dates_are_read_in_either_language(text):
    assert times.parse_stated_date(text) == date(2024, 3, 21)


@pytest.mark.parametrize("text", ["Jumat, 22 Maret 2024", "Jum'at, 22 Maret 2024", "Friday 22 Mar 2024"])
def test_friday_is_known_by_all_its_spellings(text):
    assert times.parse_stated_date(text) == date(2024, 3, 22)


def test_wrong_weekday_is_refused_with_the_right_one():
    with translation.override("id"), pytest.raises(WeekdayMismatch) as refusal:
        times.parse_stated_date("Rabu, 21 Maret 2024")

    assert refusal.value.data == {"date": "21 Maret 2024", "right": "Kamis", "stated": "Rabu"}
    with translation.override("id"):
        assert (
            str(refusal.value)
            == "21 Maret 2024 adalah hari Kamis, bukan Rabu. Perbaiki hari atau tanggalnya."
        )


@pytest.mark.parametrize(
    "text", ["", "besok", "31 Februari 2024", "Selasi, 21 Maret 2024", "21/3/24", "2024-13-01"]
)
def test_unreadable_dates_are_refused(text):
    with pytest.raises(DateUnreadable):
        times.parse_stated_date(text)


def test_today_follows_the_zone():
    with time_machine.travel(datetime(2024, 5, 4, 16, 30, tzinfo=UTC), tick=False):
        found = [times.today(zone) for zone in ("Asia/Jakarta", "Asia/Makassar", None)]

    assert found == [date(2024, 5, 4), date(2024, 5, 5), date(2024, 5, 4)]


def test_the_demonstration_moves_the_clock_to_its_day_and_lets_it_run(settings):
    settings.TODAY = "2024-04-26"
    with time_machine.travel(datetime(2031, 1, 9, 3, 15, tzinfo=UTC), tick=False):
        assert times.now() == datetime(2024, 4, 26, 3, 15, tzinfo=UTC)
    with time_machine.travel(datetime(2031, 1, 9, 18, 0, tzinfo=UTC), tick=False):
        assert (times.today(), times.now()) == (date(2024, 4, 26), datetime(2024, 4, 25, 18, 0, tzinfo=UTC))


def test_clock_names_the_zone_of_the_convening():
    moment = datetime(2024, 5, 5, 6, 0, tzinfo=UTC)

    with timezone.override("Asia/Makassar"):
        assert (times.clock(moment, "id"), times.clock(moment, "en")) == ("14.00 WITA", "14:00 WITA")
