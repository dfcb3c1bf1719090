"""Seat plans for tests, made the way people make them."""

from decimal import Decimal

from tests.factories import make_organisation

from pendopo.convenings.models import Region
from pendopo.core.times import now
from pendopo.delegates.actions.seats import PlanDraft, UnitDraft
from pendopo.delegates.models import Delegate, Traits
from pendopo.delegates.solving.seats import make_plan

PROVINCES = {"32": "Jawa Barat", "36": "Banten", "11": "Aceh"}


def province(code):
    """A province, made once."""
    name = PROVINCES[code]
    values = {"name": name, "folded": name.lower(), "level": "province"}
    return Region.objects.get_or_create(code=code, defaults=values)[0]


def regency(code="32.14", name="Purwakarta"):
    """A regency below its province, made once."""
    values = {"name": name, "folded": name.lower(), "level": "regency", "parent": province(code[:2])}
    return Region.objects.get_or_create(code=code, defaults=values)[0]


def sectors(**weights):
    """Rows of a plan over sectors."""
    return tuple(UnitDraft(Decimal(weight), sector=sector) for sector, weight in weights.items())


def bodies(convening, **weights):
    """Rows of a plan over organisations, made by code."""
    return tuple(
        UnitDraft(Decimal(weight), organisation=make_organisation(convening, code))
        for code, weight in weights.items()
    )


def cells(*rows, **more):
    """Rows of a plan over provinces and sexes: (code, weight of women, weight of men)."""
    return tuple(
        UnitDraft(Decimal(weight), region=province(code), sex=sex, **more)
        for code, women, men in rows
        for sex, weight in (("female", women), ("male", men))
    )


def draft(units, total=10, over="sectors", method="hare", audience="conference", **more):
    """A draft with as little as it needs."""
    return PlanDraft(audience=audience, total=total, over=over, method=method, units=tuple(units), **more)


def planned(convening, by, units, **more):
    """A plan that was computed and kept."""
    return make_plan(convening=convening, draft=draft(units, **more), by=by)


def person(convening, number, *, state="registered", organisation=None, audience="conference", **traits):
    """A delegate with traits."""
    made = Delegate.objects.create(
        convening=convening,
        audience=audience,
        number=number,
        state=state,
        state_at=now(),
        organisation=organisation,
    )
    Traits.objects.create(delegate=made, **traits)
    return made
