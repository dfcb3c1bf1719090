"""How form controls become HTML: as Django draws them, but the common ones without a template."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FOLDER = "django/forms/widgets/"
SELECT = f"{FOLDER}select.html"
INPUTS = {
    f"{FOLDER}{kind}.html" for kind in ("input", "text", "number", "email", "url", "date", "time", "hidden")
}


class Renderer(DjangoTemplates):
    """Django asks a template for each single option; a page with three lists spends a tenth of its time there."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """The HTML of one widget."""
        if template_name == SELECT:
            return _select(context["widget"])
        if template_name in INPUTS:
            return _input(context["widget"])
        return str(super().render(template_name, context, request))


def _select(widget: dict[str, Any]) -> SafeString:
    groups = [
        format_html('<optgroup label="{}">{}</optgroup>', name, _options(choices))
        if name
        else _options(choices)
        for name, choices, _index in widget["optgroups"]
    ]
    attrs = flatatt(widget["attrs"])
    return format_html('<select name="{}"{}>{}</select>', widget["name"], attrs, SafeString("".join(groups)))


def _input(widget: dict[str, Any]) -> SafeString:
    attrs = {"type": widget["type"], "name": widget["name"], "value": widget["value"]} | widget["attrs"]
    return format_html("<input{}>", flatatt(attrs))


def _options(choices: list[dict[str, Any]]) -> SafeString:
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((str(choice["value"]), flatatt(choice["attrs"]), choice["label"]) for choice in choices),
    )
