"""Puts the talks of a track that has several rooms in one session into those rooms."""

from collections.abc import Callable, Mapping

from ortools.sat.python import cp_model

from pendopo.planning.cpsat import search
from pendopo.planning.limits import Limits, Watch
from pendopo.planning.result import Status
from pendopo.planning.timetable.greedy import Rooming
from pendopo.planning.timetable.lookup import Lookup
from pendopo.planning.timetable.model import Model
from pendopo.planning.timetable.problem import Talk
from pendopo.planning.timetable.solution import Place

_EFFORT = 1.0  # CP-SAT's deterministic seconds for one track


def rooming_of(
    model: Model, value: Callable[[cp_model.IntVar], int], *, seed: int = 0
) -> tuple[Rooming, list[str]]:
    """Session and room of every talk in a solution, and the tracks whose talks do not fit into their rooms."""
    cells, sessions, found = model.cells(value), model.sessions(value), dict(model.fixed)
    found |= model.placed(value)
    unfit = []
    for track in model.tracks:
        if track in model.fine:
            continue
        rooms = {
            session: cells[track, session] for session in model.look.sessions if (track, session) in cells
        }
        packed = _packed(model.look, track, rooms, sessions, model.known, seed)
        if packed is None:
            unfit.append(track)
        else:
            found |= packed
    return found, unfit


def _packed(
    look: Lookup,
    track: str,
    rooms: Mapping[str, list[str]],
    sessions: Mapping[str, str],
    known: Mapping[str, Place],
    seed: int,
) -> Rooming | None:
    talks = look.talks_of[track]
    if all(len(several) == 1 for several in rooms.values()):
        return {talk.id: (sessions[talk.id], rooms[sessions[talk.id]][0]) for talk in talks}
    if not _matters(look, talks, known):
        found: Rooming = {}
        for session, several in rooms.items():
            held = [talk for talk in talks if sessions[talk.id] == session]
            found |= _first_fit(held, session, several, look.sessions[session].slots)
        if len(found) == len(talks):
            return found
    return _best(look, track, rooms, sessions, known, seed)


def _matters(look: Lookup, talks: list[Talk], known: Mapping[str, Place]) -> bool:
    """Whether it costs something to have the wrong talks of one track in a room."""
    if any(talk.id in known or talk.id in look.released for talk in talks):
        return True
    if look.problem.weights.order and any(talk.order for talk in talks):
        return True
    names = {talk.id for talk in talks}
    return any(one in names and other in names for one, other in look.apart_costs)


def _first_fit(talks: list[Talk], session: str, rooms: list[str], slots: int) -> Rooming:
    """Long talks first, each into the first room with space; nothing for talks that find none."""
    left, found = dict.fromkeys(rooms, slots), Rooming()
    for talk in sorted(talks, key=lambda one: -one.slots):
        empty = [room for room in rooms if left[room] == slots]
        fitting = (empty if len(found) < len(rooms) else []) or [
            room for room in rooms if left[room] >= talk.slots
        ]
        if fitting:
            left[fitting[0]] -= talk.slots
            found[talk.id] = (session, fitting[0])
    return found


def _best(
    look: Lookup,
    track: str,
    rooms: Mapping[str, list[str]],
    sessions: Mapping[str, str],
    known: Mapping[str, Place],
    seed: int,
) -> Rooming | None:
    """The cheapest way into the given rooms, or None where there is none."""
    model = Model(look, {track}, {}, known, {track})
    for (_track, session, room), held in model.held.items():
        model.cp.add(held == (room in rooms.get(session, ())))
    for (talk, session), at in model.at.items():
        model.cp.add(at == (sessions[talk] == session))
    model.cp.minimize((len(model.moves) + 1) * model.score + sum(model.moves))
    watch = Watch(Limits(60, 1, seed))
    answer = search(
        model.cp, watch, goal="rooms", parameters={"max_deterministic_time": _EFFORT, "num_workers": 1}
    )
    if answer.status in (Status.INFEASIBLE, Status.UNKNOWN):
        return None
    return model.placed(answer.value)
