"""Search finds what the reader may read, the best first, marks the words and pages long lists."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from django_scopes import scopes_disabled
from tests.factories import make_convening
from tests.web.factories import (
    make_agreement,
    make_article,
    make_commitment,
    make_meeting,
    make_minutes,
)

from pendopo.cooperation.models import Minutes
from pendopo.core.urls import here, use_convening
from pendopo.web.queries.marking import excerpt, highlight, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(convening, network, sari):
    """One thing of every kind that speaks of buses; the minutes are published."""
    meeting = make_meeting(convening, title_en="Meeting about buses")
    make_minutes(meeting, sari, "Empat buses disiapkan.")
    agreement = make_agreement(meeting, title_en="Buses for everyone")
    make_commitment(agreement, network, what_en="Rent four buses")
    make_article(convening, sari, "buses", title_en="Buses are ready")
    return meeting


def titles(browser, words, kind):
    page = browser.get(here("web:search"), {"q": words, "in": kind})
    return [strip_tags(hit.title) for hit in page.context["hits"]]


def found(browser, words, **more):
    page = browser.get(here("web:search"), {"q": words, **more})
    return {group.key: number for group, number, _hits in page.context["results"]}


def test_desk_finds_every_kind(client_as, sari, full):
    assert found(client_as(sari), "buses") == {
        "agreements": 1,
        "commitments": 1,
        "meetings": 1,
        "paragraphs": 1,
        "news": 1,
    }


PUBLIC = {"news": 1, "agreements": 1, "minutes": 1, "paragraphs": 1}


def test_public_finds_what_is_published_and_no_more(full):
    assert found(Client(), "buses") == PUBLIC


def test_visitor_never_finds_what_is_not_published(convening, network, sari):
    meeting = make_meeting(convening, title_en="Buses")
    make_article(convening, sari, "buses", title_en="Buses", status="draft")
    make_article(convening, sari, "next", title_en="Buses", publish_at=datetime(2999, 1, 1, tzinfo=UTC))
    make_minutes(meeting, sari, "Empat buses", status="approved", published_at=None)
    make_commitment(make_agreement(meeting, title_en="Buses"), network, what_en="Buses")

    assert found(Client(), "buses") == {}


def test_what_is_hidden_again_is_not_found_any_more(full):
    Minutes.objects.update(status="approved")

    assert found(Client(), "buses") == {"news": 1}


def test_another_convening_is_not_found(full):
    with scopes_disabled():
        other = make_convening("other")
    with use_convening(other.slug):
        assert found(Client(), "buses") == {}


def test_a_hidden_convening_has_no_search(full, convening):
    convening.published = False
    convening.save()

    assert Client().get(here("web:search"), {"q": "buses"}).status_code == 404


def test_partner_finds_no_meeting_it_was_not_invited_to(client_as, lina, full):
    assert found(client_as(lina), "buses") == {"agreements": 1, "commitments": 1, "news": 1}


def test_outsider_with_an_account_searches_like_a_visitor(client_as, tono, full):
    assert found(client_as(tono), "buses") == PUBLIC


def test_every_word_must_occur_but_the_order_is_free(client_as, sari, full):
    assert found(client_as(sari), "buses four") == {"commitments": 1}


@pytest.mark.parametrize("typed", ["musyawarah désa", "MUSYAWARAH DESA", "desa musyawarah", "yawarah des"])
def test_case_accents_and_order_do_not_matter(client_as, sari, convening, typed):
    make_meeting(convening, title_ind="Musyawarah DÉSA")

    assert found(client_as(sari), typed) == {"meetings": 1}


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Ünit Łódź", "unit lodz"),
        ("e\u0301cole", "école"),
        ("Jum’at", "jum'at"),
        ("2023–2024", "2023-2024"),
        ("100% siap", "100%"),
        ("RAD_PE", "d_p"),
        ("C:\\arsip", "c:\\"),
    ],
)
def test_letters_that_mean_the_same_are_the_same(client_as, sari, convening, written, typed):
    make_meeting(convening, "MTG-1", title_en=written)
    make_meeting(convening, "MTG-2", title_en="Rapat 1000 siapa RADXPE 20232024")

    assert titles(client_as(sari), typed, "meetings") == [written]


def test_nul_in_the_address_finds_nothing(client_as, sari, full):
    assert found(client_as(sari), "bus\0es zzz") == {}


def test_title_comes_before_text_and_typed_order_before_any(client_as, sari, convening):
    make_article(convening, sari, "text", title_en="D", body_en="The regency rents four buses")
    make_article(convening, sari, "half", title_en="C buses", body_en="Four")
    make_article(convening, sari, "words", title_en="B buses, four")
    make_article(convening, sari, "typed", title_en="A four buses")

    assert titles(client_as(sari), "four buses", "news") == ["A four buses", "B buses, four", "C buses", "D"]


def test_excerpt_of_news_comes_from_where_the_word_stands(client_as, sari, convening):
    make_article(
        convening, sari, summary_en="A summary & more", body_en="**Bold** " + "x " * 90 + "four buses"
    )

    page = client_as(sari).get(here("web:search"), {"q": "buses", "in": "news"})

    assert "<mark>buses</mark>" in page.context["hits"][0].excerpt


def test_overview_shows_the_best_and_counts_all(client_as, sari, convening):
    for serial in range(7):
        make_article(convening, sari, f"text-{serial}", title_en="Other", body_en="buses")
    make_article(convening, sari, "title", title_en="Buses", publish_at=datetime(2020, 1, 1, tzinfo=UTC))

    page = client_as(sari).get(here("web:search"), {"q": "buses"})
    ((group, number, hits),) = page.context["results"]

    assert (group.key, number, len(hits), strip_tags(hits[0].title)) == ("news", 8, 5, "Buses")


def test_accented_words_are_marked_as_they_are_written():
    assert highlight("Désa, de\u0301sa & ﬁesta", words_of("DESA fi")) == (
        "<mark>Désa</mark>, <mark>de\u0301sa</mark> &amp; <mark>ﬁ</mark>esta"
    )


def test_words_are_marked_and_everything_else_is_escaped():
    assert highlight("<b>Bus & bus</b>", ["bus"]) == (
        "&lt;b&gt;<mark>Bus</mark> &amp; <mark>bus</mark>&lt;/b&gt;"
    )


def test_excerpt_shows_the_surroundings_of_the_first_word():
    text = "a " * 200 + "buses " + "b " * 200

    piece = excerpt(text, ["buses"])

    assert (piece.startswith("… "), "buses" in piece, piece.endswith(" …")) == (True, True, True)
    assert len(piece) <= 184


def test_single_letters_and_repetitions_are_left_out():
    assert words_of("a bus bus  4 wheels") == ["bus", "wheels"]


def test_one_kind_is_paged(client_as, sari, convening, network):
    agreement = make_agreement(make_meeting(convening))
    for serial in range(1, 26):
        make_commitment(agreement, network, serial, what_en=f"Rent bus {serial}")

    page = client_as(sari).get(here("web:search"), {"q": "bus", "in": "commitments", "page": "2"})

    assert len(page.context["hits"]) == 5
    assert 'href="?q=bus&amp;in=commitments&amp;page=1"' in page.content.decode()


def test_nothing_found_says_what_to_try(client_as, sari):
    page = client_as(sari).get(here("web:search"), {"q": "zzz"}).content.decode()

    assert "Try fewer words, or the word in the other language." in page


@pytest.mark.parametrize(("language", "word"), [("id", "Kata yang dicari"), ("en", "Words to look for")])
def test_search_opens_in_both_languages(convening, language, word):
    assert word in Client().get(f"/{language}/wgwc-2024/search/").content.decode()


@pytest.mark.parametrize("rows", [0, 1, 3, 8])
def test_search_asks_once_for_every_kind_whatever_it_finds(client_as, sari, convening, network, rows):
    meeting = make_meeting(convening)
    for serial in range(1, rows + 1):
        make_commitment(make_agreement(meeting, serial, title_en="Bus"), network, serial, what_en="Bus")
    browser = client_as(sari)
    browser.get(here("web:search"))

    asked = []
    for words in ("", "bus"):
        with CaptureQueriesContext(connection) as queries:
            browser.get(here("web:search"), {"q": words})
        asked.append(len(queries))

    assert asked[1] - asked[0] == 7
