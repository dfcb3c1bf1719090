"""Forms for assessors: invitations, conflicts of interest, scores."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from pendopo.accounts.models import User
from pendopo.hosts.enums import TOP_SCORE
from pendopo.hosts.forms.base import PlainForm
from pendopo.hosts.models import Call, Candidate, Criterion
from pendopo.hosts.queries import possible_assessors

Cell = tuple[UUID, UUID]


class AssessorForm(PlainForm):
    """Whom to ask for scores."""

    user = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who"),
        help_text=_("Everybody with a role in this convening can be asked."),
    )

    def __init__(self, call: Call, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = possible_assessors(call)  # type: ignore[attr-defined]


class ConflictForm(PlainForm):
    """With which candidates one has a conflict of interest; ticking none says there is none."""

    def __init__(self, candidates: Sequence[Candidate], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        for candidate in candidates:
            name = {"name": candidate.name}
            self.fields[f"c-{candidate.pk}"] = forms.BooleanField(
                label=_("I have a conflict of interest with %(name)s.") % name, required=False
            )
            self.fields[f"r-{candidate.pk}"] = forms.CharField(
                label=_("What it is (%(name)s)") % name,
                required=False,
                max_length=500,
                help_text=_("Only you can read this. Others see that somebody is recused, not who or why."),
            )

    def values(self) -> dict[str, Any]:
        """The conflicts by candidate."""
        ticked = (c for c in self.candidates if self.cleaned_data[f"c-{c.pk}"])
        return {"conflicts": {c.pk: self.cleaned_data[f"r-{c.pk}"] for c in ticked}}


class ScoreForm(PlainForm):
    """A score from 0 to 5 for every candidate that one may score, under every criterion."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        criteria: Sequence[Criterion],
        given: Mapping[Cell, int],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cells: dict[str, Cell] = {}
        choices = [("", "–"), *((str(n), str(n)) for n in range(TOP_SCORE + 1))]
        for candidate in candidates:
            for criterion in criteria:
                name = f"s-{candidate.pk}-{criterion.pk}"
                self.cells[name] = (candidate.pk, criterion.pk)
                self.fields[name] = forms.TypedChoiceField(
                    label=_("Score for %(criterion)s, %(name)s")
                    % {"criterion": criterion.title, "name": candidate.name},
                    choices=choices,
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial=given.get((candidate.pk, criterion.pk), ""),
                )

    def score_field(self, candidate: Candidate, criterion: Criterion) -> BoundField:
        """The field for one cell."""
        return self[f"s-{candidate.pk}-{criterion.pk}"]

    def values(self) -> dict[str, Any]:
        """The scores that were chosen, by cell."""
        chosen = {cell: self.cleaned_data[name] for name, cell in self.cells.items()}
        return {"scores": {cell: value for cell, value in chosen.items() if value is not None}}
