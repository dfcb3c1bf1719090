"""Which rules cannot be kept together."""

from pendopo.planning.bilaterals.times import Times
from pendopo.planning.limits import Watch


def conflict(times: Times, watch: Watch) -> tuple[str, ...]:
    """Names of rules that contradict each other."""
    return ()


def clash(times: Times) -> tuple[str, ...]:
    return ()
