"""The terms of the score in CP-SAT, one method for each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pendopo.planning.timetable.lookup import Pair
from pendopo.planning.timetable.problem import Talk
from pendopo.planning.timetable.solution import Place
from pendopo.planning.timetable.structure import Structure, Var

_LEVELS = 3  # rooms of one track in one session that are told apart when tracks are compared


class Costs(Structure):
    """Each method adds to `costs`, or to `moves`; slots inside a session are left out, so that a bound holds."""

    def pay_cells(self) -> None:
        """Every room in use costs what its track costs in the session and the room, and the room in the session."""
        weights, look = self.look.problem.weights, self.look
        for (track, session, room), held in self.held.items():
            cost = weights.track_sessions * look.track_sessions.get((track, session), 0)
            cost += weights.track_rooms * look.track_rooms.get((track, room), 0)
            cost += weights.session_rooms * look.session_rooms.get((session, room), 0)
            if cost:
                self.costs.append(cost * held)

    def pay_rooms_per_track(self) -> None:
        """Every room of a track beyond its first costs one unit."""
        if not (weight := self.look.problem.weights.rooms_per_track):
            return
        for track in self.tracks:
            own = []
            for room in self.look.rooms:
                held = [
                    one
                    for session in self.look.sessions
                    if (one := self.held.get((track, session, room))) is not None
                ]
                if held:
                    own.append(self.cp.new_bool_var(""))
                    for one in held:
                        self.cp.add_implication(one, own[-1])
            self.cp.add(sum(own) >= min(len(own), self._rooms_needed(track)))
            further = self.cp.new_int_var(0, max(0, len(own) - 1), "")
            self.cp.add(further >= sum(own) - 1)
            self.costs.append(weight * further)

    def _rooms_needed(self, track: str) -> int:
        """Rooms without which a track does not fit, even with every slot of all sessions in them."""
        talks, sessions = self.look.talks_of[track], self.look.problem.sessions
        needed = 1
        for unit in {talk.slots for talk in talks} | {1}:
            takes = sum(talk.slots // unit for talk in talks)
            if room := sum(session.slots // unit for session in sessions):
                needed = max(needed, -(-takes // room))
        return needed

    def pay_parallel_tracks(self) -> None:
        """Every room of a track beyond its first in one session costs one unit."""
        weight = self.look.problem.weights.parallel_tracks
        for (track, session), rooms in self.rooms.items() if weight else ():
            most = min(len(self._talks_at(track, session)), len(self.look.rooms))
            further = self.cp.new_int_var(0, max(0, most - 1), "")
            self.cp.add(further >= rooms - self.used[track, session])
            self.costs.append(weight * further)

    def pay_gaps(self) -> None:
        """A track with a session left out between its first and its last costs one unit."""
        weight, names = self.look.problem.weights.gaps, list(self.look.sessions)
        for track in self.tracks if weight and len(names) > 2 else ():
            gap = self.cp.new_bool_var("")
            used = [self.used.get((track, session)) for session in names]
            before, after = self._spread(used), self._spread(used[::-1])[::-1]
            for first, here, last in zip(before, used[1:], after[2:], strict=False):
                if first is not None and last is not None:
                    self.cp.add_bool_or([gap, ~first, ~last, *([] if here is None else [here])])
            self.costs.append(weight * gap)

    def _spread(self, used: list[Var | None]) -> list[Var | None]:
        """Literals that are true from the first session in use on."""
        found: list[Var | None] = []
        for one in used:
            last = found[-1] if found else None
            if one is None or last is None:
                found.append(last if one is None else one)
                continue
            so_far = self.cp.new_bool_var("")
            self.cp.add_implication(one, so_far)
            self.cp.add_implication(last, so_far)
            found.append(so_far)
        return found

    def pay_tracks_together(self) -> None:
        """Similar tracks, and tracks with one chair, cost for every two rooms that hold them in one session."""
        there: dict[Pair, int] = defaultdict(int)
        for (session, _room), track in self.taken.items():
            there[track, session] += 1
        levels: dict[Pair, list[Var]] = {}
        for (one, other), cost in self.look.together_costs.items():
            for session in self.look.sessions:
                for mine, fixed in ((one, other), (other, one)):
                    if (mine, session) in self.rooms and (fixed, session) in there:
                        self.costs.append(cost * there[fixed, session] * self.rooms[mine, session])
                if (one, session) in self.rooms and (other, session) in self.rooms:
                    for a in self._levels(levels, one, session):
                        for b in self._levels(levels, other, session):
                            self._pay_both(a, b, cost)

    def _levels(self, levels: dict[Pair, list[Var]], track: str, session: str) -> list[Var]:
        """Literals "at least one room", "at least two", as far as they matter."""
        if (track, session) not in levels:
            found = levels[track, session] = [self.used[track, session]]
            rooms = sum((track, session, room) in self.held for room in self.look.rooms)
            most = min(rooms, len(self.look.talks_of[track]), _LEVELS)
            for level in range(2, most + 1):
                reached = self.cp.new_bool_var("")
                self.cp.add(self.rooms[track, session] <= level - 1).only_enforce_if(~reached)
                self.cp.add(self.rooms[track, session] >= level).only_enforce_if(reached)
                found.append(reached)
        return levels[track, session]

    def _pay_both(self, one: Var, other: Var, cost: int) -> None:
        both = self.cp.new_bool_var("")
        self.cp.add_bool_or([~one, ~other, both])
        self.costs.append(cost * both)

    def pay_talks(self) -> None:
        """Every slot of a talk costs what the talk costs in the session, by its presenters' clock, and in the room."""
        weights, look = self.look.problem.weights, self.look
        for (name, session), at in self.at.items():
            talk = look.talks[name]
            cost = weights.talk_sessions * look.talk_sessions.get((name, session), 0)
            cost += weights.zones * look.zone(talk, look.sessions[session])
            if cost:
                self.costs.append(talk.slots * cost * at)
        for (name, _session, room), there in self.there.items():
            if cost := weights.talk_rooms * look.talk_rooms.get((name, room), 0):
                self.costs.append(look.talks[name].slots * cost * there)

    def pay_talks_apart(self) -> None:
        """Talks that share people cost when one session holds them in different rooms."""
        mine = {talk.id for talk in self.talks}
        for (one, other), cost in self.look.apart_costs.items():
            if one in mine and other in mine:
                self._pay_apart(one, other, cost)
            elif (one in mine and other in self.fixed) or (other in mine and one in self.fixed):
                talk, fixed = (one, other) if one in mine else (other, one)
                at = self.at.get((talk, self.fixed[fixed][0]))
                if at is not None:
                    self.costs.append(cost * at)

    def _pay_apart(self, one: str, other: str, cost: int) -> None:
        track, same = self.look.talks[one].track, self.look.talks[one].track == self.look.talks[other].track
        if same and track not in self.fine:
            return  # only in parallel rooms; packing keeps them together where it can
        apart = self.cp.new_bool_var("")
        for session in self.look.sessions:
            a, b = self.at.get((one, session)), self.at.get((other, session))
            if a is None or b is None:
                continue
            if not same:
                self.cp.add_bool_or([~a, ~b, apart])
                continue
            for room in self.look.rooms:
                if (there := self.there.get((one, session, room))) is not None:
                    with_it = self.there.get((other, session, room))
                    joined = [] if with_it is None else [with_it]
                    self.cp.add_bool_or([~there, ~b, apart, *joined])
        self.costs.append(cost * apart)

    def pay_order(self) -> None:
        """A numbered talk that does not have its place in its track costs one unit."""
        if not (weight := self.look.problem.weights.order):
            return
        for track in self.tracks:
            numbered = [talk for talk in self.look.talks_of[track] if talk.order]
            lost = {talk.id: self.cp.new_bool_var("") for talk in numbered}
            if numbered:
                self._add_numbers(track, numbered, lost)
            self.costs += [weight * one for one in lost.values()]

    def _add_numbers(self, track: str, numbered: list[Talk], lost: Mapping[str, Var]) -> None:
        """Stretch by stretch: a talk has its place if its number lies in the stretch, and no other has the same."""
        by_number: dict[int, list[Any]] = defaultdict(list)
        for talk in numbered:
            by_number[talk.order].append(~lost[talk.id])
        for several in by_number.values():
            if len(several) > 1:
                self.cp.add_at_most_one(several)
        before: list[Var] = []
        for stretch in self._stretches(track):
            for talk in numbered:
                if (at := stretch.get(talk.id)) is None:
                    continue
                first = sum(self._ahead(stretch, talk)) if self.timed else 0
                last = first if self.timed else sum(stretch.values()) - 1
                self.cp.add(sum(before) + first < talk.order).only_enforce_if(at, ~lost[talk.id])
                self.cp.add(sum(before) + last >= talk.order - 1).only_enforce_if(at, ~lost[talk.id])
            before += stretch.values()

    def _ahead(self, stretch: Mapping[str, Var], talk: Talk) -> Iterable[Var]:
        """Literals for the other talks of a stretch: held in an earlier slot than this one."""
        for other, there in stretch.items():
            if other == talk.id:
                continue
            sooner, ahead = self.cp.new_bool_var(""), self.cp.new_bool_var("")
            self.cp.add(self.start[other] < self.start[talk.id]).only_enforce_if(sooner)
            self.cp.add(self.start[other] >= self.start[talk.id]).only_enforce_if(~sooner)
            self.cp.add_bool_or([~there, ~sooner, ahead])
            self.cp.add_implication(ahead, there)
            self.cp.add_implication(ahead, sooner)
            yield ahead

    def _stretches(self, track: str) -> Iterable[dict[str, Var]]:
        """Where talks of a track may be, in the order in which they count: sessions, or rooms of sessions."""
        for session in self.look.sessions:
            if track not in self.fine:
                yield {talk.id: at for talk, at in self._talks_at(track, session)}
                continue
            for room in self.look.rooms:
                yield {talk.id: there for talk, there in self._talks_there(track, session, room)}

    def count_moves(self) -> None:
        """A talk that is known to be in a session and a room counts as moved elsewhere."""
        weight = self.look.problem.weights.moves
        for place in self.look.released.values():
            self.costs += [weight * moved for moved in self._moved(place)]
        for place in self.known.values():
            self.moves += self._moved(place)

    def _moved(self, place: Place) -> list[Var]:
        """A literal that is true unless the talk stays in its session and room; none for talks left aside."""
        talk = self.look.talks.get(place.talk)
        if talk is None or talk.track not in self.tracks:
            return []
        moved = self.cp.new_bool_var("")
        held = self.held.get((talk.track, place.session, place.room))
        needed = [self.at.get((talk.id, place.session)), held]
        if talk.track in self.fine:
            needed = [self.there.get((talk.id, place.session, place.room))]
        for one in needed:
            self.cp.add(moved == 1) if one is None else self.cp.add_implication(~moved, one)
        if self.timed:
            self.cp.add(self.start[talk.id] == place.slot).only_enforce_if(~moved)
        return [moved]
