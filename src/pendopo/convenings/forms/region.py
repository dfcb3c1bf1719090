"""A field for a region: type its name, pick from the list that comes, or send the name as it is."""

import re
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.models import Region
from pendopo.convenings.queries.regions import find_region, region_label, search_regions
from pendopo.core.urls import current_slug, here

_CODE = re.compile(r"\((\d\d(?:\.\d\d)?)\)\s*$")


class RegionInput(forms.TextInput):
    """A text input with suggestions; without scripts the name is resolved when the form is sent."""

    suggestions: list[Region] = []

    def format_value(self, value: Any) -> str | None:
        """A stored code is shown as the name of its region."""
        region = Region.objects.filter(pk=value).select_related("parent").first() if value else None
        return region_label(region) if region else super().format_value(value)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The input and its list of suggestions."""
        listed = f"{(attrs or {}).get('id', name)}_regions"
        more = {"list": listed, "autocomplete": "off", "spellcheck": "false"}
        if current_slug():
            more |= {
                "hx-get": f"{here('convenings:region-search')}?field={name}",
                "hx-trigger": "input changed delay:250ms",
                "hx-target": f"#{listed}",
            }
        control = super().render(name, value, {**(attrs or {}), **more}, renderer)
        options = format_html_join(
            "", '<option value="{}"></option>', ((region_label(r),) for r in self.suggestions)
        )
        return format_html('{}<datalist id="{}">{}</datalist>', control, listed, options)


class RegionField(forms.CharField):
    """A province, regency or city, by name or official code."""

    widget = RegionInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Type a name, for example Purwakarta, or the official code."))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Region | None:
        """The region that was meant; names that fit several regions are asked again."""
        text: str = super().clean(value)
        if not text:
            return None
        code = _CODE.search(text)
        if region := find_region(code[1] if code else text):
            return region
        found = list(search_regions(text, limit=5))
        self.widget.suggestions = found
        if not found:
            raise forms.ValidationError(
                _("No region is called “%(text)s”. Check the spelling or give the official code."),
                params={"text": text},
            )
        names = ", ".join(region_label(region) for region in found)
        raise forms.ValidationError(
            _("“%(text)s” fits several regions: %(names)s. Write one of them."),
            params={"text": text, "names": names},
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is shown, since the stored value is a code."""
        shown = RegionInput().format_value(initial)
        return bool(shown != (data or None))
