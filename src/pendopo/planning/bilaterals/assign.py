"""Gives meetings whose slots are known a room each, slot by slot, near where their parties were before."""

from collections import defaultdict
from collections.abc import Mapping

from pendopo.planning.bilaterals.times import Times


def assign_rooms(times: Times, slots: Mapping[str, int]) -> dict[str, str]:
    """A room for every meeting; the slots have to leave each a table with what it needs.

    Within a slot a meeting takes a table in the room its parties were in last if it can, and moves others along
    chains of rooms where it must (augmenting paths), so that all find one whenever that is possible.
    """
    parties = {meeting.id: meeting.parties for meeting in times.problem.meetings}
    at: dict[int, list[str]] = defaultdict(list)
    for meeting, slot in slots.items():
        at[slot].append(meeting)
    last: dict[str, str] = {}
    rooms: dict[str, str] = {}
    for slot in sorted(at):
        seats = _Seats(times, slot)
        for meeting in sorted(at[slot], key=lambda one: len(seats.fitting(one))):
            liked = [last[party] for party in parties[meeting] if party in last]
            seats.seat(meeting, liked)
        rooms |= seats.room
        for meeting in at[slot]:
            last |= dict.fromkeys(parties[meeting], seats.room[meeting])
    return rooms


def seats_for(times: Times, slot: int, meetings: list[str]) -> bool:
    """Whether these meetings find tables in one slot."""
    seats = _Seats(times, slot)
    return all(
        seats.find(one, [], set()) for one in sorted(meetings, key=lambda one: len(seats.fitting(one)))
    )


class _Seats:
    """The tables of one slot."""

    def __init__(self, times: Times, slot: int) -> None:
        self.times, self.slot = times, slot
        self.tables = {room.id: room.tables for room in times.problem.rooms}
        self.room: dict[str, str] = {}
        self.sitting: dict[str, list[str]] = defaultdict(list)

    def fitting(self, meeting: str) -> tuple[str, ...]:
        return self.times.rooms(self.times.needs[meeting], self.slot)

    def seat(self, meeting: str, liked: list[str]) -> None:
        """Raises ValueError when no chain of moves frees a table."""
        if not self.find(meeting, liked, set()):
            raise ValueError(f"Slot {self.slot} has no table left for meeting {meeting!r}.")

    def find(self, meeting: str, liked: list[str], tried: set[str]) -> bool:
        rooms = sorted(self.fitting(meeting), key=lambda room: room not in liked)
        for room in rooms:
            if len(self.sitting[room]) < self.tables[room]:
                return self._take(meeting, room)
        for room in rooms:
            if room in tried:
                continue
            tried.add(room)
            for seat, other in enumerate(self.sitting[room]):
                self.sitting[room][seat] = meeting
                if self.find(other, [], tried):
                    self.room[meeting] = room
                    return True
                self.sitting[room][seat] = other
        return False

    def _take(self, meeting: str, room: str) -> bool:
        self.sitting[room].append(meeting)
        self.room[meeting] = room
        return True
