"""Invitations at the desk: whom to invite, how each stands, and what to do about one."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pendopo.convenings.actions.change import require
from pendopo.convenings.http import organiser_page
from pendopo.convenings.views.base import page_of
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.times import now, today
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions import invitation as actions
from pendopo.delegates.enums import Channel, InvitationState, Kept, SeenOn
from pendopo.delegates.forms.invitation import AnotherWayForm, ExtendForm, InviteForm, keys_in
from pendopo.delegates.models import Delegate, Dispatch, Invitation, InvitationTerms
from pendopo.delegates.queries import invitation as queries
from pendopo.delegates.queries.delegate import name_in, open_identities, open_identity
from pendopo.delegates.queries.dispatch import by_hand, given_up, is_taken_back_easily, words
from pendopo.delegates.queries.letter import called, terms_of

SHOWN = (
    *(InvitationState.MADE, InvitationState.SENDING, InvitationState.SENT, InvitationState.OPENED),
    *(InvitationState.REMINDED, InvitationState.CONFIRMED, InvitationState.DECLINED),
    *(InvitationState.EXPIRED, InvitationState.RELEASED, InvitationState.OVER),
)


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_list(request: HtmxHttpRequest) -> HttpResponse:
    """Those to invite, with what to tick; or the invitations with what became of each."""
    seen, counts = request.standing, queries.counted(request.standing)
    waiting = queries.to_invite(seen)
    shown = request.GET.get("show", "")
    asked = shown if shown in InvitationState.values else ""
    form = InviteForm(request.POST or None, until=_until(request))
    if request.method == "POST" and (done := _invite(request, form)):
        return done
    invited = bool(asked or shown == "all") and request.method != "POST"
    page = page_of(request, queries.invitations(seen, stage=asked) if invited else waiting)
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": _invited(request, page) if invited else _waiting(request, page),
        "invited": invited,
        "asked": asked,
        "waiting": waiting.count(),
        "tally": [(state, counts[state]) for state in SHOWN if counts.get(state)],
        "made": sum(counts.values()),
        "orders": _orders(request),
        "by_hand": by_hand(seen).count(),
        "has_terms": InvitationTerms.objects.exists(),
        "may_invite": rules.may_invite(seen),
        "ticked": set(keys_in(request.POST.getlist("delegate"))),
    }
    status = 422 if request.method == "POST" else 200
    return render_page(request, "delegates/invitation_list.html", context, status=status)


def _until(request: HtmxHttpRequest) -> Any:
    """The usual last day, or the day before the convening begins where that is sooner."""
    usual = today() + timedelta(days=terms_of(request.convening).days_to_answer)
    return max(today(), min(usual, request.convening.starts_on - timedelta(days=1)))


def _orders(request: HtmxHttpRequest) -> int:
    rows = queries.invitations(request.standing, stage=InvitationState.MADE)
    return rows.filter(channel=Channel.EMAIL, expires_at__gt=now()).count()


def _invite(request: HtmxHttpRequest, form: InviteForm) -> HttpResponse | None:
    """Invite those who are ticked, or all; None where it was refused."""
    require(rules.may_invite(request.standing))
    chosen = keys_in(request.POST.getlist("delegate"))
    if "everybody" in request.POST:
        chosen = list(queries.to_invite(request.standing).values_list("pk", flat=True))
    if not form.done(actions.invite, convening=request.convening, delegates=chosen, by=request.user):
        return None
    count = len(set(chosen))
    said = ngettext("%(count)s invitation is made.", "%(count)s invitations are made.", count)
    messages.success(request, said % {"count": count} + " " + _("Look at a letter, then let them go out."))
    return redirect(f"{here('delegates:invitation-list')}?show=made")


def _waiting(request: HtmxHttpRequest, page: Page) -> list[dict[str, Any]]:
    delegates: list[Delegate] = list(page.object_list)
    names = open_identities(request.user, delegates, SeenOn.INVITATIONS)
    return [{"delegate": one, "name": name_in(names, one.pk)} for one in delegates]


def _invited(request: HtmxHttpRequest, page: Page) -> list[dict[str, Any]]:
    rows: list[Invitation] = list(page.object_list)
    names = open_identities(request.user, [row.delegate for row in rows], SeenOn.INVITATIONS)
    failed = given_up([row.delegate_id for row in rows])
    return [
        {
            "invitation": row,
            "delegate": row.delegate,
            "name": name_in(names, row.delegate_id),
            "stage": InvitationState(row.stage),  # type: ignore[attr-defined]
            "failed": row.pk in failed and row.sent_at is None,
        }
        for row in rows
    ]


@organiser_page
@require_POST
def invitation_order(request: HtmxHttpRequest) -> HttpResponse:
    """Let the e-mails go out."""
    try:
        count = actions.order_mail(convening=request.convening, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(count)s e-mail is on its way.", "%(count)s e-mails are on their way.", count)
        messages.success(request, said % {"count": count})
    return redirect(f"{here('delegates:invitation-list')}?show=all")


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """One invitation: the letter, the message, more days, another way."""
    invitation = queries.access_invitation(request.user, pk)
    may = rules.may_invite(request.standing)
    do = request.POST.get("do", "")
    extend = ExtendForm(request.POST if do == "extend" else None, prefix="extend")
    another = AnotherWayForm(
        request.POST if do == "another" else None, prefix="another", initial={"channel": invitation.channel}
    )
    if request.method == "POST":
        require(may)
        if _done(do, invitation, extend, another, request):
            messages.success(request, _("Done."))
            return redirect(here("delegates:invitation-detail", pk=pk))
    context = _detail(request, invitation) | {"may_invite": may, "extend": extend, "another": another}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "delegates/invitation_detail.html", context, status=status)


def _done(
    do: str, invitation: Invitation, extend: ExtendForm, another: AnotherWayForm, request: HtmxHttpRequest
) -> bool:
    if do == "extend":
        return extend.done(actions.extend, invitation=invitation, by=request.user)
    if do == "another":
        return another.done(actions.send_another_way, invitation=invitation, by=request.user)
    return False


def _detail(request: HtmxHttpRequest, invitation: Invitation) -> dict[str, Any]:
    delegate, named = invitation.delegate, False
    seen = request.standing
    identity = None
    if rules.may_read(seen, delegate, Kept.IDENTITY):
        identity, named = open_identity(request.user, delegate, SeenOn.INVITATION), True
    waiting = (
        invitation.dispatches.filter(sent_at=None, stopped_at=None).exclude(channel=Channel.EMAIL).first()
    )
    marked = invitation.dispatches.filter(sent_by__isnull=False).order_by("-sent_at").first()
    said = None
    if waiting and rules.may_invite(seen):
        link = queries.links_by_delegate([delegate.pk], now()).get(delegate.pk)
        waiting.delegate, waiting.invitation = delegate, invitation
        said = words(waiting, identity, link, delegate.language)
    return {
        "invitation": invitation,
        "delegate": delegate,
        "name": called(delegate, identity) if named else "",
        "named": named,
        "stage": InvitationState(invitation.stage),  # type: ignore[attr-defined]
        "dispatch": waiting,
        "marked": None if waiting or not rules.may_invite(seen) else _taken_back(marked, invitation),
        "said": said,
        "answerable": queries.is_answerable(invitation),
    }


def _taken_back(marked: Dispatch | None, invitation: Invitation) -> Dispatch | None:
    """What was marked as sent by hand, if that can be taken back."""
    if marked is None:
        return None
    marked.delegate, marked.invitation = invitation.delegate, invitation
    return marked if is_taken_back_easily(marked) else None
