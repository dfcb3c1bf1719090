"""The best timetable that any of the searches has found, and the bound that none can pass."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from pendopo.planning.limits import Watch
from pendopo.planning.timetable.check import SCORE
from pendopo.planning.timetable.greedy import Rooming
from pendopo.planning.timetable.lookup import Lookup
from pendopo.planning.timetable.slots import arrange
from pendopo.planning.timetable.solution import Place, Plan
from pendopo.planning.timetable.terms import moved, score


@dataclass(frozen=True, slots=True)
class Found:
    """A timetable with its score, the talks it moves, and both in one number: `scale` times the score, plus moves."""

    plan: Plan
    score: int
    moves: int
    value: int

    @property
    def rooming(self) -> Rooming:
        """Session and room of every talk."""
        return {place.talk: (place.session, place.room) for place in self.plan.places}


class Best:
    """Shared by the threads of one solve; `known` is where people expect the talks."""

    def __init__(self, look: Lookup, watch: Watch, known: Mapping[str, Place]) -> None:
        self.look, self.watch, self.known = look, watch, known
        self.scale = len(known) + 1
        self.found: Found | None = None
        self.bound = 0
        self.infeasible = False
        self._lock = threading.Lock()

    def consider(self, rooming: Rooming) -> bool:
        """Give the talks their slots and keep the timetable if it is better; say whether it is."""
        plan = arrange(self.look, rooming, self.known, self.watch.limits.seed)
        return plan is not None and self.keep(plan)

    def keep(self, plan: Plan) -> bool:
        """Keep a timetable that holds the rules, if it is better than the best so far."""
        points = score(self.look.problem, plan, self.look)
        moves = moved(tuple(self.known.values()), plan)
        candidate = Found(plan, points, moves, points * self.scale + moves)
        with self._lock:
            better = self.found is None or candidate.value < self.found.value
            if better:
                self.found = candidate
        if better:
            self.tell()
        return better

    def raise_bound(self, value: int) -> None:
        """Nothing can be below `value`, counted like `Found.value`."""
        with self._lock:
            higher, self.bound = value > self.bound, max(self.bound, value)
        if higher:
            self.tell()

    @property
    def settled(self) -> bool:
        """Whether the best is proved, or it is proved that there is none."""
        return self.infeasible or (self.found is not None and self.found.value <= self.bound)

    def tell(self) -> None:
        """Pass on where the search stands."""
        points = None if self.found is None else self.found.score
        self.watch.report(SCORE, points, self.bound // self.scale)
