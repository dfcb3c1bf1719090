"""Who computes what: each room names its solvers in `apps.ready()`, and runs find them by that name.

register_solver("delegates.selection", solve, finished=store_result, may=may_select, subject_url=page)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pendopo.convenings.rules import Standing, may_organise
from pendopo.runs.errors import SolverUnknown

if TYPE_CHECKING:
    from pendopo.planning.limits import Watch
    from pendopo.runs.models import Run

Document = dict[str, Any]
Solve = Callable[[Document, "Watch"], Document]
Finished = Callable[["Run", Document], None]


@dataclass(frozen=True, slots=True)
class Solver:
    """One kind of computation.

    `solve` computes alone: no database, no request; its document is best made by `pendopo.planning.answer`.
    `finished` writes the result where the room keeps it, in the transaction that ends the run; a domain error
    that it raises becomes the sentence of the failed run. `may` says who starts, sees and cancels such runs,
    `subject_url` which page a run belongs to.
    """

    kind: str
    solve: Solve
    finished: Finished | None = None
    may: Callable[[Standing], bool] = may_organise
    subject_url: "Callable[[Run], str] | None" = None


_solvers: dict[str, Solver] = {}
_queue: list[Callable[[str], Any]] = []


def register_solver(
    kind: str,
    solve: Solve,
    *,
    finished: Finished | None = None,
    may: Callable[[Standing], bool] = may_organise,
    subject_url: "Callable[[Run], str] | None" = None,
) -> None:
    """Let runs of this kind be computed by `solve`."""
    _solvers[kind] = Solver(kind, solve, finished, may, subject_url)


def solver_of(kind: str) -> Solver:
    """The solver of a kind.

    Raises SolverUnknown where no room has registered it.
    """
    try:
        return _solvers[kind]
    except KeyError:
        raise SolverUnknown from None


def subject_url(run: "Run") -> str:
    """The page that a run belongs to; nothing where its room names none."""
    solver = _solvers.get(run.kind)
    return solver.subject_url(run) if solver and solver.subject_url else ""


def kinds_open_to(s: Standing) -> tuple[list[str], list[str]]:
    """The registered kinds that this reader may see, and those that are closed to them."""
    seen = {kind: solver.may(s) for kind, solver in _solvers.items()}
    return [kind for kind, may in seen.items() if may], [kind for kind, may in seen.items() if not may]


def offer_workers(enqueue: Callable[[str], Any]) -> None:
    """Say how the key of a run reaches the workers."""
    _queue[:] = [enqueue]


def hand_to_workers(key: str) -> None:
    """Put the key of a run into the queue."""
    for enqueue in _queue:
        enqueue(key)
