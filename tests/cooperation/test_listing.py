"""A page of the list, its SQL made once, shows what a fresh query shows."""

from datetime import date, timedelta

import pytest
from tests.cooperation.factories import TODAY, make_agreement, make_commitment, make_done, make_meeting

from pendopo.convenings.enums import Side
from pendopo.cooperation.queries import listing
from pendopo.cooperation.queries.commitment import Filters, commitments
from pendopo.cooperation.queries.tally import grouped, tally

pytestmark = pytest.mark.django_db
DAY = date.fromisoformat(TODAY)
ASKED = {
    "everything": Filters(),
    "one side": Filters(side=Side.NETWORK),
    "the late": Filters(status="late"),
    "the open of one side": Filters(side=Side.GOVERNMENT, status="open"),
    "one state": Filters(status="done"),
    "words": Filters(q="brief"),
}


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = TODAY


@pytest.fixture
def agreement(sari, hasan, government, partner):
    meeting = make_meeting(sari)
    found = make_agreement(meeting, sari)
    make_done(make_commitment(found, government, sari), hasan)
    make_commitment(found, government, sari)
    make_commitment(found, partner, sari, what_en="Draft the brief", due=DAY + timedelta(days=6))
    make_commitment(make_agreement(meeting, sari), partner, sari)
    return found


@pytest.mark.parametrize("filters", ASKED.values(), ids=ASKED.keys())
@pytest.mark.parametrize("day", [DAY, DAY + timedelta(days=30)])
def test_a_page_holds_the_commitments_that_were_asked_for(agreement, filters, day):
    rows = commitments(day, filters)

    shown = [row["code"] for row in listing.page_of(day, filters, 1)]

    assert shown == [row.code for row in rows]
    assert listing.tally_of(day, filters) == tally(grouped(rows, day))


def test_one_agreement_shows_its_own(agreement):
    filters = Filters(agreement=agreement.pk)

    assert [row["code"] for row in listing.page_of(DAY, filters, 1)] == ["COM-02", "COM-03", "COM-01"]


def test_the_second_page_begins_where_the_first_ends(agreement, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 3)
    listing._page.cache_clear()

    pages = [[row["code"] for row in listing.page_of(DAY, Filters(), number)] for number in (1, 2)]

    listing._page.cache_clear()
    assert pages == [["COM-02", "COM-04", "COM-03"], ["COM-01"]]
