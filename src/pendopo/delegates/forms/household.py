"""The form with which leaders note who lives with somebody."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.delegates import rules
from pendopo.delegates.actions.delegate import mark_of
from pendopo.delegates.forms.selection import AskForm
from pendopo.delegates.models import Delegate


class HousemateForm(AskForm):
    """Somebody of the pool, by number or by the whole name."""

    who = forms.CharField(
        label=_("Number or name"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("For example D-0042, or the whole name as it stands in the list of delegates."),
    )

    def __init__(self, *args: Any, delegate: Delegate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delegate = delegate

    def clean_who(self) -> Delegate:
        """The one person who is meant."""
        rows = Delegate.objects.filter(convening=self.delegate.convening, state__in=rules.IN_POOL)
        text = self.cleaned_data["who"].strip()
        digits = re.fullmatch(r"(?:D-?)?0*(\d{1,9})", text, re.IGNORECASE)
        named = {"number": int(digits[1])} if digits else {"identity__name_mark": mark_of("name", text)}
        found = list(rows.filter(**named)[:2])
        if not found:
            raise forms.ValidationError(
                _("Nobody in the pool has this number or name. Look it up in the list of delegates.")
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _("Several people have this name. Write the number of the one you mean.")
            )
        return found[0]

    def values(self) -> dict[str, Any]:
        """The other one."""
        return {"other": self.cleaned_data["who"]}
