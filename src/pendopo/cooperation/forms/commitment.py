from functools import cache
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import Side
from pendopo.convenings.models import Organisation, Person, Unit
from pendopo.cooperation.enums import CommitmentState
from pendopo.cooperation.forms.agreement import MeetingChoice, ParagraphChoice, written_paragraphs
from pendopo.cooperation.models import Agreement, Meeting
from pendopo.cooperation.queries.agreement import agreement_choices
from pendopo.cooperation.queries.commitment import Filters
from pendopo.core.ids import uuid7

SIDES = (Side.GOVERNMENT, Side.NETWORK)


def day_field(**more: Any) -> forms.DateField:
    """A date picked with the browser's own calendar."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class AgreementChoice(forms.ModelChoiceField):
    """Agreements by code and heading."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.label}"


class OwnerField(forms.ChoiceField):
    """One list of everybody who can owe something: the units and organisations of both sides."""

    def load(self) -> None:
        """Read the owners of the current convening."""
        organisations = list(Organisation.objects.filter(side__in=SIDES).order_by("name"))
        self.organisations = {str(found.pk): found for found in organisations}
        self.units = {
            str(found.pk): found for found in Unit.objects.select_related("organisation").order_by("name")
        }
        self.choices = [("", "—"), *((side.label, self._of(side)) for side in SIDES)]

    def _of(self, side: Side) -> list[tuple[str, str]]:
        found = []
        for key, organisation in self.organisations.items():
            if organisation.side == side:
                found.append((key, organisation.name))
                own = (unit for unit in self.units.values() if unit.organisation_id == organisation.pk)
                found += [(str(unit.pk), f"{organisation.label} – {unit.name}") for unit in own]
        return found

    def owner(self, key: str) -> tuple[Organisation, Unit | None]:
        """The organisation and the unit behind a choice."""
        unit = self.units.get(key)
        return (unit.organisation, unit) if unit else (self.organisations[key], None)


class CommitmentForm(forms.Form):
    """Who does what by when, and what will prove it."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    agreement = AgreementChoice(None, label=_("Agreement"))
    paragraph = ParagraphChoice(None, label=_("Paragraph of the minutes"), required=False)
    meeting = MeetingChoice(
        None,
        label=_("Detailed in the meeting"),
        required=False,
        help_text=_("Only needed for the first commitment of an agreement."),
    )
    what_ind = forms.CharField(max_length=500, required=False)
    what_en = forms.CharField(max_length=500, required=False)
    organisation = OwnerField(label=_("Owner"), help_text=_("The side follows from the owner."))
    responsible: Any = forms.ModelChoiceField(None, label=_("Responsible person"), required=False)
    due = day_field(label=_("Due date"))
    evidence_expected_ind = forms.CharField(max_length=300, required=False)
    evidence_expected_en = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid7
        querysets = {
            "agreement": Agreement.objects.order_by("serial"),
            "paragraph": written_paragraphs(),
            "meeting": Meeting.objects.order_by("-held_on", "-pk"),
            "responsible": Person.objects.filter(organisation__side__in=SIDES).order_by("name"),
        }
        for name, rows in querysets.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.fields["organisation"].load()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The promise and its proof in one language at least; the owner as organisation and unit."""
        given: dict[str, Any] = super().clean() or {}
        for name in ("what", "evidence_expected"):
            if not (given.get(f"{name}_ind") or given.get(f"{name}_en")):
                self.add_error(f"{name}_ind", _("Write this in at least one of the two languages."))
        if given.get("organisation"):
            field: Any = self.fields["organisation"]
            given["organisation"], given["unit"] = field.owner(given["organisation"])
        return given


def _any_agreement() -> list[tuple[str, Any]]:
    return [("", _("All")), *agreement_choices()]


class FilterForm(forms.Form):
    """What to show in the list, on the board, in the calendar and in the export."""

    side = forms.ChoiceField(
        label=_("Side"),
        required=False,
        choices=[("", _("Both sides")), *((side.value, side.label) for side in SIDES)],
    )
    agreement = forms.ChoiceField(label=_("Agreement"), required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("All")), ("late", _("Late")), ("open", _("Open")), *CommitmentState.choices],
    )
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("words, owner, code")}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Asked once, and only where the choices are drawn.
        self.fields["agreement"].choices = cache(_any_agreement)  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """What was asked for; a value that makes no sense asks for nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Filters(
            side=given.get("side") or "",
            agreement=UUID(given["agreement"]) if given.get("agreement") else None,
            status=given.get("status") or "",
            q=given.get("q") or "",
        )


class StepForm(forms.Form):
    """A note and the day a step takes effect."""

    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    on = day_field(label=_("On which day"), required=False, help_text=_("Leave empty for today."))


class ReasonForm(StepForm):
    """The same with a reason that must be given."""

    note = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class EvidenceForm(forms.Form):
    """A file or a link that proves the promise was kept."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("What it shows"), max_length=200, required=False)
    upload = forms.FileField(label=_("File"), required=False)
    url = forms.CharField(
        label=_("Or a link"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid7


class CorrectionForm(forms.Form):
    """Other words for evidence, and another address where it is a link."""

    title = forms.CharField(label=_("What it shows"), max_length=200)
    url = forms.CharField(
        label=_("Link"),
        required=False,
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )


class WithdrawalForm(forms.Form):
    """Why evidence is withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ChangeForm(forms.Form):
    """Another due date, another wording, or a withdrawal, with the reason."""

    new_due = day_field(label=_("New due date"), required=False)
    new_what_ind = forms.CharField(max_length=500, required=False)
    new_what_en = forms.CharField(max_length=500, required=False)
    withdraw = forms.BooleanField(label=_("Withdraw this commitment"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class CommentForm(forms.Form):
    """A remark for both sides."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label=_("Comment"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid7


class LinkForm(forms.Form):
    """For whom a personal link is, and how long it works."""

    name = forms.CharField(label=_("For whom"), max_length=200)
    days = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        initial=30,
        choices=[(7, _("7 days")), (30, _("30 days")), (90, _("90 days"))],
    )
