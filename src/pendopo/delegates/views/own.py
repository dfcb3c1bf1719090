"""The own pages of a delegate, and what the desk sees of one person's data."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pendopo.convenings.http import desk_page
from pendopo.core.documents import document_response, render_pdf
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.times import now, short_date, today
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions import own as actions
from pendopo.delegates.actions.invitation import mark_opened
from pendopo.delegates.enums import DelegateState, Kept, SeenOn
from pendopo.delegates.forms.consent import RiskNoteForm
from pendopo.delegates.models import Delegate, OwnLink
from pendopo.delegates.queries import own as queries
from pendopo.delegates.queries.consent import consents_of, told_words
from pendopo.delegates.queries.delegate import access_delegate, open_identity
from pendopo.delegates.queries.form import stages_of
from pendopo.delegates.queries.invitation import NOT_INVITED, own_invitation
from pendopo.delegates.queries.looks import looks_at
from pendopo.delegates.queries.on_behalf import filled_for
from pendopo.delegates.queries.retention import days_kept
from pendopo.delegates.queries.selection import chance_of
from pendopo.delegates.views.door import Visit, own_page, proven_only
from pendopo.delegates.views.gate import close_door


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HtmxHttpRequest, visit: Visit) -> HttpResponse:
    """Where I stand: what is asked of me now, and the ways to my data."""
    if request.method == "POST":
        return close_door(redirect(request.path), visit.link)
    delegate = visit.delegate
    stages = stages_of(delegate, today())
    if not visit.proven:
        return redirect(here("delegates:own-register", token=visit.token))
    beside = queries.beside(delegate)
    context: dict[str, Any] = {
        "visit": visit,
        "identity": queries.identity_of(delegate),
        "stages": stages,
        "state": queries.state_word(delegate),
        "state_mark": _mark(delegate),
        "merged": delegate.state == DelegateState.MERGED,
        "chance": chance_of(delegate) if beside.chance else None,
        "filled": filled_for(delegate, most=3) if beside.filled else [],
    }
    context |= own_invitation(delegate) if beside.invitation else NOT_INVITED
    if context["invitation"] and request.method == "GET":
        mark_opened(context["invitation"])
    return render_page(request, "delegates/own_home.html", context)


def _mark(delegate: Delegate) -> str:
    held = {DelegateState.SELECTED, DelegateState.CONFIRMED, DelegateState.ATTENDED}
    if delegate.state in held:
        return "ok"
    return "todo" if delegate.state in (DelegateState.CANCELLED, DelegateState.DECLINED) else "run"


@own_page
@proven_only
@require_safe
def data(request: HtmxHttpRequest, visit: Visit) -> HttpResponse:
    """Everything that is held, opened, and who looked at it."""
    held = queries.held_about(visit.delegate)
    groups = [(kind, [row for row in held if row.kind == kind]) for kind in Kept]
    context = {
        "visit": visit,
        "groups": [(kind.label, rows) for kind, rows in groups if rows],
        "looks": looks_at(visit.delegate),
        "filled": filled_for(visit.delegate),
        "consents": [(row, told_words(row.noticed)) for row in consents_of(visit.delegate)],
    }
    return render_page(request, "delegates/own_data.html", context)


@own_page
@proven_only
@require_safe
def data_json(request: HtmxHttpRequest, visit: Visit) -> HttpResponse:
    """The same as a file that programs read."""
    text = json.dumps(
        queries.as_document(visit.delegate), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
    )
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{visit.delegate.code}.json"'
    return response


@own_page
@proven_only
@require_safe
def data_pdf(request: HtmxHttpRequest, visit: Visit) -> HttpResponse:
    """The same on paper."""
    delegate = visit.delegate
    facts = [[f"{row.kind.label}: {row.label}", row.value] for row in queries.held_about(delegate)]
    given = [row for row in consents_of(delegate) if not row.withdrawn_at]
    facts += [[_("Agreed to"), f"{row.text.text} ({short_date(row.given_at)})"] for row in given]
    facts += [[_("Looked at by"), seen.sentence] for seen in looks_at(delegate)]
    facts += [
        [_("Filled in for you by"), f"{one.role}: {one.row.get_stage_display()}, {short_date(one.row.at)}"]
        for one in filled_for(delegate)
    ]
    paper = {
        "title": _("What is held about you"),
        "letterhead": [{"name": delegate.convening.title, "lines": []}],
        "text": _("As of %(day)s. You may correct or erase it by your own link.")
        % {"day": short_date(now())},
        "facts": facts,
    }
    return document_response(render_pdf("core/documents/letter.typ", paper), delegate.code, "pdf")


@own_page
@proven_only
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HtmxHttpRequest, visit: Visit) -> HttpResponse:
    """Say what is erased and what has to stay, and do it."""
    if request.method == "POST":
        if "sure" not in request.POST:
            context = {"visit": visit, "missing": True, "days": days_kept(visit.delegate.convening)}
            return render_page(request, "delegates/own_erase.html", context, status=422)
        actions.erase_person(delegate=visit.delegate)
        return close_door(render_page(request, "delegates/own_erased.html", {"visit": visit}), visit.link)
    return render_page(request, "delegates/own_erase.html", {"visit": visit})


# At the desk.


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def personal(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The data of one person by kind; each opening is a press of a button, and is written down."""
    delegate = access_delegate(request.user, pk, to="see")
    kinds = [kind for kind in Kept if rules.may_read(request.standing, delegate, kind)]
    if not kinds:
        raise Http404("Not for this reader.")
    opened, rows = request.POST.get("kind", ""), []
    if request.method == "POST":
        if opened not in kinds:
            raise Http404("Not for this reader.")
        rows = _open(request, delegate, Kept(opened))
    context = {
        "delegate": delegate,
        "kinds": kinds,
        "opened": Kept(opened).label if opened else "",
        "rows": rows,
        "looks": looks_at(delegate, most=20),
        "may_note": rules.may_look_after(request.standing),
    }
    return render_page(request, "delegates/own_personal.html", context)


def _open(request: HtmxHttpRequest, delegate: Delegate, kind: Kept) -> list[tuple[str, str]]:
    if kind == Kept.IDENTITY:
        identity = open_identity(request.user, delegate, SeenOn.PERSONAL)
        return queries.identity_words(identity)
    actions.open_sealed(delegate=delegate, kind=kind, by=request.user, page=SeenOn.PERSONAL)
    return [(row.label, row.value) for row in queries.sealed_words(delegate, (kind,))]


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def risk_note(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Write what must be heeded so that nobody is hurt."""
    delegate = access_delegate(request.user, pk, to=Kept.RISK)
    back = here("delegates:personal", pk=pk)
    if "remove" in request.POST:
        actions.erase_risk_note(delegate=delegate, by=request.user)
        messages.success(request, _("The note is erased."))
        return redirect(back)
    if request.method == "POST":
        form = RiskNoteForm(request.POST)
    else:
        held = actions.open_sealed(delegate=delegate, kind=Kept.RISK, by=request.user, page=SeenOn.RISK_NOTE)
        form = RiskNoteForm(initial=held)
    if form.is_bound and form.done(actions.write_risk_note, delegate=delegate, by=request.user):
        messages.success(request, _("The note is saved. Only the secretariat can open it, and the person."))
        return redirect(back)
    context = {"form": form, "delegate": delegate, "back": back}
    return render_page(request, "delegates/own_risk.html", context, status=422 if form.is_bound else 200)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def own_link(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """The personal link of one delegate: make it, take it back, and the text to send."""
    delegate = access_delegate(request.user, pk, to=Kept.NEEDS)
    if request.method == "POST":
        actions.make_own_link(delegate=delegate, by=request.user)
        messages.success(request, _("The link is ready. Send it to this person only."))
        return redirect(here("delegates:own-link", pk=pk))
    rows = queries.links_of(delegate)
    current = next((row for row in rows if row.is_open(now())), None)
    context: dict[str, Any] = {
        "delegate": delegate,
        "link": current,
        "asks": queries.question_of(delegate),
        "older": [row for row in rows if row is not current],
    }
    if current:
        context |= {"address": _address(request, current), "text": _invitation(request, delegate, current)}
    return render_page(request, "delegates/own_link.html", context)


def _address(request: HtmxHttpRequest, link: OwnLink) -> str:
    return request.build_absolute_uri(here("delegates:own-home", token=queries.token_of(link)))


def _invitation(request: HtmxHttpRequest, delegate: Delegate, link: OwnLink) -> str:
    said = {
        "convening": delegate.convening.title,
        "link": _address(request, link),
        "day": short_date(link.expires_at),
    }
    return (
        _(
            "You are invited to register for %(convening)s: %(link)s\nThis link is for you alone and works "
            "until %(day)s. Please do not pass it on."
        )
        % said
    )


@desk_page
@require_POST
def own_link_revoke(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Take a link back."""
    link = OwnLink.objects.select_related("delegate__convening").filter(pk=pk).first()
    if link is None:
        raise Http404("No such link here.")
    access_delegate(request.user, link.delegate_id, to=Kept.NEEDS)
    try:
        actions.revoke_own_link(link=link, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The link opens nothing any more."))
    return redirect(here("delegates:own-link", pk=link.delegate_id))
