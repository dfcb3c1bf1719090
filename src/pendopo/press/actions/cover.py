"""Writes on the picture above an article."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from pendopo.accounts.models import User
from pendopo.core import attachments
from pendopo.core.audit import record
from pendopo.core.filetypes import kind_of
from pendopo.press.actions.article import editable, save_as_draft
from pendopo.press.errors import AlternativeTextMissing, CreditMissing, NotAPicture
from pendopo.press.models import Article


@transaction.atomic
def set_cover(
    *,
    article: Article,
    picture: UploadedFile | None = None,
    cover_alt_ind: str = "",
    cover_alt_en: str = "",
    cover_credit: str = "",
    by: User,
) -> Article:
    """Give the article a picture, with words for those who cannot see it and the name of its maker.

    Without `picture` the one that is there keeps, and only its words change.
    """
    fresh = editable(article, by)
    if not (cover_alt_ind.strip() or cover_alt_en.strip()):
        raise AlternativeTextMissing
    if not cover_credit.strip():
        raise CreditMissing
    if picture is not None:
        if not kind_of(picture, picture.name or "").picture:
            raise NotAPicture(filename=picture.name)
        fresh.cover = attachments.store(picture, owner=fresh, convening_id=fresh.convening_id, by=by)
    fresh.cover_alt_ind, fresh.cover_alt_en = cover_alt_ind.strip(), cover_alt_en.strip()
    fresh.cover_credit = cover_credit.strip()
    save_as_draft(fresh, by)
    record("press.cover_set", on=fresh, by=by, data={"attachment": fresh.cover_id})
    return fresh


@transaction.atomic
def remove_cover(*, article: Article, by: User) -> Article:
    """Leave the article without a picture."""
    fresh = editable(article, by)
    removed = fresh.cover_id
    fresh.cover = None
    fresh.cover_alt_ind = fresh.cover_alt_en = fresh.cover_credit = ""
    save_as_draft(fresh, by)
    record("press.cover_removed", on=fresh, by=by, data={"attachment": removed})
    return fresh
