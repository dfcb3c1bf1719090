"""Seats and quotas of the participants."""

from pendopo.cli.importing.loading.refusals import UnitUnknown
from pendopo.cli.importing.loading.store import Store
from pendopo.cli.importing.rows import QuotaRow, SeatPlanRow, SeatUnitRow
from pendopo.convenings.enums import OrganisationKind
from pendopo.convenings.models import Organisation, Region
from pendopo.convenings.queries.regions import find_region
from pendopo.delegates.actions.quota import QuotaDraft, set_quota
from pendopo.delegates.actions.seats import PlanDraft, UnitDraft, adopt_plan
from pendopo.delegates.enums import Dimension, FloorsMean, SeatsOver
from pendopo.delegates.solving.seats import make_plan


def load_seats(store: Store) -> None:
    """Every seat plan, computed again from its weights; then the quotas, which must fit it."""
    for row in store.book.rows(SeatPlanRow):
        with store.storing(row):
            _load_plan(store, row)
    for quota in store.book.rows(QuotaRow):
        with store.storing(quota):
            set_quota(convening=store.convening, draft=_quota(store, quota), by=store.actor(""))


def _load_plan(store: Store, row: SeatPlanRow) -> None:
    own = [unit for unit in store.book.rows(SeatUnitRow) if unit.audience == row.audience]
    units = []
    for unit in own:
        with store.storing(unit, "unit"):
            units.append(_unit(store, row, unit))
    draft = PlanDraft(
        audience=row.audience,
        total=row.total,
        over=row.over,
        method=row.method,
        units=tuple(units),
        floors=row.floors or FloorsMean.LEAST.value,
        ties=row.ties,
        women=row.women,
        as_it_was=True,
    )
    plan = make_plan(convening=store.convening, draft=draft, by=store.actor(""))
    if row.adopted:
        adopt_plan(plan=plan, by=store.actor(""))


def _unit(store: Store, plan: SeatPlanRow, row: SeatUnitRow) -> UnitDraft:
    organisation, region, sector = _receiver(store, plan.over, row.unit)
    return UnitDraft(
        row.weight,
        organisation,
        region,
        sector,
        sex=row.sex or "",
        floor=row.floor or 0,
        cap=row.cap,
        deadline=row.deadline or plan.deadline,
    )


def _receiver(store: Store, over: str, unit: str) -> tuple[Organisation | None, Region | None, str]:
    """Who receives seats, as the one of three that the plan shares over.

    Raises UnitUnknown.
    """
    if over == SeatsOver.SECTORS and unit in OrganisationKind.values:
        return None, None, unit
    if over == SeatsOver.ORGANISATIONS and unit in _codes(store):
        return store.get("organisations.csv", unit), None, ""
    if over in (SeatsOver.PROVINCES, SeatsOver.PROVINCES_BY_SEX) and (region := find_region(unit)):
        return None, region, ""
    raise UnitUnknown(unit=unit)


def _quota(store: Store, row: QuotaRow) -> QuotaDraft:
    inside = row.inside_dimension or ""
    return QuotaDraft(
        audience=row.audience,
        dimension=row.dimension,
        value=_value(store, row.dimension, row.value),
        inside_dimension=inside,
        inside_value=",".join(_value(store, inside, part.strip()) for part in row.inside_value.split(",")),
        unit=row.unit,
        minimum=row.minimum,
        maximum=row.maximum,
        target=row.target,
    )


def _value(store: Store, dimension: str, text: str) -> str:
    """The value as quotas keep it; what is not known stays as it is, and the action refuses it."""
    if dimension in (Dimension.PROVINCE, Dimension.REGENCY):
        region = find_region(text)
        return region.pk if region else text
    if dimension == Dimension.ORGANISATION and text in _codes(store):
        return str(store.get("organisations.csv", text).pk)
    return text


def _codes(store: Store) -> set[str]:
    return store.book.tables["organisations.csv"].keys()
