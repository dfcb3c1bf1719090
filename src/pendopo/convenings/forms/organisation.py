"""Forms of organisations and units."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pendopo.convenings.enums import Side
from pendopo.convenings.forms.base import DeskForm, pairs
from pendopo.convenings.models import Organisation, Unit
from pendopo.convenings.rules import Standing, may_edit_side


class OrganisationForm(DeskForm):
    """An organisation; the sides offered are those that the editor looks after."""

    class Meta:
        model = Organisation
        fields = ["name", "short_name", "kind", "side", "membership_class", "code", "restricted"]

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_sides(self, standing)
        free_code(self)


class UnitForm(DeskForm):
    """A unit of an organisation."""

    bilingual = ("meaning",)

    class Meta:
        model = Unit
        fields = ["name", "short_name", *pairs("meaning"), "code"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free_code(self)


def offer_sides(form: DeskForm, standing: Standing) -> None:
    """Leave only the sides that somebody of this standing looks after."""
    sides = [(side.value, side.label) for side in Side if may_edit_side(standing, side)]
    form.fields["side"].choices = sides  # type: ignore[attr-defined]


def free_code(form: DeskForm) -> None:
    """A code may be left empty; the next free one is then taken."""
    form.fields["code"].required = False
    form.fields["code"].help_text = _("Leave it empty to take the next free code.")
