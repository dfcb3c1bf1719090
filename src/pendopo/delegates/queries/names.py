"""Names as they are compared: without titles and degrees, in one spelling, in any order.

Indonesian names come with or without titles (Hj., Dr., Ust.), with an initial where another list has a word,
in the spelling of before 1947 (Soekarno), of before 1972 (Djoko, Tjahja) or of today, and in either order.
`tokens` takes that away; `alike` says how much two names have in common, from 0 to 1.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pendopo.core.folding import folded


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BEFORE = _words(
    "h hj haji hajjah hajah dr drs dra drg drh ir prof kh kyai kiai nyai ust ustadz ustadzah ustad ustaz ustazah "
    "pdt pdm pendeta pastor romo suster rd rm raden rr r ibu bu bapak bpk pak sdr sdri saudara saudari ny nyonya tn "
    "tuan mas mbak mba kang teh teteh bang gus ning tgk teungku tgh tuan nn nona"
)
_DEGREES = _words(
    "sh mh msi se mm sag mag sip ssos skm mpd spd spdi ma mba phd amd skep ners st mt skom mkom ssi mhum ss lc mkes "
    "sp spt spsi mpsi apt mkn llm msc ba bsc amdkeb sst spog dea ak ca map map mpa mip sthi shi"
)
# Names that so many people bear, or that so many write short, that sharing one says little.
COMMON = _words("muhamad siti nur abdul ahmad dewi sri ni i putu made")
_SHORT = {
    **dict.fromkeys(
        _words("muh moh mohd mohamed mohamad muhamed moch mokh mhd md muhamad mohamat"), "muhamad"
    ),
    **dict.fromkeys(_words("st sti siti sitti"), "siti"),
    **dict.fromkeys(_words("abd abdul abdoel"), "abdul"),
    **dict.fromkeys(_words("ahmad ahmat acmad"), "ahmad"),
}
_SPELLING = (
    *(
        ("oe", "u"),
        ("dj", "i"),
        ("tj", "c"),
        ("nj", "ni"),
        ("sj", "s"),
        ("sy", "s"),
        ("sh", "s"),
        ("kh", "h"),
    ),
    *(("ch", "h"), ("dz", "z"), ("dh", "d"), ("th", "t"), ("ph", "p"), ("ae", "ai"), ("q", "k"), ("x", "ks")),
    *(("f", "p"), ("v", "p"), ("j", "i"), ("y", "i")),
)
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<=.)[aiueo]")
_WORDS = re.compile(r"[^\W\d_]+(?:['`][^\W\d_]+)*|\d+")


@lru_cache(maxsize=32_768)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared, in their order; a name of signs only is one word."""
    before, *after = name.split(",")
    if after and not all(_is_degree(word) for part in after for word in part.split()):
        before, after = name, []
    words = before.split()
    while len(words) > 1 and _bare(words[-1]) in _DEGREES and (words[-1].isupper() or "." in words[-1]):
        words.pop()
    found = [word for chunk in words for word in _split(chunk)]
    while len(found) > 1 and found[0] in _BEFORE:
        found.pop(0)
    return tuple(spelling(word) for word in found) or ((folded(name).strip(),) if name.strip() else ())


def _split(chunk: str) -> list[str]:
    return [word.replace("'", "").replace("`", "") for word in _WORDS.findall(folded(chunk))]


def _bare(word: str) -> str:
    return folded(word).replace(".", "")


def _is_degree(word: str) -> bool:
    return not word.strip(".") or "." in word or _bare(word) in _DEGREES


@lru_cache(maxsize=32_768)
def spelling(word: str) -> str:
    """A word in one spelling: oe as u, dj, j and y as i, tj as c, kh and ch as h, f and v as p, no double letters."""
    for old, new in _SPELLING:
        word = word.replace(old, new)
    word = _DOUBLE.sub(r"\1", word)
    if len(word) > 3 and word.endswith("ie"):
        word = word[:-1]
    return _SHORT.get(word, word)


def name_key(name: str) -> str:
    """Equal for names that differ in titles, spelling and order only; this is what the name's mark is made of."""
    return " ".join(sorted(tokens(name)))


def skeleton(word: str) -> str:
    """The first letter and the consonants: what misspelt vowels leave."""
    return _VOWELS.sub("", word)


def alike(one: str, other: str) -> float:
    """How much two names have in common, from 0 to 1: the shared words, common ones counted half (Dice, 1945)."""
    left, right = sorted((tokens(one), tokens(other)))
    if not left or not right:
        return 0.0
    if sorted(left) == sorted(right):
        return 1.0
    if "".join(left) == "".join(right):
        return 0.95
    return _overlap(list(left), list(right))


def _overlap(left: list[str], right: list[str]) -> float:
    """Twice what the words share over what they weigh; each word meets the best word that is still free."""
    whole = sum(map(weight, left)) + sum(map(weight, right))
    met = sorted(
        ((same(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)), key=lambda one: -one[0]
    )
    shared, used_left, used_right = 0.0, set[int](), set[int]()
    for score, i, j in met:
        if score and i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            shared += score * (weight(left[i]) + weight(right[j]))
    return shared / whole


def weight(word: str) -> float:
    """How much a word of a name says about who somebody is."""
    return 0.5 if word in COMMON or (len(word) == 1 and not word.isdecimal()) else 1.0


def same(one: str, other: str) -> float:
    """How surely two words are the same name: equal, an initial, or one letter apart."""
    if one == other:
        return 1.0
    if one.isdecimal() or other.isdecimal():  # people of an example: Row 1, Row 2
        return 0.0
    if min(len(one), len(other)) == 1:
        return 0.8 if one[0] == other[0] else 0.0
    if min(len(one), len(other)) >= 5 and one[0] == other[0] and one_apart(one, other):
        return 0.85
    return 0.0


def one_apart(one: str, other: str) -> bool:
    """Whether one letter added, dropped, changed or two neighbours exchanged makes one word the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    a, b = one[start:], other[start:]
    swapped = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]


class Vocabulary:
    """Many names at once: says by whole words, without comparing letters again, which of them may be alike.

    What `alike` counts as shared is never more than the words that have one near them in the other name.
    """

    def __init__(self, names: Iterable[str]) -> None:
        told = [tokens(name) for name in names]
        self._words = [frozenset(words) for words in told]
        # A word that stands twice in a name has to meet two; such names are always looked at closely.
        self._twice = {at for at, words in enumerate(told) if len(words) > len(self._words[at])}
        self._joined = ["".join(words) for words in told]
        self._whole = [sum(map(weight, words)) for words in told]
        self._near = _near(frozenset[str]().union(*self._words))

    def may_be_alike(self, one: int, other: int, least: float) -> bool:
        """False only where `alike` of the names at these places is less than `least`."""
        left, right, near = self._words[one], self._words[other], self._near
        free = (1 - least) * (self._whole[one] + self._whole[other]) + 1e-9
        for word in left ^ right:
            if near[word].isdisjoint(right if word in left else left):
                free -= weight(word)
                if free < 0:
                    break
        else:
            return True
        return self._joined[one] == self._joined[other] or one in self._twice or other in self._twice


def _near(vocabulary: frozenset[str]) -> dict[str, set[str]]:
    """For every word those that `same` finds something in, itself among them."""
    alike_by: dict[str, list[str]] = defaultdict(list)
    for word in vocabulary:
        for text in _variants(word):
            alike_by[text].append(word)
    near = {
        word: {other for text in _variants(word) for other in alike_by[text] if same(word, other)}
        for word in vocabulary
    }
    for word in vocabulary:
        if word[0] in near and same(word, word[0]):
            near[word].add(word[0])
            near[word[0]].add(word)
    return near


def _variants(word: str) -> Iterator[str]:
    """Texts of which two words share one if they are a letter apart: the word, and the word without each letter."""
    yield word
    if len(word) >= 5:
        for place in range(1, len(word)):
            yield word[:place] + word[place + 1 :]
