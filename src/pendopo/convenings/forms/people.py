"""Forms of people, teams and seats."""

from typing import Any

from django_scopes.forms import SafeModelChoiceField

from pendopo.accounts.models import User
from pendopo.convenings.forms.base import DeskForm, pairs
from pendopo.convenings.forms.organisation import offer_sides
from pendopo.convenings.models import Membership, Organisation, Person, Team, TeamMember
from pendopo.convenings.rules import Standing, may_edit_side


class PersonForm(DeskForm):
    """A person in a public role."""

    bilingual = ("public_role",)

    class Meta:
        model = Person
        fields = ["name", *pairs("public_role"), "organisation", "unit", "user", "public"]
        field_classes = {"organisation": SafeModelChoiceField, "unit": SafeModelChoiceField}

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = {s for s in ("government", "network", "neither") if may_edit_side(standing, s)}
        organisations = Organisation.objects.filter(side__in=sides)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        members = Membership.objects.values("user_id")
        self.fields["user"].queryset = User.objects.filter(pk__in=members)  # type: ignore[attr-defined]


class TeamForm(DeskForm):
    """A team that prepares the convening."""

    bilingual = ("name",)
    needed = ("name",)

    class Meta:
        model = Team
        fields = [*pairs("name"), "kind", "side"]

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_sides(self, standing)


class SeatForm(DeskForm):
    """A seat in a team."""

    bilingual = ("title",)

    class Meta:
        model = TeamMember
        fields = ["person", *pairs("title")]
        field_classes = {"person": SafeModelChoiceField}
