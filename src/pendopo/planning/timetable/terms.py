"""Counts every term of the score from the places of a timetable alone."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from pendopo.planning.timetable.lookup import Lookup, Pair, pair
from pendopo.planning.timetable.problem import Problem, Talk
from pendopo.planning.timetable.solution import Place, Plan


@dataclass(frozen=True, slots=True)
class Term:
    """One part of the score: how many units the plan has, and what one of them weighs."""

    name: str
    units: int
    weight: int

    @property
    def cost(self) -> int:
        """What the term adds to the score."""
        return self.units * self.weight


def terms(problem: Problem, plan: Plan, look: Lookup | None = None) -> tuple[Term, ...]:
    """Every term of the score; the plan places every talk, and names only what the problem knows."""
    seen, weights = Seen(problem, plan, look), problem.weights
    weighed = [(name, getattr(weights, name)) for name in _TERMS]
    return tuple(Term(name, _TERMS[name](seen), weight) for name, weight in weighed)


def score(problem: Problem, plan: Plan, look: Lookup | None = None) -> int:
    """The weighted sum of all terms."""
    seen, weights = Seen(problem, plan, look), problem.weights
    return sum(weight * count(seen) for name, count in _TERMS.items() if (weight := getattr(weights, name)))


class Seen:
    """Problem and plan, the places sorted into cells in the order of sessions, rooms and slots."""

    def __init__(self, problem: Problem, plan: Plan, look: Lookup | None = None) -> None:
        self.problem, self.plan, self.look = problem, plan, look or Lookup(problem)
        at = {place.talk: place for place in plan.places}
        self.at: dict[str, Place] = at
        sessions = {one.id: n for n, one in enumerate(problem.sessions)}
        rooms = {one.id: n for n, one in enumerate(problem.rooms)}
        self.cells: dict[Pair, list[Place]] = {}
        for place in sorted(plan.places, key=lambda one: (sessions[one.session], rooms[one.room], one.slot)):
            self.cells.setdefault((place.session, place.room), []).append(place)
        self.track_of = {cell: self.talk(places[0]).track for cell, places in self.cells.items()}
        self.in_session: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for (session, room), track in self.track_of.items():
            self.in_session[session].append((room, track))
        self.order_of_sessions = sessions

    def talk(self, place: Place) -> Talk:
        return self.look.talks[place.talk]

    def slots(self, place: Place) -> range:
        return range(place.slot, place.slot + self.talk(place).slots)

    def talks_together(self) -> Iterator[tuple[Place, Place]]:
        """Every two talks in one session and different rooms."""
        in_session: dict[str, list[Place]] = defaultdict(list)
        for places in self.cells.values():
            in_session[places[0].session] += places
        for places in in_session.values():
            yield from ((a, b) for a, b in combinations(places, 2) if a.room != b.room)

    def talks_at_once(self) -> Iterator[Pair]:
        """Every two talks that share a slot, once for each slot they share."""
        for a, b in self.talks_together():
            shared = min(self.slots(a).stop, self.slots(b).stop) - max(a.slot, b.slot)
            yield from [pair(a.talk, b.talk)] * max(0, shared)


def _track_sessions(seen: Seen) -> int:
    """For every cell, what its track costs in its session."""
    return sum(seen.look.track_sessions.get((track, cell[0]), 0) for cell, track in seen.track_of.items())


def _track_rooms(seen: Seen) -> int:
    """For every cell, what its track costs in its room."""
    return sum(seen.look.track_rooms.get((track, cell[1]), 0) for cell, track in seen.track_of.items())


def _session_rooms(seen: Seen) -> int:
    """For every cell in use, what its room costs in its session."""
    return sum(seen.look.session_rooms.get(cell, 0) for cell in seen.track_of)


def _similar_tracks(seen: Seen) -> int:
    """For every two rooms in a session, what their tracks cost together."""
    return sum(seen.look.similar.get(two, 0) for two in _tracks_together(seen))


def _chairs(seen: Seen) -> int:
    """Every two rooms in a session whose tracks, different ones, share a chair."""
    return sum(two in seen.look.sharing_chairs for two in _tracks_together(seen))


def _tracks_together(seen: Seen) -> Iterator[Pair]:
    for held in seen.in_session.values():
        yield from (pair(a, b) for (_, a), (_, b) in combinations(held, 2) if a != b)


def _rooms_per_track(seen: Seen) -> int:
    """Rooms that a track uses beyond its first."""
    used = {(track, room) for (_session, room), track in seen.track_of.items()}
    return len(used) - len({track for track, _room in used})


def _parallel_tracks(seen: Seen) -> int:
    """Rooms that a track uses beyond its first within one session."""
    return len(seen.track_of) - len({(track, session) for (session, _room), track in seen.track_of.items()})


def _gaps(seen: Seen) -> int:
    """Tracks with a session left out between their first and their last."""
    used: dict[str, set[int]] = defaultdict(set)
    for (session, _room), track in seen.track_of.items():
        used[track].add(seen.order_of_sessions[session])
    return sum(max(sessions) - min(sessions) + 1 != len(sessions) for sessions in used.values())


def _zones(seen: Seen) -> int:
    """For every slot of a talk, what the hour on its presenters' clocks costs."""
    found = 0
    for place in seen.plan.places:
        talk = seen.talk(place)
        found += talk.slots * seen.look.zone(talk, seen.look.sessions[place.session])
    return found


def _order(seen: Seen) -> int:
    """Numbered talks that do not have their place in the track, and pairs of them in one slot, for each slot.

    Talks count session by session, inside it room by room, inside that slot by slot.
    """
    held: dict[str, list[Talk]] = defaultdict(list)
    for cell, places in seen.cells.items():
        held[seen.track_of[cell]] += [seen.talk(place) for place in places]
    misplaced = sum(
        talk.order not in (0, number) for talks in held.values() for number, talk in enumerate(talks, 1)
    )
    talks = seen.look.talks
    clashes = sum(
        talks[a].track == talks[b].track and talks[a].order > 0 < talks[b].order
        for a, b in seen.talks_at_once()
    )
    return misplaced + clashes


def _talk_sessions(seen: Seen) -> int:
    """For every slot of a talk, what it costs in its session."""
    costs = seen.look.talk_sessions
    return sum(seen.talk(one).slots * costs.get((one.talk, one.session), 0) for one in seen.plan.places)


def _talk_rooms(seen: Seen) -> int:
    """For every slot of a talk, what it costs in its room."""
    costs = seen.look.talk_rooms
    return sum(seen.talk(one).slots * costs.get((one.talk, one.room), 0) for one in seen.plan.places)


def _presenters(seen: Seen) -> int:
    """Talks in one session and different rooms that need the same presenter, or a presenter as chair."""
    return sum(pair(a.talk, b.talk) in seen.look.sharing_presenters for a, b in seen.talks_together())


def _attendees(seen: Seen) -> int:
    """Talks in one session and different rooms that the same person attends, or attends and presents or chairs."""
    return sum(pair(a.talk, b.talk) in seen.look.sharing_attendees for a, b in seen.talks_together())


def _presenters_at_once(seen: Seen) -> int:
    """The same as `presenters`, for talks in one slot."""
    return sum(two in seen.look.sharing_presenters for two in seen.talks_at_once())


def _attendees_at_once(seen: Seen) -> int:
    """The same as `attendees`, for talks in one slot."""
    return sum(two in seen.look.sharing_attendees for two in seen.talks_at_once())


def _overlaps(seen: Seen) -> int:
    """People who want to hear both of two talks that run in one session and different rooms."""
    return sum(seen.look.overlapping.get(pair(a.talk, b.talk), 0) for a, b in seen.talks_together())


def _moves(seen: Seen) -> int:
    """Talks that are no longer where the released version has them."""
    return moved(seen.problem.released, seen.plan)


def moved(released: tuple[Place, ...], plan: Plan) -> int:
    """How many of the released talks are elsewhere in the plan; talks it does not know have not moved."""
    now = {place.talk: place for place in plan.places}
    return sum(now.get(place.talk, place) != place for place in released)


_TERMS: dict[str, Callable[[Seen], int]] = {
    "track_sessions": _track_sessions,
    "track_rooms": _track_rooms,
    "session_rooms": _session_rooms,
    "similar_tracks": _similar_tracks,
    "rooms_per_track": _rooms_per_track,
    "parallel_tracks": _parallel_tracks,
    "gaps": _gaps,
    "zones": _zones,
    "order": _order,
    "talk_sessions": _talk_sessions,
    "talk_rooms": _talk_rooms,
    "presenters": _presenters,
    "attendees": _attendees,
    "chairs": _chairs,
    "presenters_at_once": _presenters_at_once,
    "attendees_at_once": _attendees_at_once,
    "overlaps": _overlaps,
    "moves": _moves,
}
