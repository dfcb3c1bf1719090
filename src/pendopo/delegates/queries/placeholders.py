"""Words in braces that stand for something else in a text: {name}, or {nama} in Indonesian.

A text is checked before it is kept. Filling reads it once, so braces in what is put in stay as they are.
"""

import re
from collections.abc import Mapping

from pendopo.delegates.errors import BraceOpen, PlaceholderUnknown

_FOUND = re.compile(r"\{([^{}\n]*)\}")
# Each may be written in either language, in either text.
INDONESIAN = {
    "name": "nama",
    "convening": "temu_akbar",
    "dates": "tanggal",
    "place": "tempat",
    "organisation": "lembaga",
    "code": "kode",
    "link": "tautan",
    "deadline": "tenggat",
    "number": "nomor",
    "month": "bulan",
    "year": "tahun",
}
_ENGLISH = {theirs: ours for ours, theirs in INDONESIAN.items()}
IN_LETTER = ("name", "organisation", "convening", "dates", "place", "deadline", "number")
IN_MESSAGE = ("name", "organisation", "convening", "dates", "place", "code", "link")
IN_NUMBER = ("number", "month", "year")


def names_in(text: str) -> list[str]:
    """The words in braces, in their order, by their English names."""
    return [_plain(word) for word in _FOUND.findall(text)]


def check(text: str, known: tuple[str, ...], field: str = "") -> None:
    """Refuse a text with a word in braces that stands for nothing here.

    Raises PlaceholderUnknown, which names it, or BraceOpen.
    """
    for word in _FOUND.findall(text):
        if _plain(word) not in known:
            raise PlaceholderUnknown(field=field, word=word, known=listed(known))
    rest = _FOUND.sub("", text)
    if "{" in rest or "}" in rest:
        raise BraceOpen(field=field)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its words in braces replaced; a word without a value stays as it was written."""
    return _FOUND.sub(lambda found: values.get(_plain(found[1]), found[0]), text)


def listed(known: tuple[str, ...]) -> str:
    """The words that may be used, in the language of the page."""
    from django.utils.translation import get_language

    ours = (get_language() or "id").startswith("en")
    return ", ".join(f"{{{word if ours else INDONESIAN[word]}}}" for word in known)


def _plain(word: str) -> str:
    said = word.strip().lower()
    return _ENGLISH.get(said, said)
