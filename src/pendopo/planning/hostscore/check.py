"""Verifies a solution by ranking again at many weights, without using how it was found."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

from pendopo.planning.hostscore.problem import Problem
from pendopo.planning.hostscore.solution import End, Range, Solution


def faults(problem: Problem, solution: Solution) -> list[str]:
    """Everything in `solution` that does not hold; empty when all of it does."""
    found = list(_ranking_faults(problem, solution))
    for weight_range in solution.ranges:
        found += _range_faults(problem, solution, weight_range)
    if [r.criterion for r in solution.ranges] != [c.code for c in problem.criteria]:
        found.append("There is not one range for each criterion.")
    return found


def leaders(problem: Problem, code: str, weight: Fraction) -> frozenset[str]:
    """Who comes first, alone or level, if one criterion weighed `weight`."""
    criteria = [replace(c, weight=weight) if c.code == code else c for c in problem.criteria]
    sums = {c.name: sum(k.weight * c.scores[k.code] for k in criteria) for c in problem.candidates}
    best = max(sums.values())
    return frozenset(name for name, total in sums.items() if total == best)


def _ranking_faults(problem: Problem, solution: Solution) -> Iterator[str]:
    weight = sum(c.weight for c in problem.criteria)
    totals = {c.name: sum(k.weight * c.scores[k.code] for k in problem.criteria) for c in problem.candidates}
    if sorted(line.name for line in solution.lines) != sorted(totals):
        yield "The ranking does not name every candidate once."
        return
    for line in solution.lines:
        better = sum(total > totals[line.name] for total in totals.values())
        level = sorted(n for n in totals if totals[n] == totals[line.name] and n != line.name)
        if line.total * weight != totals[line.name]:
            yield f"The total of {line.name!r} is wrong."
        if (line.place, sorted(line.level_with)) != (better + 1, level):
            yield f"The place of {line.name!r} or who shares it is wrong."
    if list(solution.lines) != sorted(solution.lines, key=lambda line: line.place):
        yield "The ranking is not in the order of places."


def _range_faults(problem: Problem, solution: Solution, found: Range) -> Iterator[str]:
    winners, name = frozenset(solution.winners), found.criterion
    turns = _turns(problem, name)
    low = found.low.at if found.low.at is not None else Fraction(-1)
    high = found.high.at if found.high.at is not None else max(found.weight, *turns) + 2
    if not 0 <= low <= found.weight <= high:
        yield f"The range of {name!r} does not hold its weight."
        return
    marks = sorted({low, found.weight, high, *(turn for turn in turns if low <= turn <= high)})
    inside = [*marks[1:-1], *((a + b) / 2 for a, b in pairwise(marks))]
    if any(leaders(problem, name, weight) != winners for weight in inside):
        yield f"The winner changes inside the range of {name!r}."
    for end, sign in ((found.low, -1), (found.high, 1)):
        if not _end_holds(problem, name, end, winners, turns, sign):
            yield f"The {'lower' if sign < 0 else 'upper'} end of {name!r} is not where the winner changes."


def _end_holds(
    problem: Problem, code: str, end: End, winners: frozenset[str], turns: list[Fraction], sign: int
) -> bool:
    if end.at is None:
        return sign > 0 and leaders(problem, code, max(turns) + 2) == winners
    if leaders(problem, code, end.at) != winners | frozenset(end.level):
        return False
    if sign < 0 and end.at == 0:
        return end.then == ()
    after = leaders(problem, code, _just_beyond(end.at, turns, sign))
    return after == frozenset(end.then) != winners


def _just_beyond(at: Fraction, turns: list[Fraction], sign: int) -> Fraction:
    """A weight past `at` before any two candidates meet again."""
    further = [abs(turn - at) for turn in turns if (turn - at) * sign > 0]
    return at + sign * min(further, default=Fraction(2)) / 2


def _turns(problem: Problem, code: str) -> list[Fraction]:
    """Every weight from 0 up at which any two candidates are level, whoever leads."""
    turns = {Fraction(0)}
    rest = [c for c in problem.criteria if c.code != code]
    for a, b in combinations(problem.candidates, 2):
        apart = Fraction(sum(c.weight * (a.scores[c.code] - b.scores[c.code]) for c in rest))
        slope = b.scores[code] - a.scores[code]
        if slope and apart / slope > 0:
            turns.add(apart / slope)
    return sorted(turns)
