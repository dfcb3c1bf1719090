"""Who goes first among equals, where the problem says how ties are settled."""

from collections.abc import Iterable
from hashlib import sha256
from typing import TypeVar

from pendopo.planning.apportionment.problem import Lot, Order
from pendopo.planning.apportionment.solution import Tie

Name = TypeVar("Name", tuple[str], tuple[str, str])  # a unit or group alone, or a region and a group


def ranked(names: Iterable[Name], settle: Order | Lot | None) -> list[Name] | None:
    """The names in the order in which they take tied seats; None where that is not said for all of them."""
    if settle is None:
        return None
    if isinstance(settle, Lot):
        return sorted(names, key=lambda name: sha256("/".join((settle.seed, *name)).encode()).digest())
    place = {name: i for i, name in enumerate(settle.names)}
    names = list(names)
    if any(part not in place for name in names for part in name):
        return None
    return sorted(names, key=lambda name: [place[part] for part in name])


def settled(among: Iterable[str], seats: int, settle: Order | Lot | None) -> Tie:
    """A tie with its outcome; `among` in the order of the problem."""
    among = tuple(among)
    order = ranked(((name,) for name in among), settle)
    if order is None:
        return Tie(among, seats)
    to = {name for (name,) in order[:seats]}
    return Tie(among, seats, tuple(name for name in among if name in to), by(settle))


def by(settle: Order | Lot | None) -> str:
    """How a tie was settled, as a plan says it."""
    return "" if settle is None else "lot" if isinstance(settle, Lot) else "order"
