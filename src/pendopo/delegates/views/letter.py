"""What invitation letters say, and the letters as papers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import organiser_page
from pendopo.core.documents import document_response, render_docx, render_pdf
from pendopo.core.http import HtmxHttpRequest, render_page
from pendopo.core.urls import here
from pendopo.delegates import rules
from pendopo.delegates.actions.terms import last_number, set_terms
from pendopo.delegates.enums import InvitationState, Kept, SeenOn
from pendopo.delegates.forms.invitation import TermsForm
from pendopo.delegates.models import Delegate, Identity, Invitation, InvitationTerms
from pendopo.delegates.queries.delegate import open_identities, open_identity
from pendopo.delegates.queries.invitation import access_invitation, invitations
from pendopo.delegates.queries.letter import letter_data, terms_of

TEMPLATE = "delegates/documents/invitations.typ"
MOST_IN_ONE_FILE = 300


@organiser_page
@require_http_methods(["GET", "HEAD", "POST"])
def letter_terms(request: HtmxHttpRequest) -> HttpResponse:
    """Write what every letter says and how it is numbered."""
    if not rules.may_invite(request.standing):
        raise Http404("Only the secretariat writes letters.")
    form = TermsForm(request.POST or None, instance=terms_of(request.convening))
    if form.done(set_terms, convening=request.convening, by=request.user):
        messages.success(request, _("Saved. Letters that went out keep what they said."))
        return redirect(here("delegates:invitation-list"))
    context = {"form": form, "last": last_number(request.convening)}
    return render_page(request, "delegates/letter_terms.html", context, status=422 if form.is_bound else 200)


@organiser_page
@require_safe
def letter_paper(request: HtmxHttpRequest, pk: UUID, language: str, kind: str) -> HttpResponse:
    """One letter in one language, for those who may open the name on it."""
    invitation = access_invitation(request.user, pk)
    known = language in ("id", "en") and kind in ("pdf", "docx")
    if not known or not rules.may_read(request.standing, invitation.delegate, Kept.IDENTITY):
        raise Http404
    identity = open_identity(request.user, invitation.delegate, SeenOn.LETTER)
    data = letter_data(invitation, identity, terms_of(request.convening), language)
    return paper_response(data, f"{invitation.letter}-{language}", kind)


def paper_response(data: dict[str, Any], name: str, kind: str) -> HttpResponse:
    """A letter as a download; its name says the number of the letter and not whose it is."""
    if kind == "docx":
        return document_response(render_docx("core/documents/letter.json", data), name, "docx")
    return document_response(render_pdf(TEMPLATE, data | {"letters": [data]}), name, "pdf")


@organiser_page
@require_safe
def letter_bundle(request: HtmxHttpRequest) -> HttpResponse:
    """The letters that have not gone out, to print at once, each in the language of its reader."""
    if not rules.may_invite(request.standing):
        raise Http404("Only the secretariat prints letters.")
    stage = request.GET.get("show", InvitationState.MADE)
    rows = list(invitations(request.standing, stage=stage).order_by("number")[:MOST_IN_ONE_FILE])
    names = open_identities(request.user, [row.delegate for row in rows], SeenOn.LETTERS)
    terms = terms_of(request.convening)
    letters = [_letter(row, names, terms) for row in rows]
    data = {"title": _("Invitation letters"), "letters": letters}
    return document_response(render_pdf(TEMPLATE, data), _("Invitation letters"), "pdf")


def _letter(row: Invitation, names: dict[UUID, Identity], terms: InvitationTerms) -> dict[str, Any]:
    delegate: Delegate = row.delegate
    delegate.convening = row.convening
    return letter_data(row, names.get(row.delegate_id), terms, delegate.language)
