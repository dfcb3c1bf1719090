"""Forms for a call, its criteria and its candidates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.models import Organisation, Region
from pendopo.hosts.actions import CriterionDraft
from pendopo.hosts.forms.base import PlainForm, day, pair
from pendopo.hosts.models import Call, Candidate, CriteriaVersion
from pendopo.hosts.queries import possible_hosts, possible_regions


class CallForm(PlainForm):
    """What a call says about itself."""

    title_ind, title_en = pair(_("Title"))
    purpose_ind, purpose_en = pair(_("What we look for"), long=True)
    scores_due = day(_("Scores are due on"))


class VersionForm(PlainForm):
    """Why the criteria are told anew, and who told them where."""

    reason_ind, reason_en = pair(
        _("Why the criteria change"), long=True, help_text=_("Not needed for the first version.")
    )
    source = forms.CharField(
        label=_("Where they were told"),
        required=False,
        max_length=300,
        help_text=_("A meeting, a letter or a page, so that others can find it."),
    )
    source_url = forms.URLField(
        label=_("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )
    told_on = day(_("Told on"))


class CriterionForm(forms.Form):
    """One criterion; a row without a title is left out."""

    code = forms.SlugField(label=_("Code"), required=False, max_length=12)
    title_ind, title_en = pair(_("Criterion"))
    meaning_ind, meaning_en = pair(_("What earns a high score"), long=True)
    weight = forms.IntegerField(label=_("Weight"), min_value=0, max_value=100, required=False)


class CriteriaRows(forms.BaseFormSet):
    """The rows of a version; rows that are emptied or ticked for removal fall away."""

    def drafts(self) -> list[CriterionDraft]:
        """The criteria as the action wants them, each with a code."""
        kept = [form.cleaned_data for form in self.forms if self._stays(form.cleaned_data)]
        used = {row["code"] for row in kept}
        free = (f"CRI-{number}" for number in range(1, 100) if f"CRI-{number}" not in used)
        return [
            CriterionDraft(**{k: v for k, v in row.items() if k != "DELETE"} | _filled(row, free))
            for row in kept
        ]

    @staticmethod
    def _stays(row: dict[str, Any]) -> bool:
        return not row.get("DELETE") and bool(row.get("title_ind") or row.get("title_en"))


def _filled(row: dict[str, Any], free: Any) -> dict[str, Any]:
    return {"code": row["code"] or next(free), "weight": row["weight"] or 0}


CriteriaFormSet = forms.formset_factory(
    CriterionForm, formset=CriteriaRows, extra=2, can_delete=True, max_num=20
)


def criteria_initial(version: CriteriaVersion | None) -> list[dict[str, Any]]:
    """A new version starts as a copy of the last one."""
    fields = ("code", "title_ind", "title_en", "meaning_ind", "meaning_en", "weight")
    return (
        [{name: getattr(row, name) for name in fields} for row in version.criteria.all()] if version else []
    )


class RegionField(forms.ModelChoiceField):
    """A region with its province beside it."""

    def label_from_instance(self, obj: Region) -> str:
        """Kabupaten Purwakarta, Jawa Barat."""
        return f"{obj.name}, {obj.parent.name}" if obj.parent else obj.name


class CandidateForm(PlainForm):
    """The body that would host, and a note."""

    organisation: forms.ModelChoiceField = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Host government"),
        required=False,
        help_text=_("Leave empty while it is not one of the organisations here."),
    )
    note_ind, note_en = pair(_("Note"), long=True)

    def __init__(self, call: Call, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = possible_hosts(call.convening)  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(candidate: Candidate) -> dict[str, Any]:
        """The present values of a candidate."""
        return {
            "organisation": candidate.organisation,
            "note_ind": candidate.note_ind,
            "note_en": candidate.note_en,
        }


class NewCandidateForm(CandidateForm):
    """A candidate with its region, or with the name of a place that has no official code."""

    region = RegionField(Region.objects.none(), label=_("Region"), required=False)
    place_name = forms.CharField(
        label=_("Name of another place"),
        required=False,
        max_length=120,
        help_text=_("Only where the place is not on the list of regions."),
    )
    field_order = ["region", "place_name", "organisation", "note_ind", "note_en"]

    def __init__(self, call: Call, *args: Any, **kwargs: Any) -> None:
        super().__init__(call, *args, **kwargs)
        self.fields["region"].queryset = possible_regions()  # type: ignore[attr-defined]
