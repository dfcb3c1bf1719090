"""The difference of two texts, word by word."""

import re
from difflib import SequenceMatcher

SAME, REMOVED, ADDED = "same", "removed", "added"
_WORDS = re.compile(r"\s+|\S+")


def word_diff(before: str, after: str) -> list[tuple[str, str]]:
    """What stayed, went and came, in reading order; joined without "added" it is the old text again."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append((SAME, "".join(old[a:b])))
            continue
        pieces += [
            (kind, text) for kind, text in ((REMOVED, "".join(old[a:b])), (ADDED, "".join(new[c:d]))) if text
        ]
    return pieces
