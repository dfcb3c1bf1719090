"""What a visitor of the demonstration finds on 26 April 2024."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django_scopes import scopes_disabled

from pendopo.convenings.enums import Role
from pendopo.convenings.models import Membership
from pendopo.cooperation.enums import KEPT_STATES
from pendopo.cooperation.models import Agreement, Attendance, Commitment
from pendopo.demo.story import load_story

DAY = date(2024, 4, 26)
CODES = [f"COM-{number:02}" for number in range(1, 11)]
pytestmark = pytest.mark.django_db  # without a marked test no tables are made for the fixture below


@dataclass(frozen=True)
class Story:
    """The loaded demonstration, read once for all tests."""

    faults: list[str]
    commitments: list[str]
    late: list[str]
    done: list[str]
    agreements: list[tuple[str, str]]
    attendance: list[tuple[int, int, int]]
    moved: list[tuple[str, date, date]]
    roles: set[str]


@pytest.fixture(scope="module")
def story(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Story]:
    """Loading takes seconds, so it happens once and is taken back at the end."""
    folder: Path = tmp_path_factory.mktemp("demo")
    with (
        django_db_blocker.unblock(),
        override_settings(TODAY=DAY.isoformat(), DEMO=True, MEDIA_ROOT=folder),
        transaction.atomic(),
    ):
        call_command("load_regions", verbosity=0)
        faults = [str(fault) for fault in load_story().faults]
        with scopes_disabled():
            found = _read(faults)
        transaction.set_rollback(True)
    yield found


def _read(faults: list[str]) -> Story:
    commitments = sorted(Commitment.objects.all(), key=lambda commitment: commitment.code)
    agreements = Agreement.objects.order_by("number").select_related("detailed_in")
    came = Attendance.objects.filter(meeting__code="MTG-3")
    return Story(
        faults=faults,
        commitments=[commitment.code for commitment in commitments],
        late=[commitment.code for commitment in commitments if commitment.is_late(DAY)],
        done=[commitment.code for commitment in commitments if commitment.state in KEPT_STATES],
        agreements=[(agreement.code, agreement.detailed_in.code) for agreement in agreements],
        attendance=[(row.female, row.male, row.not_stated) for row in came],
        moved=[(row.code, row.first_due, row.due) for row in commitments if row.due != row.first_due],
        roles={str(role) for role in Membership.objects.values_list("role", flat=True)},
    )


def test_the_tables_have_no_fault(story: Story) -> None:
    assert story.faults == []


def test_ten_commitments_are_recorded(story: Story) -> None:
    assert story.commitments == CODES


def test_two_commitments_are_late_by_rule(story: Story) -> None:
    assert story.late == ["COM-05", "COM-10"]


def test_five_commitments_are_done(story: Story) -> None:
    assert story.done == ["COM-01", "COM-02", "COM-03", "COM-06", "COM-09"]


def test_one_due_date_was_moved(story: Story) -> None:
    assert story.moved == [("COM-04", date(2024, 4, 19), date(2024, 5, 2))]


def test_four_agreements_were_detailed_a_week_later(story: Story) -> None:
    assert story.agreements == [(f"AGR-{number}", "MTG-4") for number in range(1, 5)]


def test_the_sex_of_the_seven_of_the_third_meeting_is_not_stated(story: Story) -> None:
    assert story.attendance == [(0, 0, 7)]


def test_every_role_has_an_account(story: Story) -> None:
    assert story.roles == set(Role.values)
