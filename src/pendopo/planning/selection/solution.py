"""A lottery over panels, and the panel that was drawn."""

import msgspec


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """People whom no quota and no cap tells apart; each of them has the same chance."""

    people: tuple[str, ...]


class Composition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One outcome of the lottery: `share` tickets of all, and how many of each kind of people it takes."""

    share: int
    take: tuple[int, ...]

    def __post_init__(self) -> None:
        if self.share < 1:
            raise ValueError(f"A composition has {self.share} tickets; 1 or more is allowed.")


class Plan(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    tag_field="format",
    tag="pendopo.selection-plan/1",
):
    """Chances for everybody in the pool, and with a seed the panel that they led to.

    The ticket drawn decides the composition; within each kind, people are drawn by the same seed (see `draw`).
    """

    kinds: tuple[Kind, ...]
    lottery: tuple[Composition, ...]
    seed: str = ""
    panel: tuple[str, ...] = ()
