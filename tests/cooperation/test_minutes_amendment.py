"""Amendments: corrections that both sides agree to and that leave the original readable."""

import pytest
from tests.cooperation.factories import approve_both, make_minutes

from pendopo.convenings.enums import Side
from pendopo.cooperation.actions.amendment import approve_amendment, propose_amendment, withdraw_amendment
from pendopo.cooperation.errors import (
    AmendmentChangesNothing,
    AmendmentOpen,
    AmendmentSettled,
    MinutesNotApproved,
    ReasonNeeded,
)
from pendopo.cooperation.queries.diff import word_diff
from pendopo.cooperation.queries.minutes import correction, text_in_force
from pendopo.core.errors import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def paragraph(sari, hasan):
    minutes = make_minutes(sari, texts=["Kabupaten menyanggupi 40 peserta lokal."])
    return approve_both(minutes, network=sari, government=hasan).paragraphs.get()


def propose(paragraph, by, text="Kabupaten menyanggupi 50 peserta lokal."):
    return propose_amendment(paragraph=paragraph, text_ind=text, text_en="", reason="Salah ketik", by=by)


def test_an_amendment_holds_when_both_sides_agree(paragraph, sari, hasan):
    amendment = propose(paragraph, sari)
    approve_amendment(amendment=amendment, side=Side.NETWORK, by=sari)
    assert text_in_force(paragraph) == ("Kabupaten menyanggupi 40 peserta lokal.", "")

    approve_amendment(amendment=amendment, side=Side.GOVERNMENT, by=hasan)

    assert text_in_force(paragraph) == ("Kabupaten menyanggupi 50 peserta lokal.", "")


def test_the_original_stays_as_it_was_approved(paragraph, sari, hasan):
    amendment = propose(paragraph, sari)
    for side, by in ((Side.NETWORK, sari), (Side.GOVERNMENT, hasan)):
        approve_amendment(amendment=amendment, side=side, by=by)

    paragraph.refresh_from_db()
    assert paragraph.text_ind == "Kabupaten menyanggupi 40 peserta lokal."
    assert paragraph.minutes.frozen["paragraphs"][0]["text"]["ind"] == paragraph.text_ind


def test_an_amendment_shows_its_difference_in_the_changed_language(paragraph, sari):
    assert correction(propose(paragraph, sari)).changes == [
        (
            "id",
            [
                ("same", "Kabupaten menyanggupi "),
                ("removed", "40"),
                ("added", "50"),
                ("same", " peserta lokal."),
            ],
        )
    ]


def test_the_difference_gives_both_texts_back():
    before, after = "satu dua  tiga\nempat", "satu tiga\nlima enam"
    pieces = word_diff(before, after)

    assert "".join(text for kind, text in pieces if kind != "added") == before
    assert "".join(text for kind, text in pieces if kind != "removed") == after


def test_drafts_are_edited_not_amended(sari):
    with pytest.raises(MinutesNotApproved):
        propose(make_minutes(sari).paragraphs.get(), sari)


def test_one_amendment_of_a_paragraph_at_a_time(paragraph, sari, hasan):
    first = propose(paragraph, sari)
    with pytest.raises(AmendmentOpen):
        propose(paragraph, hasan, "Lain.")

    withdraw_amendment(amendment=first, by=sari)
    assert propose(paragraph, hasan, "Lain.").number == 2


def test_a_settled_amendment_stays_settled(paragraph, sari, hasan):
    amendment = withdraw_amendment(amendment=propose(paragraph, sari), by=sari)

    with pytest.raises(AmendmentSettled):
        approve_amendment(amendment=amendment, side=Side.GOVERNMENT, by=hasan)


def test_an_amendment_needs_a_reason_and_a_change(paragraph, sari):
    with pytest.raises(ReasonNeeded):
        propose_amendment(paragraph=paragraph, text_ind="Lain.", text_en="", reason=" ", by=sari)
    with pytest.raises(AmendmentChangesNothing):
        propose(paragraph, sari, paragraph.text_ind)


def test_a_side_does_not_agree_for_the_other(paragraph, sari):
    with pytest.raises(NotAllowed):
        approve_amendment(amendment=propose(paragraph, sari), side=Side.GOVERNMENT, by=sari)
