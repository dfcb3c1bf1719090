"""Weighted means, and the weights at which another candidate draws level.

The order of candidates depends on the weighted sums alone, since all are divided by the same total weight.
A sum is a straight line in any one weight: its height without that criterion, rising by the score under it.
The first place changes where a line of another candidate crosses that of the winner.
"""

from fractions import Fraction

from msgspec.structs import replace

from pendopo.planning.hostscore.problem import Candidate, Criterion, Problem
from pendopo.planning.hostscore.solution import End, Line, Plan, Range
from pendopo.planning.hostscore.weightings import weightings
from pendopo.planning.limits import Watch
from pendopo.planning.result import Goal, Result, Status

SOLVER = "rational arithmetic"


def solve(problem: Problem, watch: Watch | None = None, before: Plan | None = None) -> Result[Plan]:
    """The ranking of all candidates, how far each weight may move, and who wins under which share of weightings.

    The answer is exact and depends on the problem alone, so `before` changes nothing. Where time is over the
    shares are estimated from few draws and the result says that it was interrupted.
    """
    watch = watch or Watch()
    plan = ranked(problem)
    if problem.weightings:
        plan = replace(plan, weightings=weightings(problem, watch))
    best = plan.lines[0].total
    return Result(
        Status.OPTIMAL,
        plan,
        (Goal("total of the winner", best, best, maximise=True),),
        seconds=watch.seconds,
        seed=watch.limits.seed,
        solver=SOLVER,
        interrupted=watch.over and plan.weightings is not None and not plan.weightings.exact,
    )


def ranked(problem: Problem) -> Plan:
    """The ranking and the ranges alone, which take no time worth watching."""
    lines = _lines(problem)
    winners = [candidate for candidate in problem.candidates if candidate.name in _first(lines)]
    ranges = tuple(_range(problem, criterion, winners) for criterion in problem.criteria)
    return Plan(lines, ranges)


def _lines(problem: Problem) -> tuple[Line, ...]:
    """Equal totals share a place and the places behind them stay empty; names only order the reading."""
    weight = sum((criterion.weight for criterion in problem.criteria), Fraction(0))
    totals = {c.name: _sum_of(problem, c) / weight for c in problem.candidates}
    lines = []
    for name, total in sorted(totals.items(), key=lambda item: (-item[1], item[0])):
        place = 1 + sum(other > total for other in totals.values())
        level = tuple(sorted(n for n, other in totals.items() if other == total and n != name))
        lines.append(Line(place, name, total, level))
    return tuple(lines)


def _first(lines: tuple[Line, ...]) -> set[str]:
    return {line.name for line in lines if line.place == 1}


def _sum_of(problem: Problem, candidate: Candidate) -> Fraction:
    return sum((c.weight * candidate.scores[c.code] for c in problem.criteria), Fraction(0))


def _range(problem: Problem, criterion: Criterion, winners: list[Candidate]) -> Range:
    low, high = (_end(problem, criterion, winners, sign=sign) for sign in (-1, 1))
    return Range(criterion.code, Fraction(criterion.weight), low, high)


def _end(problem: Problem, criterion: Criterion, winners: list[Candidate], *, sign: int) -> End:
    """The nearest crossing downwards (-1) or upwards (1), all who meet there and those who lead beyond it."""
    weight, rate = Fraction(criterion.weight), {}
    for candidate in problem.candidates:
        rate[candidate.name] = sign * candidate.scores[criterion.code]
    slowest = min(rate[winner.name] for winner in winners)
    height = _sum_of(problem, winners[0])
    steps = {
        rival.name: (height - _sum_of(problem, rival)) / (rate[rival.name] - slowest)
        for rival in problem.candidates
        if rate[rival.name] > slowest
    }
    step = min(steps.values(), default=None)
    if step is None or (sign < 0 and step > weight):
        return End(Fraction(0)) if sign < 0 else End(None)
    level = tuple(sorted(name for name in steps if steps[name] == step))
    if sign < 0 and step == weight:
        return End(Fraction(0), level)
    fastest = max(rate[name] for name in level)
    return End(weight + sign * step, level, tuple(name for name in level if rate[name] == fastest))
