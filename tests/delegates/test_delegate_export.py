"""The list at the desk as a table: the rows of the page's filters, and nothing that the page would not show."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from tests.delegates.own_stage import registered
from tests.delegates.selecting import make_person

from pendopo.core.models import AuditEvent
from pendopo.core.urls import here
from pendopo.delegates.enums import Purpose
from pendopo.delegates.models import Delegate, Look

pytestmark = pytest.mark.django_db


def taken(client_as, user, **asked):
    return client_as(user).post(here("delegates:numbers-list"), asked)


def codes(answer):
    book = load_workbook(BytesIO(answer.content))
    return [row[0] for row in book["Delegates"].iter_rows(min_row=2, values_only=True)]


def everything(answer):
    book = load_workbook(BytesIO(answer.content))
    return [str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell]


@pytest.fixture
def three(convening, network, partner):
    for number, organisation in enumerate((network, partner, partner), 1):
        make_person(convening, number, organisation=organisation)
    Delegate.objects.filter(number=3).update(state="waiting")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["D-0001", "D-0002", "D-0003"]),
        ({"state": "waiting"}, ["D-0003"]),
        ({"q": "Wulandari 2"}, ["D-0002"]),
        ({"q": "d-3"}, ["D-0003"]),
        ({"audience": "convention"}, []),
        ({"state": "nonsense"}, ["D-0001", "D-0002", "D-0003"]),
    ],
)
def test_the_table_has_the_rows_of_the_filters(client_as, sari, three, asked, found):
    assert codes(taken(client_as, sari, **asked)) == found


def test_the_page_hands_its_filters_to_the_button(client_as, sari, partner, three):
    page = client_as(sari).get(here("delegates:delegate-list"), {"organisation": partner.pk, "page": "1"})

    text = page.content.decode()
    answer = taken(client_as, sari, organisation=partner.pk)
    assert f'<input type="hidden" name="organisation" value="{partner.pk}">' in text
    assert "Take this list of 2 delegates along" in text
    assert re.search(r'/numbers/list/"><input type="hidden" name="csrfmiddlewaretoken" value="\w+"', text)
    assert codes(answer) == ["D-0002", "D-0003"]
    assert "Perkumpulan Mitra" in everything(answer)


def test_the_log_says_which_filters_and_not_what_was_looked_for(client_as, sari, three):
    answer = taken(client_as, sari, q="Wulandari 2", state="registered")

    event = AuditEvent.objects.get(verb="delegates.list_taken")
    assert event.data["filters"] == ["state", "q"]
    assert "Wulandari" not in str(event.data)
    assert not [cell for cell in everything(answer) if "Wulandari" in cell]


def test_a_focal_point_takes_the_own_delegates_only(client_as, lina, network, three):
    answer = taken(client_as, lina, names="yes")
    others = taken(client_as, lina, organisation=network.pk)

    assert codes(answer) == codes(others) == ["D-0002", "D-0003"]
    assert sorted(Look.objects.values_list("delegate__number", "by")) == [(2, lina.pk), (3, lina.pk)]


def test_nothing_sealed_is_in_the_table(client_as, convening, sari):
    answers = {"diet": ["allergy"], "allergy": "kacang"}
    registered(convening, sari, agreed=frozenset({Purpose.TAKE_PART, Purpose.NEEDS}), answers=answers)

    said = everything(taken(client_as, sari, names="yes"))

    assert "Budi" in said
    assert not [cell for cell in said if "kacang" in cell or "812" in cell]
