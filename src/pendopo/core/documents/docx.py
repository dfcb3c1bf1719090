"""Word documents: built from a short description, filled with text that stays text.

A description is a JSON list of blocks, read from top to bottom; texts may hold Jinja placeholders:

    [{"heading": "{{ title }}", "level": 1},
     {"paragraph": "{{ place_date }}", "align": "right"},
     {"facts": "facts"},
     {"for": "section in sections"},
     {"heading": "{{ section.label }} {{ section.title }}", "level": 2},
     {"paragraph": "{{ section.text }}"},
     {"end": "for"},
     {"table": "row in rows", "heads": ["No.", "Komitmen"], "cells": ["{{ row.no }}", "{{ row.what }}"],
      "widths": [12, 150]},
     {"if": "copies"}, {"paragraph": "{{ copies }}"}, {"end": "if"},
     {"signatures": "signatures"},
     {"page_break": true}]

`facts` is a list of pairs; `signatures` a list of {role, organisation, name, lines}; widths are millimetres.
"""

import re
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from pendopo.core.documents.places import template_path

if TYPE_CHECKING:
    from markupsafe import Markup

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_docx(template: str, data: dict[str, Any]) -> bytes:
    """Fill a Word template; braces, tags and control characters in the data come out as they were typed."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    language = str(data.get("language") or get_language() or "id")[:2]
    document = DocxTemplate(BytesIO(_built(template, language)))
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render(
        {"language": language, **{key: _literal(value) for key, value in data.items()}}, environment
    )
    document.core_properties.title = str(data.get("title", ""))[:255]
    document.core_properties.language = language
    filled = BytesIO()
    document.save(filled)
    return filled.getvalue()


@cache
def _built(template: str, language: str) -> bytes:
    """The Word template made from its description, once per process and language."""
    import json

    from pendopo.core.documents.word import build

    return build(json.loads(template_path(template).read_text(encoding="utf-8")), language)


def _literal(value: Any) -> "Markup | Any":
    """`value` with every text safe inside a Word file, where braces would otherwise be read a second time."""
    from markupsafe import Markup, escape

    if isinstance(value, dict):
        return {key: _literal(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_literal(item) for item in value]
    if value is None or isinstance(value, bool | int):
        return value
    text = _UNPRINTABLE.sub("", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    braces = str(escape(text)).replace("{", "&#123;").replace("}", "&#125;").replace("%", "&#37;")
    return Markup(braces)  # noqa: S704 – escaped on the line above
