"""One field that chooses an organisation or one of its units."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import Side
from pendopo.convenings.models import Organisation, Unit

Party = tuple[Organisation, Unit | None]


class Parties:
    """The organisations and units of the current convening, read once for all fields of a page."""

    def __init__(self) -> None:
        self.by_key: dict[str, Party] = {}
        self.choices: list[tuple[str, list[tuple[str, str]]]] = []
        groups: dict[str, list[tuple[str, str]]] = {side.value: [] for side in Side}
        organisations = Organisation.objects.prefetch_related("units")
        for organisation in organisations:
            self._add(groups, organisation, None)
            for unit in organisation.units.all():
                self._add(groups, organisation, unit)
        self.choices = [(str(Side(side).label), rows) for side, rows in groups.items() if rows]

    def _add(
        self, groups: dict[str, list[tuple[str, str]]], organisation: Organisation, unit: Unit | None
    ) -> None:
        key = party_key(organisation, unit)
        self.by_key[key] = (organisation, unit)
        name = f"{organisation.label} – {unit.name}" if unit else organisation.name
        groups[organisation.side].append((key, name))


def party_key(organisation: Organisation | None, unit: Unit | None) -> str:
    """How a form names an organisation or unit."""
    if unit:
        return f"u-{unit.pk}"
    return f"o-{organisation.pk}" if organisation else ""


class PartyField(forms.ChoiceField):
    """Cleans to (organisation, unit), or None where nothing is chosen; `offer` says what there is."""

    def offer(self, parties: Parties, empty: str = "—") -> None:
        self.parties = parties
        self.choices = [("", empty), *parties.choices]

    def clean(self, value: Any) -> Any:
        key = super().clean(value)
        return self.parties.by_key[key] if key else None


class PartiesField(forms.MultipleChoiceField):
    """Cleans to a list of (organisation, unit)."""

    widget = forms.SelectMultiple(attrs={"size": 10})
    help = _("Hold Ctrl or Cmd to choose several.")

    def offer(self, parties: Parties) -> None:
        self.parties = parties
        self.choices = list(parties.choices)

    def clean(self, value: Any) -> Any:
        return [self.parties.by_key[key] for key in super().clean(value)]
