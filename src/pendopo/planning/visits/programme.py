"""Decisions and rules as whole numbers: columns, rows, and what a plan should have least of. No solver."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Terms = dict[int, int]  # column: coefficient


@dataclass(frozen=True, slots=True)
class Row:
    """`lower` <= the sum of coefficient times column <= `upper`; None where there is no limit."""

    terms: Terms
    lower: int | None
    upper: int | None

    def keeps(self, values: Sequence[int]) -> bool:
        """Whether these values of all columns keep the row."""
        total = sum(times * values[column] for column, times in self.terms.items())
        return (self.lower is None or self.lower <= total) and (self.upper is None or total <= self.upper)


@dataclass(frozen=True, slots=True)
class Aim:
    """A sum that should be as small as possible; what people read is its negative where `maximise`."""

    name: str
    constant: int
    terms: Terms
    maximise: bool = False

    def value(self, values: Sequence[int]) -> int:
        """The sum for these values of all columns."""
        return self.constant + sum(times * values[column] for column, times in self.terms.items())

    def said(self, value: int) -> int:
        """The number that people read."""
        return -value if self.maximise else value

    def held(self, value: int) -> Row:
        """The rule that the sum is this and nothing else."""
        return Row(self.terms, value - self.constant, value - self.constant)


@dataclass
class Programme:
    """Columns run from 0 to `upper`; `shut` names, for a column, the one that forces it to 0 by being 0."""

    upper: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    shut: dict[int, int] = field(default_factory=dict)

    def column(self, upper: int = 1) -> int:
        """A new column."""
        self.upper.append(upper)
        return len(self.upper) - 1

    def row(
        self, terms: Iterable[tuple[int, int]], *, lower: int | None = None, upper: int | None = None
    ) -> None:
        """A new rule; a column may occur several times."""
        summed: Terms = {}
        for column, times in terms:
            summed[column] = summed.get(column, 0) + times
        self.rows.append(Row({column: times for column, times in summed.items() if times}, lower, upper))

    def link(self, column: int) -> Row:
        """Nothing happens where it is shut. Implied by other rows in whole numbers, but not in fractions."""
        return Row({column: 1, self.shut[column]: -self.upper[column]}, None, 0)
