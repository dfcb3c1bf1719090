"""Delegates with their nominations, links and looks, and many rows of each."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pendopo.core.times import now
from pendopo.delegates import models as rows
from pendopo.delegates.actions.delegate import marked
from pendopo.delegates.queries.link import token_of

if TYPE_CHECKING:
    from tests.pages.rows import Stage


def set_nominations(stage: "Stage") -> None:
    """A nominated delegate, the link it came through, and the token of that link."""
    known = stage.objects
    link = _link(stage, "Bu Ratna")
    link.save()
    delegate = enter(stage, 910_000, link=link)
    known |= {
        "delegate": delegate,
        "nomination": delegate.nominations.get(),
        "nomination link": token_of(link),
    }
    known["table"] = rows.NominationTable.objects.create(
        convening=stage.convening, audience="conference", made_by=stage.network, data={}
    )
    known |= {"nomination link row": link, "duplicate": enter(stage, 910_001)}
    known["substitution"] = _substitution(stage, delegate, known["duplicate"])
    known["substitution"].save()


def _substitution(stage: "Stage", leaving: rows.Delegate, arriving: rows.Delegate) -> rows.Substitution:
    return rows.Substitution(
        leaving=leaving, arriving=arriving, reason=f"Row {leaving.number}", asked_by=stage.network
    )


def _link(stage: "Stage", name: str) -> rows.NominationLink:
    return rows.NominationLink(
        convening=stage.convening,
        organisation=stage.organisation,
        audience="conference",
        name=name,
        made_by=stage.network,
        expires_at=now() + timedelta(days=30),
    )


def enter(stage: "Stage", number: int, **nomination: Any) -> rows.Delegate:
    """A delegate with everything that has a name on it."""
    delegate = _delegate(stage, number)
    delegate.save()
    _traits(delegate).save()
    _identity(delegate, number).save()
    _nomination(stage, delegate, number, **nomination).save()
    return delegate


def _delegate(stage: "Stage", number: int) -> rows.Delegate:
    return rows.Delegate(
        convening=stage.convening,
        audience="conference",
        number=number,
        state_at=now(),
        organisation=stage.organisation,
    )


def _traits(delegate: rows.Delegate) -> rows.Traits:
    return rows.Traits(delegate=delegate, sex="female", sector="cso")


def _identity(delegate: rows.Delegate, number: int) -> rows.Identity:
    return marked(rows.Identity(delegate=delegate), name=f"Row {number}", phone=f"+62812{number:07}")


def _nomination(stage: "Stage", delegate: rows.Delegate, number: int, **more: Any) -> rows.Nomination:
    return rows.Nomination(
        delegate=delegate,
        organisation=stage.organisation,
        way="link" if "link" in more else "desk",
        by=None if "link" in more else stage.network,
        typed={"name": f"Row {number}"},
        **more,
    )


def grow_nominations(stage: "Stage", some: list[int]) -> None:
    """More delegates of one household, some through one link; more links, nominations and looks of the one delegate."""
    known = stage.objects
    delegates = rows.Delegate.objects.bulk_create(_delegate(stage, n) for n in some)
    rows.Traits.objects.bulk_create(_traits(one) for one in delegates)
    rows.Identity.objects.bulk_create(_identity(one, n) for n, one in zip(some, delegates, strict=True))
    link, hub = known["nomination link row"], known["delegate"]
    rows.NominationLink.objects.bulk_create(_link(stage, f"Row {n}") for n in some)
    pairs = list(zip(some, delegates, strict=True))
    rows.Nomination.objects.bulk_create(_nomination(stage, one, n, link=link) for n, one in pairs)
    rows.Nomination.objects.bulk_create(_nomination(stage, hub, n, proxy_for=f"Row {n}") for n in some)
    rows.Look.objects.bulk_create(
        rows.Look(delegate=hub, kind="identity", by=user, role="secretariat", page=f"row {n}", at=now())
        for n, user in zip(some, known["accounts"], strict=True)
    )
    known["delegates"] = delegates
    home = [hub.pk, *(one.pk for one in delegates)]
    rows.Delegate.objects.filter(pk__in=home).update(household=hub.pk)
    rows.Substitution.objects.bulk_create(_substitution(stage, one, hub) for one in delegates)
    _grow_table(stage, some)


def _grow_table(stage: "Stage", some: list[int]) -> None:
    """A table with good rows, wrong rows, and rows that look like somebody."""
    table = stage.objects["table"]
    row = {"organisation": stage.organisation.pk.hex, "phone": "", "email": "x@example.org", "reason": ""}
    table.data = {
        "good": [row | {"line": n, "name": f"Row {n}", "proxy_for": ""} for n in some],
        "faults": [
            {"line": n, "column": "", "code": "sex_unknown", "facts": {"text": f"Row {n}"}} for n in some
        ],
        "doubles": [{"line": n, "codes": [], "lines": [n], "certain": False} for n in some],
    }
    table.save()
