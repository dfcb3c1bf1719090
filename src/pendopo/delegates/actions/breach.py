"""Writes on the register of breaches."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pendopo.accounts.models import User
from pendopo.convenings.actions.change import apply_changes, require
from pendopo.convenings.models import Convening
from pendopo.convenings.rules import standing
from pendopo.core.audit import record
from pendopo.core.times import now
from pendopo.delegates import rules
from pendopo.delegates.errors import BreachDatedWrong, BreachOpen, BreachOver
from pendopo.delegates.models import Breach


@transaction.atomic
def write_breach(
    *,
    convening: Convening,
    noticed_at: datetime,
    happened: str,
    kinds: Sequence[str],
    people: int,
    handling: str = "",
    by: User,
) -> Breach:
    """Enter a breach into the register; its clock runs from when it was noticed.

    Raises BreachDatedWrong.
    """
    require(rules.may_look_after(standing(by, convening)))
    if noticed_at > now():
        raise BreachDatedWrong
    breach = Breach.objects.create(
        convening=convening,
        noticed_at=noticed_at,
        happened=happened.strip(),
        kinds=list(kinds),
        people=people,
        handling=handling.strip(),
        written_by=by,
    )
    record("delegates.breach_written", on=breach, by=by, data={"kinds": breach.kinds, "people": people})
    return breach


@transaction.atomic
def edit_breach(
    *,
    breach: Breach,
    noticed_at: datetime,
    happened: str,
    kinds: Sequence[str],
    people: int,
    handling: str = "",
    by: User,
) -> Breach:
    """Correct an entry until it is closed; what was corrected stays in the log as a fact, without the words.

    Raises BreachDatedWrong or BreachOver.
    """
    breach = _open(breach, by)
    told = [moment for moment in (breach.told_people_at, breach.told_agency_at) if moment]
    if noticed_at > min([now(), *told]):
        raise BreachDatedWrong
    wanted = {"noticed_at": noticed_at, "happened": happened.strip(), "kinds": list(kinds)}
    changed = apply_changes(breach, wanted | {"people": people, "handling": handling.strip()})
    record("delegates.breach_changed", on=breach, by=by, data={"changed": changed})
    return breach


@transaction.atomic
def tell(*, breach: Breach, whom: str, at: datetime, by: User) -> Breach:
    """Write down when "people" or "agency" were told in writing.

    Raises BreachDatedWrong or BreachOver.
    """
    breach = _open(breach, by)
    if not breach.noticed_at <= at <= now():
        raise BreachDatedWrong
    if whom == "people":
        breach.told_people_at = at
        record("delegates.breach_people_told", on=breach, by=by, data={"at": at})
    else:
        breach.told_agency_at = at
        record("delegates.breach_agency_told", on=breach, by=by, data={"at": at})
    breach.save(update_fields=["told_people_at", "told_agency_at"])
    return breach


@transaction.atomic
def close_breach(*, breach: Breach, by: User) -> Breach:
    """Close an entry once people and agency were told and the handling is written down.

    Raises BreachOpen or BreachOver.
    """
    breach = _open(breach, by)
    if not (breach.told_people_at and breach.told_agency_at and breach.handling):
        raise BreachOpen
    breach.closed_at = now()
    breach.save(update_fields=["closed_at"])
    record("delegates.breach_closed", on=breach, by=by)
    return breach


def _open(breach: Breach, by: User) -> Breach:
    require(rules.may_look_after(standing(by, breach.convening)))
    found: Breach = Breach.objects.select_for_update(no_key=True).select_related(None).get(pk=breach.pk)
    if found.closed_at:
        raise BreachOver
    return found
