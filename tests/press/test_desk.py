"""Writing at the desk."""

import pytest
from tests.press.factories import TEXT, make_draft, make_picture, make_public

from pendopo.core.urls import here
from pendopo.press.enums import ArticleStatus
from pendopo.press.models import Article

pytestmark = pytest.mark.django_db

FORM = TEXT | {"kind": "news"}


def test_a_posted_article_is_a_draft(sari, client_as):
    response = client_as(sari).post(here("press:article-new"), FORM)

    article = Article.objects.get()
    assert response["Location"] == here("press:article-detail", pk=article.pk)
    assert (article.title_en, article.written_by, article.status) == (
        FORM["title_en"],
        sari,
        ArticleStatus.DRAFT,
    )


def test_preview_shows_the_text_and_saves_nothing(sari, client_as):
    response = client_as(sari).post(
        here("press:article-new"), FORM | {"body_en": "**Bold** step", "step": "preview"}
    )

    assert (response.status_code, Article.objects.count()) == (200, 0)
    assert "<strong>Bold</strong> step" in response.content.decode()


def test_htmx_gets_the_preview_only(sari, client_as):
    response = client_as(sari).post(
        here("press:article-new"), FORM | {"step": "preview"}, headers={"HX-Request": "true"}
    )

    assert response.content.decode().strip().startswith('<section id="preview"')


def test_a_refused_form_keeps_what_was_written(sari, client_as):
    response = client_as(sari).post(here("press:article-new"), FORM | {"title_ind": "", "title_en": ""})

    assert (response.status_code, FORM["body_ind"] in response.content.decode()) == (422, True)


def test_two_people_bring_an_article_out(convening, sari, hasan, client_as):
    article = make_draft(convening, sari)
    browser = client_as(hasan)

    browser.post(here("press:article-approve", pk=article.pk), {"seen_at": article.saved_at.isoformat()})
    browser.post(here("press:article-publish", pk=article.pk), {"at": "2024-03-22T10:15"})

    article.refresh_from_db()
    assert article.status == ArticleStatus.PUBLISHED
    assert article.publish_at.isoformat() == "2024-03-22T03:15:00+00:00"


def test_the_writer_is_told_why_approving_is_not_theirs(convening, sari, client_as):
    article = make_draft(convening, sari)

    response = client_as(sari).post(here("press:article-approve", pk=article.pk))

    assert (response.status_code, "Ask another organiser" in response.content.decode()) == (422, True)


def test_a_cover_without_words_is_refused_in_a_sentence(convening, sari, client_as):
    article = make_draft(convening, sari)

    response = client_as(sari).post(
        here("press:cover-set", pk=article.pk), {"picture": make_picture(), "cover_credit": "Sari"}
    )

    assert (
        response.status_code,
        "Say in one sentence what the picture shows" in response.content.decode(),
    ) == (
        422,
        True,
    )


def test_lines_are_added_and_removed(convening, sari, client_as):
    article, browser = make_draft(convening, sari), client_as(sari)

    browser.post(here("press:line-add", pk=article.pk), {"label_en": "Present", "source": "To follow"})
    line = article.figure_lines.get()
    browser.post(here("press:line-remove", pk=article.pk, line=line.pk))

    assert article.figure_lines.count() == 0


def test_correcting_and_taking_off(convening, sari, hasan, client_as):
    article, browser = make_public(convening, sari, hasan), client_as(hasan)

    browser.post(
        here("press:article-correct", pk=article.pk), FORM | {"body_en": "Right.", "note_en": "Wrong word."}
    )
    browser.post(here("press:article-unpublish", pk=article.pk))

    article.refresh_from_db()
    assert (article.body_en, article.corrections.count(), article.status) == (
        "Right.",
        1,
        ArticleStatus.DRAFT,
    )


def test_a_public_article_has_no_edit_page(convening, sari, hasan, client_as):
    article = make_public(convening, sari, hasan)

    assert client_as(sari).get(here("press:article-edit", pk=article.pk)).status_code == 404


@pytest.mark.parametrize("name", ["press:article-detail", "press:article-edit"])
def test_pages_of_a_draft_open_for_its_writer(convening, sari, client_as, name):
    assert client_as(sari).get(here(name, pk=make_draft(convening, sari).pk)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_list_asks_the_database_equally_often(
    convening, sari, client_as, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_draft(convening, sari)
    browser = client_as(sari)
    browser.get(here("press:article-list"))

    with django_assert_num_queries(7):
        browser.get(here("press:article-list"))
