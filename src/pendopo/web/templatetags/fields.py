"""What a form field needs to be announced well: one description for its help and its errors."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

NOTHING = "—"
DJANGOS_NOTHING = "---------"


@dataclass(frozen=True)
class FieldPart:
    """How to draw one bound field: its kind, its control and the ids that describe it."""

    kind: str
    control: SafeString
    help: str
    help_id: str
    error_id: str
    described_by: str


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.ClearableFileInput | forms.FileInput):
        return "file"
    if widget.is_hidden:
        return "hidden"
    return "group" if isinstance(widget, forms.MultiWidget | forms.SelectDateWidget) else "input"


@register.simple_tag
def field_part(field: BoundField, help_text: str = "", lang: str = "") -> FieldPart:
    """Everything the field component draws, with `aria-describedby` and `aria-invalid` in place."""
    kind = _kind(field.field.widget)
    if getattr(field.field, "empty_label", None) == DJANGOS_NOTHING:
        field.field.empty_label = NOTHING  # type: ignore[attr-defined]
    base = field.auto_id or f"id_{field.html_name}"
    sentence = str(help_text or field.help_text)
    help_id = f"{base}_help" if sentence else ""
    error_id = f"{base}_error" if field.errors else ""
    described_by = " ".join(part for part in (help_id, error_id) if part)
    attrs: dict[str, str | bool] = {}
    if described_by:
        attrs["aria-describedby"] = described_by
    if lang:
        attrs["lang"] = lang
    if kind in {"input", "group"}:
        attrs["class"] = f"in {field.field.widget.attrs.get('class', '')}".strip()
    return FieldPart(kind, _control(field, kind, attrs), sentence, help_id, error_id, described_by)


def _control(field: BoundField, kind: str, attrs: dict[str, str | bool]) -> SafeString:
    if kind == "choices":
        return SafeString()
    if field.errors and kind != "hidden":
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


@register.simple_tag
def drawn_field(field: BoundField, duo: bool = False) -> SafeString:
    """What `<c-field>` draws, made once for an empty field that many people are asked; nothing typed is kept."""
    plain = type(field.field.widget) in _DEPEND_ON_THEIR_CHOICES
    if not plain or field.errors or field.value() not in (None, "", False, []):
        return _drawn(field, duo)
    return _empty(_Empty(field, duo))


_DEPEND_ON_THEIR_CHOICES = {
    *(forms.TextInput, forms.EmailInput, forms.NumberInput, forms.DateInput, forms.Textarea),
    *(forms.Select, forms.RadioSelect, forms.CheckboxInput, forms.CheckboxSelectMultiple),
}


class _Empty:
    """An empty field beside everything that its HTML depends on; only that is compared."""

    __slots__ = ("duo", "field", "key")

    def __init__(self, field: BoundField, duo: bool) -> None:
        asked, widget = field.field, field.field.widget
        choices = [(str(value), str(label)) for value, label in getattr(widget, "choices", ())]
        attrs = sorted((name, str(value)) for name, value in widget.attrs.items())
        says = (str(field.label), str(field.help_text), asked.required, asked.disabled, repr(field.value()))
        place = (get_language(), field.html_name, field.auto_id, duo, field.form.use_required_attribute)
        self.field, self.duo = field, duo
        self.key = (*place, *says, type(asked), type(widget), tuple(attrs), tuple(choices))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Empty) and self.key == other.key


@lru_cache(maxsize=512)
def _empty(one: _Empty) -> SafeString:
    drawn = _drawn(one.field, one.duo)
    one.field = None  # type: ignore[assignment]  # the key alone stays; a form holds what others typed
    return drawn


def _drawn(field: BoundField, duo: bool) -> SafeString:
    values: dict[str, Any] = {"field": field, "duo": duo}
    return SafeString(get_template("web/parts/drawn_field.html").render(values))


@register.simple_tag
def options(field: BoundField) -> list[tuple[SafeString, str]]:
    """The input and the label of every choice of a radio or checkbox group."""
    return [(SafeString(choice.tag()), choice.choice_label) for choice in field.subwidgets]


@register.filter
def has_errors(form: forms.BaseForm) -> bool:
    """Whether a form or formset was refused."""
    return bool(form.is_bound and form.errors)


@register.simple_tag
def error_links(form: forms.BaseForm) -> list[tuple[str, str, str]]:
    """For each refused field the id of its control, its label and the first sentence about it."""
    return [
        (str(field.id_for_label or field.auto_id), str(field.label), str(field.errors[0]))
        for field in form
        if field.errors and not field.is_hidden
    ]
