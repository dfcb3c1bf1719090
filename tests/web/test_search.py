"""Search finds what the reader may read, marks the words and pages long lists."""

import pytest
from django.test import Client
from tests.web.factories import (
    make_agreement,
    make_article,
    make_commitment,
    make_meeting,
    make_minutes,
)

from pendopo.core.urls import here
from pendopo.web.queries.search import excerpt, highlight, words_of

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


def test_public_finds_published_news_and_minutes_only(full):
    assert found(Client(), "buses") == {"news": 1, "minutes": 1}


def test_visitor_never_finds_drafts(convening, sari):
    make_article(convening, sari, "buses", title_en="Buses", status="draft")
    make_minutes(make_meeting(convening), sari, "Empat buses", status="approved", published_at=None)

    assert Client().get(here("web:search"), {"q": "buses"}).context["results"] == []


def test_partner_finds_no_meeting_it_was_not_invited_to(client_as, lina, full):
    assert found(client_as(lina), "buses") == {"agreements": 1, "commitments": 1, "news": 1}


def test_outsider_with_an_account_searches_like_a_visitor(client_as, tono, full):
    assert found(client_as(tono), "buses") == {"news": 1, "minutes": 1}


def test_every_word_must_occur_but_the_order_is_free(client_as, sari, full):
    assert found(client_as(sari), "buses four") == {"commitments": 1}


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


@pytest.mark.parametrize("rows", [1, 3])
def test_search_asks_as_often_for_three_rows_as_for_one(
    client_as, sari, convening, network, rows, django_assert_num_queries
):
    meeting = make_meeting(convening)
    for serial in range(1, rows + 1):
        make_commitment(make_agreement(meeting, serial, title_en="Bus"), network, serial, what_en="Bus")
    browser = client_as(sari)
    browser.get(here("web:search"))

    with django_assert_num_queries(12):
        browser.get(here("web:search"), {"q": "bus"})
