"""PDF through Typst: the same bytes on every machine, and text that stays text."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import get_language

from pendopo.core.documents.places import PACKAGE, template_path

if TYPE_CHECKING:
    import typst


def render_pdf(template: str, data: dict[str, Any]) -> bytes:
    """Fill a Typst template; `data` reaches it as JSON only, so nothing in it can become code.

    `data["language"]` is the language of the document, by default that of the page it is asked from.
    The same template and data give the same bytes: no clock, no fonts of the machine.
    """
    import typst

    said = {"language": (get_language() or "id")[:2], **data}
    return typst.compile(
        str(template_path(template)),
        root=str(PACKAGE),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False)},
        timestamp=0,
    )


@cache
def _fonts() -> "typst.Fonts":
    """Only the fonts inside Typst; those of the machine would change line breaks from one to the next."""
    import typst

    return typst.Fonts(include_system_fonts=False)
