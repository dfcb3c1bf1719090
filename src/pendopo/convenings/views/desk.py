"""Notices, the report of missing translations, and the log."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings import actions, rules
from pendopo.convenings.http import desk_page, page_for
from pendopo.convenings.queries import log
from pendopo.convenings.queries.access import access_notice
from pendopo.convenings.queries.notice import address_in, notices
from pendopo.convenings.queries.translations import translation_gaps
from pendopo.convenings.views.base import page_of
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here

log_page = page_for(rules.may_read_log)
member_page = page_for(lambda s: bool(s.roles))


@member_page
@require_safe
def notice_list(request: HtmxHttpRequest) -> HttpResponse:
    """One's own notices, newest first."""
    context = {"page": page_of(request, notices(request.user))}
    return render_page(request, "convenings/notice_list.html", context)


@member_page
@require_http_methods(["POST"])
def notices_read(request: HtmxHttpRequest) -> HttpResponse:
    """Mark all of one's own notices as read."""
    actions.mark_notices_read(convening=request.convening, by=request.user)
    messages.success(request, _("All notices are marked as read."))
    return redirect(here("convenings:notice-list"))


@member_page
@require_http_methods(["POST"])
def notice_read(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Mark one notice as read and stay on the list."""
    notice = access_notice(request.user, pk)
    actions.mark_notices_read(convening=request.convening, by=request.user, pk=notice.pk)
    return redirect(here("convenings:notice-list"))


@member_page
@require_http_methods(["POST"])
def notice_open(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Mark one notice as read and lead to what it tells about."""
    notice = access_notice(request.user, pk)
    actions.mark_notices_read(convening=request.convening, by=request.user, pk=notice.pk)
    return redirect(address_in(notice, get_language() or "id") or here("convenings:notice-list"))


@desk_page
@require_safe
def translations(request: HtmxHttpRequest) -> HttpResponse:
    """Which texts exist in one language only, with the way to each."""
    groups = translation_gaps(request.convening)
    context = {"groups": groups, "total": sum(group.rows for group in groups)}
    return render_page(request, "convenings/translations.html", context)


@log_page
@require_safe
def log_list(request: HtmxHttpRequest) -> HttpResponse:
    """What happened in this convening, newest first."""
    asked = {name: request.GET.get(name, "").strip() for name in ("verb", "actor")}
    page = page_of(request, log.events_of(request.convening, **asked))
    context = {
        "page": page,
        "lines": log.in_words(page.object_list),
        "asked": asked,
        "verbs": log.verbs_of(request.convening),
    }
    return render_page(request, "convenings/log.html", context, partial="results")
