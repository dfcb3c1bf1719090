"""From a draft to seats: rows to a problem, solved and checked at once, and the core's refusals in sentences."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening
from pendopo.core.errors import DomainError
from pendopo.delegates import errors
from pendopo.delegates.actions.seats import PlanDraft, UnitDraft, keep_plan, refuse_bad_units
from pendopo.delegates.enums import SeatsOver, Sex
from pendopo.delegates.models import SeatPlan
from pendopo.planning import apportionment as core
from pendopo.planning.io import plain, read, write

Key = tuple[str, str]
SEXES = (Sex.FEMALE.value, Sex.MALE.value)


@dataclass(frozen=True, slots=True)
class Step:
    """One problem and its plan."""

    problem: core.Problem
    plan: core.Plan


def make_plan(
    *, convening: Convening, draft: PlanDraft, by: User, replacing: SeatPlan | None = None
) -> SeatPlan:
    """Share the seats and keep the result as a draft; nothing is kept where the bounds cannot be.

    Raises what the core found in the way, as a sentence with its numbers.
    """
    refuse_bad_units(convening, draft)
    steps = share(draft)
    return keep_plan(
        convening=convening,
        draft=draft,
        problem={"steps": [plain(step.problem) for step in steps]},
        plan={"steps": [plain(step.plan) for step in steps]},
        seats=seats_of(draft.units, steps),
        replacing=replacing,
        by=by,
    )


def share(draft: PlanDraft) -> list[Step]:
    """The problems of a draft, solved and checked: one, or for provinces and sexes one after the other."""
    names = {", ".join(filter(None, unit.parts)): unit.name for unit in draft.units}
    ties = core.Lot(draft.ties.strip()) if draft.ties.strip() else None
    if draft.over != SeatsOver.PROVINCES_BY_SEX:
        units = (_unit(unit.parts[0], [unit]) for unit in draft.units)
        return [_solved(core.Problem(_seats(draft, units), ties), names)]
    _refuse_for_table(draft)
    names |= {unit.parts[0]: str(unit.region) for unit in draft.units}
    names |= {sex: str(Sex(sex).label) for sex in SEXES}
    rows: dict[str, list[UnitDraft]] = {}
    for unit in draft.units:
        rows.setdefault(unit.parts[0], []).append(unit)
    provinces = _solved(
        core.Problem(_seats(draft, (_unit(code, row) for code, row in rows.items())), ties), names
    )
    if isinstance(answer := provinces.plan.answer, core.SeatsPlan) and not (answer.tie and answer.tie.open):
        return [provinces, _solved(core.Problem(_table(draft, answer), ties), names)]
    return [provinces]


def _refuse_for_table(draft: PlanDraft) -> None:
    if core.Method(draft.method).by_quota:
        raise errors.MethodNeedsDivisors
    if core.Floors(draft.floors) is core.Floors.START:
        raise errors.FloorsFirstInTable
    if draft.women is not None and draft.women > draft.total:
        raise errors.WomenAboveSeats(women=draft.women, seats=draft.total)


def _unit(name: str, row: Sequence[UnitDraft]) -> core.Unit:
    caps = [0 if not unit.weight and not unit.floor else unit.cap for unit in row]
    cap = None if None in caps else sum(n for n in caps if n is not None)
    return core.Unit(
        name, sum((Fraction(unit.weight) for unit in row), Fraction(0)), sum(unit.floor for unit in row), cap
    )


def _seats(draft: PlanDraft, units: Iterable[core.Unit]) -> core.Seats:
    return core.Seats(draft.total, tuple(units), core.Method(draft.method), core.Floors(draft.floors))


def _table(draft: PlanDraft, provinces: core.SeatsPlan) -> core.Table:
    women = draft.women
    groups = (None, None) if women is None else (women, draft.total - women)
    method = core.Method(draft.method)
    return core.Table(
        tuple(core.Region(line.id, line.seats) for line in provinces.lines),
        tuple(core.Group(sex, n) for sex, n in zip(SEXES, groups, strict=True)),
        tuple(core.Cell(*unit.parts, Fraction(unit.weight), unit.floor, unit.cap) for unit in draft.units),
        method,
        method,
    )


def _solved(problem: core.Problem, names: Mapping[str, str]) -> Step:
    result = core.solve(problem)
    if result.plan is None:
        raise refusal(result.conflict, names)
    if faults := core.check(problem, result.plan).faults:
        raise AssertionError(f"A plan of seats does not hold: {faults}")
    return Step(problem, result.plan)


def seats_of(units: Sequence[UnitDraft], steps: Sequence[Step]) -> list[int | None]:
    """What every unit receives; None for those who are level for a seat, and while a table is unknown."""
    answer = steps[-1].plan.answer
    if isinstance(answer, core.SeatsPlan):
        held: dict[Key, int] = {(line.id, ""): line.seats for line in answer.lines}
        level = set(answer.tie.among) if answer.tie and answer.tie.open else set()
        keys = {unit.parts: (unit.parts[0], "") for unit in units}
        if any(unit.sex for unit in units):
            return [None] * len(units)
        return [None if unit.parts[0] in level else held[keys[unit.parts]] for unit in units]
    if not answer.regions:
        return [None] * len(units)
    held = {(cell.region, cell.group): cell.seats for cell in answer.cells}
    open_cells = {(place.region, place.group) for tie in answer.ties if tie.open for place in tie.among}
    return [None if unit.parts in open_cells else held.get(unit.parts, 0) for unit in units]


def document(kept: dict[str, Any], number: int) -> bytes | None:
    """The document of one step as it is kept, in the words of `pendopo plan apportionment`; None for no such step."""
    steps = kept.get("steps", [])
    return write(steps[number - 1]) if 1 <= number <= len(steps) else None


def steps_of(plan: SeatPlan) -> list[Step]:
    """The problems and plans that are kept, as objects again."""
    pairs = zip(plan.problem["steps"], plan.plan["steps"], strict=True)
    return [Step(_read(problem, core.Problem), _read(found, core.Plan)) for problem, found in pairs]


def _read(kept: dict[str, Any], kind: type[Any]) -> Any:
    return read(json.dumps(kept).encode(), kind)


_END = r": (\d+)(?: together)?"
_CONFLICTS: list[tuple[str, type[DomainError], Callable[..., dict[str, Any]]]] = [
    (rf"seats{_END}\|floors{_END}", errors.FloorsAboveSeats, lambda s, f: {"seats": s, "floors": f}),
    (
        rf"cap of (.+){_END}\|a seat for everyone under .+",
        errors.CapBelowDue,
        lambda name, cap: {"name": name, "cap": cap, "due": "1"},
    ),
    (
        rf"cap of (.+){_END}\|seats due there{_END}",
        errors.CapBelowDue,
        lambda name, cap, due: {"name": name, "cap": cap, "due": due},
    ),
    (
        rf"seats{_END}\|floors and a seat for everyone under [^:]+{_END}",
        errors.SeatForEveryone,
        lambda s, due: {"seats": s, "due": due},
    ),
    (
        rf"seats{_END}\|caps, and nothing without a weight{_END}",
        errors.CapsBelowSeats,
        lambda s, caps: {"seats": s, "caps": caps},
    ),
    (
        rf"seats of (?:region|group) (.+){_END}\|seats due in its cells{_END}",
        errors.DueAboveSum,
        lambda name, s, due: {"name": name, "seats": s, "due": due},
    ),
    (
        rf"seats of (?:region|group) (.+){_END}\|most that its cells may take{_END}",
        errors.SumAboveRoom,
        lambda name, s, room: {"name": name, "seats": s, "room": room},
    ),
    (
        rf"seats of regions (.+){_END}\|seats that groups (.+) can take there{_END}(?:\|.*)?",
        errors.TableImpossible,
        lambda rows, s, groups, room: {"regions": rows, "seats": s, "groups": groups},
    ),
]


def refusal(conflict: Sequence[str], names: Mapping[str, str]) -> DomainError:
    """What the core says cannot be kept together, as a sentence that calls units by the names people use."""
    said = "|".join(conflict)
    for pattern, error, facts in _CONFLICTS:
        if found := re.fullmatch(pattern, said):
            return error(**{key: _named(value, names) for key, value in facts(*found.groups()).items()})
    raise AssertionError(f"The core refuses in words that are not known here: {said}")


def _named(value: str, names: Mapping[str, str]) -> str:
    if value == "none":
        return _("no sex at all")
    if value in names:
        return names[value]
    return ", ".join(names.get(part, part) for part in value.split(", "))
