"""Desk pages of who came: the list at the door, the list to sign, the badges."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pendopo.convenings.http import organiser_page
from pendopo.convenings.rules import Standing
from pendopo.core.documents import document_response, render_pdf
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions.attendance import mark_present, take_mark_back, take_names
from pendopo.delegates.enums import Audience, DelegateState, SeenOn
from pendopo.delegates.models import Delegate
from pendopo.delegates.queries import attendance as queries
from pendopo.delegates.queries.attendance_papers import badge_data, sign_in_data
from pendopo.delegates.queries.delegate import access_delegate, name_in, open_identities
from pendopo.delegates.queries.nomination import matching
from pendopo.delegates.views.selection import step
from pendopo.delegates.views.waiting import part_asked

PER_PAGE = 50
MOST_BADGES = 400  # in one file


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def attendance_list(request: HtmxHttpRequest) -> HttpResponse:
    """Who is expected and who came; one press marks one person, or all that are ticked."""
    if request.method == "POST":
        return _marked(request)
    seen, asked = request.standing, _asked(request)
    rows = queries.expected(seen, asked["part"], missing=bool(asked["missing"]))
    found = matching(seen, asked["q"]) if asked["q"] else []
    if asked["q"]:
        rows = rows.filter(pk__in=found)
    tally = queries.tally(seen, asked["part"])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **asked,
        "audiences": Audience.choices,
        "tally": tally,
        "closed_until": queries.closed_until(request.convening, asked["part"]),
        "page": page,
        "rows": _rows(request, page),
        "without_seat": queries.without_seat(seen, asked["part"], found),
        "may_print": rules.may_name_all(seen),
        "sheets": Paginator(range(tally.coming), MOST_BADGES).page_range,
    }
    return render_page(request, "delegates/attendance.html", context, partial="found")


def _asked(request: HtmxHttpRequest) -> dict[str, str]:
    given = request.POST if request.method == "POST" else request.GET
    return {
        "part": part_asked(request),
        "q": given.get("q", "").strip()[:100],
        "missing": "1" if given.get("missing") else "",
    }


def _back(asked: dict[str, str]) -> str:
    kept = {name: value for name, value in asked.items() if value}
    return f"{here('delegates:attendance')}?{urlencode(kept)}"


def _rows(request: HtmxHttpRequest, page: Page) -> list[dict[str, Any]]:
    delegates: list[Delegate] = list(page.object_list)
    names = open_identities(request.user, delegates, SeenOn.ATTENDANCE)
    return [
        {
            "delegate": row,
            "name": name_in(names, row.pk),
            "came": row.state == DelegateState.ATTENDED,
        }
        for row in delegates
    ]


def _marked(request: HtmxHttpRequest) -> HttpResponse:
    asked = _asked(request)
    what: dict[str, Any] = {"convening": request.convening, "audience": asked["part"], "by": request.user}
    try:
        many = mark_present(delegates=_chosen(request), **what)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        told = ngettext(
            "%(many)s person is marked as present.", "%(many)s people are marked as present.", many
        )
        messages.success(request, told % {"many": many} if many else _("They were marked already."))
    return redirect(_back(asked))


def _chosen(request: HtmxHttpRequest) -> list[UUID]:
    """Whose button was pressed; else those who are ticked."""
    try:
        return [UUID(key) for key in request.POST.getlist("one") or request.POST.getlist("who")]
    except ValueError:
        raise Http404("No such delegate.") from None


@organiser_page
@require_POST
def attendance_back(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Take a mark back."""
    delegate = access_delegate(request.user, pk, "mobilise")
    done = _("%(code)s is not marked as present any more.") % {"code": delegate.code}
    return step(request, _back(_asked(request)), done, take_mark_back, delegate=delegate)


@organiser_page
@require_POST
def sign_in_list(request: HtmxHttpRequest) -> HttpResponse:
    """The list to sign, with those who hold a seat."""
    part = _asked(request)["part"]
    rows = list(queries.expected(_namer(request), part))
    names = take_names(convening=request.convening, rows=rows, page=SeenOn.SIGN_IN, by=request.user)
    data = sign_in_data(request.convening, part, rows, names, request.LANGUAGE_CODE)
    return _paper("sign_in", data)


@organiser_page
@require_POST
def badges(request: HtmxHttpRequest) -> HttpResponse:
    """Badges of those who are ticked, or of all who said that they come, in files of a size that can be printed."""
    part, chosen = _asked(request)["part"], _chosen(request)
    rows = queries.expected(_namer(request), part)
    rows = rows.filter(pk__in=chosen) if chosen else rows.filter(state__in=queries.ON_BADGES)
    printed = list(Paginator(rows, MOST_BADGES).get_page(request.POST.get("sheet")).object_list)
    if not printed:
        messages.error(request, _("Nobody has said that they come yet. Tick those who need a badge."))
        return redirect(_back(_asked(request)))
    names = take_names(convening=request.convening, rows=printed, page=SeenOn.BADGES, by=request.user)
    return _paper("badges", badge_data(request.convening, printed, names))


def _namer(request: HtmxHttpRequest) -> Standing:
    if not rules.may_name_all(request.standing):
        raise Http404("Only the network's leaders print names.")
    return request.standing


def _paper(template: str, data: dict[str, Any]) -> HttpResponse:
    content = render_pdf(f"delegates/documents/{template}.typ", data)
    return document_response(content, data["title"], "pdf")
