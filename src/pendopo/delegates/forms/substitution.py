"""The form with which somebody asks that another person takes a place."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.delegates.actions.substitution import ARRIVES_FROM
from pendopo.delegates.forms.nomination import PersonForm
from pendopo.delegates.models import Delegate


class SubstitutionForm(PersonForm):
    """Why, and who comes instead: a new person, or at the desk somebody of the pool by number."""

    key = None  # type: ignore[assignment]
    why = forms.CharField(
        label=_("Why somebody else is to come"),
        max_length=300,
        help_text=_("For example: has fallen ill. Write no names."),
    )
    code = forms.CharField(
        label=_("Number of somebody in the pool"),
        required=False,
        max_length=10,
        help_text=_("For example D-0042; leave it empty and fill in the rest for a new person."),
    )

    def __init__(self, *args: Any, leaving: Delegate, by_link: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaving = leaving
        self.fields["name"].required = by_link
        if by_link:
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """Somebody of the pool as the delegate, or else the fields of a new person."""
        given: dict[str, Any] = super().clean() or {}
        code = given.pop("code", "").strip()
        if not code:
            return given
        arriving = _in_pool(self.leaving, code)
        if arriving is None:
            self.add_error("code", _("Nobody of this organisation and part has that number and no seat yet."))
        return {"why": given.get("why", ""), "arriving": arriving}


def _in_pool(leaving: Delegate, code: str) -> Delegate | None:
    digits = re.fullmatch(r"(?:D-?)?0*(\d{1,9})", code, re.IGNORECASE)
    if digits is None:
        return None
    rows = Delegate.objects.filter(
        convening=leaving.convening, audience=leaving.audience, organisation=leaving.organisation
    )
    found: Delegate | None = rows.filter(number=int(digits[1]), state__in=ARRIVES_FROM).first()
    return found
