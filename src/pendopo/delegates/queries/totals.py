"""The totals that the public may read: which they are, in both languages, and which figure each would change."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from pendopo.convenings.enums import FigureKind
from pendopo.convenings.models import Convening, Figure
from pendopo.delegates.enums import Audience, Dimension, Sex
from pendopo.delegates.queries.numbers import Numbers, numbers
from pendopo.delegates.queries.numbers_shared import safe_with_unknown
from pendopo.delegates.queries.suppression import SMALL

SOURCE = "Pendaftaran di Pendopo, setiap orang sekali / Registration in Pendopo, each person once"
PARTS = {
    Audience.CONFERENCE: ("konferensi", "the conference"),
    Audience.CONVENTION: ("konvensi internal", "the internal convention"),
}
REGISTERED, ATTENDED = 2, 5


@dataclass(frozen=True, slots=True)
class Total:
    """One total: what it counts in both languages, how many, and the figure that says so already."""

    label_ind: str
    label_en: str
    kind: FigureKind
    value: int
    figure: Figure | None

    @property
    def label(self) -> str:
        """What it counts, in the language of the page."""
        return self.label_en if get_language() == "en" else self.label_ind

    @property
    def before(self) -> int | None:
        """What the public reads now."""
        return self.figure.value if self.figure else None


def totals(convening: Convening, audience: str) -> list[Total]:
    """What one button would publish; a number of fewer than five people is never among it."""
    found = numbers(audience)
    published = {
        (figure.kind, figure.label_en): figure
        for figure in Figure.objects.filter(convening=convening, source=SOURCE)
    }
    return [
        Total(ind, en, kind, value, published.get((kind.value, en)))
        for ind, en, kind, value in _said(found, *PARTS[Audience(audience)])
    ]


def _said(found: Numbers, ind: str, en: str) -> Iterator[tuple[str, str, FigureKind, int]]:
    if found.seats:
        yield f"kursi untuk {ind}", f"seats for {en}", FigureKind.TARGET, found.seats
    if (registered := found.total[REGISTERED - 1]) >= SMALL:
        kind = FigureKind.REGISTERED
        yield f"orang terdaftar untuk {ind}", f"people registered for {en}", kind, registered
        if women := _women(found, REGISTERED):
            yield f"perempuan terdaftar untuk {ind}", f"women registered for {en}", kind, women
    if (attended := found.total[ATTENDED - 1]) >= SMALL:
        kind = FigureKind.ATTENDED
        yield f"orang hadir dalam {ind}", f"people who attended {en}", kind, attended
        if women := _women(found, ATTENDED):
            yield f"perempuan hadir dalam {ind}", f"women who attended {en}", kind, women


def _women(found: Numbers, stage: int) -> int:
    """How many women, where the file for reports would say so as well; 0 where it would not."""
    by_sex = found.by(Dimension.SEX)
    values = [row.value for row in by_sex.rows]
    line = safe_with_unknown([*(row.counts[stage - 1] for row in by_sex.rows), by_sex.unknown[stage - 1]])
    place = values.index(Sex.FEMALE.value)
    return int(line.shown[place]) if line.shown[place].isdecimal() else 0
