"""Forms about minutes."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST = 20000


class ParagraphForm(forms.Form):
    """The text of a paragraph in both languages, and the revision it was written on."""

    text_ind = forms.CharField(
        label=_("Text in Indonesian"), max_length=LONGEST, required=False, strip=False, widget=forms.Textarea
    )
    text_en = forms.CharField(
        label=_("Text in English"), max_length=LONGEST, required=False, strip=False, widget=forms.Textarea
    )
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Comment"), max_length=5000, widget=forms.Textarea({"rows": 2}))


class NumberForm(forms.Form):
    number = forms.CharField(label=pgettext_lazy("paper", "Number"), max_length=80)


class AmendmentForm(forms.Form):
    text_ind = forms.CharField(
        label=_("Text in Indonesian"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 5})
    )
    text_en = forms.CharField(
        label=_("Text in English"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 5})
    )
    reason = forms.CharField(label=_("Reason"), max_length=5000, widget=forms.Textarea({"rows": 2}))


class SignedListForm(forms.Form):
    upload = forms.FileField(
        label=_("Upload the attendance list"),
        help_text=_("Photo or PDF, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": "image/*,.pdf"}),
    )
