"""Forms for seat plans: what is shared over whom, then a table with a row for each unit; and deadlines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from pendopo.delegates.actions.seats import PlanDraft, UnitDraft
from pendopo.delegates.enums import Audience, FloorsMean, SeatsOver, ShareMethod
from pendopo.delegates.models import Allotment, SeatPlan
from pendopo.delegates.queries.seats import nominated_by_unit, possible_units

ONES, NOMINATIONS, EMPTY = "ones", "nominations", "empty"
PREFILLS = [
    (ONES, _("1 for everybody")),
    (NOMINATIONS, _("The nominations so far")),
    (EMPTY, _("Nothing; I will write the weights")),
]
Key = tuple[str, str]


def _number(label: Any, *, least: int = 0, kind: str = "", **more: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": kind, "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=least, max_value=99_999, required=False, widget=widget, **more
    )


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, **more)


class ShapeForm(forms.Form):
    """What is shared over whom, asked first by GET, because the table depends on it."""

    audience = forms.ChoiceField(label=_("Part"), choices=Audience.choices)
    over = forms.ChoiceField(label=_("Share over"), choices=SeatsOver.choices)
    prefill = forms.ChoiceField(label=_("Weights to begin with"), choices=PREFILLS)

    def shape(self) -> tuple[str, str, str]:
        """The three answers, or what is usual where an address says something else."""
        usual = {"audience": Audience.CONFERENCE, "over": SeatsOver.ORGANISATIONS, "prefill": ONES}
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        audience, over, prefill = (str(found.get(name, value)) for name, value in usual.items())
        return audience, over, prefill


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row of the table: its name and its three fields."""

    name: str
    weight: BoundField
    floor: BoundField
    cap: BoundField

    @property
    def cells(self) -> tuple[BoundField, BoundField, BoundField]:
        """The fields in the order of the columns."""
        return self.weight, self.floor, self.cap


class PlanForm(forms.Form):
    """Seats, method and a row for each unit; a row without a weight and without a minimum is left out."""

    total = _number(_("Seats"), least=1)
    women = _number(
        _("Seats for women"), help_text=_("Leave empty to share them as the weights say; men have the rest.")
    )
    method = forms.ChoiceField(label=_("Method"), choices=ShareMethod.choices)
    floors = forms.ChoiceField(label=_("What a minimum means"), choices=FloorsMean.choices)
    ties = forms.CharField(
        label=_("Public text that settles ties by lot"),
        required=False,
        max_length=200,
        help_text=_(
            "Agree on it before anybody can know its outcome, for example the headline of a paper of a certain day. "
            "Without it, ties are named and stay open."
        ),
    )
    deadline = _day(_("To be filled until"), help_text=_("For every row; single dates can be moved later."))

    def __init__(self, audience: str, over: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience, self.over = audience, over
        self.units: dict[str, UnitDraft] = {}
        if over == SeatsOver.PROVINCES_BY_SEX:
            del self.fields["floors"]
            choices = [pair for pair in ShareMethod.choices if pair[0] != ShareMethod.HARE]
            self.fields["method"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["women"]
        self.fields["total"].required = True
        for organisation, region, sector, sex in possible_units(over):
            unit = UnitDraft(Decimal(0), organisation, region, sector, sex)
            self._add_row(form_key(unit), unit)

    def _add_row(self, key: str, unit: UnitDraft) -> None:
        self.units[key] = unit
        name = {"name": unit.name}
        self.fields[f"w-{key}"] = forms.DecimalField(
            label=_("Weight, %(name)s") % name,
            min_value=0,
            max_digits=14,
            decimal_places=2,
            required=False,
            widget=forms.NumberInput(attrs={"class": "n", "inputmode": "decimal", "step": "any"}),
        )
        self.fields[f"f-{key}"] = _number(_("At least, %(name)s") % name, kind="n")
        self.fields[f"c-{key}"] = _number(_("At most, %(name)s") % name, kind="n")

    def above(self) -> list[BoundField]:
        """The fields over the table."""
        return [self[name] for name in self.fields if name[1:2] != "-"]

    def rows(self) -> list[UnitRow]:
        """The table."""
        return [
            UnitRow(unit.name, self[f"w-{key}"], self[f"f-{key}"], self[f"c-{key}"])
            for key, unit in self.units.items()
        ]

    def draft(self) -> PlanDraft:
        """What was typed, as the solver takes it."""
        said = self.cleaned_data
        return PlanDraft(
            audience=self.audience,
            total=said["total"],
            over=self.over,
            method=said["method"],
            units=tuple(self._units()),
            floors=said.get("floors", FloorsMean.LEAST.value),
            ties=said["ties"],
            women=said.get("women"),
        )

    def _units(self) -> list[UnitDraft]:
        said, found = self.cleaned_data, []
        for key, unit in self.units.items():
            weight, floor, cap = (said[f"{letter}-{key}"] for letter in "wfc")
            if weight is not None or floor:
                found.append(
                    UnitDraft(
                        weight=weight or Decimal(0),
                        organisation=unit.organisation,
                        region=unit.region,
                        sector=unit.sector,
                        sex=unit.sex,
                        floor=floor or 0,
                        cap=cap,
                        deadline=said["deadline"],
                    )
                )
        return found


def form_key(unit: Any) -> str:
    """How the fields of a row are called."""
    first = unit.organisation.pk.hex if unit.organisation else unit.region.pk if unit.region else unit.sector
    return f"{first}-{unit.sex}" if unit.sex else str(first)


def prefilled(audience: str, over: str, prefill: str) -> dict[str, Any]:
    """Weights to begin with, by name of the field."""
    units = [UnitDraft(Decimal(0), *unit) for unit in possible_units(over)]
    if prefill == ONES:
        return {f"w-{form_key(unit)}": 1 for unit in units}
    if prefill == EMPTY:
        return {}
    counted = nominated_by_unit(over, audience)

    def count(unit: UnitDraft) -> int:
        first = str(unit.organisation.pk) if unit.organisation else unit.parts[0]
        return counted[first, unit.sex]

    return {f"w-{form_key(unit)}": count(unit) for unit in units}


def initial_of(plan: SeatPlan, rows: Sequence[Allotment]) -> dict[str, Any]:
    """The form as it was sent when the plan was computed."""
    values: dict[str, Any] = {
        name: getattr(plan, name) for name in ("total", "method", "floors", "ties", "audience", "over")
    }
    groups = plan.problem["steps"][-1]["task"].get("groups", [])
    values["women"] = next((group.get("seats") for group in groups), None)
    days = {row.deadline for row in rows}
    values["deadline"] = days.pop() if len(days) == 1 else None
    for row in rows:
        key = form_key(row)
        values |= {f"w-{key}": row.weight.normalize(), f"f-{key}": row.floor or None, f"c-{key}": row.cap}
    return values


class DeadlinesForm(forms.Form):
    """Until when each unit may fill its seats."""

    def __init__(self, named: Mapping[UUID, str], rows: Sequence[Allotment], *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.keys = [row.pk for row in rows]
        for row in rows:
            field = _day(named[row.pk])
            field.initial = row.deadline
            self.fields[f"d-{row.pk.hex}"] = field

    def deadlines(self) -> dict[UUID, Any]:
        """The dates by key of the allotment."""
        return {pk: self.cleaned_data[f"d-{pk.hex}"] for pk in self.keys}

    def field_of(self, row: Allotment) -> BoundField:
        """The field of a row."""
        return self[f"d-{row.pk.hex}"]
