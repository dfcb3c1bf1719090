"""From a draft to the public page, by two people."""

from datetime import timedelta

import pytest
from tests.press.factories import make_approved, make_draft, make_picture, make_public

from pendopo.core import audit
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.times import now
from pendopo.press import actions, queries
from pendopo.press.enums import ArticleStatus
from pendopo.press.errors import (
    AlternativeTextMissing,
    ChangedMeanwhile,
    CorrectionNoteMissing,
    CorrectsNothing,
    FigureOrWords,
    NotADraft,
    NotAPicture,
    OwnArticle,
    TitleMissing,
)

pytestmark = pytest.mark.django_db


def test_writing_makes_a_draft_with_an_address_from_its_title(convening, sari):
    article = make_draft(convening, sari)

    assert (article.status, article.slug) == (ArticleStatus.DRAFT, "empat-kesepakatan-di-purwakarta")
    assert AuditEvent.objects.last().verb == "press.article_written"
    assert audit.verify() == []


def test_a_second_article_of_the_same_title_has_another_address(convening, sari):
    first, second = make_draft(convening, sari), make_draft(convening, sari)

    assert second.slug == f"{first.slug}-2"


def test_no_article_takes_the_address_of_the_feed(convening, sari):
    assert make_draft(convening, sari, title_ind="Feed").slug == "feed-2"


def test_an_article_needs_a_title(convening, sari):
    with pytest.raises(TitleMissing):
        make_draft(convening, sari, title_ind=" ", title_en="")


@pytest.mark.parametrize("who", ["rina", "tono"])
def test_outsiders_write_no_articles(convening, who, request):
    with pytest.raises(NotAllowed):
        make_draft(convening, request.getfixturevalue(who))


def test_nobody_approves_their_own_article(convening, sari):
    with pytest.raises(OwnArticle):
        actions.approve_article(article=make_draft(convening, sari), by=sari)


def test_who_changed_the_text_does_not_approve_it(convening, yuni, sari):
    article = actions.edit_article(article=make_draft(convening, yuni), by=sari, body_en="Changed.")

    with pytest.raises(OwnArticle):
        actions.approve_article(article=article, by=sari)


def test_a_unit_officer_writes_but_does_not_approve(convening, sari, yuni):
    with pytest.raises(NotAllowed):
        actions.approve_article(article=make_draft(convening, sari), by=yuni)


def test_the_other_sides_liaison_approves(convening, sari, hasan):
    article = make_approved(convening, sari, hasan)

    assert (article.status, article.approved_by) == (ArticleStatus.APPROVED, hasan)


def test_a_draft_is_not_published(convening, sari):
    with pytest.raises(NotADraft):
        actions.publish_article(article=make_draft(convening, sari), by=sari)


def test_a_change_after_approval_asks_for_approval_again(convening, sari, hasan):
    article = actions.edit_article(article=make_approved(convening, sari, hasan), by=sari, body_en="Changed.")

    assert (article.status, article.approved_by) == (ArticleStatus.DRAFT, None)


def test_two_writers_do_not_overwrite_each_other(convening, sari, dewi):
    article = make_draft(convening, sari)
    actions.edit_article(article=article, by=dewi, body_en="Dewi's text.", seen_at=article.saved_at)

    with pytest.raises(ChangedMeanwhile) as refused:
        actions.edit_article(article=article, by=sari, body_en="Sari's text.", seen_at=article.saved_at)

    article.refresh_from_db()
    assert (refused.value.data, article.body_en) == ({"name": "Dewi"}, "Dewi's text.")


def test_a_public_article_is_not_edited_silently(convening, sari, hasan):
    with pytest.raises(NotAllowed):
        actions.edit_article(article=make_public(convening, sari, hasan), by=sari, body_en="Changed.")


def test_a_correction_keeps_the_text_before(convening, sari, hasan):
    article = make_public(convening, sari, hasan)

    correction = actions.correct_article(
        article=article, by=sari, note_en="The day was wrong.", body_en="Both sides met on Thursday."
    )

    article.refresh_from_db()
    assert (article.status, article.body_en) == (ArticleStatus.PUBLISHED, "Both sides met on Thursday.")
    assert (correction.before, correction.note_en) == ({"body_en": "Both sides met."}, "The day was wrong.")


def test_a_correction_says_what_it_corrects(convening, sari, hasan):
    article = make_public(convening, sari, hasan)

    with pytest.raises(CorrectionNoteMissing):
        actions.correct_article(article=article, by=sari, body_en="Other words.")
    with pytest.raises(CorrectsNothing):
        actions.correct_article(article=article, by=sari, note_en="Nothing.", body_en="Both sides met.")


def test_an_unpublished_article_leaves_the_public_pages(convening, sari, hasan):
    article = make_public(convening, sari, hasan)

    actions.unpublish_article(article=article, by=sari)

    assert list(queries.published()) == []


def test_a_picture_needs_words_and_a_maker(convening, sari):
    article = make_draft(convening, sari)

    with pytest.raises(AlternativeTextMissing):
        actions.set_cover(article=article, picture=make_picture(), cover_credit="Sari", by=sari)


def test_a_document_is_no_cover(convening, sari):
    from django.core.files.uploadedfile import SimpleUploadedFile

    pdf = SimpleUploadedFile("letter.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")

    with pytest.raises(NotAPicture):
        actions.set_cover(
            article=make_draft(convening, sari),
            picture=pdf,
            cover_alt_en="A letter",
            cover_credit="Sari",
            by=sari,
        )


def test_a_cover_is_kept_with_its_words(convening, sari):
    article = actions.set_cover(
        article=make_draft(convening, sari),
        picture=make_picture(),
        cover_alt_en="A roof",
        cover_credit="Sari",
        by=sari,
    )

    assert (article.cover.content_type, article.cover_alt_en, article.cover.public) == (
        "image/png",
        "A roof",
        False,
    )
    assert actions.remove_cover(article=article, by=sari).cover is None


def test_a_figure_line_is_a_figure_or_words(convening, sari):
    with pytest.raises(FigureOrWords):
        actions.add_figure_line(article=make_draft(convening, sari), by=sari)


def test_an_article_is_public_from_its_minute_on(convening, sari, hasan):
    moment = now().replace(second=0, microsecond=0) + timedelta(hours=2)
    article = make_public(convening, sari, hasan, at=moment)

    assert list(queries.published(now=moment - timedelta(seconds=1))) == []
    assert list(queries.published(now=moment)) == [article]


def test_related_articles_share_words_and_kind(convening, sari, hasan):
    article = make_public(convening, sari, hasan)
    close = make_public(convening, sari, hasan, title_ind="Purwakarta dan kesepakatan", title_en="")
    make_public(
        convening,
        sari,
        hasan,
        **{"kind": "release", "title_ind": "Bus", "title_en": "", "summary_ind": "", "summary_en": ""},
    )

    assert [other.slug for other in queries.surroundings(article).related] == [close.slug]
