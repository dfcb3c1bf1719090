"""Forms around a selection: whom to select, where the seed comes from, the seed, and reasons."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.core.errors import DomainError
from pendopo.core.http import add_refusal
from pendopo.delegates.enums import Audience, Dimension
from pendopo.delegates.errors import SeedsDiffer
from pendopo.delegates.models import Quota, Selection
from pendopo.delegates.queries.cell_words import words_in_both
from pendopo.delegates.queries.cells import cell_of
from pendopo.delegates.queries.selection import words_of

# What is not named on the public page unless the committee says so.
DELICATE = frozenset({Dimension.DISABILITY.value, Dimension.ORGANISATION.value})


class AskForm(forms.Form):
    """A form that hands what it holds to one write, and shows a refusal where it belongs."""

    def done(self, write: Callable[..., Any], **more: Any) -> bool:
        """Whether the data is whole and the write agreed; if not, the form says why."""
        if not self.is_valid():
            return False
        try:
            write(**self.values(), **more)
        except DomainError as error:
            add_refusal(self, error)
            return False
        return True

    def values(self) -> dict[str, Any]:
        """What the write is given."""
        return dict(self.cleaned_data)


class SelectionForm(AskForm):
    """How many from whom, and which quotas count."""

    size = forms.IntegerField(
        label=_("Seats to fill"),
        min_value=1,
        max_value=20000,
        help_text=_("Those who hold a seat already are not counted here; they keep it."),
    )
    with_nominated = forms.BooleanField(
        label=_("Also people who are nominated but have not registered"), required=False
    )
    per_organisation = forms.IntegerField(
        label=_("At most from one organisation"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_("Leave empty for no limit. Those who hold a seat count."),
    )
    per_household = forms.IntegerField(
        label=_("At most of one household"),
        required=False,
        min_value=1,
        max_value=1000,
        help_text=_(
            "Leave empty for no limit. A household is known where leaders of the network noted that people live "
            "together."
        ),
    )
    kept = forms.MultipleChoiceField(
        label=_("Quotas that the draw keeps"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One that is left out says nothing in the file, and is kept at the waiting list only."),
    )
    unnamed = forms.MultipleChoiceField(
        label=_("Quotas whose meaning is not published"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "The file still holds them, so that the draw can be checked, but only as “quota 3”. "
            "Choose this where it could show something about a person that hurts."
        ),
    )

    def __init__(self, quotas: Iterable[Quota], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(quotas)
        said = words_in_both([cell_of(quota) for quota in rows])
        choices = [
            (str(quota.pk), words_of({"ind": words.ind, "en": words.en}))
            for quota in rows
            for words in (said[cell_of(quota)],)
        ]
        for name in ("kept", "unnamed"):
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]
            else:
                del self.fields[name]
        self.keys = [key for key, _words in choices]

    def values(self) -> dict[str, Any]:
        """Quotas that are not ticked are left out."""
        found = dict(self.cleaned_data)
        kept = set(found.pop("kept", ()))
        return found | {
            "left_out": [key for key in self.keys if key not in kept],
            "unnamed": found.get("unnamed", []),
        }

    @staticmethod
    def initial_of(selection: Selection, quotas: Iterable[Quota]) -> dict[str, Any]:
        """The present settings of a selection."""
        return {
            "size": selection.size,
            "with_nominated": selection.with_nominated,
            "per_organisation": selection.per_organisation,
            "per_household": selection.per_household,
            "kept": [str(quota.pk) for quota in quotas if str(quota.pk) not in selection.left_out],
            "unnamed": selection.unnamed,
        }


class NewSelectionForm(SelectionForm):
    """The same for a new selection, of the part that the address names."""

    audience = forms.ChoiceField(choices=Audience.choices, widget=forms.HiddenInput)

    @staticmethod
    def initial_for(audience: str, size: int, quotas: Iterable[Quota]) -> dict[str, Any]:
        """All quotas, the free seats of the plan, and nothing delicate named in public."""
        rows = list(quotas)
        return {
            "audience": audience,
            "size": size or None,
            "kept": [str(quota.pk) for quota in rows],
            "unnamed": [
                str(quota.pk) for quota in rows if DELICATE & {quota.dimension, quota.inside_dimension}
            ],
        }


class AnnounceForm(AskForm):
    """Which public number will be the seed, and when it is known."""

    source = forms.CharField(
        label=_("Public source of the seed"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "So that everybody finds the same: “closing figure of the composite index on Friday, with two "
            "decimals”, the numbers of a lottery, or dice thrown on video."
        ),
    )
    at = forms.DateTimeField(
        label=_("When the source will be known"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Local time of the convening. The seed can be entered from then on."),
    )


class SeedForm(AskForm):
    """The seed, twice, because it cannot be changed afterwards."""

    seed = forms.CharField(
        label=_("Seed"),
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Exactly as published, with every point and space: another spelling draws other people."),
    )
    again = forms.CharField(
        label=_("The seed once more"), max_length=300, widget=forms.TextInput({"autocomplete": "off"})
    )

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        found = super().clean() or self.cleaned_data
        if found.get("seed") and found.get("again") and found["seed"] != found["again"]:
            self.add_error("again", str(SeedsDiffer()))
        return found

    def values(self) -> dict[str, Any]:
        """The seed alone."""
        return {"seed": self.cleaned_data["seed"]}


class WhyForm(AskForm):
    """Why something is done."""

    why = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
