"""Forms about attendance: the sheet of numbers, and the names of some who came."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.models import Person
from pendopo.cooperation.actions.attendance import Count
from pendopo.cooperation.enums import Gender
from pendopo.cooperation.forms.party import Parties, Party, PartyField, party_key
from pendopo.cooperation.models import Attendance


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=9999,
        required=False,
        widget=forms.NumberInput(attrs={"class": "n", "inputmode": "numeric"}),
    )


class CountForm(forms.Form):
    """One line: who, and how many women, men and not stated."""

    party = PartyField(label=_("Organisation or unit"), required=False)
    female = _number(_("Female"))
    male = _number(_("Male"))
    not_stated = _number(_("Not stated"))
    remove = forms.BooleanField(label=_("Remove"), required=False)

    def __init__(self, *args: Any, parties: Parties, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].offer(parties)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.numbers(cleaned) and not cleaned.get("party") and "party" not in self.errors:
            self.add_error("party", _("Choose who these people belong to."))
        return cleaned

    def named(self) -> Party | None:
        """Whom a recorded line counts; None where that is still to be chosen."""
        if not self.initial or self["party"].errors:
            return None
        parties: Parties = self.fields["party"].parties  # type: ignore[attr-defined]
        return parties.by_key.get(self["party"].value())

    def counted(self) -> list[BoundField]:
        """The fields that hold numbers, in the order of the columns."""
        return [self["female"], self["male"], self["not_stated"]]

    def numbers(self, cleaned: dict[str, Any]) -> int:
        """How many people this line counts."""
        return sum(cleaned.get(name) or 0 for name in ("female", "male", "not_stated"))

    def count(self) -> Count | None:
        """The line as the action takes it; None when it is empty or to be removed."""
        cleaned = self.cleaned_data
        if cleaned.get("remove") or not cleaned.get("party"):
            return None
        organisation, unit = cleaned["party"]
        female, male, not_stated = (cleaned[name] or 0 for name in ("female", "male", "not_stated"))
        return Count(organisation, unit, female, male, not_stated)


CountFormSet = forms.formset_factory(CountForm, extra=3, max_num=200, absolute_max=220)


class TotalForm(forms.Form):
    stated_total = forms.IntegerField(
        label=_("Total as stated"),
        min_value=0,
        max_value=99999,
        required=False,
        widget=forms.NumberInput(attrs={"class": "n", "inputmode": "numeric"}),
        help_text=_("Optional. If it differs from the sum, we say by how much."),
    )


class AmendedTotalForm(TotalForm):
    """The end of a sheet that was approved: a change needs its reason."""

    reason = forms.CharField(label=_("Reason"), max_length=5000, widget=forms.Textarea({"rows": 2}))


class NameForm(forms.Form):
    """One person who came: from the people on record, or by a typed name."""

    person: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Person on record"), queryset=None, required=False, empty_label="—"
    )
    name = forms.CharField(label=_("or a name"), max_length=200, required=False)
    gender = forms.ChoiceField(label=_("Counted as"), choices=Gender.choices, initial=Gender.NOT_STATED)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = Person.objects.all()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("person")) == bool((cleaned.get("name") or "").strip()):
            self.add_error("name", _("Choose a person on record or write a name, one of the two."))
        return cleaned


def initial_counts(rows: list[Attendance]) -> list[dict[str, Any]]:
    """What the sheet shows of the recorded rows."""
    return [
        {
            "party": party_key(row.organisation, row.unit),
            "female": row.female,
            "male": row.male,
            "not_stated": row.not_stated,
        }
        for row in rows
    ]
