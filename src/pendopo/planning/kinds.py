"""The problems that can be solved, each under its name, with all that can be done with it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from pendopo.planning.errors import SolverMissing
from pendopo.planning.limits import Watch
from pendopo.planning.result import Reason, Result, Verdict

NAMES = ("apportionment", "bilaterals", "hostscore", "selection", "timetable", "visits")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its two documents and what is done with them.

    `solve` takes a problem, a watch and, for a repair, the plan that people already know. `summary` gives lines
    for a terminal. `readers` turn a published file format, by name, into a problem; each says by `InvalidDocument`
    what is wrong with a file.
    """

    name: str
    problem: type[Any]
    plan: type[Any]
    solve: Callable[[Any, Watch, Any | None], Result[Any]]
    check: Callable[[Any, Any], Verdict]
    explain: Callable[[Any, Any], Iterable[Reason]]
    summary: Callable[[Any, Any], Iterable[str]]
    readers: Mapping[str, Callable[[Path], Any]] = field(default_factory=dict)


def kind(name: str) -> Kind:
    """The kind of problem called `name`; what it needs is imported only now.

    Raises LookupError for an unknown name and SolverMissing where its solver is not installed.
    """
    if name not in NAMES:
        raise LookupError(f"There is no problem called {name!r}; there are {', '.join(NAMES)}.")
    try:
        found: Kind = import_module(f"pendopo.planning.{name}").KIND
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "pendopo":
            raise
        raise SolverMissing from error
    return found


def kind_of(tag: str) -> Kind:
    """The kind of problem whose documents carry `tag`, for instance "pendopo.visits/1".

    Raises LookupError when no kind of problem has it.
    """
    for name in NAMES:
        if tag.startswith(f"pendopo.{name}/") or tag.startswith(f"pendopo.{name}-plan/"):
            return kind(name)
    raise LookupError(f"No problem here has the format {tag!r}.")
