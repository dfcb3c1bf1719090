"""What a form field needs to be announced well: one description for its help and its errors."""

from dataclasses import dataclass

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

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
