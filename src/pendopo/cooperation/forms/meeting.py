"""Forms about meetings: facts, agenda, filters."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pendopo.cooperation.enums import MeetingKind, MeetingMode, MinutesStatus
from pendopo.cooperation.forms.party import Parties, PartyField, party_key
from pendopo.cooperation.models import AgendaItem, Meeting, MeetingSeries
from pendopo.core.times import WEEKDAYS

TITLE = 250


def day_input() -> forms.DateInput:
    """A native date picker; browsers read and send ISO dates."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_input() -> forms.TimeInput:
    """A native time picker."""
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def weekday_choices() -> list[tuple[str, str]]:
    """The days in the language of the page, and none."""
    lang = "en" if (get_language() or "id").startswith("en") else "id"
    return [("", "—"), *((name, name) for name in WEEKDAYS[lang])]


class WhenForm(forms.Form):
    """Day and time, and the weekday as it was written beside the date."""

    held_on = forms.DateField(label=_("Date"), widget=day_input())
    stated_weekday = forms.ChoiceField(
        label=_("Weekday as stated"),
        required=False,
        choices=weekday_choices,
        help_text=_("Optional. We check that it fits the date."),
    )
    starts_at = forms.TimeField(label=_("Starts"), required=False, widget=time_input())
    ends_at = forms.TimeField(label=_("Ends"), required=False, widget=time_input())


class FactsForm(forms.Form):
    """What is written about a meeting besides its day."""

    title_ind = forms.CharField(label=_("Title in Indonesian"), max_length=TITLE, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=TITLE, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind.choices)
    mode = forms.ChoiceField(label=_("Mode"), choices=MeetingMode.choices)
    place = forms.CharField(label=_("Place"), max_length=250, required=False)
    link = forms.URLField(
        label=_("Link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("For online meetings."),
    )
    counterpart = PartyField(label=_("Received by"), required=False)
    chair_name = forms.CharField(label=_("Chair of the meeting"), max_length=200, required=False)
    notetaker_name = forms.CharField(label=_("Note-taker"), max_length=200, required=False)
    summary_ind = forms.CharField(
        label=_("Purpose in Indonesian"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
    )
    summary_en = forms.CharField(
        label=_("Purpose in English"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["counterpart"].offer(Parties())  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """The cleaned answers as the actions take them."""
        facts = dict(self.cleaned_data)
        organisation, unit = facts.pop("counterpart") or (None, None)
        return {**facts, "counterpart": organisation, "counterpart_unit": unit}


class MeetingForm(FactsForm, WhenForm):
    """A new meeting: facts, day and series."""

    series: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Series"),
        queryset=None,
        required=False,
        empty_label="—",
        help_text=_("A meeting of a series starts with the open items of the last one."),
    )
    new_series = forms.CharField(
        label=_("or start a new series"), max_length=200, required=False, help_text=_("Name of the series.")
    )
    number = forms.IntegerField(
        label=_("Number in the series"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("Empty: the next one."),
    )
    field_order = [
        "title_ind",
        "title_en",
        "kind",
        "mode",
        "held_on",
        "stated_weekday",
        "starts_at",
        "ends_at",
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        series: Any = self.fields["series"]
        series.queryset = MeetingSeries.objects.all()
        series.label_from_instance = lambda row: row.title

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("series") and cleaned.get("new_series"):
            self.add_error("new_series", _("Choose a series or start a new one, not both."))
        if not (cleaned.get("title_ind") or cleaned.get("title_en")):
            self.add_error("title_ind", _("Write the title in at least one of the two languages."))
        return cleaned


class MoveForm(WhenForm):
    reason = forms.CharField(label=_("Reason"), max_length=500)


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)


class AgendaItemForm(forms.Form):
    title_ind = forms.CharField(label=_("Item in Indonesian"), max_length=TITLE, required=False)
    title_en = forms.CharField(label=_("Item in English"), max_length=TITLE, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("title_ind") or cleaned.get("title_en")):
            self.add_error("title_ind", _("Write the item in at least one of the two languages."))
        return cleaned


class MeetingFilter(forms.Form):
    """What the list of meetings is narrowed to; unknown values narrow nothing."""

    q = forms.CharField(label=_("Words in the title"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *MeetingKind.choices]
    )
    series: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Series"), queryset=None, required=False, empty_label=_("All series")
    )
    minutes = forms.ChoiceField(
        label=_("Minutes"),
        required=False,
        choices=[("", _("All")), ("none", _("No minutes yet")), *MinutesStatus.choices],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        series: Any = self.fields["series"]
        series.queryset = MeetingSeries.objects.all()
        series.label_from_instance = lambda row: row.title

    def narrowed(self, meetings: Any) -> Any:
        """`meetings` that fit what was chosen."""
        chosen = self.cleaned_data if self.is_valid() else {}
        if words := chosen.get("q"):
            meetings = meetings.filter(Q(title_ind__icontains=words) | Q(title_en__icontains=words))
        if kind := chosen.get("kind"):
            meetings = meetings.filter(kind=kind)
        if series := chosen.get("series"):
            meetings = meetings.filter(series=series)
        if status := chosen.get("minutes"):
            meetings = meetings.filter(
                **({"minutes": None} if status == "none" else {"minutes__status": status})
            )
        return meetings


def initial_facts(meeting: Meeting) -> dict[str, Any]:
    """What a form shows of a recorded meeting."""
    names = [
        "title_ind",
        "title_en",
        "kind",
        "mode",
        "place",
        "link",
        "chair_name",
        "notetaker_name",
        "summary_ind",
        "summary_en",
    ]
    initial = {name: getattr(meeting, name) for name in names}
    return {**initial, "counterpart": party_key(meeting.counterpart, meeting.counterpart_unit)}


def initial_item(item: AgendaItem) -> dict[str, Any]:
    """What a form shows of an agenda item."""
    return {"title_ind": item.title_ind, "title_en": item.title_en}
