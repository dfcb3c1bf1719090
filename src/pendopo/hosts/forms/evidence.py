"""Forms for claims and evidence."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.hosts.forms.base import PlainForm, day, pair


class ClaimForm(PlainForm):
    """What speaks for a candidate under one criterion."""

    text_ind, text_en = pair(_("What speaks for this candidate"), long=True)


class EvidenceForm(PlainForm):
    """A link or a file, and where it comes from."""

    title = forms.CharField(label=_("What it is"), max_length=200)
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("Who says so: a body, a medium, a report.")
    )
    dated = day(_("Date of the source"))
    url = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Begins with https:// or http://. Leave empty when you give a file."),
    )
    upload = forms.FileField(
        label=_("File"), required=False, help_text=_("A PDF, a picture or a document, instead of a link.")
    )
