"""The thread: where a promise came from and where it went."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from tests.cooperation.factories import (
    TODAY,
    make_agreement,
    make_commitment,
    make_done,
    make_meeting,
    make_paragraph,
)

from pendopo.cooperation.queries import thread as threads
from pendopo.cooperation.queries.below import CROWDED, SHOWN
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db
DAY = date(2024, 4, 26)


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = TODAY
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def meeting(sari):
    return make_meeting(sari)


@pytest.fixture
def agreement(meeting, sari):
    return make_agreement(meeting, sari, paragraph=make_paragraph(meeting, sari))


def shape(thread):
    return [(depth, node.kind, node.code or node.title) for depth, node in thread.root.walk()]


def test_agreement_shows_ancestry_and_descendants(agreement, government, sari, hasan):
    make_done(make_commitment(agreement, government, sari), hasan)

    grown = threads.thread_of_agreement(agreement, DAY)

    assert shape(grown) == [
        (0, "meeting", "MTG-1"),
        (1, "paragraph", "¶ 1.1"),
        (2, "agreement", "AGR-1"),
        (3, "commitment", "COM-01"),
        (4, "evidence", "List"),
    ]
    assert (grown.current.code, [event.kind for event in grown.events][-1]) == ("AGR-1", "captured")


def test_commitment_shows_only_its_own_branch(agreement, government, sari):
    rows = [make_commitment(agreement, government, sari) for _ in range(2)]

    grown = threads.thread_of_commitment(rows[1], DAY)

    assert [node.code for node in grown.nodes("meeting", "agreement", "commitment")] == [
        "MTG-1",
        "AGR-1",
        "COM-02",
    ]


def test_meeting_shows_all_its_agreements(meeting, agreement, sari):
    make_agreement(meeting, sari)

    grown = threads.thread_of_meeting(meeting, DAY)

    assert [node.code for node in grown.nodes("agreement")] == ["AGR-1", "AGR-2"]


def test_agreements_of_one_paragraph_share_its_node(meeting, agreement, sari):
    make_agreement(meeting, sari, paragraph=agreement.paragraph)

    grown = threads.thread_of_meeting(meeting, DAY)

    assert [node.title for node in grown.nodes("paragraph")] == ["¶ 1.1"]


def test_words_of_a_meeting_stay_with_those_who_may_read_it(agreement, government, sari, yuni, client_as):
    make_commitment(agreement, government, sari)
    address = here("cooperation:agreement-thread", pk=agreement.pk)

    said = ["mengelola kunjungan" in client_as(who).get(address).text for who in (sari, yuni)]

    assert said == [True, False]


def test_another_room_can_hang_its_nodes(agreement, government, sari, monkeypatch):
    row = make_commitment(agreement, government, sari)
    monkeypatch.setattr(threads, "_providers", {"meeting": [], "agreement": [], "commitment": []})

    def visits(keys, public):
        return {key: [threads.Node(kind="visit", title="Bus 1", section="Visits")] for key in keys}

    threads.register("commitment", visits)
    threads.register("commitment", visits)
    grown = threads.thread_of_commitment(row, DAY)

    assert [node.title for node in grown.nodes("visit")] == ["Bus 1"]


@pytest.mark.parametrize("rows", [1, 3])
def test_thread_asks_the_same_number_of_queries(
    rows, agreement, government, sari, hasan, client_as, django_assert_num_queries
):
    for _ in range(rows):
        make_done(make_commitment(agreement, government, sari), hasan)
    browser, address = client_as(sari), here("cooperation:agreement-thread", pk=agreement.pk)
    browser.get(address)

    with django_assert_num_queries(12):
        answer = browser.get(address)

    assert answer.status_code == 200


@pytest.fixture
def crowded(agreement, government, sari, hasan):
    """One commitment more than an agreement shows unfolded; the first and the last are done."""
    rows = [make_commitment(agreement, government, sari) for _ in range(CROWDED + 1)]
    for row in (rows[0], rows[-1]):
        make_done(row, hasan)
    return agreement


def test_a_crowded_agreement_shows_its_first_commitments_and_counts_all(crowded):
    grown = threads.thread_of_agreement(crowded, DAY, folded=True)

    heading = grown.nodes("agreement")[0]
    shown = [node.code for node in grown.nodes("commitment")]
    assert (shown, heading.is_folded) == ([f"COM-{n:02}" for n in range(1, SHOWN + 1)], True)
    assert len(grown.nodes("evidence")) == 1
    assert (grown.below.promised, grown.below.proofs, heading.tally.done) == (CROWDED + 1, 2, 2)


def test_a_crowded_page_leads_to_the_list_of_its_agreement(crowded, sari, client_as):
    text = client_as(sari).get(here("cooperation:agreement-thread", pk=crowded.pk)).text

    link = f'href="{here("cooperation:commitment-list")}?agreement={crowded.pk}"'
    assert (link in text, f"COM-{SHOWN}</span> <a" in text, f"COM-{SHOWN + 1}</span> <a" in text) == (
        True,
        True,
        False,
    )


def test_only_the_crowded_agreement_of_a_meeting_is_folded(crowded, meeting, government, sari):
    make_commitment(make_agreement(meeting, sari), government, sari)

    grown = threads.thread_of_meeting(meeting, DAY, folded=True)

    assert [len(node.of_kind("commitment")) for node in grown.nodes("agreement")] == [SHOWN, 1]
    assert [node.is_folded for node in grown.nodes("agreement")] == [True, False]
    assert (grown.below.promised, grown.below.proofs) == (CROWDED + 2, 2)


def test_the_command_folds_nothing(crowded, convening):
    out = StringIO()

    call_command("thread", "agr-1", convening=convening.slug, lang="en", stdout=out)

    assert out.getvalue().count("- COM-") == CROWDED + 1


def test_command_prints_an_indented_tree(agreement, government, sari, convening):
    make_commitment(agreement, government, sari)
    out = StringIO()

    call_command("thread", "com-01", convening=convening.slug, lang="en", stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[0] == "- MTG-1 Third preparatory meeting (21 Mar 2024)"
    assert lines[1] == "  - ¶ 1.1: Kedua pihak mengelola kunjungan."
    assert (
        lines[3]
        == "      > COM-01 Send the list of delegates (Pemerintah Kabupaten, 22 Apr 2024, 4 days late)"
    )


def test_command_names_what_it_does_not_find(convening):
    with pytest.raises(CommandError, match="AGR-9"):
        call_command("thread", "AGR-9", convening=convening.slug)


@pytest.mark.parametrize("name", ["meeting-thread", "commitment-thread"])
def test_every_object_has_its_page(name, agreement, government, sari, client_as):
    row = make_commitment(agreement, government, sari)
    pk = agreement.meeting_id if name == "meeting-thread" else row.pk

    answer = client_as(sari).get(here(f"cooperation:{name}", pk=pk))

    assert (answer.status_code, "COM-01" in answer.text, "¶ 1.1" in answer.text) == (200, True, True)
