"""The public page shows what both sides published, and nothing else."""

import gzip

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from tests.web.factories import (
    make_agreement,
    make_article,
    make_commitment,
    make_figure,
    make_meeting,
    make_minutes,
)

from pendopo.cooperation.enums import CommitmentState as State
from pendopo.core.urls import here
from pendopo.web.queries.home import published_pillars

pytestmark = pytest.mark.django_db
LIMIT = 60_000
STATIC = (
    "web/tokens.css",
    "web/app.css",
    "web/app.js",
    "web/icons.svg",
    "web/mark.svg",
    "vendor/plus-jakarta-sans-latin.woff2",
)


def text_of(language="en"):
    return Client().get(f"/{language}/wgwc-2024/").content.decode()


@pytest.mark.parametrize(("language", "word"), [("id", "Tuan rumah"), ("en", "Host")])
def test_home_opens_in_both_languages(convening, government, language, word):
    convening.host_organisation = government
    convening.save()

    page = text_of(language)

    assert f'<html lang="{language}"' in page
    assert f"<dt>{word}</dt><dd>Pemerintah Kabupaten</dd>" in page


def test_pillars_count_kept_promises_of_published_minutes(convening, network, sari):
    agreement = make_agreement(make_meeting(convening))
    make_minutes(agreement.meeting, sari)
    make_commitment(agreement, network, 1, state=State.DONE, done_on="2024-04-20")
    make_commitment(agreement, network, 2)
    make_commitment(agreement, network, 3, state=State.WITHDRAWN)

    page = text_of()

    assert "Agreement 1" in page
    assert "1 of 2 commitments done" in page
    assert "Agreed on Thursday, 21 March 2024." in page


@pytest.mark.parametrize("status", ["draft", "comment", "approved"])
def test_nothing_of_unpublished_minutes_is_shown(convening, sari, status):
    agreement = make_agreement(make_meeting(convening))
    make_minutes(agreement.meeting, sari, status=status, published_at=None)

    page = text_of()

    assert ("Agreement 1" in page, "Meeting MTG-1" in page) == (False, False)


@pytest.mark.parametrize(
    "changes",
    [{"status": "draft"}, {"status": "approved"}, {"publish_at": "2024-05-01T00:00Z"}],
)
def test_news_that_is_not_public_yet_is_not_shown(convening, sari, changes):
    make_article(convening, sari, "shown")
    make_article(convening, sari, "hidden", **changes)

    page = text_of()

    assert ("News shown" in page, "News hidden" in page) == (True, False)


def test_figures_say_where_they_come_from(convening):
    make_figure(convening, confirmed_by="Hasan")

    page = text_of()

    assert ("242" in page, "Committee" in page, "Confirmed by Hasan." in page) == (True, True, True)


def test_home_answers_to_those_who_only_ask_for_its_head(convening):
    assert Client().head(here("web:home")).status_code == 200


def test_sections_without_data_are_left_out(convening):
    page = text_of()

    assert ('class="soko"' in page, 'id="news"' in page, 'id="figures"' in page) == (False, False, False)


def test_language_switch_keeps_the_page_and_the_question(convening):
    page = Client().get("/id/wgwc-2024/search/?q=rapat").content.decode()

    assert 'href="/en/wgwc-2024/search/?q=rapat"' in page


@pytest.mark.parametrize(
    ("asked", "kept"),
    [("id/wgwc-2024/?fbclid=1", "/"), ("id/wgwc-2024/news/?page=1&fbclid=1", "/news/?page=1")],
)
def test_links_of_a_public_page_repeat_only_what_it_reads(convening, asked, kept):
    page = Client().get(f"/{asked}").content.decode()

    assert "fbclid" not in page
    assert f'<a href="/en/wgwc-2024{kept}"' in page
    assert f'name="next" value="/id/wgwc-2024{kept}"' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_home_asks_as_often_for_three_rows_as_for_one(
    convening, network, sari, rows, django_assert_num_queries
):
    for serial in range(1, rows + 1):
        agreement = make_agreement(make_meeting(convening, f"MTG-{serial}"), serial)
        make_minutes(agreement.meeting, sari)
        make_commitment(agreement, network, serial)
        make_article(convening, sari, f"news-{serial}")
        make_figure(convening, f"figure {serial}")

    with django_assert_num_queries(7):
        page = text_of()

    assert page.count('class="no"') == rows


def test_a_full_home_weighs_less_than_sixty_kilobytes(convening, network, sari):
    for serial in range(1, 5):
        agreement = make_agreement(make_meeting(convening, f"MTG-{serial}"), serial)
        make_minutes(agreement.meeting, sari)
        make_commitment(agreement, network, serial)
        make_article(convening, sari, f"news-{serial}", summary_en="A sentence about it. " * 10)

    page = Client().get(here("web:home"), headers={"accept-encoding": "gzip"})
    files = [open(finders.find(name), "rb").read() for name in STATIC]  # noqa: PTH123, SIM115
    weight = len(page.content) + sum(min(len(file), len(gzip.compress(file))) for file in files)

    assert page["Content-Encoding"] == "gzip"
    assert weight < LIMIT


def test_chosen_colours_are_kept_and_shown(convening):
    browser = Client()

    answer = browser.post("/theme/", {"theme": "dark", "next": "/en/wgwc-2024/"})

    assert (answer.status_code, answer["Location"]) == (302, "/en/wgwc-2024/")
    assert 'data-theme="dark"' in browser.get("/en/wgwc-2024/").content.decode()
    assert 'data-theme="dark"' not in text_of()


def test_colours_never_lead_to_another_site(convening):
    answer = Client().post("/theme/", {"theme": "dark", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/"


def test_following_the_device_forgets_the_choice(convening):
    browser = Client()
    browser.post("/theme/", {"theme": "dark"})
    browser.post("/theme/", {"theme": "auto"})

    assert 'data-theme="' not in browser.get("/en/wgwc-2024/").content.decode()


def test_the_pillars_take_one_query_however_many(convening, network, sari, django_assert_num_queries):
    for number in (1, 2, 3):
        meeting = make_meeting(convening, code=f"MTG-{number}")
        make_commitment(make_agreement(meeting, number), network, number)
        make_minutes(meeting, sari)
        with django_assert_num_queries(1):
            pillars = published_pillars()
            assert [pillar.label for pillar in pillars.items][-1] == f"Agreement {number}"
            assert pillars.last_on == meeting.held_on
