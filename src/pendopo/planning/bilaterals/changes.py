"""The two goals that come last: parties change rooms rarely, and a repair moves few people."""

from collections import Counter, defaultdict

from ortools.sat.python import cp_model

from pendopo.planning.bilaterals.model import Literal, Literals, Model
from pendopo.planning.bilaterals.solution import Plan

Rooms = dict[str, Literal]
NEVER = -1


def add_room_changes(model: Model) -> cp_model.LinearExprT:
    """A party changes rooms when none of its rooms in one slot is among those of its next busy slot.

    Every meeting takes one room in its slot, each room as many as it has tables.
    """
    tables = {room.id: room.tables for room in model.problem.rooms}
    sitting: dict[tuple[str, int], Literals] = defaultdict(list)
    for (meeting, slot), at in model.at.items():
        choices = []
        for room in model.times.rooms(model.times.needs[meeting], slot):
            one = model.in_room[meeting, room, slot] = model.cp.new_bool_var("")
            choices.append(one)
            sitting[room, slot].append(one)
        model.cp.add_exactly_one([*choices, ~at])
    for (room, _), those in sitting.items():
        if len(those) > tables[room]:
            model.cp.add(sum(those) <= tables[room])
    return sum(one for party in model.problem.parties for one in _changes(model, party.id))


def _changes(model: Model, party: str) -> Literals:
    """One literal for each slot in which the party may come from another room."""
    last: Rooms = {}
    changes: Literals = []
    for slot in range(model.problem.slots):
        if (party, slot) not in model.busy:
            continue
        busy, here = model.busy[party, slot], _rooms_here(model, party, slot)
        if last:
            change = model.cp.new_bool_var("")
            changes.append(change)
            stays = [_both(model, here[room], last[room]) for room in here if room in last]
            for room in last.values():
                model.cp.add_bool_or([~busy, ~room, change, *stays])
        last = _carried(model, last, here, busy)
    return changes


def _rooms_here(model: Model, party: str, slot: int) -> Rooms:
    """For each room that the party sits in it in the slot."""
    sitting: dict[str, Literals] = defaultdict(list)
    for meeting in model.of[party]:
        for room in model.problem.rooms:
            if (meeting.id, room.id, slot) in model.in_room:
                sitting[room.id].append(model.in_room[meeting.id, room.id, slot])
    here = {}
    for name, those in sitting.items():
        here[name] = model.cp.new_bool_var("")
        model.cp.add_max_equality(here[name], those)
    return here


def _both(model: Model, one: Literal, other: Literal) -> Literal:
    both = model.cp.new_bool_var("")
    model.cp.add_implication(both, one)
    model.cp.add_implication(both, other)
    return both


def _carried(model: Model, last: Rooms, here: Rooms, busy: Literal) -> Rooms:
    """The rooms of the party's last busy slot, after this one."""
    carried = {}
    for name in sorted({*last, *here}):
        new = carried[name] = model.cp.new_bool_var("")
        for source, when in ((here.get(name), busy), (last.get(name), ~busy)):
            if source is None:
                model.cp.add_implication(when, ~new)
            else:
                model.cp.add_bool_or([~when, ~source, new])
                model.cp.add_bool_or([~when, source, ~new])
    return carried


def add_people_moved(model: Model, before: Plan) -> cp_model.LinearExprT:
    """A person moves who no longer attends, in the same slot, every meeting that the plan before gave them."""
    keeps: dict[tuple[str, str], list[Literal | None]] = defaultdict(list)
    parties = {party.id: party for party in model.problem.parties}
    for old in before.meetings:
        if old.meeting not in model.meetings:
            continue
        for party in (parties[name] for name in model.meetings[old.meeting].parties):
            for person in [one.id for one in party.people if one.id in old.people] if party.people else [""]:
                keeps[party.id, person].append(_still_there(model, old.meeting, old.slot, party.id, person))
    moved: list[cp_model.LinearExprT] = []
    for literals, number in Counter(_key(stays) for stays in keeps.values()).items():
        if literals[0] == NEVER:
            moved.append(number)
            continue
        one = model.cp.new_bool_var("")
        for index in literals:
            model.cp.add_bool_or([model.cp.get_bool_var_from_proto_index(index), one])
        moved.append(number * one)
    return sum(moved)


def _key(stays: list[Literal | None]) -> tuple[int, ...]:
    """The same for people who move together; NEVER first for those who move whatever is planned."""
    return tuple(sorted({NEVER if one is None else one.index for one in stays}))


def _still_there(model: Model, meeting: str, slot: int, party: str, person: str) -> Literal | None:
    """That a person attends a meeting in a slot as before; None where that cannot be any more."""
    if (meeting, slot) not in model.at:
        return None
    if (person, meeting, slot) in model.attends:
        return model.attends[person, meeting, slot]
    if person and person not in model.times.attendance(model.meetings[meeting], slot):
        return None
    several = next(one.at_once for one in model.problem.parties if one.id == party) > 1
    return None if several else model.at[meeting, slot]
