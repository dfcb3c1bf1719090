"""What the public page of a convening shows; only what both sides have published."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pendopo.convenings.enums import FigureKind
from pendopo.convenings.models import Figure
from pendopo.cooperation.queries.agreement import public_pillars
from pendopo.cooperation.queries.minutes import published_minutes
from pendopo.core.bilingual import either
from pendopo.core.prepared import Prepared
from pendopo.core.times import short_date
from pendopo.hosts.queries.decision import published_decisions

MINUTES = 4


@dataclass(frozen=True, slots=True)
class Pillar:
    """One published agreement and how much of it is kept."""

    number: str
    code: str
    title: str
    label: str
    held_on: date
    kept: int
    total: int

    @property
    def sentence(self) -> str:
        """How much of it is kept, in words."""
        sentence = ngettext(
            "%(kept)s of %(total)s commitment done", "%(kept)s of %(total)s commitments done", self.total
        )
        return sentence % {"kept": self.kept, "total": self.total}

    @property
    def state(self) -> str:
        """Colour of the bar: complete or under way."""
        return "ok" if self.total and self.kept == self.total else "run"


@dataclass(frozen=True, slots=True)
class Pillars:
    """The published agreements under one roof."""

    items: tuple[Pillar, ...]

    @property
    def commitments(self) -> int:
        """How many commitments the agreements hold together."""
        return sum(pillar.total for pillar in self.items)

    @property
    def first_on(self) -> date:
        """The day of the first meeting that agreed on one of them."""
        return min(pillar.held_on for pillar in self.items)

    @property
    def last_on(self) -> date:
        """The day of the last meeting that agreed on one of them."""
        return max(pillar.held_on for pillar in self.items)


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """A number of the convening, with where it comes from."""

    label: str
    value: str
    kind: FigureKind
    as_of: date
    source: str
    source_url: str
    confirmed_by: str

    @property
    def dated(self) -> str:
        """What kind of number it is, where that says something, and of which day."""
        day = short_date(self.as_of)
        return day if self.kind == FigureKind.OTHER else f"{self.kind.label} · {day}"

    @property
    def confirmed(self) -> str:
        """Who stands for it."""
        return _("Confirmed by %(name)s.") % {"name": self.confirmed_by}


@dataclass(frozen=True, slots=True)
class Paper:
    """Published minutes as they stand in a list."""

    meeting: UUID
    title: str
    held_on: date


def _pillar(**row: Any) -> Pillar:
    title = either(row["title_ind"], row["title_en"])
    label = either(row["short_title_ind"], row["short_title_en"]) or title
    return Pillar(
        str(row["number"]), row["code"], title, label, row["meeting__held_on"], row["kept"], row["promised"]
    )


def _figure(*, label_ind: str, label_en: str, value: int, kind: str, **row: Any) -> PublicFigure:
    return PublicFigure(label=either(label_ind, label_en), value=str(value), kind=FigureKind(kind), **row)


def _paper(**row: Any) -> Paper:
    title = either(row["meeting__title_ind"], row["meeting__title_en"])
    return Paper(row["meeting_id"], title, row["meeting__held_on"])


_TITLES = ("title_ind", "title_en", "short_title_ind", "short_title_en")
_pillars = Prepared(
    lambda: public_pillars().values("number", "code", *_TITLES, "meeting__held_on", "kept", "promised"),
    _pillar,
)
_papers = Prepared(
    lambda: published_minutes().values(
        "meeting_id", "meeting__title_ind", "meeting__title_en", "meeting__held_on"
    )[:MINUTES],
    _paper,
)
_figures = Prepared(
    lambda: Figure.objects.values(
        *("label_ind", "label_en", "value", "kind", "as_of", "source", "source_url", "confirmed_by")
    ),
    _figure,
)
_decided = Prepared(lambda: published_decisions().values("call_id")[:1], lambda call_id: call_id)


def published_pillars() -> Pillars:
    """Agreements from meetings whose minutes are published, with how many of their promises are kept."""
    return Pillars(tuple(_pillars()))


def newest_papers() -> list[Paper]:
    """The published minutes of the newest meetings."""
    return _papers()


def public_figures() -> list[PublicFigure]:
    """The numbers of the convening, each with where it comes from."""
    return _figures()


def decided_call() -> UUID | None:
    """The call whose decision was published last."""
    return _decided.first()
