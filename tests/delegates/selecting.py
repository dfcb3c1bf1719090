"""Pools for the tests of selections: people with traits, quotas, and a computation that ends at once."""

from datetime import timedelta
from typing import Any

from pendopo.core.times import now, today
from pendopo.delegates.actions import draw as drawing
from pendopo.delegates.actions import selection as actions
from pendopo.delegates.actions import waiting
from pendopo.delegates.enums import DelegateState
from pendopo.delegates.models import Delegate, Identity, Quota, Selection, Traits, WaitingPlace
from pendopo.delegates.solving import selection as solving
from pendopo.runs.models import Run
from pendopo.runs.solving import work_on

SEED = "7.314,12"


def make_person(convening: Any, number: int, *, state: str = "registered", audience: str = "conference",
                organisation: Any = None, **traits: Any) -> Delegate:  # fmt: skip
    """One person of the pool, with a name and a telephone number that must not come out."""
    delegate = Delegate.objects.create(
        convening=convening, audience=audience, number=number, state=state, state_at=now(),
        organisation=organisation,
    )  # fmt: skip
    Traits.objects.create(delegate=delegate, **traits)
    Identity.objects.create(
        delegate=delegate,
        name=f"Wulandari {number}",
        phone=f"+62812000{number:04}",
        email=f"w{number}@example.org",
    )
    return delegate


def make_pool(
    convening: Any, *, women: int = 8, men: int = 12, unknown: int = 0, start: int = 1
) -> list[Delegate]:
    """Women, men and people of whom the sex is not known, in this order."""
    sexes = ["female"] * women + ["male"] * men + [""] * unknown
    return [make_person(convening, n, sex=sex) for n, sex in enumerate(sexes, start)]


def make_quota(convening: Any, *, value: str = "female", dimension: str = "sex", audience: str = "conference",
               **bounds: Any) -> Quota:  # fmt: skip
    return Quota.objects.create(
        convening=convening, audience=audience, dimension=dimension, value=value, **bounds
    )


def make_selection(convening: Any, by: Any, *, size: int = 10, **settings: Any) -> Selection:
    return actions.make_selection(convening=convening, audience="conference", size=size, by=by, **settings)


def compute(selection: Selection, by: Any) -> Selection:
    """Start the computation and let this process be the worker."""
    run = actions.start_computing(selection=selection, by=by)
    work_on(Run.objects.get(pk=run.pk))
    return Selection.objects.get(pk=selection.pk)


def announce(selection: Selection, by: Any) -> Selection:
    return drawing.announce_seed(
        selection=selection, source="Closing figure of the index", at=now() + timedelta(hours=1), by=by
    )


def pass_time(selection: Selection) -> Selection:
    """The announced moment is over."""
    Selection.objects.filter(pk=selection.pk).update(seed_at=now() - timedelta(minutes=1))
    return Selection.objects.get(pk=selection.pk)


def draw_all(convening: Any, by: Any, *, seed: str = SEED, **settings: Any) -> Selection:
    """A selection from settings to draw."""
    selection = announce(compute(make_selection(convening, by, **settings), by), by)
    return solving.draw(selection=pass_time(selection), seed=seed, by=by)


def freeze(convening: Any, by: Any, days: int | None = 0, *, part: str = "conference") -> None:
    """The list of a part is frozen from so many days after today on; None lifts it."""
    day = None if days is None else today(convening.time_zone) + timedelta(days=days)
    waiting.set_freeze(convening=convening, audience=part, on=day, by=by)


def keys_in(state: DelegateState | str) -> set[Any]:
    return set(Delegate.objects.filter(state=state).values_list("pk", flat=True))


def first_waiting() -> Delegate:
    return WaitingPlace.objects.select_related("delegate").first().delegate
