"""How a plan came to its seats, step by step, in numbers that people can follow with a pocket calculator."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pendopo.delegates.enums import Sex, ShareMethod
from pendopo.delegates.models import Allotment, SeatPlan
from pendopo.delegates.queries.seats import unit_name
from pendopo.delegates.solving.seats import Step, steps_of
from pendopo.planning import apportionment as core

PLACES = 3
EXACT = 6  # places of a number by which others are divided


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it weighs, how many seats that is, and how it became whole; empty where it does not apply."""

    name: str
    weight: str
    bounds: str
    quotient: str
    whole: str
    remainder: str
    seats: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Worked:
    """One step with its rule, the number that stands for one seat, its rows and what was tied."""

    title: str
    rule: str
    divisor: str
    by_remainder: bool
    lines: tuple[Line, ...]
    total: int
    ties: tuple[str, ...]


def arithmetic(plan: SeatPlan, rows: list[Allotment]) -> list[Worked]:
    """Every step of a plan; `rows` are its allotments."""
    names = _names(rows)
    return [_worked(step, names) for step in steps_of(plan)]


def _names(rows: list[Allotment]) -> dict[str, str]:
    found = {str(Sex.FEMALE): str(Sex.FEMALE.label), str(Sex.MALE): str(Sex.MALE.label)}
    for row in rows:
        code = row.organisation.code if row.organisation else row.region_id or row.sector
        found[code] = str(row.region) if row.region else unit_name(row)
        if row.sex:
            found[f"{code}, {row.sex}"] = unit_name(row)
    return found


def _worked(step: Step, names: Mapping[str, str]) -> Worked:
    task, answer = step.problem.task, step.plan.answer
    reasons = _reasons(step, names)
    if isinstance(task, core.Seats) and isinstance(answer, core.SeatsPlan):
        held = {line.id: line.seats for line in answer.lines}
        level = set(answer.tie.among) if answer.tie and answer.tie.open else set()
        lines = tuple(
            _line(
                task.method,
                unit,
                names[unit.id],
                answer.divisor,
                _held(held[unit.id], unit.id in level),
                reasons.get(unit.id, ()),
            )
            for unit in task.units
        )
        ties = tuple(_tie(answer.tie, names)) if answer.tie else ()
        return Worked(
            _("Seats"),
            RULES[task.method](task, answer.divisor),
            _shown(_per_seat(task.method, answer.divisor)),
            task.method is core.Method.HARE,
            lines,
            task.seats,
            ties,
        )
    assert isinstance(task, core.Table) and isinstance(answer, core.TablePlan)  # noqa: S101 – one of the two it is
    return _table(task, answer, names, reasons)


def _table(
    task: core.Table, answer: core.TablePlan, names: Mapping[str, str], reasons: Mapping[str, tuple[str, ...]]
) -> Worked:
    rows = {line.id: line.divisor for line in answer.regions}
    columns = {line.id: line.divisor for line in answer.groups}
    held = {(cell.region, cell.group): cell.seats for cell in answer.cells}
    level = {(place.region, place.group) for tie in answer.ties if tie.open for place in tie.among}
    lines = []
    for cell in task.cells:
        row, column = rows.get(cell.region), columns.get(cell.group)
        key = f"{cell.region}, {cell.group}"
        place = (cell.region, cell.group)
        shown = _held(held.get(place, 0), place in level)
        divisor = row * column if row and column else None
        lines.append(_line(task.method, cell, names[key], divisor, shown, reasons.get(key, ())))
    sums = "; ".join(f"{names[line.id]}: {line.seats}" for line in answer.groups)
    ties = (text for tie in answer.ties for text in _tie(tie, names))
    rule = _(
        "Each weight is divided by the number of its province and the number of its sex, and rounded as above, so "
        "that every province keeps its seats and the sexes together have %(sums)s."
    ) % {"sums": sums}
    rule += " " + _("The numbers of the provinces are %(provinces)s; those of the sexes are %(sexes)s.") % {
        "provinces": _divisors(task.method, rows, names),
        "sexes": _divisors(task.method, columns, names),
    }
    total = sum(region.seats for region in task.regions)
    return Worked(_("Provinces and sexes"), rule, "", False, tuple(lines), total, tuple(ties))


def _divisors(method: core.Method, found: Mapping[str, Fraction | None], names: Mapping[str, str]) -> str:
    return "; ".join(
        f"{names[key]}: {_shown(_per_seat(method, divisor), EXACT)}" for key, divisor in found.items()
    )


def _line(
    method: core.Method,
    unit: core.Unit | core.Cell,
    name: str,
    divisor: Fraction | None,
    seats: str,
    why: tuple[str, ...],
) -> Line:
    weight = Fraction(unit.weight)
    quotient = _quotient(method, weight, divisor) if divisor else Fraction(0)
    whole = int(quotient)
    hare = method is core.Method.HARE
    return Line(
        name=name,
        weight=_shown(weight, 2),
        bounds=_bounds(unit.floor, unit.cap),
        quotient=_shown(quotient) if divisor else "–",
        whole=str(whole) if hare else "",
        remainder=_shown(quotient - whole) if hare else "",
        seats=seats,
        why=why,
    )


def _held(seats: int, level: bool) -> str:
    return _("%(seats)s or %(more)s") % {"seats": seats, "more": seats + 1} if level else str(seats)


def _quotient(method: core.Method, weight: Fraction, divisor: Fraction) -> Fraction:
    """Seats before rounding; under Huntington-Hill the divisor is that of squares."""
    return weight / divisor if method is not core.Method.HUNTINGTON_HILL else _root(weight * weight / divisor)


def _per_seat(method: core.Method, divisor: Fraction | None) -> Fraction | None:
    if divisor is None or method is not core.Method.HUNTINGTON_HILL:
        return divisor
    return _root(divisor)


def _root(square: Fraction) -> Fraction:
    """The square root, exact enough for every digit that is shown."""
    scale = 10 ** (2 * PLACES + 6)
    return Fraction(isqrt(int(square * scale * scale)), scale)


def _shown(value: Fraction | None, places: int = PLACES) -> str:
    if value is None:
        return "–"
    text = f"{round(value * 10**places) / 10**places:.{places}f}" if value < 10**12 else str(int(value))
    trimmed = text.rstrip("0").rstrip(".") if "." in text else text
    decimals = len(trimmed.partition(".")[2])
    return str(number_format(trimmed, decimal_pos=decimals, use_l10n=True, force_grouping=True))


def _bounds(floor: int, cap: int | None) -> str:
    if cap is None:
        return _("at least %(floor)s") % {"floor": floor} if floor else ""
    return _("%(floor)s to %(cap)s") % {"floor": floor, "cap": cap}


def _hare(task: core.Seats, divisor: Fraction | None) -> str:
    return _(
        "One seat stands for a weight of %(divisor)s. Whole seats come first; the seats left go to the largest "
        "remainders."
    ) % {"divisor": _shown(divisor)}


def _nearest(task: core.Seats, divisor: Fraction | None) -> str:
    return _("Each weight is divided by %(divisor)s and rounded to the nearest whole number.") % {
        "divisor": _shown(divisor)
    }


def _down(task: core.Seats, divisor: Fraction | None) -> str:
    return _("Each weight is divided by %(divisor)s and rounded down.") % {"divisor": _shown(divisor)}


def _geometric(task: core.Seats, divisor: Fraction | None) -> str:
    return _(
        "Each weight is divided by %(divisor)s and rounded up from the geometric mean of both neighbours on: "
        "from 1.414 to 2 seats, from 2.449 to 3."
    ) % {"divisor": _shown(_per_seat(task.method, divisor))}


RULES = {
    core.Method(ShareMethod.HARE.value): _hare,
    core.Method(ShareMethod.SAINTE_LAGUE.value): _nearest,
    core.Method(ShareMethod.DHONDT.value): _down,
    core.Method(ShareMethod.HUNTINGTON_HILL.value): _geometric,
}


def _reasons(step: Step, names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Why a row differs from what its weight alone would bring, by the name the core has for it."""
    found: dict[str, tuple[str, ...]] = {}
    for reason in core.explain(step.problem, step.plan):
        number = reason.because[0].rpartition(" ")[2] if reason.because else ""
        if reason.code == "lifted":
            said = _("Lifted to its minimum of %(number)s.") % {"number": number}
        elif reason.code == "capped":
            said = _("Held at its maximum of %(number)s.") % {"number": number}
        elif reason.code == "no_weight":
            said = _("Without a weight it receives its minimum only.")
        else:
            continue
        found[reason.subject] = (*found.get(reason.subject, ()), said)
    return found


def _tie(tie: core.Tie | core.CellTie, names: Mapping[str, str]) -> list[str]:
    def named(members: tuple[str, ...] | tuple[core.Place, ...]) -> str:
        keys = (m if isinstance(m, str) else f"{m.region}, {m.group}" for m in members)
        return "; ".join(names[key] for key in keys)

    level = ngettext(
        "Level for %(seats)s seat: %(names)s.", "Level for %(seats)s seats: %(names)s.", tie.seats
    ) % {"seats": tie.seats, "names": named(tie.among)}
    if tie.open:
        return [
            level
            + " "
            + _("Nobody has it yet. Compute again with the name of a public text that decides by lot.")
        ]
    return [level + " " + _("By lot it goes to %(names)s.") % {"names": named(tie.to)}]
