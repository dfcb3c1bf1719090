"""What the desk's forms have in common: bilingual pairs, and choices of this convening only."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from pendopo.convenings.models import Organisation, Person, Unit


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a form: a single field, or one text in both languages."""

    label: str
    field: BoundField | None = None
    ind: BoundField | None = None
    en: BoundField | None = None


class DeskForm(forms.ModelForm):
    """A form whose bilingual fields stand side by side; at least one language of a required text is given."""

    bilingual: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {"organisation": Organisation, "unit": Unit, "person": Person}
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            if name in choices and isinstance(field, forms.ModelChoiceField):
                field.queryset = choices[name]._default_manager.all()
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4
        for name in self.bilingual:
            label = self._meta.model._meta.get_field(name).verbose_name
            for tail in ("ind", "en"):
                self.fields[f"{name}_{tail}"].label = label
                self.fields[f"{name}_{tail}"].required = False

    def parts(self) -> Iterator[Part]:
        """The fields in their order, translations paired."""
        paired = {f"{name}_{tail}" for name in self.bilingual for tail in ("ind", "en")}
        for name in self.fields:
            if name in paired and name.endswith("_ind"):
                base = name.removesuffix("_ind")
                yield Part(str(self.fields[name].label), ind=self[name], en=self[f"{base}_en"])
            elif name not in paired:
                yield Part(str(self.fields[name].label), field=self[name])

    def clean(self) -> dict[str, Any]:
        """An empty text in one language is stored as empty, so that readers see the other."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name in self.bilingual:
            for tail in ("ind", "en"):
                data[f"{name}_{tail}"] = data.get(f"{name}_{tail}") or ""
        for name in self.needed:
            if not data[f"{name}_ind"] and not data[f"{name}_en"] and f"{name}_ind" not in self.errors:
                self.add_error(f"{name}_ind", self.fields[f"{name}_ind"].error_messages["required"])
        return data

    def _post_clean(self) -> None:
        """Rows are written and checked by actions, so the form leaves its instance alone."""


def pairs(*names: str) -> list[str]:
    """The columns of bilingual fields."""
    return [f"{name}_{tail}" for name in names for tail in ("ind", "en")]
