"""A first timetable at once: track by track, the hardest first, every talk where it costs least."""

from collections import defaultdict
from collections.abc import Mapping

from pendopo.planning.timetable.lookup import Lookup, Pair, pair
from pendopo.planning.timetable.problem import Talk
from pendopo.planning.timetable.solution import Place

Rooming = dict[str, Pair]  # talk to session and room


class Greedy:
    """The timetable while it grows."""

    def __init__(self, look: Lookup, *, by_number: bool = False) -> None:
        self.by_number = by_number
        self.look, self.weights = look, look.problem.weights
        self.apart, self.together = look.apart_costs, look.together_costs
        self.left: dict[Pair, int] = {}
        self.owner: dict[Pair, str] = {}
        self.cells_of: dict[str, list[Pair]] = defaultdict(list)
        self.tracks_in: dict[str, list[str]] = defaultdict(list)
        self.number = {session: n for n, session in enumerate(look.sessions)}
        self.rooming: Rooming = {}
        self.latest: dict[str, int] = {}  # session of the last numbered talk of a track
        self.talks_in: dict[str, list[str]] = defaultdict(list)

    def run(self, known: Mapping[str, Place] | None = None) -> Rooming | None:
        """Session and room of every talk, or None where one finds no place; where it can, a talk is as it is known."""
        for name, place in (known or {}).items():
            talk, cell = self.look.talks[name], (place.session, place.room)
            if self._free_for(talk, cell):
                self._put(talk, cell)
        for track in sorted(self.look.tracks, key=self._ease):
            for talk in sorted(self.look.talks_of[track], key=self._rank):
                if talk.id in self.rooming:
                    continue
                found = self._best(talk)
                if found is None:
                    return None
                self._put(talk, found)
        return self.rooming

    def _free_for(self, talk: Talk, cell: Pair) -> bool:
        """Whether the talk may be held here, beside what is there already."""
        session, room = cell
        if session not in self.look.sessions or room not in self.look.rooms:
            return False
        own = self.owner.get(cell, talk.track) == talk.track
        left = self.left.get(cell, self.look.sessions[session].slots)
        return own and left >= talk.slots and self.look.fits(talk, session, room)

    def _ease(self, track: str) -> tuple[int, int]:
        """How many cells are left open to a track, for each slot it needs; pinned tracks come first."""
        talks = self.look.talks_of[track]
        pinned = any(talk.session or talk.room for talk in talks)
        open_to = sum(self._cell_cost(track, cell) < 10_000 for cell in self._cells())
        return (0 if pinned else 1, open_to * 100 // (1 + sum(talk.slots for talk in talks)))

    def _rank(self, talk: Talk) -> tuple[bool, int, int]:
        """Pinned talks first, then long ones; or, `by_number`, numbered ones in their order."""
        number = talk.order if self.by_number else 0
        return (talk.session is None and talk.room is None, number or 1_000_000, -talk.slots)

    def _cells(self) -> list[Pair]:
        return [(session, room) for session in self.look.sessions for room in self.look.rooms]

    def _best(self, talk: Talk) -> Pair | None:
        for cells in (self.cells_of[talk.track], [cell for cell in self._cells() if cell not in self.owner]):
            fitting = [cell for cell in cells if self._free_for(talk, cell)]
            if fitting:
                return min(fitting, key=lambda cell: (self._cost(talk, cell), *cell))
        return None

    def _cost(self, talk: Talk, cell: Pair) -> int:
        """What the talk adds to the score here; of its order, whether it comes before an earlier number."""
        session, room = cell
        weights, look = self.weights, self.look
        cost = talk.slots * (
            weights.talk_sessions * look.talk_sessions.get((talk.id, session), 0)
            + weights.talk_rooms * look.talk_rooms.get((talk.id, room), 0)
            + weights.zones * look.zone(talk, look.sessions[session])
        )
        if talk.order and self.number[session] < self.latest.get(talk.track, 0):
            cost += self.weights.order
        cost += sum(
            self.apart.get(pair(talk.id, other), 0)
            for other in self.talks_in[session]
            if self.rooming[other][1] != room
        )
        return cost if cell in self.owner else cost + self._cell_cost(talk.track, cell)

    def _cell_cost(self, track: str, cell: Pair) -> int:
        session, room = cell
        weights, look = self.weights, self.look
        cost = (
            weights.track_sessions * look.track_sessions.get((track, session), 0)
            + weights.track_rooms * look.track_rooms.get((track, room), 0)
            + weights.session_rooms * look.session_rooms.get((session, room), 0)
        )
        if mine := self.cells_of[track]:
            cost += weights.rooms_per_track * (room not in {held[1] for held in mine})
            cost += weights.parallel_tracks * (session in {held[0] for held in mine})
            cost += weights.gaps * self._makes_gap({held[0] for held in mine}, session)
        return cost + sum(self.together.get(pair(track, other), 0) for other in self.tracks_in[session])

    def _makes_gap(self, used: set[str], session: str) -> bool:
        places = {self.number[one] for one in used | {session}}
        return max(places) - min(places) + 1 != len(places)

    def _put(self, talk: Talk, cell: Pair) -> None:
        self.left[cell] = self.left.get(cell, self.look.sessions[cell[0]].slots) - talk.slots
        if cell not in self.owner:
            self.owner[cell] = talk.track
            self.cells_of[talk.track].append(cell)
            self.tracks_in[cell[0]].append(talk.track)
        self.rooming[talk.id] = cell
        if talk.order:
            self.latest[talk.track] = self.number[cell[0]]
        self.talks_in[cell[0]].append(talk.id)
