"""The convening, its organisations, people, accounts and published numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _

from pendopo.cli.importing import cells
from pendopo.cli.importing.table import Row, column
from pendopo.convenings.enums import (
    FigureKind,
    MembershipClass,
    OrganisationKind,
    Role,
    Side,
    TeamKind,
    TimeZone,
)


@dataclass(frozen=True, kw_only=True)
class ConveningRow(Row):
    """The one row about the convening itself."""

    file: ClassVar[str] = "convening.csv"
    needed_file: ClassVar[bool] = True
    key: ClassVar[tuple[str, ...]] = ("slug",)
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("title_ind", "title_en"),)

    slug: str = column(cells.slug, needed=True, longest=60)
    title_ind: str = column(longest=200)
    title_en: str = column(longest=200)
    theme_ind: str = column(longest=300)
    theme_en: str = column(longest=300)
    starts_on: date = column(cells.day, needed=True)
    ends_on: date = column(cells.day, needed=True)
    conference_starts_on: date | None = column(cells.day)
    conference_ends_on: date | None = column(cells.day)
    convention_starts_on: date | None = column(cells.day)
    convention_ends_on: date | None = column(cells.day)
    time_zone: str | None = column(cells.one_of(TimeZone))
    venue_ind: str = column(longest=200)
    venue_en: str = column(longest=200)
    published: bool = column(cells.flag)


@dataclass(frozen=True, kw_only=True)
class OrganisationRow(Row):
    """An organisation and the side it stands on."""

    file: ClassVar[str] = "organisations.csv"
    needed_file: ClassVar[bool] = True
    key: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(needed=True, longest=20)
    name: str = column(needed=True, longest=200)
    short_name: str = column(longest=40)
    kind: str = column(cells.one_of(OrganisationKind), needed=True)
    side: str = column(cells.one_of(Side), needed=True)
    membership_class: str | None = column(cells.one_of(MembershipClass))
    restricted: bool = column(cells.flag)


@dataclass(frozen=True, kw_only=True)
class UnitRow(Row):
    """A unit of an organisation."""

    file: ClassVar[str] = "units.csv"
    key: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(needed=True, longest=20)
    organisation: str = column(needed=True, refers="organisations.csv")
    name: str = column(needed=True, longest=200)
    short_name: str = column(longest=40)
    meaning_ind: str = column(longest=200)
    meaning_en: str = column(longest=200)


@dataclass(frozen=True, kw_only=True)
class UserRow(Row):
    """An account; `code` is what other files call it."""

    file: ClassVar[str] = "users.csv"
    needed_file: ClassVar[bool] = True
    key: ClassVar[tuple[str, ...]] = ("code",)
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("email", "phone"),)

    code: str = column(needed=True, longest=40)
    full_name: str = column(needed=True, longest=150)
    email: str | None = column(cells.email)
    phone: str = column(longest=20)
    language: str | None = column(cells.one_of(("id", "en")))


@dataclass(frozen=True, kw_only=True)
class RoleRow(Row):
    """What an account is trusted with."""

    file: ClassVar[str] = "roles.csv"
    needed_file: ClassVar[bool] = True
    key: ClassVar[tuple[str, ...]] = ("user", "role", "organisation", "unit")

    user: str = column(needed=True, refers="users.csv")
    role: str = column(cells.one_of(Role), needed=True)
    organisation: str = column(refers="organisations.csv")
    unit: str = column(refers="units.csv")


@dataclass(frozen=True, kw_only=True)
class PersonRow(Row):
    """Somebody with a part in the preparation, in a public role."""

    file: ClassVar[str] = "people.csv"
    key: ClassVar[tuple[str, ...]] = ("code",)

    code: str = column(needed=True, longest=40)
    name: str = column(needed=True, longest=150)
    public_role_ind: str = column(longest=200)
    public_role_en: str = column(longest=200)
    organisation: str = column(refers="organisations.csv")
    unit: str = column(refers="units.csv")
    user: str = column(refers="users.csv")
    public: bool = column(cells.flag)


@dataclass(frozen=True, kw_only=True)
class PhaseRow(Row):
    """A stretch of the preparation."""

    file: ClassVar[str] = "phases.csv"
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("title_ind", "title_en"),)

    title_ind: str = column(longest=150)
    title_en: str = column(longest=150)
    side: str | None = column(cells.one_of(Side))
    starts_on: date = column(cells.day, needed=True)
    ends_on: date = column(cells.day, needed=True)


@dataclass(frozen=True, kw_only=True)
class SeatRow(Row):
    """A seat in a team; the first row of a team also names it."""

    file: ClassVar[str] = "teams.csv"
    key: ClassVar[tuple[str, ...]] = ("team", "person")

    team: str = column(needed=True, longest=40)
    kind: str | None = column(cells.one_of(TeamKind))
    name_ind: str = column(longest=150)
    name_en: str = column(longest=150)
    side: str | None = column(cells.one_of(Side))
    person: str = column(needed=True, refers="people.csv")
    title_ind: str = column(longest=120)
    title_en: str = column(longest=120)


@dataclass(frozen=True, kw_only=True)
class FigureRow(Row):
    """A number with its provenance."""

    file: ClassVar[str] = "figures.csv"
    key: ClassVar[tuple[str, ...]] = ("code",)
    together: ClassVar[tuple[tuple[str, ...], ...]] = (("label_ind", "label_en"),)

    code: str = column(needed=True, longest=40)
    label_ind: str = column(longest=150)
    label_en: str = column(longest=150)
    value: int = column(cells.whole_number, needed=True)
    kind: str = column(cells.one_of(FigureKind), needed=True)
    as_of: date = column(cells.day, needed=True)
    source_url: str = column(longest=500)
    confirmed_by: str = column(longest=150)

    def faults(self) -> Iterator[tuple[str, str]]:
        """A number without a source is only a rumour."""
        yield from super().faults()
        if not self.source:
            yield "source", _("Say where this number comes from.")
