"""What every solve returns, whichever problem it was."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

Number = int | float | Fraction
P = TypeVar("P")


class Status(StrEnum):
    """What is known at the end of a solve."""

    OPTIMAL = "optimal"  # a plan, and a proof that none is better
    FEASIBLE = "feasible"  # a plan; a better one may exist
    INFEASIBLE = "infeasible"  # a proof that no plan keeps the rules
    UNKNOWN = "unknown"  # neither a plan nor a proof in the time given


@dataclass(frozen=True, slots=True)
class Goal:
    """One level of an objective: what the plan reaches, and the bound that no plan can pass."""

    name: str
    value: Number
    bound: Number | None = None
    maximise: bool = False

    @property
    def proved(self) -> bool:
        """Whether no plan can do better on this level, the levels before it kept."""
        return self.bound is not None and self.bound == self.value

    @property
    def gap(self) -> float | None:
        """How far the bound lies from the value, as a share of the larger of the two; None without a bound."""
        if self.bound is None:
            return None
        value, bound = float(self.value), float(self.bound)
        largest = max(abs(value), abs(bound))
        return abs(bound - value) / largest if largest else 0.0


@dataclass(frozen=True, slots=True)
class Result(Generic[P]):
    """A plan or none, what it reaches level by level (first level first), and how it was obtained.

    `seconds` is wall time. `interrupted` says that a limit or a cancellation ended the search. `conflict` names
    the rules that cannot be kept together when the status is INFEASIBLE.
    """

    status: Status
    plan: P | None
    goals: tuple[Goal, ...] = ()
    seconds: float = 0.0
    seed: int = 0
    solver: str = ""
    interrupted: bool = False
    conflict: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.plan is not None) != (self.status in (Status.OPTIMAL, Status.FEASIBLE)):
            raise ValueError(f"A result that is {self.status} and plan {self.plan!r} contradict each other.")


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule that a plan breaks, for which of its members, with the numbers that show it."""

    rule: str
    names: tuple[str, ...]
    detail: str

    def __str__(self) -> str:
        return f"{self.rule} [{', '.join(self.names)}]: {self.detail}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A plan checked from the rules: what it breaks, and what it reaches on every level, counted again."""

    faults: tuple[Fault, ...]
    goals: tuple[Goal, ...]

    @property
    def holds(self) -> bool:
        """Whether the plan keeps every rule."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is as it is in a plan: a code of the problem's own, whom it concerns, and what binds.

    `subject` names one wish, person, meeting or place; `because` lists the rules that stand against it.
    """

    code: str
    subject: str
    because: tuple[str, ...] = ()
