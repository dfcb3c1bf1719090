"""The convening itself: dates, host, phases, and whether the public sees it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pendopo.accounts.models import User
from pendopo.convenings import rules
from pendopo.convenings.actions.change import apply_changes, require
from pendopo.convenings.errors import DatesOutside, DatesReversed, SlugTaken
from pendopo.convenings.models import Convening, Organisation, Phase, Region
from pendopo.core.audit import record


@transaction.atomic
def create_convening(*, slug: str, starts_on: date, ends_on: date, by: User, **more: Any) -> Convening:
    """A new convening without any people in it; `more` are its other fields.

    Raises SlugTaken, DatesReversed or DatesOutside.
    """
    require(rules.may_create_convening(by))
    if Convening.objects.filter(slug=slug).exists():
        raise SlugTaken(slug=slug)
    convening = Convening(slug=slug, starts_on=starts_on, ends_on=ends_on, **more)
    check_days(convening)
    convening.save()
    record("convenings.convening_created", on=convening, by=by, data={"slug": slug})
    return convening


@transaction.atomic
def update_convening(*, convening: Convening, by: User, **changes: Any) -> Convening:
    """Change theme, days, zone, venue or host.

    Raises DatesReversed or DatesOutside.
    """
    require(rules.may_change_convening(rules.standing(by, convening)))
    row = Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    for name, value in changes.items():
        setattr(convening, name, value)
    check_days(convening)
    changed = apply_changes(row, changes)
    record("convenings.convening_changed", on=row, by=by, data={"fields": changed})
    return row


@transaction.atomic
def publish_convening(*, convening: Convening, published: bool, by: User) -> Convening:
    """Show the convening's public pages to everybody, or hide them."""
    require(rules.may_publish_convening(rules.standing(by, convening)))
    convening.published = published
    convening.save(update_fields=["published"])
    record(
        "convenings.convening_published" if published else "convenings.convening_hidden", on=convening, by=by
    )
    return convening


@transaction.atomic
def set_host(
    *,
    convening: Convening,
    region: Region | None,
    organisation: Organisation | None,
    why_ind: str,
    why_en: str,
    by: User,
) -> Convening:
    """Write down who hosts the convening and why, after the decision."""
    require(rules.may_change_convening(rules.standing(by, convening)))
    convening.host_region, convening.host_organisation = region, organisation
    convening.why_host_ind, convening.why_host_en = why_ind, why_en
    convening.save(update_fields=["host_region", "host_organisation", "why_host_ind", "why_host_en"])
    data = {"region": region and region.pk, "organisation": organisation and organisation.pk}
    record("convenings.host_set", on=convening, by=by, data=data)
    return convening


@transaction.atomic
def add_phase(*, convening: Convening, starts_on: date, ends_on: date, by: User, **more: Any) -> Phase:
    """A new stretch of the preparation.

    Raises DatesReversed.
    """
    require(rules.may_change_convening(rules.standing(by, convening)))
    _check_order(starts_on, ends_on)
    phase = Phase.objects.create(convening=convening, starts_on=starts_on, ends_on=ends_on, **more)
    record("convenings.phase_added", on=phase, by=by)
    return phase


@transaction.atomic
def update_phase(*, phase: Phase, by: User, **changes: Any) -> Phase:
    """Change title, days or leading side of a phase.

    Raises DatesReversed.
    """
    require(rules.may_change_convening(rules.standing(by, phase.convening)))
    _check_order(changes.get("starts_on", phase.starts_on), changes.get("ends_on", phase.ends_on))
    changed = apply_changes(phase, changes)
    record("convenings.phase_changed", on=phase, by=by, data={"fields": changed})
    return phase


@transaction.atomic
def remove_phase(*, phase: Phase, by: User) -> None:
    """Take a phase out of the preparation."""
    require(rules.may_change_convening(rules.standing(by, phase.convening)))
    record("convenings.phase_removed", on=phase, by=by)
    phase.delete()


def check_days(convening: Convening) -> None:
    """Refuse a last day before a first day, and parts outside the convening's days."""
    _check_order(convening.starts_on, convening.ends_on)
    parts = [
        (_("The conference"), convening.conference_starts_on, convening.conference_ends_on),
        (_("The convention"), convening.convention_starts_on, convening.convention_ends_on),
    ]
    for part, first, last in parts:
        _check_order(first, last)
        if any(day and not convening.starts_on <= day <= convening.ends_on for day in (first, last)):
            raise DatesOutside(part=part)


def _check_order(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise DatesReversed
