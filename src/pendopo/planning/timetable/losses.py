"""Every unit that a timetable loses, and whom it concerns."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from pendopo.planning.timetable.lookup import pair
from pendopo.planning.timetable.terms import Seen


@dataclass(frozen=True, slots=True)
class Loss:
    """A cost of the term, weighted, and the tracks, talks, sessions and rooms that it concerns."""

    term: str
    cost: int
    tracks: tuple[str, ...]
    names: tuple[str, ...]


def losses(seen: Seen) -> list[Loss]:
    """All of them, the costliest first; order and people in one slot are counted per talk and pair."""
    found = [
        *_of_cells(seen),
        *_of_tracks(seen),
        *_of_tracks_together(seen),
        *_of_talks(seen),
        *_of_pairs(seen),
    ]
    return sorted((loss for loss in found if loss.cost), key=lambda loss: (-loss.cost, loss.term, loss.names))


def _of_cells(seen: Seen) -> Iterator[Loss]:
    weights, look = seen.problem.weights, seen.look
    for (session, room), track in seen.track_of.items():
        for term, cost, names in (
            ("track_sessions", look.track_sessions.get((track, session), 0), (track, session)),
            ("track_rooms", look.track_rooms.get((track, room), 0), (track, room)),
            ("session_rooms", look.session_rooms.get((session, room), 0), (session, room)),
        ):
            yield Loss(term, getattr(weights, term) * cost, (track,), names)


def _of_tracks(seen: Seen) -> Iterator[Loss]:
    weights = seen.problem.weights
    cells = defaultdict(list)
    for cell, track in seen.track_of.items():
        cells[track].append(cell)
    for track, own in cells.items():
        sessions, rooms = {session for session, _ in own}, {room for _, room in own}
        numbers = {seen.order_of_sessions[session] for session in sessions}
        gap = max(numbers) - min(numbers) + 1 != len(numbers)
        yield Loss("rooms_per_track", weights.rooms_per_track * (len(rooms) - 1), (track,), (track,))
        yield Loss(
            "parallel_tracks", weights.parallel_tracks * (len(own) - len(sessions)), (track,), (track,)
        )
        yield Loss("gaps", weights.gaps * gap, (track,), (track,))


def _of_tracks_together(seen: Seen) -> Iterator[Loss]:
    weights, look = seen.problem.weights, seen.look
    for session, held in seen.in_session.items():
        for (_, a), (_, b) in combinations(held, 2):
            if a != b:
                two = pair(a, b)
                similar = weights.similar_tracks * look.similar.get(two, 0)
                yield Loss("similar_tracks", similar, two, (*two, session))
                yield Loss("chairs", weights.chairs * (two in look.sharing_chairs), two, (*two, session))


def _of_talks(seen: Seen) -> Iterator[Loss]:
    weights, look = seen.problem.weights, seen.look
    numbers: dict[str, int] = defaultdict(int)
    for places in seen.cells.values():
        for place in places:
            talk = seen.talk(place)
            numbers[talk.track] += 1
            zone = talk.slots * look.zone(talk, look.sessions[place.session])
            session = talk.slots * look.talk_sessions.get((talk.id, place.session), 0)
            room = talk.slots * look.talk_rooms.get((talk.id, place.room), 0)
            lost = talk.order not in (0, numbers[talk.track])
            yield Loss("zones", weights.zones * zone, (talk.track,), (talk.id, place.session))
            yield Loss(
                "talk_sessions", weights.talk_sessions * session, (talk.track,), (talk.id, place.session)
            )
            yield Loss("talk_rooms", weights.talk_rooms * room, (talk.track,), (talk.id, place.room))
            yield Loss("order", weights.order * lost, (talk.track,), (talk.id,))
    for place in seen.problem.released:
        now = seen.at.get(place.talk, place)
        if now != place:
            track = look.talks[place.talk].track
            yield Loss("moves", weights.moves, (track,), (place.talk, now.session, now.room))


def _of_pairs(seen: Seen) -> Iterator[Loss]:
    weights, look, talks = seen.problem.weights, seen.look, seen.look.talks
    for a, b in seen.talks_together():
        two = pair(a.talk, b.talk)
        tracks = tuple(sorted({talks[name].track for name in two}))
        names = (*two, a.session)
        yield Loss("presenters", weights.presenters * (two in look.sharing_presenters), tracks, names)
        yield Loss("attendees", weights.attendees * (two in look.sharing_attendees), tracks, names)
        yield Loss("overlaps", weights.overlaps * look.overlapping.get(two, 0), tracks, names)
    for two in seen.talks_at_once():
        tracks = tuple(sorted({talks[name].track for name in two}))
        clash = len(tracks) == 1 and talks[two[0]].order > 0 < talks[two[1]].order
        presenters = weights.presenters_at_once * (two in look.sharing_presenters)
        attendees = weights.attendees_at_once * (two in look.sharing_attendees)
        yield Loss("order", weights.order * clash, tracks, two)
        yield Loss("presenters_at_once", presenters, tracks, two)
        yield Loss("attendees_at_once", attendees, tracks, two)
