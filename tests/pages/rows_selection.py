"""Selections in every state, people on the waiting list, quotas of many regions, and a request to change the list."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pendopo.core.times import now
from pendopo.delegates import models as rows

if TYPE_CHECKING:
    from tests.pages.rows import Stage

CERTIFICATE = {"status": "optimal", "solver": "Test 1", "goals": [], "expected": {"q1": 1.0},
               "conflict": [], "relaxation": []}  # fmt: skip
WORDS = {"ind": "Kata", "en": "Words"}
LINE = WORDS | {"category": "q1", "named": True, "lower": 1, "upper": None, "target": None}
COUNTED = {"held": 1, "quotas": [WORDS | {"lower": 1, "upper": None, "count": 0}]}


def set_selections(stage: "Stage") -> None:
    """One selection in each state, one person who holds a seat, one who waits, one request."""
    known = stage.objects
    for number, state in enumerate(("draft", "computed", "announced", "drawn"), 901):
        known[f"{state} selection"] = _made(stage, number, state)
    known["holder"] = _person(stage, 950_000, "selected")
    known["holder"].save()
    waiting = _person(stage, 950_001, "waiting")
    waiting.save()
    known["waiting place"] = _place(waiting, 1)
    known["waiting place"].save()
    known["list change"] = rows.ListChange.objects.create(
        arriving=waiting, reason="Bus", before=COUNTED, after=COUNTED, why=_why([]), asked_by=stage.network
    )
    known["file"] = "problem"


def _made(stage: "Stage", number: int, state: str) -> rows.Selection:
    selection = rows.Selection(
        convening=stage.convening, audience="conference", number=number, size=2, made_by=stage.network
    )
    name = selection.pseudonym(stage.convening.pk)
    lottery = {
        "kinds": [{"people": [name]}],
        "lottery": [{"share": 10, "take": [1]}],
        "seed": "",
        "panel": [],
    }
    if state != "draft":
        selection.problem = {"size": 2, "people": [{"id": name, "features": {"q1": "in"}}],
                             "keep": [], "without": []}  # fmt: skip
        selection.lottery, selection.certificate, selection.legend = lottery, CERTIFICATE, [LINE]
    if state in ("announced", "drawn"):
        selection.announced_at = selection.published_at = now()
        selection.seed_at, selection.seed_source = now() - timedelta(hours=1), "Dadu"
    if state == "drawn":
        selection.drawn, selection.seed, selection.drawn_at = lottery | {"panel": [name]}, "7", now()
    selection.state = state
    selection.save()
    return selection


def _person(stage: "Stage", number: int, state: str, organisation: Any = None) -> rows.Delegate:
    return rows.Delegate(
        convening=stage.convening,
        audience="conference",
        number=number,
        state=state,
        state_at=now(),
        organisation=organisation or stage.organisation,
    )


def _place(delegate: rows.Delegate, n: int, **more: Any) -> rows.WaitingPlace:
    return rows.WaitingPlace(delegate=delegate, audience="conference", order=f"{n:064}", **more)


def _why(some: list[int]) -> dict[str, Any]:
    words = [{"ind": f"Row {n}", "en": f"Row {n}"} for n in some]
    return {"short": [one | {"missing": 1} for one in words], "fills": words, "passed": []}


def grow_selections(stage: "Stage", some: list[int]) -> None:
    """More selections by more people, longer legends, more people waiting, promoted and on seats."""
    known = stage.objects
    rows.Selection.objects.bulk_create(
        rows.Selection(convening=stage.convening, audience="conference", number=n, size=1, made_by=user)
        for n, user in zip(some, known["accounts"], strict=True)
    )
    for state in ("computed", "announced", "drawn"):
        selection = known[f"{state} selection"]
        categories = {f"q{n + 1}": "in" for n in some}
        selection.legend = [
            LINE,
            *(LINE | {"category": f"q{n + 1}", "ind": f"Row {n}", "en": f"Row {n}"} for n in some),
        ]
        selection.problem["people"][0]["features"] |= categories
        selection.save(update_fields=["legend", "problem"])
    rows.Quota.objects.bulk_create(
        rows.Quota(
            convening=stage.convening, audience="conference", dimension="regency", value=region.pk, minimum=1
        )
        for region in known["regions"]
    )
    _more_people(stage, some)


def _more_people(stage: "Stage", some: list[int]) -> None:
    pairs = list(zip(some, stage.objects["bodies"], strict=True))
    made = {
        state: rows.Delegate.objects.bulk_create(_person(stage, base + n, state, body) for n, body in pairs)
        for base, state in ((960_000, "waiting"), (970_000, "selected"), (980_000, "registered"))
    }
    rows.Traits.objects.bulk_create(
        rows.Traits(delegate=one, region=region)
        for people in made.values()
        for one, region in zip(people, stage.objects["regions"], strict=True)
    )
    rows.WaitingPlace.objects.bulk_create(
        [_place(one, n + 1) for n, one in zip(some, made["waiting"], strict=True)]
        + [
            _place(one, n + 1, promoted_at=now(), why=_why([n]))
            for n, one in zip(some, made["selected"], strict=True)
        ]
    )
    drawn = stage.objects["drawn selection"]
    rows.Chance.objects.bulk_create(
        rows.Chance(selection=drawn, delegate=one, pseudonym=f"p{n}", tickets=n)
        for n, one in zip(some, made["waiting"], strict=True)
    )
