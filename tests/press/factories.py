"""Articles for tests, written and published through the actions."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pendopo.core.times import now
from pendopo.press import actions
from pendopo.press.models import Article

TEXT: dict[str, Any] = {
    "title_ind": "Empat kesepakatan di Purwakarta",
    "title_en": "Four agreements in Purwakarta",
    "summary_ind": "Kedua pihak menyepakati empat hal.",
    "summary_en": "Both sides agreed on four matters.",
    "body_ind": "Kedua pihak bertemu.",
    "body_en": "Both sides met.",
    "place": "Purwakarta",
    "author_name": "Sekretariat",
}


def make_draft(convening: Any, by: Any, **changes: Any) -> Article:
    """A draft in both languages."""
    return actions.write_article(convening=convening, by=by, **TEXT | changes)


def make_approved(convening: Any, by: Any, approver: Any, **changes: Any) -> Article:
    """An article that a second person approved."""
    return actions.approve_article(article=make_draft(convening, by, **changes), by=approver)


def make_public(
    convening: Any, by: Any, approver: Any, at: datetime | None = None, **changes: Any
) -> Article:
    """A public article, since an hour ago unless `at` says otherwise."""
    article = make_approved(convening, by, approver, **changes)
    return actions.publish_article(article=article, by=approver, at=at or now() - timedelta(hours=1))


def make_picture(name: str = "cover.png") -> SimpleUploadedFile:
    """A small picture of one colour."""
    out = BytesIO()
    Image.new("RGB", (64, 36), "#38210f").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")
