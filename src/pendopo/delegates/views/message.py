"""Messages to groups, and the list of what somebody sends by hand."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pendopo.convenings.http import page_for
from pendopo.convenings.views.base import page_of
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.times import now
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions import message as actions
from pendopo.delegates.actions.invitation import mark_sent, take_back_sent
from pendopo.delegates.enums import Channel, DispatchKind, SeenOn
from pendopo.delegates.forms.message import MessageForm
from pendopo.delegates.models import Delegate, Dispatch, Message
from pendopo.delegates.queries import message as queries
from pendopo.delegates.queries.delegate import name_in, open_identities
from pendopo.delegates.queries.dispatch import Words, access_dispatch, by_hand, is_taken_back_easily, words
from pendopo.delegates.queries.invitation import links_by_delegate

writer_page = page_for(rules.may_invite)


@writer_page
@require_safe
def message_list(request: HtmxHttpRequest) -> HttpResponse:
    """The messages and how far each is."""
    page = page_of(request, queries.messages_with_progress())
    context = {"page": page, "by_hand": by_hand(request.standing).count()}
    return render_page(request, "delegates/message_list.html", context)


@writer_page
@require_http_methods(["GET", "HEAD", "POST"])
def message_new(request: HtmxHttpRequest) -> HttpResponse:
    """Write a message."""
    return _form_page(request, None)


@writer_page
@require_http_methods(["GET", "HEAD", "POST"])
def message_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Change a message that was not sent yet."""
    message = queries.access_message(request.user, pk)
    if message.sent_at:
        return redirect(here("delegates:message-detail", pk=pk))
    return _form_page(request, message)


def _form_page(request: HtmxHttpRequest, message: Message | None) -> HttpResponse:
    form = MessageForm(request.POST or None, message=message)
    kept: list[Message] = []

    def write(**said: Any) -> None:
        kept.append(
            actions.write_message(convening=request.convening, by=request.user, message=message, **said)
        )

    if form.done(write):
        return redirect(here("delegates:message-detail", pk=kept[0].pk))
    context = {"form": form, "message": message}
    status = 422 if form.is_bound else 200
    return render_page(request, "delegates/message_form.html", context, status=status)


@writer_page
@require_safe
def message_detail(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Before sending: to how many, and how it reads for one of them; afterwards: how far it is."""
    message = queries.access_message(request.user, pk)
    context: dict[str, Any] = {
        "message": message,
        "group": queries.group_words(request.convening, message.group),
    }
    if message.sent_at is None:
        people = queries.group_of(request.convening, message.group)
        context |= {
            "reach": queries.reach_of(request.convening, message.group),
            "previews": _previews(request, message, queries.first_reached(list(people))),
        }
    else:
        context["waiting"] = by_hand(request.standing, message=message.pk).count()
    return render_page(request, "delegates/message_detail.html", context)


def _previews(request: HtmxHttpRequest, message: Message, one: Delegate | None) -> list[tuple[str, Words]]:
    """How the message reads for the first of the group, in both languages."""
    if one is None:
        return []
    identity = open_identities(request.user, [one], SeenOn.MESSAGE).get(one.pk)
    dispatch = Dispatch(delegate=one, kind=DispatchKind.MESSAGE, message=message)
    link = _("(their own link)")
    return [(lang, words(dispatch, identity, link, lang)) for lang in ("id", "en")]


@writer_page
@require_POST
def message_send(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Send it to as many people as the page showed."""
    message = queries.access_message(request.user, pk)
    try:
        expected = int(request.POST.get("expected", ""))
    except ValueError:
        expected = -1
    try:
        count = actions.send_message(message=message, expected=expected, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        said = ngettext(
            "The message goes to %(count)s person.", "The message goes to %(count)s people.", count
        )
        messages.success(request, said % {"count": count})
    return redirect(here("delegates:message-detail", pk=pk))


@writer_page
@require_safe
def dispatch_list(request: HtmxHttpRequest) -> HttpResponse:
    """What somebody sends by WhatsApp or as a letter, with the text ready; done ones on their own tab."""
    done = request.GET.get("show") == "done"
    rows = by_hand(request.standing, done=done)
    page = page_of(request, rows)
    context = {"page": page, "rows": _ready(request, page, done=done), "done": done}
    return render_page(request, "delegates/message_dispatches.html", context)


def _ready(request: HtmxHttpRequest, page: Page, *, done: bool) -> list[dict[str, Any]]:
    rows: list[Dispatch] = list(page.object_list)
    people = [row.delegate for row in rows]
    names = open_identities(request.user, people, SeenOn.DISPATCHES)
    links = {} if done else links_by_delegate([one.pk for one in people], now())
    return [
        {
            "dispatch": row,
            "kind": row.get_kind_display(),
            "name": name_in(names, row.delegate_id),
            "takes_back": done and is_taken_back_easily(row),
            "letter": row.channel == Channel.LETTER,
            "words": None if done else _words(row, names, links),
        }
        for row in rows
    ]


def _words(row: Dispatch, names: dict[UUID, Any], links: dict[UUID, Any]) -> Words:
    return words(row, names.get(row.delegate_id), links.get(row.delegate_id), row.delegate.language)


@writer_page
@require_POST
def dispatch_sent(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Say that one went out."""
    dispatch = access_dispatch(request.user, pk)
    try:
        mark_sent(dispatch=dispatch, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(code)s is marked as sent.") % {"code": dispatch.delegate.code})
    return _back(request, "?page=")


@writer_page
@require_POST
def dispatch_take_back(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Say that one did not go out after all."""
    dispatch = access_dispatch(request.user, pk)
    try:
        take_back_sent(dispatch=dispatch, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        said = _("%(code)s is no longer marked as sent, and waits to be sent again.")
        messages.success(request, said % {"code": dispatch.delegate.code})
    return _back(request, "?show=done&page=")


def _back(request: HtmxHttpRequest, page: str) -> HttpResponse:
    """The same page of the list as before."""
    number = request.POST.get("page", "")
    return redirect(f"{here('delegates:dispatch-list')}{page}{number if number.isdigit() else 1}")
