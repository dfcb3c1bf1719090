"""Under which part of all weightings a candidate comes first.

Every weighting is a point of a simplex: weights of 0 or more that add up to 1, all equally likely. A candidate
leads a rival by a margin that is linear on it, so a simplex is known by the margins at its corners alone. Where a
rival leads at one corner and trails at another, the edge between the two is cut at the point where they draw
level: that makes two smaller simplices, whose volumes have the ratio in which the edge was cut. Pieces that the
candidate wins are added up. All of it in rational numbers.

The number of pieces grows quickly with criteria and candidates; past `MOST_CUTS` for one candidate the shares of
all are estimated from weightings drawn at random, and named an estimate. Five criteria are exact at once, six and
ten candidates mostly within seconds.
"""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm, sqrt

from pendopo.planning.hostscore.problem import Candidate, Problem
from pendopo.planning.hostscore.solution import Share, Weightings
from pendopo.planning.limits import Watch

MOST_CUTS = 50_000
DRAWS = 20_000
FEWEST_DRAWS = 1_000
FINEST = 2**53
Corner = tuple[int, ...]  # the margin over each rival there, multiplied by the last number


class TooManyPieces(Exception):
    """The exact volume takes more cuts than allowed."""


def weightings(problem: Problem, watch: Watch) -> Weightings:
    """The share of every candidate: exact where affordable, else an estimate that says so."""
    shares: list[Share] = []
    try:
        for one in problem.candidates:
            watch.report("candidates weighed", len(shares), len(problem.candidates))
            shares.append(Share(one.name, _volume(problem, one, watch)))
    except TooManyPieces:
        return estimate(problem, watch.limits.seed, FEWEST_DRAWS if watch.over else DRAWS)
    return Weightings(tuple(shares))


def estimate(problem: Problem, seed: int, draws: int) -> Weightings:
    """How often each candidate came first, alone or level, under `draws` weightings drawn from `seed`.

    The standard error counts one win and one loss more than were seen, so that it is never 0.
    """
    won = dict.fromkeys((one.name for one in problem.candidates), 0)
    rows = whole_scores(problem)
    for weights in drawn(len(problem.criteria), seed, draws):
        sums = {name: sum(map(int.__mul__, weights, row)) for name, row in rows.items()}
        best = max(sums.values())
        for name, total in sums.items():
            won[name] += total == best
    shares = []
    for name, times in won.items():
        likely = (times + 1) / (draws + 2)
        error = sqrt(likely * (1 - likely) / draws)
        shares.append(Share(name, Fraction(times, draws), error))
    return Weightings(tuple(shares), draws, seed)


def drawn(count: int, seed: int, draws: int) -> Iterator[tuple[int, ...]]:
    """Weightings, evenly over all of them: the gaps between points thrown on a line, in whole numbers."""
    source = random.Random(seed)  # noqa: S311
    for _ in range(draws):
        points = [0, *sorted(source.randrange(FINEST) for _ in range(count - 1)), FINEST]
        yield tuple(high - low for low, high in pairwise(points))


def whole_scores(problem: Problem) -> dict[str, tuple[int, ...]]:
    """Scores in the order of criteria, all multiplied by what makes them whole."""
    common = lcm(*(Fraction(s).denominator for one in problem.candidates for s in one.scores.values()))
    return {
        one.name: tuple(int(one.scores[c.code] * common) for c in problem.criteria)
        for one in problem.candidates
    }


def _volume(problem: Problem, candidate: Candidate, watch: Watch) -> Fraction:
    """The share of weightings under which nobody is ahead of `candidate`."""
    rows = whole_scores(problem)
    own = rows[candidate.name]
    margins = [tuple(a - b for a, b in zip(own, row, strict=True)) for row in {*rows.values()} - {own}]
    margins.sort(key=lambda row: (sum(row), row))
    corners: list[Corner] = [(*column, 1) for column in zip(*margins, strict=True)]
    left, won = MOST_CUTS, Fraction(0)
    pieces = [(corners, Fraction(1))]
    while pieces:
        corners, volume = pieces.pop()
        rivals = _open(corners)
        if rivals is None:
            continue
        if len(rivals) < 2:
            won += volume * (_ahead([(corner[rivals[0]], corner[-1]) for corner in corners]) if rivals else 1)
            continue
        if left == 0 or watch.over:
            raise TooManyPieces
        left -= 1
        pieces += _cut([(*(corner[k] for k in rivals), corner[-1]) for corner in corners], volume)
    return won


def _open(corners: list[Corner]) -> list[int] | None:
    """The rivals who lead at some corner, but not at all of them; None where one leads everywhere."""
    rivals = []
    for k, margins in enumerate(zip(*corners, strict=True)):
        if min(margins) < 0:
            if max(margins) <= 0:
                return None
            rivals.append(k)
    return rivals


def _cut(corners: list[Corner], volume: Fraction) -> Iterator[tuple[list[Corner], Fraction]]:
    """Two simplices out of one: cut where the first rival draws level, until that rival leads nowhere."""
    ahead = next(i for i, corner in enumerate(corners) if corner[0] > 0)
    behind = next(i for i, corner in enumerate(corners) if corner[0] < 0)
    high, low = corners[ahead], corners[behind]
    a, b = high[0], -low[0]
    level = [b * x + a * y for x, y in zip(high[:-1], low[:-1], strict=True)]
    level.append(a * low[-1] + b * high[-1])
    common = gcd(*level)
    point = tuple(x // common for x in level)
    part = Fraction(a * low[-1], level[-1])
    yield [*corners[:behind], point, *corners[behind + 1 :]], volume * part
    yield [*corners[:ahead], point, *corners[ahead + 1 :]], volume * (1 - part)


def _ahead(margins: list[tuple[int, int]]) -> Fraction:
    """The share of a simplex on which one linear margin is positive; each margin comes with its scale.

    Cutting edge after edge brings only the corners that lead and those that trail in the same order, whichever
    way is taken: `shares[j]` is the answer when the first j that trail are replaced by points on the line.
    """
    trails = [(-margin, scale) for margin, scale in margins if margin < 0]
    shares = [*[Fraction(0)] * len(trails), Fraction(1)]
    for lead, scale in margins:
        if lead > 0:
            for j in reversed(range(len(trails))):
                trail, other = trails[j]
                part = Fraction(lead * other, lead * other + trail * scale)
                shares[j] += part * (shares[j + 1] - shares[j])
    return shares[0]
