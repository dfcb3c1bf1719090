"""The form with which a table of nominations is sent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.rules import Standing
from pendopo.core.errors import FileTooLarge
from pendopo.delegates.enums import Audience
from pendopo.delegates.forms.nomination import OrganisationField

MOST_MB = 5


class UploadForm(forms.Form):
    """A table, for which part, and the organisation of rows that name none."""

    upload = forms.FileField(
        label=_("Table"),
        help_text=_("XLSX or CSV, with up to 5,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    audience = forms.ChoiceField(label=_("Part"), choices=Audience.choices)
    organisation = OrganisationField(
        required=False, help_text=_("For rows in which the column for the organisation is empty.")
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(standing)  # type: ignore[attr-defined]

    def clean_upload(self) -> bytes:
        """The content of a table that is not too large to be one."""
        upload = self.cleaned_data["upload"]
        if upload.size > MOST_MB * 1024 * 1024:
            raise forms.ValidationError(str(FileTooLarge(filename=upload.name, limit=MOST_MB)))
        content: bytes = upload.read()
        return content


class LoadForm(forms.Form):
    """The confirmation of a table that was looked at."""

    without_doubles = forms.BooleanField(
        label=_("Leave out the rows that repeat somebody with the same contact."),
        required=False,
        initial=True,
    )
