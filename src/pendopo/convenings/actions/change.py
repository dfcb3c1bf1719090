"""What every change to a row has in common."""

from typing import Any

from django.db.models import Model

from pendopo.core.errors import NotAllowed


def require(allowed: bool) -> None:
    """Raises NotAllowed unless the rule that was asked said yes."""
    if not allowed:
        raise NotAllowed


def apply_changes(row: Model, changes: dict[str, Any]) -> list[str]:
    """Set and save the fields that differ; their names, in order, for the log."""
    changed = sorted(name for name, value in changes.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, changes[name])
    row.save()
    return changed
