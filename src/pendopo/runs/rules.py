"""Who may start, see and cancel a computation: each kind has its own answer, the default is the organisers."""

from pendopo.convenings.rules import Standing, may_organise
from pendopo.runs.errors import SolverUnknown
from pendopo.runs.registry import kinds_open_to, solver_of


def may_compute(s: Standing, kind: str) -> bool:
    """As the room says that registered the kind; what no room knows any longer, the organisers still see."""
    try:
        return solver_of(kind).may(s)
    except SolverUnknown:
        return may_organise(s)


def may_read_runs(s: Standing) -> bool:
    """The list is open to organisers, and to whoever may compute something."""
    return may_organise(s) or bool(kinds_open_to(s)[0])
