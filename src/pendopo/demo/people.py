"""Invented people for the demonstration: how many of whom says a table, who they are a seed.

Names are put together from lists of names that many people bear. Telephone numbers begin with 0890, which no operator
has, and every address ends in example.org.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data" / "delegates"
SEED = 20240505
ONE_WORD = 0.15
WITHOUT_PHONE = 0.04
WITH_EMAIL = 0.45
REGISTERED = 0.9
DISABLED = 0.085
# Youngest, oldest and how many of a hundred; the convening begins on 5 May 2024.
AGES = ((16, 17, 2), (18, 29, 28), (30, 44, 38), (45, 59, 25), (60, 71, 7))
FIRST_DAY = date(2024, 5, 5)
SEXES = (("female", "female"), ("male", "male"), ("not_stated", ""))
FUNCTIONS = ("wg_seeing", "wg_hearing", "wg_walking", "wg_remembering", "wg_self_care", "wg_communicating")
NETWORK, PARTNERS = "ORG-00", frozenset({"ORG-01", "ORG-05", "ORG-10", "ORG-14"})
TWICE = 4
ALIASES = ("Kenanga", "Melati", "Cempaka", "Dahlia Putih", "Mawar", "Anggrek", "Seroja", "Teratai")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """One person who does not exist."""

    organisation: str
    sector: str
    region: str
    sex: str
    name: str
    phone: str
    email: str
    born_on: date | None
    registers: bool
    disabled: bool
    difficulty: str  # the question that somebody with a disability answers with "a lot"
    counted: bool
    first_time: str
    photo: str
    alias: str
    unlisted: bool
    diet: str


def invented(seed: int = SEED) -> list[Invented]:
    """Everybody in the table of groups, in the order in which they were nominated; the same seed, the same people."""
    chance = random.Random(seed)  # noqa: S311 – nothing here is a secret
    names = _Names(chance)
    rows = [(row, sex) for row in _read("groups.csv") for sex in _sexes(row)]
    chance.shuffle(rows)
    people = [_person(chance, names, n, row, sex) for n, (row, sex) in enumerate(rows, 1)]
    return [*people, *_again(people)]


def _again(people: list[Invented]) -> Iterator[Invented]:
    """A few whom the network nominates as well, in the old spelling: the desk should find and merge them."""
    others = [one for one in people if one.phone and one.organisation in PARTNERS and "u" in one.name]
    for one in others[:TWICE]:
        name = one.name.replace("u", "oe", 1)
        yield replace(one, organisation=NETWORK, name=name, email="", registers=False)


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sexes(row: dict[str, str]) -> Iterator[str]:
    for column, sex in SEXES:
        yield from [sex] * int(row[column] or 0)


class _Names:
    """Full names from the lists, none of them twice."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.used = chance, set[str]()
        self.lists: dict[tuple[str, str], list[str]] = {}
        for row in _read("names.csv"):
            self.lists.setdefault((row["place"], row["sex"]), []).append(row["name"])

    def draw(self, sex: str) -> str:
        sex = sex or self.chance.choice(("female", "male"))
        while True:
            words = [self.chance.choice(self.lists["first", sex])]
            if self.chance.random() > ONE_WORD:
                words.append(self.chance.choice(self.lists["second", sex]))
            name = " ".join(words)
            if name not in self.used:
                self.used.add(name)
                return name


def _person(chance: random.Random, names: _Names, n: int, row: dict[str, str], sex: str) -> Invented:
    name = names.draw(sex)
    reachable = chance.random() >= WITHOUT_PHONE
    counted = chance.random() < 0.88
    return Invented(
        organisation=row["organisation"],
        sector=row["sector"],
        region=row["region"],
        sex=sex,
        name=name,
        phone=f"+628900000{n:04}" if reachable else "",
        email=_address(name, n) if not reachable or chance.random() < WITH_EMAIL else "",
        born_on=_birthday(chance) if chance.random() < 0.96 else None,
        registers=reachable and chance.random() < REGISTERED / (1 - WITHOUT_PHONE),
        disabled=chance.random() < (0.7 if row["organisation"] == "ORG-31" else DISABLED),
        difficulty=chance.choice(FUNCTIONS),
        counted=counted,
        first_time=chance.choices(("yes", "no", ""), (60, 30, 10))[0],
        photo=chance.choices(("no", "ask", "yes"), (40, 25, 35))[0],
        alias=ALIASES[n // 50 % len(ALIASES)] if n % 50 == 7 else "",
        unlisted=n % 80 == 11,
        diet=chance.choices(("", "vegetarian", "soft", "sugar"), (84, 6, 4, 6))[0],
    )


def _address(name: str, n: int) -> str:
    return f"{'.'.join(name.lower().split())}.{n}@example.org"


def _birthday(chance: random.Random) -> date:
    youngest, oldest, _share = chance.choices(AGES, [share for *_ages, share in AGES])[0]
    years = chance.randint(youngest, oldest)
    return date.fromordinal(
        FIRST_DAY.replace(year=FIRST_DAY.year - years).toordinal() - chance.randint(0, 360)
    )
