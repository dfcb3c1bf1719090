"""From the pool to chances, from the seed to a panel: always by the functions behind `pendopo plan`."""

from collections import Counter
from fractions import Fraction
from importlib import import_module
from typing import Any

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.core.urls import here
from pendopo.delegates.actions import draw as writes
from pendopo.delegates.actions.selection import KIND, keep_chances
from pendopo.delegates.models import Selection
from pendopo.delegates.queries.pool import IN
from pendopo.planning import io
from pendopo.planning.answer import answer, read_plain
from pendopo.planning.errors import SolverMissing
from pendopo.planning.kinds import Kind, kind
from pendopo.planning.limits import Watch
from pendopo.runs.errors import SolverAbsent
from pendopo.runs.models import Run

TICKETS = 10**9
BOUNDS = {IN: "minimum", "out": "maximum"}
SIDES = {"at least": "minimum", "at most": "maximum"}
Document = dict[str, Any]


def solve(problem: Document, watch: Watch) -> Document:
    """The fair lottery; where no panel meets the quotas, also the smallest change that makes one possible."""
    found = answer(problem, watch)
    if found["status"] == "infeasible":
        planning = import_module("pendopo.planning.selection")
        question = read_plain(problem, planning.Problem)
        changes = planning.smallest_relaxation(question, planning.pool_of(question))
        found["relaxation"] = [
            {"category": c.category, "feature": side or c.feature, "before": bound[0], "after": bound[1]}
            for c in changes
            for side, bound in _sides(c)
        ]
    return found


def _sides(change: Any) -> list[tuple[str, tuple[int, int]]]:
    """The bounds that a change moves: of a quota always the lower one, as all are written; of a share either."""
    if change.feature != import_module("pendopo.planning.selection").SHARE:
        return [("", change.lower)]
    both = (("at least", change.lower), ("at most", change.upper))
    return [(side, bound) for side, bound in both if bound[0] != bound[1]]


def finished(run: Run, result: Document) -> None:
    """Hand a result to its selection."""
    plan = result.get("plan") or {}
    tickets = tickets_of(plan) if plan else {}
    certificate = {
        "status": result["status"],
        "solver": result["solver"],
        "goals": result["goals"],
        "expected": expected(run.problem, tickets),
        "conflict": [_rule(name) for name in result["conflict"]],
        "relaxation": [_change(run.problem["size"], change) for change in result.get("relaxation", ())],
    }
    keep_chances(run=run, lottery=plan, certificate=certificate, tickets=tickets)


def tickets_of(plan: Document) -> dict[str, int]:
    """Of a thousand million tickets, how many have each person on the panel; rounded to whole ones."""
    total = sum(one["share"] for one in plan["lottery"])
    found: dict[str, int] = {}
    for n, group in enumerate(plan["kinds"]):
        taken = sum(one["share"] * one["take"][n] for one in plan["lottery"])
        each = round(Fraction(taken * TICKETS, total * len(group["people"])))
        found |= dict.fromkeys(group["people"], each)
    return found


def expected(problem: Document, tickets: dict[str, int]) -> dict[str, float]:
    """How many of the panel are expected to count under each quota."""
    found: Counter[str] = Counter()
    for person in problem["people"]:
        for category, feature in person["features"].items():
            if feature == IN:
                found[category] += tickets.get(person["id"], 0)
    return {category: round(count / TICKETS, 2) for category, count in found.items()}


def _rule(name: str) -> Document:
    """A rule of a conflict: "quota q1: in", "cap organisation: o12", "cap household: h12" or "size"."""
    sort, _space, rest = name.partition(" ")
    category, _colon, feature = rest.partition(": ")
    if sort == "quota":
        return {"rule": "quota", "category": category, "bound": BOUNDS.get(feature, "")}
    if sort == "share":
        return {"rule": "quota", "category": category, "bound": SIDES[feature]}
    return {"rule": sort, "category": category if sort == "cap" else "", "bound": ""}


def _change(size: int, change: Document) -> Document:
    """A relaxed bound in the words of its quota: fewer who are surely out mean a larger maximum."""
    before, after = change["before"], change["after"]
    if change["feature"] in SIDES:
        bound = SIDES[change["feature"]]
        return {"category": change["category"], "bound": bound, "before": before, "after": after}
    if change["feature"] != IN:
        before, after = size - before, size - after
    bound = BOUNDS[change["feature"]]
    return {"category": change["category"], "bound": bound, "before": before, "after": after}


@transaction.atomic
def draw(*, selection: Selection, seed: str, by: User) -> Selection:
    """Draw the panel with the public seed, check it as anybody would, and move everybody.

    Raises NotAllowed, SelectionMoved, SeedMissing, SeedTooEarly, DrawFrozen, and SolverAbsent where planning is
    not installed.
    """
    fresh = writes.ready_to_draw(selection, seed, by)
    plan = _drawn(fresh.problem | {"seed": seed.strip()}, fresh.lottery)
    return writes.keep_draw(selection=fresh, plan=plan, by=by)


def _drawn(problem: Document, lottery: Document) -> Document:
    """The lottery with the seed of the problem and the panel that it draws."""
    found = _planning()
    question, known = read_plain(problem, found.problem), read_plain(lottery, found.plan)
    panel = import_module("pendopo.planning.selection").drawn(known.kinds, known.lottery, question.seed)
    plan = found.plan(known.kinds, known.lottery, question.seed, panel)
    if faults := found.check(question, plan).faults:
        raise AssertionError(f"The draw breaks its rules: {'; '.join(map(str, faults))}.")
    return io.plain(plan)


def _planning() -> Kind:
    try:
        return kind("selection")
    except SolverMissing:
        raise SolverAbsent from None


def subject_url(run: Run) -> str:
    """The page of the selection that a run belongs to."""
    return here("delegates:selection-detail", pk=run.subject)


__all__ = ["KIND", "draw", "finished", "solve", "subject_url"]
