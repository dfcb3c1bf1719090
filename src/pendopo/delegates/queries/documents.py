"""The files of a selection as they are published: byte for byte the same on every server and database."""

import hashlib
import json
from typing import Any

from pendopo.delegates.models import Selection

Document = dict[str, Any]


def written(document: Document) -> bytes:
    """A document as a file; the order of its keys does not depend on how it was stored."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def fingerprint(document: Document) -> str:
    """The SHA-256 of the file."""
    return hashlib.sha256(written(document)).hexdigest()


def lot(seed: str, pseudonym: str) -> str:
    """The place of somebody on the waiting list: SHA-256 of "<seed>/waiting/<pseudonym>", the smallest first."""
    return hashlib.sha256(f"{seed}/waiting/{pseudonym}".encode()).hexdigest()


def documents(selection: Selection) -> dict[str, Document]:
    """The files there are, by name: two from the announcement on, two more after the draw.

    The problem after the draw is the problem before it with the seed; the plan is the lottery with the seed and
    the panel that it drew.
    """
    if not selection.announced_at:
        return {}
    found = {"problem": selection.problem, "lottery": selection.lottery}
    if selection.drawn:
        found["seeded"] = selection.problem | {"seed": selection.seed}
        found["plan"] = selection.drawn
    return found


def file_name(selection: Selection, name: str) -> str:
    """How a file is called where it is kept."""
    return f"selection-{selection.audience}-{selection.number}-{name}.json"
