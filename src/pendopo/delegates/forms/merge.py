"""The form with which one entry is made of two: of each field that differs, whose value is kept."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from pendopo.delegates.actions.merge import IDENTITY, OWN, TRAITS
from pendopo.delegates.models import Delegate, Identity

LABELS = {
    "name": _("Name"),
    "phone": _("Phone number"),
    "email": _("E-mail"),
    "born_on": _("Date of birth"),
    "home": _("Village or address"),
    "sex": _("Sex"),
    "age": _("Age"),
    "disability": _("Disability"),
    "sector": _("Sector"),
    "region": _("Province, regency or city"),
    "first_time": _("First time"),
    "organisation": _("Organisation"),
    "alias": _("Alias"),
    "language": _("Language"),
}
REMAINING, MERGED = "remaining", "merged"


@dataclass(frozen=True, slots=True)
class Line:
    """One field as both entries have it; `field` to choose where they differ."""

    label: str
    remaining: str
    merged: str
    field: BoundField | None


class MergeForm(forms.Form):
    """Whose value is kept; what only one entry has is kept anyway."""

    def __init__(self, data: Any = None, *, remaining: Delegate, gone: Delegate) -> None:
        super().__init__(data)
        self.remaining, self.gone = remaining, gone
        self.shown = [(name, _shown(remaining, name), _shown(gone, name)) for name in LABELS]
        for name, kept, other in self.shown:
            if kept and other and kept != other:
                self.fields[name] = forms.ChoiceField(
                    label=LABELS[name],
                    widget=forms.RadioSelect,
                    initial=REMAINING,
                    choices=[(REMAINING, kept), (MERGED, other)],
                )

    def lines(self) -> list[Line]:
        """Every field that either entry has, for the preview."""
        return [
            Line(str(LABELS[name]), kept, other, self[name] if name in self.fields else None)
            for name, kept, other in self.shown
            if kept or other
        ]

    def taken(self) -> list[str]:
        """The fields whose value comes from the entry that is merged."""
        chosen = [name for name, value in self.cleaned_data.items() if value == MERGED]
        return chosen + [name for name, kept, other in self.shown if other and not kept]


def _shown(delegate: Delegate, name: str) -> str:
    """A value as people read it; empty where nothing is known."""
    if name in IDENTITY:
        return str(getattr(_identity(delegate), name))
    owner: Any = delegate.traits if name in TRAITS else delegate
    if name not in (*TRAITS, *OWN) or not getattr(owner, name):
        return ""
    display = getattr(owner, f"get_{name}_display", None)
    return str(display() if display else getattr(owner, name))


def _identity(delegate: Delegate) -> Identity:
    found: Identity = getattr(delegate, "identity", None) or Identity()
    return found
