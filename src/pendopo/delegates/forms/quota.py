"""Forms for quotas: first what is counted among whom, then the value and its numbers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.forms.region import RegionField
from pendopo.convenings.models import Region
from pendopo.delegates.actions.quota import QuotaDraft
from pendopo.delegates.enums import Audience, CountedIn, Dimension
from pendopo.delegates.queries.quota import LEVELS, values_to_choose


class AboutForm(forms.Form):
    """What is counted, among whom; asked first by GET, because the values depend on it."""

    audience = forms.ChoiceField(label=_("Part"), choices=Audience.choices)
    dimension = forms.ChoiceField(label=_("Counted by"), choices=Dimension.choices)
    inside_dimension = forms.ChoiceField(
        label=_("Among those with"), choices=[("", _("Everybody")), *Dimension.choices], required=False
    )

    def about(self) -> tuple[str, str, str]:
        """The three answers, or what is usual where an address says something else."""
        self.is_valid()
        found = getattr(self, "cleaned_data", {})
        dimension = str(found.get("dimension", Dimension.SEX.value))
        inside = str(found.get("inside_dimension", ""))
        return (
            str(found.get("audience", Audience.CONFERENCE.value)),
            dimension,
            "" if inside == dimension else inside,
        )


class RegencyField(RegionField):
    """A regency or city, by name or official code."""

    def clean(self, value: Any) -> Region | None:
        """The region that was meant, if it is no province."""
        region = super().clean(value)
        if region and region.level not in LEVELS[Dimension.REGENCY]:
            raise forms.ValidationError(
                _("%(name)s is a province. Write a regency or city."), params={"name": region.name}
            )
        return region


def _number(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=99_999, required=False, widget=widget)


class NumbersForm(forms.Form):
    """How many, in persons or per cent."""

    unit = forms.ChoiceField(label=_("Counted in"), choices=CountedIn.choices)
    minimum = _number(_("At least"))
    maximum = _number(_("At most"))
    target = _number(_("Target"))

    def numbers(self) -> dict[str, Any]:
        """Unit and numbers as the action takes them."""
        return {name: self.cleaned_data[name] for name in ("unit", "minimum", "maximum", "target")}


class QuotaForm(NumbersForm):
    """One quota: its value, the values of its group, and its numbers."""

    field_order = ["value", "inside_value", "unit", "minimum", "maximum", "target"]

    def __init__(self, audience: str, dimension: str, inside: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience, self.dimension, self.inside = audience, dimension, inside
        label = Dimension(dimension).label
        self.fields["value"] = _one_value(dimension, label)
        if inside:
            among = _("Among those with: %(dimension)s") % {"dimension": Dimension(inside).label}
            self.fields["inside_value"] = _values(inside, among)
        self.order_fields(self.field_order)

    def draft(self) -> QuotaDraft:
        """The quota as the action takes it."""
        return QuotaDraft(
            audience=self.audience,
            dimension=self.dimension,
            value=_text(self.cleaned_data["value"]),
            inside_dimension=self.inside,
            inside_value=_text(self.cleaned_data.get("inside_value", "")),
            **self.numbers(),
        )


def _one_value(dimension: str, label: Any) -> forms.Field:
    if dimension == Dimension.REGENCY:
        return RegencyField(label=label)
    return forms.ChoiceField(label=label, choices=values_to_choose(dimension))


def _values(dimension: str, label: Any) -> forms.Field:
    if dimension == Dimension.REGENCY:
        return RegencyField(label=label)
    return forms.MultipleChoiceField(
        label=label, choices=values_to_choose(dimension), widget=forms.CheckboxSelectMultiple
    )


def _text(value: Any) -> str:
    if isinstance(value, Region):
        return str(value.pk)
    return ",".join(value) if isinstance(value, list) else str(value)
