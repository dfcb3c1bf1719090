"""What follows from the rules and from symmetry: it shortens the search and takes no best plan away."""

from collections import defaultdict
from itertools import pairwise

from pendopo.planning.bilaterals.matching import Matching
from pendopo.planning.bilaterals.model import Literal, Model
from pendopo.planning.bilaterals.problem import Meeting


def add_what_follows(model: Model, *, symmetric: bool) -> None:
    """Add all of it; what rests on symmetry only where plans that differ by it count alike."""
    for party in model.problem.parties:
        if model.times.strict[party.id] and model.breaks[party.id]:
            _add_single_runs(model, party.id, model.breaks[party.id][0])
    if symmetric:
        _add_twins_in_order(model)


def _add_single_runs(model: Model, party: str, broken: Literal) -> None:
    """Without a break the meetings of a party fill the slots from its only start on, each in a slot it can have."""
    meetings = model.of[party]
    for slot, start in model.starts[party].items():
        covered = range(slot, slot + len(meetings))
        choices = {one.id: [at for at in model.slots[one.id] if at in covered] for one in meetings}
        matching = Matching(choices)
        if matching.stuck:
            model.cp.add_implication(start, broken)
            continue
        for meeting, left in matching.possible().items():
            for at in model.slots[meeting]:
                if at in covered and at not in left:
                    model.cp.add_bool_or([~start, broken, ~model.at[meeting, at]])
        for at in range(model.problem.slots):
            if (party, at) in model.busy and at != slot:
                busy = model.busy[party, at]
                model.cp.add_bool_or([~start, broken, busy if at in covered else ~busy])


def _add_twins_in_order(model: Model) -> None:
    """Meetings that can trade places without any other change are held in the order they are listed."""
    named = {other for meeting in model.problem.meetings for other in meeting.after}
    alike: dict[tuple[object, ...], list[Meeting]] = defaultdict(list)
    for meeting in model.problem.meetings:
        idle = [one for one in meeting.parties if len(model.of[one]) == 1]
        plain = not (meeting.after or meeting.id in named or meeting.id in model.held or meeting.interpreters)
        if plain and idle and not model.times.presence[meeting.id]:
            rest = tuple(one for one in meeting.parties if one not in idle)
            key = (rest, model.slots[meeting.id], model.times.needs[meeting.id])
            if rest and all(model.times.strict[one] for one in rest):
                alike[key].append(meeting)
    for twins in alike.values():
        for first, second in pairwise(twins):
            for slot in model.slots[second.id]:
                before = [model.at[first.id, at] for at in model.slots[first.id] if at < slot]
                model.cp.add_bool_or([~model.at[second.id, slot], *before])
