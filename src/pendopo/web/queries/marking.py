"""The words somebody looks for, and how a text shows where it holds them."""

import re
from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from pendopo.core.folding import folded, folded_places

MAX_WORDS = 10
EXCERPT = 180


def words_of(text: str) -> list[str]:
    """The words to look for, folded; letters and numbers that mean nothing alone are left out."""
    return [word for word in dict.fromkeys(folded(text).split()) if len(word) > 1][:MAX_WORDS]


def highlight(text: str, words: list[str]) -> SafeString:
    """The escaped text with every found word marked, whatever its case and accents."""
    pieces, last = [], 0
    for start, end in _spans(text, words):
        pieces += [text[last:start], format_html("<mark>{}</mark>", text[start:end])]
        last = end
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[last:]]))


def excerpt(text: str, words: list[str]) -> str:
    """A piece of the text around the first word found, cut between words."""
    plain = " ".join(text.split())
    if len(plain) <= EXCERPT:
        return plain
    first = next(_spans(plain, words), (0, 0))[0]
    start = max(0, first - EXCERPT // 3)
    start = plain.find(" ", start) + 1 if start else 0
    end = start + EXCERPT
    if end < len(plain):
        cut = plain.rfind(" ", start, end)
        end = cut if cut > start else end
    return f"{'… ' if start else ''}{plain[start:end]}{' …' if end < len(plain) else ''}"


def _spans(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand in `text`, from left to right; at one place the longest counts."""
    plain, places = folded_places(text)
    longest_first = sorted(words, key=len, reverse=True)
    last = 0
    for found in re.finditer("|".join(re.escape(word) for word in longest_first), plain):
        start = max(last, places[found.start()])  # one letter may stand for two, as in "ﬁ"
        last = max(places[found.end()], places[found.end() - 1] + 1)
        yield start, last
