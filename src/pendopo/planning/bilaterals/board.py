"""Meetings on slots, moved one by one or along chains that trade two slots, with every rule but breaks kept."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from pendopo.planning.bilaterals.assign import seats_for
from pendopo.planning.bilaterals.times import Times


class Board:
    """Where meetings are; `put`, `move` and `trade` do nothing and say False where a rule would break.

    Parties sit in one meeting at a time here.
    """

    def __init__(self, times: Times) -> None:
        problem = times.problem
        self.times, self.problem, self.meetings = times, problem, times.meetings
        self.parties = {one.id: one.parties for one in problem.meetings}
        self.allowed = {name: frozenset(slots) for name, slots in times.slots.items()}
        self.slot: dict[str, int] = {}
        self.sits: dict[str, dict[int, str]] = {party.id: {} for party in problem.parties}
        self.held: list[set[str]] = [set() for _ in range(problem.slots)]
        self.plain = len(set(times.needs.values())) < 2
        needs = next(iter(times.needs.values()), frozenset())
        tables = {room.id: room.tables for room in problem.rooms}
        self.places = [sum(tables[room] for room in times.rooms(needs, at)) for at in range(problem.slots)]
        self.interpreters = {one.id: one.count for one in problem.interpreters}
        self.later: dict[str, list[str]] = defaultdict(list)
        for meeting in problem.meetings:
            for other in meeting.after:
                self.later[other].append(meeting.id)

    def fits(self, meeting: str, slot: int) -> bool:
        """Whether a meeting that is not held could be put there."""
        return (
            slot in self.allowed[meeting]
            and all(slot not in self.sits[party] for party in self.parties[meeting])
            and self._in_order(meeting, slot)
            and self._room_for([meeting], slot)
        )

    def put(self, meeting: str, slot: int) -> None:
        self.slot[meeting] = slot
        self.held[slot].add(meeting)
        for party in self.parties[meeting]:
            self.sits[party][slot] = meeting

    def take(self, meeting: str) -> int:
        slot = self.slot.pop(meeting)
        self.held[slot].discard(meeting)
        for party in self.parties[meeting]:
            del self.sits[party][slot]
        return slot

    def chain(self, meeting: str, other: int) -> list[str]:
        """The meetings that have to change between its slot and `other` if this one does (a Kempe chain)."""
        here = self.slot[meeting]
        found, waiting = {meeting: None}, [meeting]
        while waiting:
            one = waiting.pop()
            away = other if self.slot[one] == here else here
            for party in self.parties[one]:
                next_one = self.sits[party].get(away)
                if next_one is not None and next_one not in found:
                    found[next_one] = None
                    waiting.append(next_one)
        return list(found)

    def trade(self, chain: list[str], here: int, there: int) -> bool:
        """Let every meeting of a chain change between two slots."""
        goes = {one: there if self.slot[one] == here else here for one in chain}
        if not all(slot in self.allowed[one] for one, slot in goes.items()):
            return False
        before = {one: self.take(one) for one in chain}
        for one in chain:
            self.put(one, goes[one])
        if self._holds(chain, (here, there)):
            return True
        for one in chain:
            self.take(one)
        for one in chain:
            self.put(one, before[one])
        return False

    def _holds(self, chain: list[str], slots: Iterable[int]) -> bool:
        return all(self._room_for([], slot) for slot in slots) and all(
            self._in_order(one, self.slot[one]) for one in chain
        )

    def _in_order(self, meeting: str, slot: int) -> bool:
        return all(self.slot.get(other, -1) < slot for other in self.meetings[meeting].after) and all(
            self.slot.get(other, slot + 1) > slot for other in self.later.get(meeting, ())
        )

    def _room_for(self, more: list[str], slot: int) -> bool:
        there = [*self.held[slot], *more]
        if self.interpreters:
            used = Counter(name for one in there for name in self.meetings[one].interpreters)
            if any(count > self.interpreters[name] for name, count in used.items()):
                return False
        if self.plain:
            return len(there) <= self.places[slot]
        return seats_for(self.times, slot, there)

    def breaks(self, party: str) -> int:
        slots = sorted(self.sits[party])
        return sum(after - before > 1 for before, after in pairwise(slots))

    def place(self, meeting: str, rng: random.Random) -> bool:
        """Put a meeting in the emptiest slot that fits, or make one fit by a trade of two slots."""
        parties = self.parties[meeting]
        fitting = [slot for slot in self.allowed[meeting] if self.fits(meeting, slot)]
        if fitting:
            self.put(meeting, min(fitting, key=lambda slot: (len(self.held[slot]), slot)))
            return True
        slots = sorted(self.allowed[meeting])
        rng.shuffle(slots)
        for slot in slots:
            sitting = {self.sits[party][slot] for party in parties if slot in self.sits[party]}
            if len(sitting) != 1:
                continue
            blocking = sitting.pop()
            for other in slots:
                if other != slot and self._trade_for(meeting, blocking, slot, other):
                    return True
        return False

    def _trade_for(self, meeting: str, blocking: str, slot: int, other: int) -> bool:
        if other not in self.allowed[blocking]:
            return False
        chain = self.chain(blocking, other)
        if not self.trade(chain, slot, other):
            return False
        if self.fits(meeting, slot):
            self.put(meeting, slot)
            return True
        self.trade(chain, other, slot)
        return False
