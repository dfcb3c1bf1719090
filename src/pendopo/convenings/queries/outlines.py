"""The outlines of the provinces, as `make assets` puts them beside the area codes."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "regions" / "outlines.json"


@dataclass(frozen=True, slots=True)
class Outline:
    """One shape, and the official codes of the provinces that it covers."""

    codes: tuple[str, ...]
    path: str


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
    shapes = (Outline(tuple(one["codes"]), one["path"]) for one in said["outlines"])
    return OutlineMap(*said["size"], tuple(shapes))
