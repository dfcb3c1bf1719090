"""What a table of nominations says: its columns in both languages, and every row that is wrong, with the reason."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy, override

from pendopo.convenings.enums import OrganisationKind
from pendopo.convenings.models import Organisation, Region
from pendopo.convenings.queries.regions import find_region, region_label, search_regions
from pendopo.core.errors import PhoneUnreadable
from pendopo.core.folding import folded
from pendopo.core.phones import international
from pendopo.delegates.enums import Sex
from pendopo.delegates.errors import TableColumns, TableEmpty
from pendopo.delegates.queries.faults import Fault, Wrong
from pendopo.delegates.queries.tables import Line


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its names in a header, and what stands in it."""

    name: str
    ind: str
    others: tuple[str, ...]
    help: Any

    @property
    def head(self) -> str:
        """How the template names it, in both languages."""
        return f"{self.ind} | {self.name}" if self.ind != self.name else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which it is found."""
        return (self.name, self.ind, *self.others)


COLUMNS = (
    Column(
        "name",
        "nama",
        ("nama lengkap", "full name"),
        gettext_lazy("As the person uses it; one word is enough."),
    ),
    Column(
        "phone",
        "telepon",
        ("nomor telepon", "no hp", "hp", "no telepon", "whatsapp", "wa", "no wa", "phone number"),
        gettext_lazy("0812 3456 7890 or +62 812 3456 7890; this or the e-mail address."),
    ),
    Column("email", "surel", ("e-mail", "alamat surel"), gettext_lazy("An e-mail address, if there is one.")),
    Column("sex", "jenis_kelamin", ("jk", "l p", "gender"), gettext_lazy("P (female), L (male), or empty.")),
    Column(
        "region",
        "wilayah",
        ("kabupaten kota", "kabupaten", "provinsi", "kode wilayah"),
        gettext_lazy("Province, regency or city, by name or official code."),
    ),
    Column("sector", "sektor", (), gettext_lazy("Empty for the sector of the organisation.")),
    Column(
        "organisation",
        "lembaga",
        ("organisasi", "organization", "kode lembaga"),
        gettext_lazy("Code or name; empty for the organisation that is chosen on the page."),
    ),
    Column("reason", "alasan", ("reason_ind", "reason_en"), gettext_lazy("Why this person.")),
    Column("proxy_for", "atas_nama", ("on behalf of",), gettext_lazy("Who asked you to write this down.")),
)
_SEX = {
    **dict.fromkeys(("p", "perempuan", "wanita", "f", "female", "pr"), Sex.FEMALE.value),
    **dict.fromkeys(("l", "laki laki", "pria", "m", "male", "lk"), Sex.MALE.value),
    **dict.fromkeys(("-", "not stated", "tidak menjawab"), Sex.NOT_STATED.value),
}
_LONGEST = {"name": 200, "email": 254, "reason": 1000, "proxy_for": 200}


@dataclass(frozen=True, slots=True)
class Good:
    """A row that can be loaded, in plain values; `region` is a code and `organisation` a key."""

    line: int
    name: str
    organisation: str
    phone: str = ""
    email: str = ""
    sex: str = ""
    region: str = ""
    sector: str = ""
    reason: str = ""
    proxy_for: str = ""


@dataclass
class Checked:
    """A table after it was looked at."""

    good: list[Good] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """Plain JSON, to be kept sealed until the table is loaded."""
        return {"good": [asdict(one) for one in self.good], "faults": [asdict(one) for one in self.faults]}


def check(lines: list[Line], organisations: list[Organisation], usual: Organisation | None) -> Checked:
    """Every row as it can be loaded, and every cell that cannot be, all at once.

    Raises TableColumns or TableEmpty where there is nothing to look at.
    """
    places, unknown = _places(lines[0] if lines else Line(1, ()))
    if len(lines) < 2:
        raise TableEmpty
    reader, checked = _Reader(organisations, usual), Checked()
    for head in unknown:
        names = ", ".join(column.head for column in COLUMNS)
        checked.faults.append(Fault(lines[0].number, head[:60], "column_unknown", {"names": names}))
    width = len(lines[0].cells)
    for line in lines[1:]:
        faults = list[Fault]()
        if len(line.cells) > width:
            facts = {"count": len(line.cells), "width": width}
            faults.append(Fault(line.number, "", "cells_many", facts))
        values = reader.read(line, places, faults)
        checked.faults += faults
        if not faults:
            checked.good.append(Good(line=line.number, **values))
    return checked


def _places(head: Line) -> tuple[dict[str, int], list[str]]:
    """Where each known column stands, and the heads that nobody knows."""
    known = {_plain(name): column.name for column in COLUMNS for name in column.names}
    places, unknown = dict[str, int](), list[str]()
    for place, text in enumerate(head.cells):
        found = next((known[word] for part in text.split("|") if (word := _plain(part)) in known), None)
        if found and found not in places:
            places[found] = place
        elif text:
            unknown.append(text)
    if "name" not in places:
        raise TableColumns(missing=COLUMNS[0].head)
    if "phone" not in places and "email" not in places:
        raise TableColumns(missing=COLUMNS[1].head)
    return places, unknown


def _plain(text: str) -> str:
    """A word as it is compared: small letters, without marks between."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded(text)).split())


class _Reader:
    """Reads cells, and remembers what it had to ask the database for."""

    def __init__(self, organisations: list[Organisation], usual: Organisation | None) -> None:
        self.usual = usual
        self.organisations: dict[str, Organisation | None] = {}
        for body in organisations:
            for name in {_plain(one) for one in (body.code, body.name, body.short_name) if one}:
                # A name that fits two organisations means neither.
                taken = name in self.organisations and self.organisations[name] != body
                self.organisations[name] = None if taken else body
        self.sectors = dict(_sectors())
        self.regions: dict[str, Region | Wrong] = {}
        self.readers: dict[str, Callable[[str], str]] = {
            "phone": self.phone,
            "email": self.email,
            "sex": self.sex,
            "region": self.region,
            "sector": self.sector,
            "organisation": self.organisation,
        }

    def read(self, line: Line, places: dict[str, int], faults: list[Fault]) -> dict[str, str]:
        """The values of one row; what is wrong is added to `faults`."""
        values = dict[str, str]()
        for column in COLUMNS:
            place = places.get(column.name, MISSING)
            text = line.cells[place] if place < len(line.cells) else ""
            try:
                values[column.name] = self._cell(column.name, text)
            except Wrong as error:
                faults.append(Fault(line.number, column.head, error.code, error.facts))
        if "phone" in values and "email" in values and not (values["phone"] or values["email"]):
            faults.append(Fault(line.number, COLUMNS[1].head, "contact_missing"))
        return values

    def _cell(self, name: str, text: str) -> str:
        if len(text) > _LONGEST.get(name, 300):
            raise Wrong("too_long", most=_LONGEST.get(name, 300))
        if name == "name" and not text:
            raise Wrong("name_missing")
        if name == "organisation":
            return self.organisation(text)
        return self.readers[name](text) if name in self.readers and text else text

    def phone(self, text: str) -> str:
        try:
            return international(text)
        except PhoneUnreadable as error:
            raise Wrong(error.code) from error

    def email(self, text: str) -> str:
        try:
            validate_email(text)
        except ValidationError as error:
            raise Wrong("email_unreadable", text=text) from error
        return text

    def sex(self, text: str) -> str:
        if (word := _plain(text) or text) in _SEX:
            return _SEX[word]
        raise Wrong("sex_unknown", text=text)

    def sector(self, text: str) -> str:
        if (word := _plain(text)) in self.sectors:
            return self.sectors[word]
        raise Wrong("sector_unknown", text=text)

    def organisation(self, text: str) -> str:
        if not text and self.usual is None:
            raise Wrong("organisation_missing")
        found = self.organisations.get(_plain(text)) if text else self.usual
        if found is None:
            raise Wrong("organisation_unknown", text=text)
        return found.pk.hex

    def region(self, text: str) -> str:
        if text not in self.regions:
            self.regions[text] = find_region(text) or _region_wrong(text)
        found = self.regions[text]
        if isinstance(found, Wrong):
            raise found
        return str(found.pk)


MISSING = 10_000  # the place of a column that the table does not have


def _region_wrong(text: str) -> Wrong:
    found = search_regions(text, limit=3)
    if names := ", ".join(region_label(region) for region in found):
        return Wrong("region_ambiguous", text=text, names=names)
    return Wrong("region_unknown", text=text)


def _sectors() -> Iterator[tuple[str, str]]:
    for language in ("id", "en"):
        with override(language):
            for kind in OrganisationKind:
                yield _plain(str(kind.label)), kind.value
                yield _plain(kind.value), kind.value


def as_key(text: str) -> UUID:
    """The key of an organisation in a row that was kept."""
    return UUID(hex=text)
