"""Bounds for large days: slots are forgotten, only how much fits in all of them together is counted."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from ortools.linear_solver import pywraplp

from pendopo.planning.bilaterals.times import Times

_EXACT = 10**9  # duals are rounded to parts of this before the bound is computed from them


@dataclass(frozen=True)
class Relaxation:
    """How far each meeting is held if slots did not matter, and for each goal a bound, the ones before it at theirs."""

    share: Mapping[str, float]
    bounds: Mapping[str, int]


@dataclass(frozen=True)
class Row:
    """The weighted number of these meetings is `most` at most."""

    weights: Mapping[str, int]
    most: int


def relax(times: Times, levels: Mapping[str, Mapping[str, int]]) -> Relaxation | None:
    """Solve the linear relaxation for each goal (goal -> meeting -> weight); None where it has no solution.

    A party has as many meetings as slots in which it can have one, all slots as many as tables, an interpreter as
    many as it has places. Whatever plan keeps the rules keeps these, too; were slots not forgotten, this would be a
    degree-constrained subgraph. The bound is computed in rational numbers from the duals, so that it is one
    whatever the precision of the solver was.
    """
    rows, bounds, share = _rows(times), {}, {}
    for goal, weights in levels.items():
        solved = _Linear(times, rows, weights)
        if not solved.found:
            return None
        share, bounds[goal] = solved.share(), solved.bound()
        rows = [*rows, Row({name: -weight for name, weight in weights.items()}, -bounds[goal])]
    return Relaxation(share, bounds)


class _Linear:
    """One linear programme over the meetings that have a slot, solved by GLOP."""

    def __init__(self, times: Times, rows: list[Row], weights: Mapping[str, int]) -> None:
        self.rows, self.weights = rows, weights
        self.musts = {one.id for one in times.problem.meetings if not times.optional(one)}
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.at = {
            name: self.solver.NumVar(1.0 if name in self.musts else 0.0, 1.0, "")
            for name, slots in times.slots.items()
            if slots
        }
        self.limits = []
        for row in rows:
            limit = self.solver.Constraint(-self.solver.infinity(), row.most)
            for name, weight in row.weights.items():
                if name in self.at:
                    limit.SetCoefficient(self.at[name], weight)
            self.limits.append(limit)
        for name, weight in weights.items():
            if name in self.at:
                self.solver.Objective().SetCoefficient(self.at[name], weight)
        self.solver.Objective().SetMaximization()
        self.found = self.solver.Solve() == pywraplp.Solver.OPTIMAL

    def share(self) -> dict[str, float]:
        return {name: variable.solution_value() for name, variable in self.at.items()}

    def bound(self) -> int:
        """Weak duality: prices of 0 or more for the rows, and what each meeting is worth beyond what it costs."""
        prices = [Fraction(round(max(0.0, one.dual_value()) * _EXACT), _EXACT) for one in self.limits]
        cost: dict[str, Fraction] = defaultdict(Fraction)
        total = Fraction(0)
        for row, price in zip(self.rows, prices, strict=True):
            if price:
                total += price * row.most
                for name, weight in row.weights.items():
                    cost[name] += price * weight
        for name in self.at:
            gain = self.weights.get(name, 0) - cost[name]
            if gain > 0 or name in self.musts:
                total += gain
        return floor(total)


def _rows(times: Times) -> list[Row]:
    problem = times.problem
    able = [one for one in problem.meetings if times.slots[one.id]]
    rows = []
    for party in problem.parties:
        those = [one for one in times.of[party.id] if times.slots[one.id]]
        slots = {slot for one in those for slot in times.slots[one.id]}
        if len(those) > party.at_once * len(slots):
            rows.append(Row({one.id: 1 for one in those}, party.at_once * len(slots)))
    tables = {room.id: room.tables for room in problem.rooms}
    for needs in {frozenset[str](), *times.needs.values()}:
        places = sum(tables[room] for slot in range(problem.slots) for room in times.rooms(needs, slot))
        rows.append(Row({one.id: 1 for one in able if needs <= times.needs[one.id]}, places))
    for interpreter in problem.interpreters:
        asking = {one.id: 1 for one in able if interpreter.id in one.interpreters}
        rows.append(Row(asking, interpreter.count * (problem.slots - len(set(interpreter.away)))))
    return rows
