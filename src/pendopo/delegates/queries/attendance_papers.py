"""What lists to sign and badges say; the templates add no words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from pendopo.convenings.models import Convening
from pendopo.delegates.enums import Audience, Photo
from pendopo.delegates.models import Delegate, Identity
from pendopo.delegates.queries.attendance import on_badge, to_sign
from pendopo.delegates.queries.letter import dates_of, letterhead_of, place_of, title_in

SPARE = 5  # empty lines for those who come without standing on the list
PIECE = 9  # letters of a long word after which a line may end
_LONG = re.compile(rf"(\S{{{PIECE}}})(?=\S{{4}})")
_SIZES = ((14, 22), (26, 17), (44, 13))  # up to so many letters, the size in points
_SMALLEST = 10


def sign_in_data(
    convening: Convening,
    audience: str,
    rows: Sequence[Delegate],
    names: Mapping[UUID, Identity],
    lang: str,
) -> dict[str, Any]:
    """The list to sign, by name; of those under an alias it does not say the organisation."""
    signing = to_sign(rows, names)
    with override(lang):
        lines = [[breakable(name), row.code, _body(row)] for name, row in signing] + [["", "", ""]] * SPARE
        return {
            "language": lang,
            "title": _("List to sign: %(part)s") % {"part": Audience(audience).label},
            "letterhead": letterhead_of(convening, lang),
            "facts": [
                [_("When"), dates_of(convening, audience, lang)],
                [_("Where"), place_of(convening) or "–"],
            ],
            "heads": [_("No."), _("Name"), _("Code"), _("Organisation"), _("Signature")],
            "rows": [[str(n), *line, ""] for n, line in enumerate(lines, 1)],
            "note": _left_out(len(rows) - len(signing)),
            "page": _("Page"),
        }


def _body(row: Delegate) -> str:
    return "–" if row.under_alias or row.organisation is None else row.organisation.name


def _left_out(number: int) -> str:
    told = _("Signing says that you were here, nothing else.")
    if not number:
        return told
    apart = ngettext(
        "%(number)s person wishes to stand on no list and signs on a sheet of their own.",
        "%(number)s people wish to stand on no list and sign on sheets of their own.",
        number,
    )
    return f"{told} {apart % {'number': number}}"


def badge_data(
    convening: Convening, rows: Sequence[Delegate], names: Mapping[UUID, Identity]
) -> dict[str, Any]:
    """Badges, each in the language of its wearer."""
    return {"title": _("Badges"), "badges": [_badge(convening, row, names.get(row.pk)) for row in rows]}


def _badge(convening: Convening, row: Delegate, identity: Identity | None) -> dict[str, Any]:
    lang = "en" if row.language == "en" else "id"
    name = on_badge(row, identity)
    with override(lang):
        return {
            "language": lang,
            "event": title_in(convening, lang),
            "part": str(Audience(row.audience).label),
            "name": breakable(name),
            "size": next((size for most, size in _SIZES if len(name) <= most), _SMALLEST),
            "organisation": "" if row.under_alias or row.unlisted else breakable(_body(row)),
            "code": row.code,
            "photo": str(Photo(row.photo).label),
            "choice": row.photo,
        }


def breakable(text: str) -> str:
    """The same text with places, unseen, where a line may end inside a very long word."""
    return _LONG.sub("\\1\u200b", text)
