"""Who holds which role."""

from django_scopes import scopes_disabled

from pendopo.accounts.models import User
from pendopo.accounts.queries import DemonstrationPerson, has_second_factor
from pendopo.convenings.enums import Role, Side
from pendopo.convenings.models import Membership
from pendopo.convenings.rules import DESK, ORGANISERS, SIDE_OF_ROLE
from pendopo.core.urls import here


def demonstration_people() -> list[DemonstrationPerson]:
    """One account for every role of the newest convening, in the order of the roles."""
    with scopes_disabled():
        held = list(
            Membership.objects.filter(user__is_active=True)
            .select_related("user", "organisation", "unit", "convening")
            .order_by("-convening__starts_on", "created_at", "pk")
        )
    newest = [m for m in held if m.convening_id == held[0].convening_id]
    first: dict[str, Membership] = {}
    for membership in newest:
        first.setdefault(membership.role, membership)
    return [_introduce(first[role]) for role in Role if role in first]


def _introduce(membership: Membership) -> DemonstrationPerson:
    role = Role(membership.role)
    own = Side(membership.organisation.side) if membership.organisation else Side.NEITHER
    return DemonstrationPerson(membership.user, role.label, SIDE_OF_ROLE.get(role, own).mark)


def landing(user: User) -> str | None:
    """The desk of the newest convening in which `user` works, else the home of one they belong to."""
    with scopes_disabled():
        held = list(
            Membership.objects.filter(user=user)
            .select_related("convening")
            .order_by("-convening__starts_on", "pk")
        )
    at_desk = [m for m in held if m.role in DESK]
    for membership in at_desk or held:
        page = "web:overview" if at_desk else "web:home"
        return here(page, convening=membership.convening.slug)
    return None


def organiser_of(slug: str, *, with_second_factor: bool) -> User | None:
    """Somebody who may open the desk of this convening with everything on it; None where nobody may yet."""
    with scopes_disabled():
        held = Membership.objects.filter(convening__slug=slug, role__in=ORGANISERS, user__is_active=True)
        users = [m.user for m in held.select_related("user").order_by("created_at", "pk")]
    return next((user for user in users if not with_second_factor or has_second_factor(user)), None)


def is_liaison_vacant() -> bool:
    """Whether the government has nobody yet who can hand out its roles."""
    return not Membership.objects.filter(role=Role.LIAISON).exists()


def link_may_be_shown(user: User) -> bool:
    """Whether an organiser may see the invitation's link: never for a person another convening trusts too."""
    here_held = set(Membership.objects.filter(user=user).values_list("pk", flat=True))
    with scopes_disabled():
        held = set(Membership.objects.filter(user=user).values_list("pk", flat=True))
    return held == here_held and not user.is_staff
