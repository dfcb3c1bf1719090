"""The lists of the desk pages, each with what its page needs."""

from django.db.models import Count, Prefetch, Q, QuerySet

from pendopo.convenings.models import (
    Figure,
    Membership,
    Organisation,
    Person,
    Phase,
    Team,
    TeamMember,
    Unit,
)


def organisations(*, text: str = "", side: str = "", kind: str = "") -> QuerySet[Organisation]:
    """Organisations by name, with how many units and people each has."""
    rows = Organisation.objects.annotate(
        unit_count=Count("units", distinct=True), person_count=Count("people", distinct=True)
    )
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(short_name__icontains=text) | Q(code__iexact=text))
    if side:
        rows = rows.filter(side=side)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.order_by("name", "pk")


def units_of(organisation: Organisation) -> QuerySet[Unit]:
    """The units of an organisation, with how many people each has."""
    return Unit.objects.filter(organisation=organisation).annotate(person_count=Count("people"))


def people(*, text: str = "", organisation: Organisation | None = None) -> QuerySet[Person]:
    """People by name."""
    rows = Person.objects.select_related("organisation", "unit")
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(organisation__name__icontains=text))
    if organisation:
        rows = rows.filter(organisation=organisation)
    return rows.order_by("name", "pk")


def teams() -> QuerySet[Team]:
    """Teams with their members."""
    seats = TeamMember.objects.select_related("person__organisation", "person__unit")
    return Team.objects.prefetch_related(Prefetch("members", queryset=seats))


def phases() -> QuerySet[Phase]:
    """Phases in the order of their days."""
    return Phase.objects.all()


def memberships() -> QuerySet[Membership]:
    """Roles with their accounts and places."""
    return Membership.objects.select_related("user", "organisation", "unit").order_by(
        "role", "user__full_name", "pk"
    )


def figures() -> QuerySet[Figure]:
    """Figures, newest first."""
    return Figure.objects.order_by("-as_of", "pk")
