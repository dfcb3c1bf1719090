"""Reads on messages to groups: who is in a group, how it is reached, and how far the sending is."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from pendopo.convenings.models import Convening, Organisation, Region
from pendopo.convenings.rules import standing
from pendopo.core.times import today
from pendopo.delegates import rules
from pendopo.delegates.enums import Audience, Channel, DelegateState
from pendopo.delegates.models import Delegate, Identity, Message
from pendopo.delegates.queries.dispatch import writable
from pendopo.delegates.queries.invitation import best_channel

IN_GROUP = tuple(DelegateState(state) for state in rules.IN_POOL)


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people of a group are reached in which way."""

    email: int
    whatsapp: int
    nobody: int

    @property
    def total(self) -> int:
        """How many receive the message."""
        return self.email + self.whatsapp


def group_of(convening: Convening, group: dict[str, Any]) -> QuerySet[Delegate]:
    """The people of a group who may be written to."""
    rows = Delegate.objects.filter(convening=convening)
    if states := group.get("states"):
        rows = rows.filter(state__in=states)
    if audience := group.get("audience"):
        rows = rows.filter(audience=audience)
    if organisation := group.get("organisation"):
        rows = rows.filter(organisation=organisation)
    if province := group.get("province"):
        rows = rows.filter(Q(traits__region=province) | Q(traits__region__parent=province))
    found = writable(rows, today(convening.time_zone))
    return found.select_related("organisation", "convening__host_region").order_by("number")


def channels_of(delegates: list[Delegate]) -> dict[UUID, Channel]:
    """How each is reached; nobody is called on for a letter."""
    known = {one.pk: one for one in Identity.objects.filter(delegate__in=delegates)}
    found = {one.pk: best_channel(known.get(one.pk)) for one in delegates}
    return {key: channel for key, channel in found.items() if channel != Channel.LETTER}


def first_reached(delegates: list[Delegate]) -> Delegate | None:
    """Somebody who will receive the message, to show how it reads."""
    reached = channels_of(delegates)
    return next((one for one in delegates if one.pk in reached), None)


def reach_of(convening: Convening, group: dict[str, Any]) -> Reach:
    """How many people a group is, by how they are reached."""
    people = list(group_of(convening, group))
    ways = list(channels_of(people).values())
    email = ways.count(Channel.EMAIL)
    return Reach(email, len(ways) - email, len(people) - len(ways))


def group_words(convening: Convening, group: dict[str, Any]) -> list[str]:
    """A group in words, in the active language."""
    said = [str(DelegateState(state).label) for state in group.get("states") or []]
    if audience := group.get("audience"):
        said.append(str(Audience(audience).label))
    if key := group.get("organisation"):
        found = Organisation.objects.filter(convening=convening, pk=key).first()
        said.append(found.name if found else "–")
    if code := group.get("province"):
        region = Region.objects.filter(pk=code).first()
        said.append(region.name if region else "–")
    return said


def messages_with_progress() -> QuerySet[Message]:
    """The messages, the newest first, each with how many it goes to and how many are done."""
    sent = Count("dispatches", filter=Q(dispatches__sent_at__isnull=False))
    stopped = Count("dispatches", filter=Q(dispatches__stopped_at__isnull=False))
    rows = Message.objects.select_related("sent_by").annotate(people=Count("dispatches"))
    return rows.annotate(done=sent, stopped=stopped).order_by("-created_at", "-pk")


def access_message(user: Any, pk: UUID) -> Message:
    """A message, or 404 for those who may not write to delegates and where there is none."""
    found: Message | None = messages_with_progress().select_related("convening").filter(pk=pk).first()
    if found is None or not rules.may_invite(standing(user, found.convening)):
        raise Http404
    return found
