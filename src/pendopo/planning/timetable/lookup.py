"""What a problem says, by name: penalties, fitting rooms, and which talks and tracks are pulled apart by people."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import combinations, product

from pendopo.planning.timetable.problem import Hours, Penalty, Problem, Session, Talk, suits

Pair = tuple[str, str]


class Lookup:
    """A problem with everything looked up by name; all costs are per unit, without their weight."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.sessions = {one.id: one for one in problem.sessions}
        self.rooms = {one.id: one for one in problem.rooms}
        self.tracks = {one.id: one for one in problem.tracks}
        self.talks = {one.id: one for one in problem.talks}
        self.talks_of: dict[str, list[Talk]] = {track.id: [] for track in problem.tracks}
        for talk in problem.talks:
            self.talks_of[talk.track].append(talk)
        self.cells = {(cell.session, cell.room): cell.track for cell in problem.cells}
        self.released = {place.talk: place for place in problem.released} if problem.weights.moves else {}
        self.track_sessions, self.track_rooms = _costs(problem.track_sessions), _costs(problem.track_rooms)
        self.session_rooms = _costs(problem.session_rooms)
        self.talk_sessions, self.talk_rooms = _costs(problem.talk_sessions), _costs(problem.talk_rooms)

    @cached_property
    def similar(self) -> dict[Pair, int]:
        """What two tracks cost in one session, for every pair in the order of their names."""
        return {pair(one.of, one.at): one.penalty for one in self.problem.similar_tracks if one.penalty}

    @cached_property
    def sharing_chairs(self) -> set[Pair]:
        """Tracks that have a chair in common."""
        chairing = _groups((chair, track.id) for track in self.problem.tracks for chair in track.chairs)
        return {pair(*two) for tracks in chairing.values() for two in combinations(tracks, 2)}

    @cached_property
    def sharing_presenters(self) -> set[Pair]:
        """Talks with a presenter in common, or of which one's presenter chairs the other's track, not their own."""
        presenting = _groups((name, talk.id) for talk in self.problem.talks for name in talk.presenters)
        shared = {pair(*two) for talks in presenting.values() for two in combinations(talks, 2)}
        return shared | self._meeting_chairs(presenting)

    @cached_property
    def sharing_attendees(self) -> set[Pair]:
        """Talks with an attendee in common, or of which one's attendee presents the other or chairs its track."""
        attending = _groups((name, talk.id) for talk in self.problem.talks for name in talk.attendees)
        presenting = _groups((name, talk.id) for talk in self.problem.talks for name in talk.presenters)
        shared = {pair(*two) for talks in attending.values() for two in combinations(talks, 2)}
        for name, talks in attending.items():
            shared |= {pair(*two) for two in product(talks, presenting.get(name, ())) if two[0] != two[1]}
        return shared | self._meeting_chairs(attending)

    def _meeting_chairs(self, people: dict[str, list[str]]) -> set[Pair]:
        """Talks of people with every talk of the other tracks that they chair."""
        found: set[Pair] = set()
        for track in self.problem.tracks:
            for chair in track.chairs:
                own = [name for name in people.get(chair, ()) if self.talks[name].track != track.id]
                found |= {pair(name, other.id) for name in own for other in self.talks_of[track.id]}
        return found

    @cached_property
    def overlapping(self) -> dict[Pair, int]:
        """How many people want to hear both talks."""
        return {pair(one.first, one.second): one.people for one in self.problem.overlaps if one.people}

    @cached_property
    def apart_costs(self) -> dict[Pair, int]:
        """Weighted cost of two talks in one session and different rooms."""
        weights, found = self.problem.weights, defaultdict[Pair, int](int)
        for two in self.sharing_presenters if weights.presenters else ():
            found[two] += weights.presenters
        for two in self.sharing_attendees if weights.attendees else ():
            found[two] += weights.attendees
        for two, people in self.overlapping.items() if weights.overlaps else ():
            found[two] += weights.overlaps * people
        return dict(found)

    @cached_property
    def at_once_costs(self) -> dict[Pair, int]:
        """Weighted cost of two talks in one slot."""
        weights, found = self.problem.weights, defaultdict[Pair, int](int)
        for two in self.sharing_presenters if weights.presenters_at_once else ():
            found[two] += weights.presenters_at_once
        for two in self.sharing_attendees if weights.attendees_at_once else ():
            found[two] += weights.attendees_at_once
        return dict(found)

    @cached_property
    def together_costs(self) -> dict[Pair, int]:
        """Weighted cost of two tracks in one session, for each pair of rooms that holds one of each."""
        weights, found = self.problem.weights, defaultdict[Pair, int](int)
        for two, cost in self.similar.items() if weights.similar_tracks else ():
            found[two] += weights.similar_tracks * cost
        for two in self.sharing_chairs if weights.chairs else ():
            found[two] += weights.chairs
        return dict(found)

    def zone(self, talk: Talk, session: Session) -> int:
        """What the time of day costs one slot of the talk."""
        return 0 if self.problem.hours is None else zone_penalty(self.problem.hours, session, talk.zone)

    def fits(self, talk: Talk, session: str, room: str) -> bool:
        """Whether the rules for single talks allow this session and room."""
        kept = self.cells.get((session, room), talk.track)
        return (
            kept == talk.track
            and talk.session in (None, session)
            and talk.room in (None, room)
            and (talk.slot or 0) + talk.slots <= self.sessions[session].slots
            and suits(talk, self.rooms[room])
        )


def pair(first: str, second: str) -> Pair:
    """Two names in their order."""
    return (first, second) if first < second else (second, first)


def zone_penalty(hours: Hours, session: Session, ahead: int) -> int:
    """Poor where a clock that is `ahead` shows the session outside the fair hours, fair outside the good ones."""
    day = 24 * 60
    start, end = ((session.start or 0) + ahead) % day, ((session.end or 0) + ahead) % day
    if start < hours.fair_from or end > hours.fair_until or end < hours.fair_from:
        return hours.poor_penalty
    if start < hours.good_from or end > hours.good_until:
        return hours.fair_penalty
    return 0


def _costs(table: tuple[Penalty, ...]) -> dict[Pair, int]:
    return {(one.of, one.at): one.penalty for one in table if one.penalty}


def _groups(named: Iterable[Pair]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, member in named:
        if member not in found[name]:
            found[name].append(member)
    return found
