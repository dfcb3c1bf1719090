"""Verifies a plan by ranking again at many weights, without using how it was found."""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise
from math import sqrt

from pendopo.planning.hostscore.problem import Problem
from pendopo.planning.hostscore.solution import End, Plan, Range, Weightings
from pendopo.planning.result import Fault, Goal, Verdict

DRAWS = 2_000
ERRORS = 6  # a true share lies further off once in 500 million draws


def check(problem: Problem, plan: Plan) -> Verdict:
    """Everything in `plan` that does not hold, and the winner's total counted again."""
    totals = _totals(problem)
    goals = (Goal("total of the winner", max(totals.values()), maximise=True),)
    faults = [*_ranking_faults(plan, totals)]
    codes = [found.criterion for found in plan.ranges]
    if codes != [criterion.code for criterion in problem.criteria]:
        faults.append(
            Fault("one range per criterion", tuple(codes), "Criteria are missing, odd or not in order.")
        )
    if faults:
        return Verdict(tuple(faults), goals)
    for found in plan.ranges:
        faults += _range_faults(problem, plan, found)
    return Verdict((*faults, *_weighting_faults(problem, plan.weightings)), goals)


def leaders(problem: Problem, code: str, weight: Fraction) -> frozenset[str]:
    """Who comes first, alone or level, if one criterion weighed `weight`."""
    weights = {c.code: weight if c.code == code else c.weight for c in problem.criteria}
    return _leaders(problem, weights)


def _leaders(problem: Problem, weights: dict[str, Fraction]) -> frozenset[str]:
    sums = {
        c.name: sum(weights[code] * score for code, score in c.scores.items()) for c in problem.candidates
    }
    best = max(sums.values())
    return frozenset(name for name, total in sums.items() if total == best)


def _totals(problem: Problem) -> dict[str, Fraction]:
    weight = sum((c.weight for c in problem.criteria), Fraction(0))
    return {
        c.name: sum((k.weight * c.scores[k.code] for k in problem.criteria), Fraction(0)) / weight
        for c in problem.candidates
    }


def _ranking_faults(plan: Plan, totals: dict[str, Fraction]) -> Iterator[Fault]:
    names = [line.name for line in plan.lines]
    if sorted(names) != sorted(totals):
        yield Fault("every candidate once", tuple(names), "The ranking names others, or somebody twice.")
        return
    for line in plan.lines:
        better = sum(total > totals[line.name] for total in totals.values())
        level = sorted(n for n in totals if totals[n] == totals[line.name] and n != line.name)
        if line.total != totals[line.name]:
            yield Fault("total", (line.name,), f"It is {totals[line.name]}, not {line.total}.")
        if (line.place, sorted(line.level_with)) != (better + 1, level):
            yield Fault("place", (line.name,), f"It is {better + 1}, level with {level}.")
    if list(plan.lines) != sorted(plan.lines, key=lambda line: line.place):
        yield Fault("order of places", tuple(names), "A better place comes after a worse one.")


def _range_faults(problem: Problem, plan: Plan, found: Range) -> Iterator[Fault]:
    winners, name = frozenset(plan.winners), found.criterion
    turns, weight = _turns(problem, name), next(c.weight for c in problem.criteria if c.code == name)
    low = found.low.at if found.low.at is not None else Fraction(-1)
    high = found.high.at if found.high.at is not None else max(weight, *turns) + 2
    if found.weight != weight or not 0 <= low <= weight <= high:
        yield Fault("range", (name,), f"It does not hold the weight {weight}.")
        return
    marks = sorted({low, weight, high, *(turn for turn in turns if low <= turn <= high)})
    inside = [*marks[1:-1], *((a + b) / 2 for a, b in pairwise(marks))]
    if any(leaders(problem, name, at) != winners for at in inside):
        yield Fault("range", (name,), "The winner changes inside.")
    for end, sign in ((found.low, -1), (found.high, 1)):
        if not _end_holds(problem, name, end, winners, turns, sign):
            which = "lower" if sign < 0 else "upper"
            yield Fault("range", (name,), f"The {which} end is not where the winner changes.")


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


def _weighting_faults(problem: Problem, found: Weightings | None) -> Iterator[Fault]:
    """Each share agrees with draws of our own; exact shares of candidates that differ make up the whole."""
    if found is None:
        if problem.weightings:
            yield Fault("weightings", (), "The shares of all weightings were asked for.")
        return
    shares = {share.name: share for share in found.shares}
    if sorted(share.name for share in found.shares) != sorted(one.name for one in problem.candidates):
        yield Fault("weightings", tuple(shares), "There is not one share for each candidate.")
        return
    apart = {tuple(sorted(one.scores.items())): shares[one.name].share for one in problem.candidates}
    if found.exact and sum(apart.values()) != 1:
        yield Fault("weightings", tuple(shares), f"The shares add up to {sum(apart.values())}, not to 1.")
    for name, seen in _seen(problem).items():
        share = shares[name]
        likely = (float(seen) * DRAWS + 1) / (DRAWS + 2)
        error = sqrt(likely * (1 - likely) / DRAWS + share.standard_error**2)
        if abs(float(share.share - seen)) > ERRORS * error:
            yield Fault(
                "weightings",
                (name,),
                f"It wins {float(seen):.2%} of {DRAWS} draws, not {float(share.share):.2%}.",
            )


def _seen(problem: Problem) -> dict[str, Fraction]:
    """How often each candidate comes first, alone or level, under weightings drawn here."""
    source, won = random.Random(2024), dict.fromkeys((one.name for one in problem.candidates), 0)  # noqa: S311
    for _ in range(DRAWS):
        # Independent exponential numbers, divided by their sum, lie evenly on the simplex; the sum changes no order.
        weights = {c.code: Fraction(source.expovariate(1)) for c in problem.criteria}
        for name in _leaders(problem, weights):
            won[name] += 1
    return {name: Fraction(times, DRAWS) for name, times in won.items()}
