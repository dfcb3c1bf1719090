"""What the page of numbers shows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.delegates.enums import Audience
from pendopo.delegates.queries.numbers import stage_words

REGISTERED = 2


class NumbersForm(forms.Form):
    """Which part of the convening, and which stage the map and the sums tell of."""

    part = forms.ChoiceField(
        label=_("Part"), choices=[("", _("All parts, each person once")), *Audience.choices], required=False
    )
    stage = forms.TypedChoiceField(
        label=_("Map and sums show"), choices=stage_words, coerce=int, required=False
    )

    def __init__(self, data: Any) -> None:
        said = {
            "part": data.get("part", Audience.CONFERENCE.value),
            "stage": data.get("stage") or REGISTERED,
        }
        super().__init__(said)

    def asked(self) -> tuple[str, int]:
        """Part and stage; what cannot be read is as usual."""
        self.is_valid()
        part = self.cleaned_data.get("part", Audience.CONFERENCE.value)
        return part, self.cleaned_data.get("stage") or REGISTERED
