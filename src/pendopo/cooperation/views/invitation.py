"""Invitation letters: write, change, mark as sent, and the paper itself."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from pendopo.convenings.http import desk_page, organiser_page
from pendopo.cooperation.actions import invitation as writes
from pendopo.cooperation.forms.invitation import LetterForm, SentForm, initial_letter
from pendopo.cooperation.models import Meeting
from pendopo.cooperation.queries.meeting import access_letter, access_meeting
from pendopo.cooperation.queries.papers import letter_paper
from pendopo.cooperation.views.button import press
from pendopo.core.documents import document_response, render_docx, render_pdf
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.times import today
from pendopo.core.urls import here

PAPERS = ("pdf", "docx")


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def letter_new(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    meeting = access_meeting(request.user, pk, to="write")
    form = LetterForm(request.POST or None, initial=_usual(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            letter = writes.write_letter(
                meeting=meeting, text=form.text(), recipients=form.addressed(), by=request.user
            )
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("The letter is drafted. Check it as PDF, then mark it as sent."))
            return redirect(here("cooperation:letter-edit", pk=letter.pk))
    context = {"form": form, "meeting": meeting, "letter": None}
    status = 422 if form.is_bound else 200
    return render_page(request, "cooperation/meeting_letter.html", context, status=status)


def _usual(meeting: Meeting) -> dict[str, object]:
    """What most letters say, in both languages, as a start."""
    usual: dict[str, object] = {"dated_on": today(), "signatory_name": meeting.chair_name}
    for lang, column in (("id", "ind"), ("en", "en")):
        with override(lang):
            title = getattr(meeting, f"title_{column}")
            usual[f"subject_{column}"] = _("Invitation: %(title)s") % {"title": title} if title else ""
            usual[f"body_{column}"] = _("We invite you to the meeting described below.")
    return usual


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def letter_edit(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    letter = access_letter(request.user, pk, to="write")
    form = LetterForm(request.POST or None, initial=initial_letter(letter))
    if request.method == "POST" and form.is_valid():
        try:
            writes.edit_letter(letter=letter, text=form.text(), recipients=form.addressed(), by=request.user)
        except DomainError as error:
            add_refusal(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(here("cooperation:letter-edit", pk=pk))
    context = {"form": form, "meeting": letter.meeting, "letter": letter}
    context["sent_form"] = SentForm(initial={"on": today()})
    context["addressees"] = letter.addressees.select_related("organisation", "unit")
    status = 422 if form.is_bound else 200
    return render_page(request, "cooperation/meeting_letter.html", context, status=status)


@require_http_methods(["POST"])
@organiser_page
def letter_sent(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    letter = access_letter(request.user, pk, to="write")
    form = SentForm(request.POST)
    back = here("cooperation:letter-edit", pk=pk)
    if not form.is_valid():
        messages.error(request, _("Enter the day on which the letter was sent."))
        return redirect(back)
    on = form.cleaned_data["on"]
    said = _("The letter is marked as sent. Those invited now see the meeting.")
    return press(
        request, lambda: writes.mark_letter_sent(letter=letter, on=on, by=request.user), back=back, said=said
    )


@require_safe
@desk_page
def letter_paper_page(request: HtmxHttpRequest, pk: UUID, language: str, kind: str) -> HttpResponse:
    letter = access_letter(request.user, pk, to="read")
    if language not in ("id", "en") or kind not in PAPERS:
        raise Http404
    data = letter_paper(letter, language)
    name = f"{data['title']}-{letter.number}-{language}"
    if kind == "pdf":
        return document_response(render_pdf("core/documents/letter.typ", data), name, "pdf")
    return document_response(render_docx("core/documents/letter.json", data), name, "docx")
