"""The outlines of the provinces, as `make assets` puts them beside the area codes."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[1] / "regions" / "outlines.json"


@dataclass(frozen=True, slots=True)
class Outline:
    """One shape, and the official codes of the provinces that it covers; `spot` marks one too small to be seen."""

    codes: tuple[str, ...]
    path: str
    spot: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class OutlineMap:
    """All shapes on one sheet of this size."""

    width: int
    height: int
    outlines: tuple[Outline, ...]


@cache
def province_outlines() -> OutlineMap | None:
    """The map; None where nobody has run `make assets`, so that a page can do without."""
    if not FILE.exists():
        return None
    said = json.loads(FILE.read_text(encoding="utf-8"))
    width, height = said["size"]
    return OutlineMap(width, height, tuple(map(_outline, said["outlines"])))


def _outline(one: dict[str, Any]) -> Outline:
    return Outline(tuple(one["codes"]), one["path"], tuple(one["spot"]) if "spot" in one else None)
