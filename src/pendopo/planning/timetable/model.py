"""The whole of a timetable, or some of its tracks, as one CP-SAT model of the score."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from pendopo.planning.timetable.greedy import Rooming
from pendopo.planning.timetable.lookup import Lookup, Pair
from pendopo.planning.timetable.solution import Place
from pendopo.planning.timetable.structure import Var
from pendopo.planning.timetable.timing import Timing


class Model(Timing):
    """All rules and terms. `timed` adds the slots of talks; it takes a room for every talk, and is exact."""

    def __init__(
        self,
        look: Lookup,
        tracks: Collection[str],
        fixed: Rooming,
        known: Mapping[str, Place],
        fine: Collection[str],
        *,
        timed: bool = False,
    ) -> None:
        super().__init__(look, tracks, fixed, known, tracks if timed else fine, timed)
        self._declare()
        rules = [
            self.add_one_track_per_room,
            self.add_every_talk_once,
            self.add_capacity,
            self.add_no_empty_room,
            self.pay_cells,
            self.pay_rooms_per_track,
            self.pay_parallel_tracks,
            self.pay_gaps,
            self.pay_tracks_together,
            self.pay_talks,
            self.pay_talks_apart,
            self.pay_order,
            self.count_moves,
        ]
        if timed:
            rules += [self.add_slots, self.add_pinned_slots, self.pay_at_once]
        for rule in rules:
            rule()
        self.score = sum(self.costs)

    def hint(self, rooming: Rooming) -> None:
        """Start from these rooms."""
        self.cp.clear_hints()
        cells = {(self.look.talks[talk].track, *cell) for talk, cell in rooming.items()}
        sessions = {(track, session) for track, session, _room in cells}
        for cell, held in self.held.items():
            self.cp.add_hint(held, cell in cells)
        for key, used in self.used.items():
            self.cp.add_hint(used, key in sessions)
        for (talk, session), at in self.at.items():
            self.cp.add_hint(at, rooming[talk][0] == session)
        for (talk, session, room), there in self.there.items():
            self.cp.add_hint(there, rooming[talk] == (session, room))

    def cells(self, value: Callable[[Var], int]) -> dict[Pair, list[str]]:
        """The rooms of every track in every session of a solution."""
        found: dict[Pair, list[str]] = defaultdict(list)
        for (track, session, room), held in self.held.items():
            if value(held):
                found[track, session].append(room)
        return found

    def sessions(self, value: Callable[[Var], int]) -> dict[str, str]:
        """The session of every talk in a solution."""
        return {talk: session for (talk, session), at in self.at.items() if value(at)}

    def placed(self, value: Callable[[Var], int]) -> Rooming:
        """Session and room of the talks of fine tracks in a solution."""
        return {talk: (session, room) for (talk, session, room), there in self.there.items() if value(there)}
