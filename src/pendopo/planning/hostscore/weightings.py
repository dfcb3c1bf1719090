"""Under which part of all weightings a candidate comes first.

Every weighting is a point of a simplex: weights of 0 or more that add up to 1, all equally likely. A candidate
leads a rival by a margin that is linear on it, so a simplex is known by the margins at its corners alone. Where a
rival leads at one corner and trails at another, the edge between the two is cut at the point where they draw
level: that makes two smaller simplices, whose volumes have the ratio in which the edge was cut. Pieces that the
candidate wins are added up. All of it in rational numbers.

The number of pieces grows quickly with criteria and candidates; past `MOST_CUTS` for one candidate the shares of
all are estimated from weightings drawn at random, and named an estimate. Six criteria and ten candidates are exact
in about two seconds.
"""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import lcm, sqrt

from pendopo.planning.hostscore.problem import Candidate, Problem
from pendopo.planning.hostscore.solution import Share, Weightings
from pendopo.planning.limits import Watch

MOST_CUTS = 30_000
DRAWS = 20_000
FEWEST_DRAWS = 1_000
FINEST = 2**53
Corner = tuple[Fraction, ...]  # the margin over each rival there


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
    codes = [criterion.code for criterion in problem.criteria]
    own = [candidate.scores[code] for code in codes]
    rows = {tuple(one.scores[code] for code in codes) for one in problem.candidates} - {tuple(own)}
    margins = [[Fraction(a - b) for a, b in zip(own, row, strict=True)] for row in rows]
    margins.sort(key=lambda row: (sum(row), row))
    corners: list[Corner] = list(zip(*margins, strict=True)) if margins else [()]
    left, won = MOST_CUTS, Fraction(0)
    pieces: list[tuple[list[Corner], Fraction]] = [(corners, Fraction(1))]
    while pieces:
        corners, volume = pieces.pop()
        rivals = [k for k in range(len(corners[0])) if any(corner[k] < 0 for corner in corners)]
        if any(all(corner[k] <= 0 for corner in corners) for k in rivals):
            continue
        if len(rivals) < 2:
            won += volume * (_ahead([corner[rivals[0]] for corner in corners]) if rivals else 1)
            continue
        if left == 0 or watch.over:
            raise TooManyPieces
        left -= 1
        pieces += _cut([tuple(corner[k] for k in rivals) for corner in corners], volume)
    return won


def _cut(corners: list[Corner], volume: Fraction) -> Iterator[tuple[list[Corner], Fraction]]:
    """Two simplices out of one: cut where the first rival draws level, until that rival leads nowhere."""
    ahead = next(i for i, corner in enumerate(corners) if corner[0] > 0)
    behind = next(i for i, corner in enumerate(corners) if corner[0] < 0)
    high, low = corners[ahead], corners[behind]
    part = high[0] / (high[0] - low[0])
    level = (Fraction(0), *(a + part * (b - a) for a, b in zip(high[1:], low[1:], strict=True)))
    yield [*corners[:behind], level, *corners[behind + 1 :]], volume * part
    yield [*corners[:ahead], level, *corners[ahead + 1 :]], volume * (1 - part)


def _ahead(margins: list[Fraction]) -> Fraction:
    """The share of a simplex on which one linear margin is positive.

    Cutting edge after edge brings only the corners that lead and those that trail in the same order, whichever
    way is taken: `shares[j]` is the answer when the first j that trail are replaced by points on the line.
    """
    trails = [margin for margin in margins if margin < 0]
    shares = [*[Fraction(0)] * len(trails), Fraction(1)]
    for lead in (margin for margin in margins if margin > 0):
        for j in reversed(range(len(trails))):
            part = lead / (lead - trails[j])
            shares[j] = part * shares[j + 1] + (1 - part) * shares[j]
    return shares[0]
