"""The glossary is in order, in use, and obeyed by every Indonesian sentence."""

import re
from pathlib import Path

import polib
from tools import messages

PAGE = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text()


def table(title: str) -> list[list[str]]:
    """The rows of the table under a heading, without its head."""
    part = PAGE.split(f"## {title}\n")[1].split("\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines()[3:] if line]


def bare(word: str) -> str:
    return re.sub(r" \(.*\)$", "", word)


def has(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


WORDS = table("English to Indonesian")
CATALOGUES = [polib.pofile(str(path)) for path in sorted(messages.PACKAGE.glob(f"*/{messages.CATALOGUE}"))]
ENGLISH = [text.lower() for po in CATALOGUES for one in po for text in (one.msgid, one.msgid_plural)]
INDONESIAN = [
    messages.PLACEHOLDER.sub("", one.msgstr_plural.get(0) or one.msgstr).lower()
    for po in CATALOGUES
    for one in po
]


def test_words_are_in_order():
    assert [row[0] for row in WORDS] == sorted(row[0] for row in WORDS)


def test_the_second_table_turns_the_first_around():
    turned: dict[str, list[str]] = {}
    for english, indonesian, *_rest in WORDS:
        turned.setdefault(indonesian, []).append(english)

    assert table("Indonesian to English") == [[word, ", ".join(turned[word])] for word in sorted(turned)]


def test_every_word_is_on_screen():
    unused = [
        row[:2]
        for row in WORDS
        if not any(has(text, bare(row[0])) for text in ENGLISH)
        or not any(has(text, row[1]) for text in INDONESIAN)
    ]

    assert unused == []


def test_no_sentence_uses_a_word_that_gave_way():
    terms = sorted((row[1] for row in WORDS), key=len, reverse=True)
    gone = [row[2] for row in WORDS if row[2]]
    found = []
    for text in INDONESIAN:
        rest = text
        for term in terms:
            rest = rest.replace(term, "")
        found += [text for word in gone if has(rest, word)]

    assert found == []
