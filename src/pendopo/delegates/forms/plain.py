"""A form that hands itself to an action and says on itself what was refused."""

from collections.abc import Callable
from typing import Any

from django import forms

from pendopo.core.errors import DomainError
from pendopo.core.http import add_refusal


class PlainForm(forms.Form):
    """A form of the desk without a row of its own."""

    def done(self, action: Callable[..., Any], **more: Any) -> bool:
        """Whether the data is whole and the action agreed; if not, the form says why."""
        if not self.is_valid():
            return False
        try:
            action(**self.cleaned_data, **more)
        except DomainError as error:
            add_refusal(self, error)
            return False
        return True
