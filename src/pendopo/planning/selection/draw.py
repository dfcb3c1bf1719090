"""Draws with a public seed: whoever has the plan and the seed gets the same panel, with SHA-256 and no program of ours.

Ticket: SHA-256 of "<seed>/ticket/<n>" read as a number, n = 0, 1, ... until it lies below the largest multiple of the
number of tickets that 256 bits hold; its remainder is the ticket. People of one kind are ordered by SHA-256 of
"<seed>/person/<id>" and taken from the front.
"""

from hashlib import sha256
from itertools import accumulate

from pendopo.planning.selection.solution import Composition, Kind


def drawn(kinds: tuple[Kind, ...], lottery: tuple[Composition, ...], seed: str) -> tuple[str, ...]:
    """The panel that `seed` draws, in the order of the kinds."""
    taken = _composition(lottery, seed).take
    return tuple(
        name
        for kind, count in zip(kinds, taken, strict=True)
        for name in sorted(kind.people, key=lambda name: _number(f"{seed}/person/{name}"))[:count]
    )


def _composition(lottery: tuple[Composition, ...], seed: str) -> Composition:
    ends = list(accumulate(one.share for one in lottery))
    ticket = _ticket(ends[-1], seed)
    return next(one for one, end in zip(lottery, ends, strict=True) if ticket < end)


def _ticket(tickets: int, seed: str) -> int:
    fair, n = 2**256 - 2**256 % tickets, 0
    while (number := _number(f"{seed}/ticket/{n}")) >= fair:
        n += 1
    return number % tickets


def _number(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest(), "big")
