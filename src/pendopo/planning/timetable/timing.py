"""The slots of talks in CP-SAT: what needs them is rare, and the model without them is far smaller."""

from collections import defaultdict
from itertools import combinations

from pendopo.planning.timetable.costs import Costs
from pendopo.planning.timetable.lookup import Lookup, Pair, pair
from pendopo.planning.timetable.structure import Var


class Timing(Costs):
    """`start` says from which slot of its session on a talk is held."""

    def add_slots(self) -> None:
        """A room holds one talk at a time, inside its session; talks count in the order of their slots."""
        in_cell: dict[Pair, list[str]] = defaultdict(list)
        for talk, session, room in self.there:
            in_cell[session, room].append(talk)
        for (session, room), talks in in_cell.items():
            spans = []
            for talk in talks:
                start, slots = self.start[talk], self.look.talks[talk].slots
                there = self.there[talk, session, room]
                spans.append(self.cp.new_optional_fixed_size_interval_var(start, slots, there, ""))
                self.cp.add(start + slots <= self.look.sessions[session].slots).only_enforce_if(there)
            self.cp.add_no_overlap(spans)

    def add_pinned_slots(self) -> None:
        """A pinned talk starts at its slot."""
        for talk in self.talks:
            if talk.slot is not None:
                self.cp.add(self.start[talk.id] == talk.slot)

    def pay_at_once(self) -> None:
        """Talks that need the same person, and numbered talks of one track, cost for every slot that they share."""
        costs = dict(self.look.at_once_costs)
        if weight := self.look.problem.weights.order:
            for two in clashing(self.look):
                costs[two] = costs.get(two, 0) + weight
        for (one, other), cost in costs.items():
            if one in self.start and other in self.start:
                self.costs.append(cost * self._shared(one, other))

    def _shared(self, one: str, other: str) -> Var:
        """How many slots two talks share in a session; talks in one room share none anyway."""
        a, b = self.look.talks[one], self.look.talks[other]
        longest = max(session.slots for session in self.look.problem.sessions)
        shared = self.cp.new_int_var(0, min(a.slots, b.slots), "")
        latest, soonest = self.cp.new_int_var(0, longest, ""), self.cp.new_int_var(0, longest, "")
        self.cp.add_max_equality(latest, (self.start[one], self.start[other]))
        self.cp.add_min_equality(soonest, (self.start[one] + a.slots, self.start[other] + b.slots))
        for session in self.look.sessions:
            both = self.at.get((one, session)), self.at.get((other, session))
            if both[0] is not None and both[1] is not None:
                self.cp.add(shared >= soonest - latest).only_enforce_if(both[0], both[1])
        return shared


def clashing(look: Lookup) -> list[Pair]:
    """Numbered talks of one track, two by two."""
    numbered = ([talk.id for talk in talks if talk.order] for talks in look.talks_of.values())
    return [pair(*two) for names in numbered for two in combinations(names, 2)]
