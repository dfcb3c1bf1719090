"""Criteria with weights, and candidates with one score per criterion."""

from collections.abc import Mapping
from fractions import Fraction

import msgspec


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something candidates are scored on, and how much it counts beside the others."""

    code: str
    weight: Fraction

    def __post_init__(self) -> None:
        _exact(self.weight, f"The weight of criterion {self.code!r}")
        if self.weight < 0:
            raise ValueError(f"Criterion {self.code!r} weighs {self.weight}; a weight is 0 or more.")


class Candidate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One that may win, with its mean score under each criterion."""

    name: str
    scores: Mapping[str, Fraction]

    def __post_init__(self) -> None:
        for code, score in self.scores.items():
            _exact(score, f"The score of {self.name!r} under {code!r}")


class Problem(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="format", tag="pendopo.hostscore/1"
):
    """Who is compared, by what, on a scale from 0 to `top`; whether all other weightings are asked about, too."""

    criteria: tuple[Criterion, ...]
    candidates: tuple[Candidate, ...]
    top: int = 5
    weightings: bool = True

    def __post_init__(self) -> None:
        _once([criterion.code for criterion in self.criteria], "criterion")
        _once([candidate.name for candidate in self.candidates], "candidate")
        if not self.candidates:
            raise ValueError("A ranking needs at least one candidate.")
        if sum(criterion.weight for criterion in self.criteria) == 0:
            raise ValueError("The weights add up to 0; at least one criterion must count.")
        for candidate in self.candidates:
            self._check_scores(candidate)

    def _check_scores(self, candidate: Candidate) -> None:
        expected, given = {criterion.code for criterion in self.criteria}, set(candidate.scores)
        if expected != given:
            odd = sorted(expected ^ given)
            raise ValueError(f"Candidate {candidate.name!r} needs one score per criterion; look at {odd}.")
        for code, score in candidate.scores.items():
            if not 0 <= score <= self.top:
                raise ValueError(
                    f"{candidate.name!r} scores {score} under {code!r}; 0 to {self.top} is allowed."
                )


def _exact(number: object, name: str) -> None:
    if isinstance(number, bool) or not isinstance(number, int | Fraction):
        raise TypeError(f"{name} is {number!r}; give a whole number or a Fraction, so that ties stay ties.")


def _once(names: list[str], what: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"The {what} {twice[0]!r} is named twice.")
