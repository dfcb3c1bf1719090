"""Forms with which somebody is nominated, and with which the list is narrowed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import OrganisationKind
from pendopo.convenings.forms.region import RegionField
from pendopo.convenings.models import Organisation
from pendopo.convenings.rules import Standing
from pendopo.core.ids import uuid7
from pendopo.core.phones import PhoneInput
from pendopo.delegates.enums import Audience, DelegateState, Sex
from pendopo.delegates.models import Nomination
from pendopo.delegates.queries.nomination import Filters, nominating_organisations

OPTIONAL_SEX = [(Sex.NOT_STATED.value, Sex.NOT_STATED.label), *Sex.choices[:2]]


class PersonForm(forms.Form):
    """Who is nominated: a name, a way to reach the person, and what quotas count."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("As the person uses it; one word is enough."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = PhoneInput(
        label=_("Phone number"),
        required=False,
        help_text=_("For WhatsApp. Example: 0812 3456 7890."),
    )
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=OPTIONAL_SEX)
    region = RegionField(label=_("Province, regency or city"), required=False, max_length=150)
    reason = forms.CharField(
        label=_("Why this person"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What she or he brings and takes home. Write nothing that could hurt somebody."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].initial = uuid7
        self.fields["phone"].widget.attrs["autocomplete"] = "off"


class OrganisationField(forms.ModelChoiceField):
    """One of the organisations somebody nominates for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(None, label=_("Organisation"), **kwargs)

    def offer(self, seen: Standing) -> None:
        """Read who is there; the only one is chosen already."""
        self.queryset = nominating_organisations(seen)
        own = list(self.queryset[:2])
        if len(own) == 1:
            self.initial, self.empty_label = own[0].pk, None


class NominationForm(PersonForm):
    """A nomination at the desk."""

    organisation = OrganisationField()
    audience = forms.ChoiceField(label=_("Part"), choices=Audience.choices)
    sector = forms.ChoiceField(
        label=_("Sector"),
        required=False,
        choices=[("", _("That of the organisation")), *OrganisationKind.choices],
    )
    proxy_for = forms.CharField(
        label=_("On behalf of"),
        required=False,
        max_length=200,
        help_text=_("Only if somebody asked you to write this down for them."),
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(standing)  # type: ignore[attr-defined]


class CorrectionForm(PersonForm):
    """What a nomination said, to be put right."""

    key = None  # type: ignore[assignment]

    def __init__(self, *args: Any, nomination: Nomination, known: dict[str, str], **kwargs: Any) -> None:
        traits = nomination.delegate.traits
        filled = {
            **known,
            "sex": traits.sex,
            "region": traits.region_id,
            "reason": nomination.reason,
        }
        super().__init__(*args, **{"initial": filled} | kwargs)


class LinkForm(forms.Form):
    """For whom a link is, for which organisation and part, and how long it works."""

    name = forms.CharField(
        label=_("For whom"),
        max_length=200,
        help_text=_("Name or office. It stands on the page the link opens."),
    )
    phone = PhoneInput(
        label=_("Phone number of that person"),
        required=False,
        help_text=_(
            "Recommended, because links get passed on: the page then asks for the last four digits of this "
            "number, once on each phone. Without it the page shows no names that were written on another phone."
        ),
    )
    organisation = OrganisationField()
    audience = forms.ChoiceField(label=_("Part"), choices=Audience.choices)
    days = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        initial=30,
        choices=[(7, _("7 days")), (30, _("30 days")), (90, _("90 days"))],
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].offer(standing)  # type: ignore[attr-defined]
        self.fields["phone"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """How long as a duration."""
        given: dict[str, Any] = super().clean() or {}
        if "days" in given:
            given["valid_for"] = timedelta(days=given.pop("days"))
        return given


class FilterForm(forms.Form):
    """What to show in the list."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *DelegateState.choices]
    )
    organisation = forms.ModelChoiceField[Organisation](
        None, label=_("Organisation"), required=False, empty_label=_("All")
    )
    audience = forms.ChoiceField(label=_("Part"), required=False, choices=[("", _("All")), *Audience.choices])
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("name or number")}),
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = nominating_organisations(standing)  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """What was asked for; a value that makes no sense asks for nothing."""
        self.is_valid()
        given = self.cleaned_data
        chosen: UUID | None = given["organisation"].pk if given.get("organisation") else None
        return Filters(
            state=given.get("state") or "",
            organisation=chosen,
            audience=given.get("audience") or "",
            q=(given.get("q") or "").strip(),
        )

    def said(self) -> str:
        """The filters in words, for a list that leaves the desk; what was searched for could be a name."""
        asked = self.filters()
        chosen = self.cleaned_data.get("organisation")
        words = (
            dict(DelegateState.choices).get(asked.state),
            chosen.name if chosen else None,
            dict(Audience.choices).get(asked.audience),
            _("a search") if asked.q else None,
        )
        return ", ".join(str(word) for word in words if word)
