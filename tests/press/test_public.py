"""The public sees what is published, and nothing before its minute."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.press.factories import make_draft, make_picture, make_public

from pendopo.convenings.models import Convening
from pendopo.core import caching
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.press import actions

pytestmark = pytest.mark.django_db

LISTS = ("press:news-list", "press:feed", "press:sitemap")


@pytest.fixture
def visitor(client_as):
    return client_as(None)


def hidden_articles(convening, sari, hasan):
    draft = make_draft(convening, sari)
    taken_off = make_public(convening, sari, hasan)
    actions.unpublish_article(article=taken_off, by=hasan)
    later = make_public(convening, sari, hasan, at=now() + timedelta(minutes=5))
    return draft, taken_off, later


def with_cover(article, by):
    return actions.set_cover(
        article=article, picture=make_picture(), cover_alt_en="A roof", cover_credit="Sari", by=by
    )


def test_list_feed_sitemap_and_page_show_a_published_article(convening, sari, hasan, visitor):
    article = make_public(convening, sari, hasan)

    pages = [visitor.get(here(name)) for name in LISTS]
    pages.append(visitor.get(here("press:news-detail", slug=article.slug)))

    assert [page.status_code for page in pages] == [200, 200, 200, 200]
    assert [article.slug in page.content.decode() for page in pages] == [True] * 4


def test_nothing_unpublished_is_in_list_feed_or_sitemap(convening, sari, hasan, visitor):
    slugs = [article.slug for article in hidden_articles(convening, sari, hasan)]

    pages = [visitor.get(here(name)).content.decode() for name in LISTS]

    assert [slug for slug in slugs for page in pages if slug in page] == []


def test_guessing_the_address_of_an_unpublished_article_finds_nothing(convening, sari, hasan, visitor):
    articles = hidden_articles(convening, sari, hasan)

    public = [visitor.get(here("press:news-detail", slug=article.slug)).status_code for article in articles]
    desk = [visitor.get(here("press:article-detail", pk=article.pk)).status_code for article in articles]

    assert (public, desk) == ([404] * 3, [302] * 3)


@pytest.mark.parametrize("who", ["rina", "tono"])
def test_outsiders_do_not_see_the_desk(convening, sari, client_as, who, request):
    article = make_draft(convening, sari)
    browser = client_as(request.getfixturevalue(who))

    pages = [
        here("press:article-list"),
        here("press:article-new"),
        here("press:article-detail", pk=article.pk),
    ]

    assert [browser.get(page).status_code for page in pages] == [404] * 3


def test_a_cover_is_public_only_while_its_article_is(convening, sari, hasan, visitor, client_as):
    article = with_cover(make_draft(convening, sari), sari)
    cover = article.cover.get_absolute_url()
    before = visitor.get(cover).status_code, client_as(hasan).get(cover).status_code

    actions.approve_article(article=article, by=hasan)
    actions.publish_article(article=article, by=hasan, at=now() + timedelta(minutes=5))
    waiting = visitor.get(cover).status_code
    actions.unpublish_article(article=article, by=hasan)
    actions.approve_article(article=article, by=hasan)
    actions.publish_article(article=article, by=hasan)
    shown = visitor.get(cover).status_code
    actions.unpublish_article(article=article, by=hasan)

    assert (before, waiting, shown, visitor.get(cover).status_code) == ((404, 200), 404, 200, 404)


def test_an_unpublished_convening_shows_no_news(convening, sari, hasan, visitor, client_as):
    article = make_public(convening, sari, hasan)
    Convening.objects.update(published=False)
    addresses = [here(name) for name in LISTS] + [here("press:news-detail", slug=article.slug)]

    own = [client_as(sari).get(address).status_code for address in addresses]

    assert own == [200] * 4
    assert [visitor.get(address).status_code for address in addresses] == [404] * 4


def test_a_scheduled_article_appears_at_its_minute(convening, sari, hasan, visitor, time_machine):
    time_machine.move_to(datetime(2024, 3, 22, 3, 14, tzinfo=UTC), tick=False)
    article = make_public(convening, sari, hasan, at=datetime(2024, 3, 22, 3, 15, tzinfo=UTC))
    address = here("press:news-detail", slug=article.slug)
    before = visitor.get(address).status_code

    time_machine.move_to(datetime(2024, 3, 22, 3, 15, tzinfo=UTC), tick=False)

    assert (before, visitor.get(address).status_code) == (404, 200)


def test_place_and_time_stand_where_newspapers_put_them(convening, sari, hasan, visitor):
    article = make_public(convening, sari, hasan, at=datetime(2024, 3, 22, 3, 15, tzinfo=UTC))

    page = visitor.get(f"/id/wgwc-2024/news/{article.slug}/").content.decode()

    assert "<b>Purwakarta.</b> Kedua pihak bertemu." in page
    assert "Jumat, 22 Maret 2024, 10.15 WIB" in page


def test_heads_say_where_a_page_is_and_what_it_is_about(convening, sari, hasan, visitor, settings):
    settings.SITE_URL = "https://pendopo.example"
    article = make_public(convening, sari, hasan)
    path = f"wgwc-2024/news/{article.slug}/"

    page = visitor.get(f"/en/{path}").content.decode()

    assert f'<link rel="canonical" href="https://pendopo.example/en/{path}">' in page
    assert f'<link rel="alternate" hreflang="id" href="https://pendopo.example/id/{path}">' in page
    assert '<meta property="og:title" content="Four agreements in Purwakarta">' in page
    assert '<meta name="description" content="Both sides agreed on four matters.">' in page


def test_a_correction_is_shown_with_its_date(convening, sari, hasan, visitor):
    article = make_public(convening, sari, hasan)
    actions.correct_article(article=article, by=sari, note_en="The day was wrong.", body_en="On Thursday.")

    page = visitor.get(here("press:news-detail", slug=article.slug)).content.decode()

    assert ("The day was wrong." in page, "On Thursday." in page, "Both sides met." in page) == (
        True,
        True,
        False,
    )


def test_missing_numbers_are_named_as_missing(convening, sari, hasan, visitor):
    article = make_draft(convening, sari)
    actions.add_figure_line(article=article, label_en="Present, government side", source="To follow", by=sari)
    actions.approve_article(article=article, by=hasan)
    actions.publish_article(article=article, by=hasan)

    page = visitor.get(here("press:news-detail", slug=article.slug)).content.decode()

    assert ("Not recorded yet" in page, "Present, government side" in page) == (True, True)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("press:news-list", 4), ("press:feed", 3)])
def test_lists_ask_the_database_equally_often(
    convening, sari, hasan, visitor, rows, name, queries, django_assert_num_queries
):
    for number in range(rows):
        with_cover_and_published(convening, sari, hasan, f"Artikel {number}")
    visitor.get(here(name))
    caching.pages.clear()

    with django_assert_num_queries(queries):
        visitor.get(here(name))


def with_cover_and_published(convening, sari, hasan, title):
    article = with_cover(make_draft(convening, sari, title_ind=title), sari)
    actions.approve_article(article=article, by=hasan)
    actions.publish_article(article=article, by=hasan)


def test_the_list_has_pages(convening, sari, hasan, visitor):
    for number in range(10):
        make_public(convening, sari, hasan, title_en=f"Article {number}")

    second = visitor.get(here("press:news-list"), {"page": 2}).content.decode()

    assert ("Article 0" in second, "Article 9" in second) == (True, False)


def test_search_finds_public_articles_only(convening, sari, hasan, visitor):
    make_draft(convening, sari, title_en="Hidden draft about buses")
    make_public(convening, sari, hasan, at=now() + timedelta(minutes=5), title_en="Waiting news about buses")
    make_public(convening, sari, hasan, title_en="Public news about buses")

    page = visitor.get(here("web:search"), {"q": "buses"}).content.decode()

    assert [words in page for words in ("Public news", "Hidden draft", "Waiting news")] == [
        True,
        False,
        False,
    ]
