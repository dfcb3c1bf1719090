"""Which weights the result hangs on, and what holds the others back."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pendopo.planning.hostscore.problem import Problem
from pendopo.planning.hostscore.solution import Plan, Share
from pendopo.planning.result import Reason


@dataclass(frozen=True, slots=True)
class Change:
    """A weight that, moved from `weight` past `at`, puts `then` first; `move` is the distance."""

    criterion: str
    weight: Fraction
    at: Fraction
    then: tuple[str, ...]

    @property
    def move(self) -> Fraction:
        """How far the weight has to go."""
        return abs(self.at - self.weight)


def closest_changes(plan: Plan) -> tuple[Change, ...]:
    """Every way one weight alone changes the winner, smallest move first; empty if none does."""
    changes = [
        Change(found.criterion, found.weight, end.at, end.then)
        for found in plan.ranges
        for end in (found.low, found.high)
        if end.at is not None and end.then
    ]
    return tuple(sorted(changes, key=lambda change: change.move))


def explain(problem: Problem, plan: Plan) -> tuple[Reason, ...]:
    """Why the others are not first, and which single weight would change that.

    "behind" names a candidate and the criteria under which it loses most to the winner, largest loss first;
    "level" one who shares a place, and with whom; "never_first" one who wins under no weighting, and who is at
    least as good everywhere; "turns" a criterion whose weight, moved past an end of its range, puts others first.
    """
    return (*_behind(problem, plan), *_level(plan), *_never_first(problem, plan), *_turns(plan))


def _behind(problem: Problem, plan: Plan) -> Iterator[Reason]:
    scores = {candidate.name: candidate.scores for candidate in problem.candidates}
    winner = scores[plan.winners[0]]
    for line in plan.lines:
        if line.place > 1:
            lost = {c.code: c.weight * (winner[c.code] - scores[line.name][c.code]) for c in problem.criteria}
            codes = sorted((code for code in lost if lost[code] > 0), key=lambda code: -lost[code])
            yield Reason("behind", line.name, tuple(codes))


def _level(plan: Plan) -> Iterator[Reason]:
    return (Reason("level", line.name, line.level_with) for line in plan.lines if line.level_with)


def _never_first(problem: Problem, plan: Plan) -> Iterator[Reason]:
    for share in plan.weightings.shares if plan.weightings and plan.weightings.exact else ():
        if share.share == 0:
            own = next(one.scores for one in problem.candidates if one.name == share.name)
            better = (
                one.name
                for one in problem.candidates
                if one.scores != own and all(one.scores[code] >= own[code] for code in own)
            )
            yield Reason("never_first", share.name, tuple(better))


def _turns(plan: Plan) -> Iterator[Reason]:
    return (Reason("turns", change.criterion, change.then) for change in closest_changes(plan))


def summary(_problem: Problem, plan: Plan) -> Iterator[str]:
    """The ranking for a terminal, with the share of weightings, and the smallest change that matters."""
    shares = plan.weightings.shares if plan.weightings else ()
    said = {one.name: one for one in shares}
    for line in plan.lines:
        share = f"  first under {_percent(said[line.name])} of all weightings" if said else ""
        yield f"{line.place:>3}  {float(line.total):.3f}  {line.name}{share}"
    if plan.weightings and not plan.weightings.exact:
        yield f"The shares are an estimate from {plan.weightings.draws} draws (seed {plan.weightings.seed})."
    for change in closest_changes(plan)[:1]:
        who = ", ".join(change.then)
        yield f"Smallest change that matters: weight of {change.criterion} past {change.at}, then {who}."


def _percent(share: Share) -> str:
    error = f" ± {share.standard_error:.2%}" if share.standard_error else ""
    return f"{float(share.share):.2%}{error}"
