"""Published numbers."""

from typing import Any

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings import rules
from pendopo.convenings.actions.change import apply_changes, require
from pendopo.convenings.models import Convening, Figure
from pendopo.core.audit import record


@transaction.atomic
def add_figure(*, convening: Convening, by: User, **fields: Any) -> Figure:
    """A new number with its provenance."""
    require(rules.may_change_convening(rules.standing(by, convening)))
    figure = Figure.objects.create(convening=convening, **fields)
    record("convenings.figure_added", on=figure, by=by, data={"value": figure.value, "kind": figure.kind})
    return figure


@transaction.atomic
def update_figure(*, figure: Figure, by: User, **changes: Any) -> Figure:
    """Correct a number or its provenance; the log keeps the value before."""
    require(rules.may_change_convening(rules.standing(by, figure.convening)))
    before = figure.value
    changed = apply_changes(figure, changes)
    data = {"fields": changed, "before": before, "after": figure.value}
    record("convenings.figure_changed", on=figure, by=by, data=data)
    return figure


@transaction.atomic
def remove_figure(*, figure: Figure, by: User) -> None:
    """Take a number back; the log keeps it."""
    require(rules.may_change_convening(rules.standing(by, figure.convening)))
    record("convenings.figure_removed", on=figure, by=by, data={"value": figure.value, "kind": figure.kind})
    figure.delete()
