"""Forms that are sent twice: the row carries the key of the form, so that the second sending finds the first."""

import re
from typing import TypeVar
from uuid import UUID

from pendopo.core.ids import uuid7
from pendopo.core.models import Record

T = TypeVar("T", bound=Record)


def found_before(model: type[T], key: UUID | None) -> T | None:
    """The row that an earlier sending of the same form made, if there is one."""
    if key is None:
        return None
    found: T | None = model.objects.filter(pk=key).first()  # type: ignore[attr-defined]
    return found


def free_key(model: type[T], key: UUID | None) -> UUID:
    """The key itself, or a fresh one where a row outside the current convening has it."""
    if key is None or model._base_manager.filter(pk=key).exists():
        return uuid7()
    return key


def serial_of(code: str) -> int:
    """The number in a code such as COM-05."""
    found = re.fullmatch(r"[A-Z]+-0*(\d+)", code)
    if found is None:
        raise ValueError(f"Code {code!r} should look like COM-05.")
    return int(found[1])
