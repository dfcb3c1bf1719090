"""From open scores to the ranking and back, checked."""

from dataclasses import dataclass
from fractions import Fraction

from pendopo.hosts.models import Candidate, CriteriaVersion, Criterion
from pendopo.hosts.queries import Mean, means, taking_part
from pendopo.planning import hostscore


@dataclass(frozen=True, slots=True)
class Ranked:
    """The place of one candidate, with its mean under every criterion."""

    place: int
    candidate: Candidate
    total: Fraction
    level_with: tuple[Candidate, ...]
    means: tuple[Mean, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a weight, moved one way, changes the first place; `at` is None when it never does."""

    at: Fraction | None
    level: tuple[Candidate, ...]
    then: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Firmness:
    """How far the weight of one criterion may move before another candidate comes first."""

    criterion: Criterion
    low: Turn
    high: Turn


@dataclass(frozen=True, slots=True)
class Nearest:
    """The smallest move of one weight that changes the first place."""

    criterion: Criterion
    at: Fraction
    then: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the scores of a version say."""

    version: CriteriaVersion
    criteria: tuple[Criterion, ...]
    ranking: tuple[Ranked, ...]
    firmness: tuple[Firmness, ...]
    nearest: Nearest | None

    @property
    def winners(self) -> tuple[Candidate, ...]:
        """Everyone in first place."""
        return tuple(line.candidate for line in self.ranking if line.place == 1)


def outcome(version: CriteriaVersion) -> Outcome:
    """The ranking and how firm it is.

    Raises NotEveryoneScored until all have submitted.
    """
    given = means(version)
    criteria, rows = tuple(version.criteria.all()), list(taking_part(version.call))
    scored = {_name(row): row for row in rows}
    problem = hostscore.Problem(
        tuple(hostscore.Criterion(c.code, Fraction(c.weight)) for c in criteria),
        tuple(
            hostscore.Candidate(name, {c.code: given[row.pk, c.pk].value for c in criteria})
            for name, row in scored.items()
        ),
        weightings=False,
    )
    plan = hostscore.ranked(problem)
    if faults := hostscore.check(problem, plan).faults:
        raise AssertionError(f"The ranking of version {version.pk} does not hold: {faults}")
    return _told(version, criteria, scored, given, plan)


def _told(
    version: CriteriaVersion,
    criteria: tuple[Criterion, ...],
    rows: dict[str, Candidate],
    given: dict[tuple, Mean],
    plan: hostscore.Plan,
) -> Outcome:
    codes = {criterion.code: criterion for criterion in criteria}

    def named(names: tuple[str, ...]) -> tuple[Candidate, ...]:
        return tuple(rows[name] for name in names)

    def turn(end: hostscore.End) -> Turn:
        return Turn(end.at, named(end.level), named(end.then))

    ranking = tuple(
        Ranked(
            line.place,
            rows[line.name],
            line.total,
            named(line.level_with),
            tuple(given[rows[line.name].pk, c.pk] for c in criteria),
        )
        for line in plan.lines
    )
    firmness = tuple(Firmness(codes[r.criterion], turn(r.low), turn(r.high)) for r in plan.ranges)
    changes = hostscore.closest_changes(plan)
    nearest = Nearest(codes[changes[0].criterion], changes[0].at, named(changes[0].then)) if changes else None
    return Outcome(version, criteria, ranking, firmness, nearest)


def _name(candidate: Candidate) -> str:
    """Unique, and in the order of names."""
    return f"{candidate.name} {candidate.pk}"
