"""What the page of the gap shows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pendopo.convenings.models import Organisation
from pendopo.delegates.enums import Audience, DelegateState, Dimension
from pendopo.delegates.queries.gap import STAGES

SELECTED = 3


class ViewForm(forms.Form):
    """Which part, which stage, whose contribution, and which two dimensions are crossed."""

    audience = forms.ChoiceField(label=_("Part"), choices=Audience.choices, required=False)
    stage = forms.TypedChoiceField(
        label=_("Counted as"),
        choices=[(n, DelegateState(state).label) for n, state in enumerate(STAGES, 1)],
        coerce=int,
        required=False,
    )
    organisation = forms.ModelChoiceField(
        Organisation._default_manager.none(),
        label=_("Contribution of"),
        required=False,
        empty_label=_("All together"),
    )
    rows = forms.ChoiceField(label=_("Rows"), choices=Dimension.choices, required=False)
    columns = forms.ChoiceField(label=_("Columns"), choices=Dimension.choices, required=False)

    def __init__(self, data: Any) -> None:
        usual = {
            "audience": Audience.CONFERENCE.value,
            "stage": str(SELECTED),
            "organisation": "",
            "rows": Dimension.SECTOR.value,
            "columns": Dimension.SEX.value,
        }
        super().__init__({name: data.get(name) or value for name, value in usual.items()})
        self.usual = usual
        self.fields["organisation"].queryset = Organisation.objects.all()  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """The answers; what cannot be read is as usual."""
        self.is_valid()
        found = dict(self.cleaned_data)
        return {
            "audience": found.get("audience") or self.usual["audience"],
            "stage": found.get("stage") or SELECTED,
            "organisation": found.get("organisation"),
            "rows": found.get("rows") or self.usual["rows"],
            "columns": found.get("columns") or self.usual["columns"],
        }
