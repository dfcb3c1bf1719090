"""What the forms of this room share: texts in both languages side by side, dates, and refusals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError
from pendopo.core.http import add_refusal


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a form: a single field, or one text in both languages."""

    field: BoundField | None = None
    ind: BoundField | None = None
    en: BoundField | None = None
    legend: str = ""


class PlainForm(forms.Form):
    """A form that pairs its bilingual fields and knows how to hand itself to an action."""

    def rows(self) -> Iterator[Row]:
        """The fields in their order, translations paired."""
        for name, field in self.fields.items():
            if name.endswith("_ind"):
                english = self[f"{name.removesuffix('_ind')}_en"]
                yield Row(ind=self[name], en=english, legend=str(field.label))
            elif not name.endswith("_en"):
                yield Row(field=self[name])

    def done(self, action: Callable[..., Any], **more: Any) -> bool:
        """Whether the data is whole and the action agreed; if not, the form says why."""
        if not self.is_valid():
            return False
        try:
            action(**self.values(), **more)
        except DomainError as error:
            if error.field and f"{error.field}_ind" in self.fields:
                self.add_error(f"{error.field}_ind", str(error))
            else:
                add_refusal(self, error)
            return False
        return True

    def values(self) -> dict[str, Any]:
        """What the action is given."""
        return dict(self.cleaned_data)


def pair(label: Any, *, long: bool = False, help_text: Any = "") -> tuple[forms.CharField, forms.CharField]:
    """The two fields of a text in both languages; the action refuses when one is needed and none given."""
    widget = forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput()
    limit = 4000 if long else 200
    return (
        forms.CharField(label=label, required=False, max_length=limit, widget=widget, help_text=help_text),
        forms.CharField(label=label, required=False, max_length=limit, widget=type(widget)(widget.attrs)),
    )


def day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A date chosen in the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class ReasonForm(PlainForm):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
