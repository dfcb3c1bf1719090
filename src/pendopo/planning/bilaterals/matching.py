"""Who can take what when each takes one and nothing is taken twice: bipartite matching, without a solver."""

from collections.abc import Collection, Mapping

from pendopo.planning.bilaterals.times import Times


class Matching:
    """A largest matching of takers with things; `choices[taker]` is what the taker can take.

    `stuck` names takers who together have fewer things to choose from than they are; empty when all are matched.
    """

    def __init__(self, choices: Mapping[str, Collection[int]]) -> None:
        self.choices = choices
        self.thing: dict[str, int] = {}
        self.taker: dict[int, str] = {}
        self.stuck: tuple[str, ...] = ()
        for taker in sorted(choices, key=lambda one: len(choices[one])):
            tried: set[int] = set()
            if not self._augment(taker, tried):
                self.stuck = (taker, *(self.taker[thing] for thing in sorted(tried)))
                return

    def _augment(self, taker: str, tried: set[int]) -> bool:
        for thing in self.choices[taker]:
            if thing in tried:
                continue
            tried.add(thing)
            if thing not in self.taker or self._augment(self.taker[thing], tried):
                self.taker[thing], self.thing[taker] = taker, thing
                return True
        return False

    def possible(self) -> dict[str, set[int]]:
        """What each taker takes in at least one matching of all (nothing stuck).

        An edge is in such a matching if it is in this one, or on a cycle, or on a path to a free thing, that
        alternates between edges inside and outside this one (Régin, AAAI 1994).
        """
        takers = list(self.thing)
        bit = {taker: 1 << index for index, taker in enumerate(takers)}
        free = 1 << len(takers)
        reach = {
            taker: bit[taker]
            | sum(
                {bit[self.taker[thing]] if thing in self.taker else free for thing in self.choices[taker]}
                - {bit[taker]}
            )
            for taker in takers
        }
        for middle in takers:
            for taker in takers:
                if reach[taker] & bit[middle]:
                    reach[taker] |= reach[middle]
        return {
            taker: {
                thing
                for thing in self.choices[taker]
                if thing not in self.taker or reach[self.taker[thing]] & (bit[taker] | free)
            }
            for taker in takers
        }


def possible_slots(times: Times) -> dict[str, tuple[int, ...]]:
    """The slots that a meeting takes in some timetable of each of its parties alone.

    Only parties count that are in one place at a time and whose meetings all have to be held; the slots of
    meetings shrink until nothing changes. The problem has to leave every such party a timetable.
    """
    slots = dict(times.slots)
    waiting = {party.id for party in times.problem.parties if times.strict[party.id]}
    of = times.of
    while waiting:
        party = min(waiting)
        waiting.discard(party)
        matching = Matching({one.id: slots[one.id] for one in of[party]})
        if matching.stuck:
            return dict(times.slots)
        for meeting, left in matching.possible().items():
            if len(left) < len(slots[meeting]):
                slots[meeting] = tuple(sorted(left))
                parties = next(one.parties for one in of[party] if one.id == meeting)
                waiting |= {other for other in parties if times.strict[other]} - {party}
    return slots
