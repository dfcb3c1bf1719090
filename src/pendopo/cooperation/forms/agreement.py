from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.cooperation.models import Meeting, Paragraph
from pendopo.core.ids import uuid7


class ParagraphChoice(forms.ModelChoiceField):
    """Paragraphs by meeting, number and their first words."""

    def label_from_instance(self, obj: Any) -> str:
        words = " ".join(str(obj.text).split())
        return f"{obj.minutes.meeting.code} ¶ {obj.label} {words[:70]}"


class MeetingChoice(forms.ModelChoiceField):
    """Meetings by code and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.title}"


def written_paragraphs() -> Any:
    """Paragraphs with text, those of the newest meeting first."""
    rows = Paragraph.objects.select_related("minutes__meeting", "agenda_item").exclude(
        text_ind="", text_en=""
    )
    return rows.order_by("-minutes__meeting__held_on", "agenda_item__position", "position")


class AgreementForm(forms.Form):
    """A heading that both sides agreed on, and where in the minutes it stands."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    meeting = MeetingChoice(None, label=_("Meeting"), required=False)
    paragraph = ParagraphChoice(
        None,
        label=_("Paragraph of the minutes"),
        required=False,
        help_text=_("The paragraph in which both sides agreed on it. Its meeting is then taken."),
    )
    title_ind = forms.CharField(label=_("Heading"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Heading"), max_length=300, required=False)
    short_title_ind = forms.CharField(label=_("Short heading"), max_length=80, required=False)
    short_title_en = forms.CharField(label=_("Short heading"), max_length=80, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid7
        self.fields["meeting"].queryset = Meeting.objects.order_by("-held_on", "-pk")  # type: ignore[attr-defined]
        self.fields["paragraph"].queryset = written_paragraphs()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A heading in one language at least, and a meeting that it comes from."""
        given: dict[str, Any] = super().clean() or {}
        if not (given.get("title_ind") or given.get("title_en")):
            self.add_error("title_ind", _("Write the heading in at least one of the two languages."))
        if given.get("paragraph"):
            given["meeting"] = given["paragraph"].minutes.meeting
        elif not given.get("meeting"):
            self.add_error("meeting", _("Choose the meeting in which both sides agreed on it."))
        return given


class AgreementEditForm(forms.Form):
    """The wording of a heading."""

    title_ind = forms.CharField(label=_("Heading"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Heading"), max_length=300, required=False)
    short_title_ind = forms.CharField(label=_("Short heading"), max_length=80, required=False)
    short_title_en = forms.CharField(label=_("Short heading"), max_length=80, required=False)


class DetailedForm(forms.Form):
    """The meeting that detailed a heading."""

    meeting = MeetingChoice(None, label=_("Detailed in the meeting"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.order_by("-held_on", "-pk")  # type: ignore[attr-defined]
