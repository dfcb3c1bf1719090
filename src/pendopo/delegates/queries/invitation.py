"""Reads on invitations: who is to be invited, how each invitation stands, and what is due."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.http import Http404

from pendopo.convenings.models import Convening
from pendopo.convenings.rules import Standing, standing
from pendopo.core.times import now
from pendopo.delegates import rules
from pendopo.delegates.enums import Channel, DelegateState
from pendopo.delegates.enums import InvitationState as Stage
from pendopo.delegates.models import Delegate, Identity, Invitation, OwnLink
from pendopo.delegates.queries.delegate import delegates_for
from pendopo.delegates.queries.own import question_of

HELD = Q(delegate__state=DelegateState.SELECTED)
COMES = Q(delegate__state__in=(DelegateState.CONFIRMED, DelegateState.ATTENDED))
REST = timedelta(days=1)  # nobody is reminded on the day of the invitation
OPEN = Q(released_at=None, closed_at=None)
NOT_INVITED: dict[str, Any] = {"invitation": None, "step": ""}


def staged(rows: QuerySet[Any], moment: datetime) -> QuerySet[Any]:
    """Invitations, each with its `stage`: a value of InvitationState."""
    reminded = Q(reminded_at__isnull=False) & (Q(opened_at=None) | Q(opened_at__lt=F("reminded_at")))
    newer = Q(made_at__lt=F("delegate__state_at"))  # selected again since: another invitation is due
    steps = [
        (Q(released_at__isnull=False), Stage.RELEASED),
        (Q(closed_at__isnull=False) | (HELD & newer), Stage.OVER),
        (COMES, Stage.CONFIRMED),
        (Q(delegate__state=DelegateState.DECLINED), Stage.DECLINED),
        (~HELD, Stage.OVER),
        (Q(sent_at__isnull=False, expires_at__lte=moment), Stage.EXPIRED),
        (Q(sent_at__isnull=False) & reminded, Stage.REMINDED),
        (Q(opened_at__isnull=False), Stage.OPENED),
        (Q(sent_at__isnull=False), Stage.SENT),
        (Q(ordered_at__isnull=False), Stage.SENDING),
    ]
    stage = Case(
        *(When(condition, then=Value(name.value)) for condition, name in steps),
        default=Value(Stage.MADE.value),
        output_field=CharField(),
    )
    return rows.annotate(stage=stage)


def invitations(seen: Standing, *, stage: str = "") -> QuerySet[Any]:
    """The invitations somebody may see, the newest first, each with its stage."""
    visible = delegates_for(seen).values("pk")
    rows = Invitation.objects.filter(delegate__in=visible)
    rows = rows.select_related("delegate__organisation", "convening__host_region")
    found = staged(rows, now()).order_by("-number")
    return found.filter(stage=stage) if stage else found


def counted(seen: Standing) -> dict[str, int]:
    """How many invitations there are in each stage."""
    rows = invitations(seen).order_by().values("stage").annotate(number=Count("pk"))
    return {row["stage"]: row["number"] for row in rows}


def to_invite(seen: Standing) -> QuerySet[Delegate]:
    """Those who are selected and have no invitation from since then."""
    since = Invitation.objects.filter(OPEN, delegate=OuterRef("pk"), made_at__gte=OuterRef("state_at"))
    rows = delegates_for(seen).filter(state=DelegateState.SELECTED).exclude(Exists(since))
    return rows.select_related("organisation").order_by("number")


def access_invitation(user: Any, pk: UUID, to: str = "see") -> Invitation:
    """The invitation with its stage, or 404 for those who may not and where there is none; `to`: see, send."""
    rows = Invitation.objects.select_related(
        "convening__host_region", "convening__host_organisation", "delegate__organisation", "made_by"
    )
    found: Invitation | None = staged(rows, now()).filter(pk=pk).first()
    if found is None:
        raise Http404
    seen = standing(user, found.convening)
    found.delegate.convening = found.convening
    if not rules.may_mobilise(seen) or not delegates_for(seen).filter(pk=found.delegate_id).exists():
        raise Http404
    if to == "send" and not rules.may_invite(seen):
        raise Http404
    return found


def invitation_of(delegate: Delegate) -> Invitation | None:
    """The invitation that counts for a person now, with its stage."""
    rows = Invitation.objects.filter(OPEN, delegate=delegate).select_related("convening", "delegate")
    found: Invitation | None = staged(rows, now()).exclude(stage=Stage.OVER).first()
    return found


def last_invitation(delegate: Delegate) -> Invitation | None:
    """The newest invitation of a person, whatever became of it."""
    rows = Invitation.objects.filter(delegate=delegate).select_related("delegate", "convening")
    rows = rows.order_by("-number")
    found: Invitation | None = staged(rows, now()).first()
    return found


def invitation_context(seen: Standing, delegate: Delegate) -> dict[str, Any]:
    """What the page of one delegate shows of the newest invitation; the leaders of both sides see it."""
    may_see = rules.may_mobilise(seen)
    found = last_invitation(delegate) if may_see else None
    stage = Stage(found.stage) if found else None  # type: ignore[attr-defined]
    return {"may_see_invitation": may_see, "invitation": found, "invitation_stage": stage}


def own_invitation(delegate: Delegate) -> dict[str, Any]:
    """What the person sees of the newest invitation: "ask", "comes", "came", "no", "left", "late" or nothing."""
    found = last_invitation(delegate)
    if found is None or found.closed_at is not None:
        return dict(NOT_INVITED)
    stage = Stage(found.stage)  # type: ignore[attr-defined]
    steps = {Stage.RELEASED: "late", Stage.DECLINED: "no", Stage.CONFIRMED: "comes"}
    step = "ask" if is_answerable(found) else steps.get(stage, "")
    if delegate.state == DelegateState.ATTENDED and step == "comes":
        step = "came"
    if delegate.state == DelegateState.CANCELLED and step == "":
        step = "left"
    return {"invitation": found if step else None, "step": step}


def is_answerable(invitation: Invitation) -> bool:
    """Whether the person may still say yes; who does so before the seat is released is not too late."""
    return (
        invitation.released_at is None
        and invitation.closed_at is None
        and invitation.delegate.state == DelegateState.SELECTED
        and invitation.made_at >= invitation.delegate.state_at
    )


def last_day(invitation: Invitation) -> date:
    """The last day to answer, where the convening is."""
    return invitation.expires_at.astimezone(ZoneInfo(invitation.convening.time_zone)).date()


def open_link(links: Iterable[OwnLink], moment: datetime) -> OwnLink | None:
    """The link among a person's that still opens."""
    return next((link for link in links if link.is_open(moment) and not _is_shut(link)), None)


def _is_shut(link: OwnLink) -> bool:
    if not link.missed:
        return False
    question = question_of(link.delegate)
    return question is not None and link.missed >= question.tries


def links_by_delegate(delegates: Sequence[UUID], moment: datetime) -> dict[UUID, OwnLink]:
    """The link that still opens, of each person who has one."""
    rows = OwnLink.objects.filter(delegate__in=delegates, revoked_at=None, expires_at__gt=moment)
    found: dict[UUID, list[OwnLink]] = {}
    for link in rows.select_related("delegate").order_by("-created_at", "-pk"):
        found.setdefault(link.delegate_id, []).append(link)
    opens = {key: open_link(links, moment) for key, links in found.items()}
    return {key: link for key, link in opens.items() if link is not None}


def best_channel(identity: Identity | None) -> Channel:
    """How somebody is reached: by e-mail, else by WhatsApp, else by a letter in the hand."""
    if identity and identity.email:
        return Channel.EMAIL
    return Channel.WHATSAPP if identity and identity.phone else Channel.LETTER


def reaches(channel: str, identity: Identity | None) -> bool:
    """Whether a way leads to somebody."""
    if channel == Channel.EMAIL:
        return bool(identity and identity.email)
    return channel == Channel.LETTER or bool(identity and identity.phone)


def to_release(moment: datetime) -> QuerySet[Invitation]:
    """Invitations whose time to answer is over and whose seat is still held."""
    rows = Invitation.objects.filter(OPEN & HELD, sent_at__isnull=False, expires_at__lte=moment)
    return rows.filter(made_at__gte=F("delegate__state_at")).order_by("number")


def to_remind(convening: Convening, moment: datetime, window: timedelta) -> QuerySet[Invitation]:
    """Invitations whose time to answer ends within `window` and that went out a day ago at least."""
    rows = Invitation.objects.filter(OPEN & HELD, convening=convening, sent_at__lte=moment - REST)
    rows = rows.filter(expires_at__gt=moment, expires_at__lte=moment + window)
    rows = rows.filter(made_at__gte=F("delegate__state_at"))
    return rows.select_related("delegate", "convening").order_by("number")
