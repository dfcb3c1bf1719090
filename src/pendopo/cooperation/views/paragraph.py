"""Paragraphs of minutes: add, save (also by script), remove, and the remarks about them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from pendopo.convenings.http import desk_page, organiser_page
from pendopo.cooperation.actions import paragraph as writes
from pendopo.cooperation.errors import StaleParagraph
from pendopo.cooperation.forms.minutes import CommentForm, ParagraphForm
from pendopo.cooperation.models import Minutes, Paragraph
from pendopo.cooperation.queries.diff import word_diff
from pendopo.cooperation.queries.meeting import access_agenda_item
from pendopo.cooperation.queries.minutes import access_comment, access_minutes, access_paragraph
from pendopo.cooperation.views.button import press
from pendopo.cooperation.views.minutes import minutes_page, minutes_url
from pendopo.core.errors import DomainError
from pendopo.core.http import HtmxHttpRequest, add_refusal, render_page
from pendopo.core.times import clock


def _at(minutes: Minutes, pk: Any) -> str:
    return f"{minutes_url(minutes)}#p-{pk}"


@require_http_methods(["POST"])
@organiser_page
def paragraph_add(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    item = access_agenda_item(request.user, pk)
    minutes = access_minutes(request.user, item.meeting_id, to="write")
    try:
        made = writes.add_paragraph(minutes=minutes, agenda_item=item, by=request.user)
    except DomainError as error:
        return press(request, _raise(error), back=minutes_url(minutes))
    return redirect(_at(minutes, made.pk))


def _raise(error: DomainError) -> Any:
    def act() -> None:
        raise error

    return act


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def paragraph_save(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    """Save one paragraph: JSON for the script of the page, a page or a redirect for a plain form."""
    paragraph = access_paragraph(request.user, pk, to="write")
    if request.method != "POST":
        return redirect(_at(paragraph.minutes, pk))
    form = ParagraphForm(request.POST)
    if not form.is_valid():
        return _refused(request, paragraph, form, " ".join(_sentences(form)))
    try:
        saved = writes.save_paragraph(paragraph=paragraph, by=request.user, **form.cleaned_data)
    except StaleParagraph as stale:
        return _both_texts(request, stale, form)
    except DomainError as error:
        return _refused(request, paragraph, form, str(error))
    if request.accepts("text/html"):
        return redirect(_at(paragraph.minutes, pk))
    return JsonResponse({"revision": saved.revision, "clock": clock(saved.saved_at)})


def _sentences(form: ParagraphForm) -> list[str]:
    return [str(sentence) for sentences in form.errors.values() for sentence in sentences]


def _both_texts(request: HtmxHttpRequest, stale: StaleParagraph, form: ParagraphForm) -> HttpResponse:
    """Nobody's text is lost: the writer sees both and chooses."""
    theirs: Paragraph = stale.data["paragraph"]
    texts = {"text_ind": theirs.text_ind or "", "text_en": theirs.text_en or ""}
    if not request.accepts("text/html"):
        answer = {"sentence": str(stale), "revision": theirs.revision, **texts}
        return JsonResponse(answer, status=409)
    mine = ParagraphForm(initial={**form.cleaned_data, "revision": theirs.revision})
    pairs = (
        ("id", texts["text_ind"], form.cleaned_data["text_ind"]),
        ("en", texts["text_en"], form.cleaned_data["text_en"]),
    )
    context = {
        "sentence": str(stale),
        "paragraph": theirs,
        "minutes": theirs.minutes,
        "form": mine,
        "stale": True,
        "changes": [(lang, word_diff(a, b)) for lang, a, b in pairs if a != b],
    }
    return render_page(request, "cooperation/minutes_conflict.html", context, status=409)


def _refused(
    request: HtmxHttpRequest, paragraph: Paragraph, form: ParagraphForm, sentence: str
) -> HttpResponse:
    if not request.accepts("text/html"):
        return JsonResponse({"sentence": sentence}, status=422)
    minutes = paragraph.minutes
    context = {"sentence": sentence, "paragraph": paragraph, "minutes": minutes, "form": form, "stale": False}
    return render_page(request, "cooperation/minutes_conflict.html", context, status=422)


@require_http_methods(["POST"])
@organiser_page
def paragraph_remove(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    paragraph = access_paragraph(request.user, pk, to="write")
    back = minutes_url(paragraph.minutes) + "#discussion"
    return press(request, lambda: writes.remove_paragraph(paragraph=paragraph, by=request.user), back=back)


@require_http_methods(["POST"])
@desk_page
def comment_add(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    paragraph = access_paragraph(request.user, pk, to="comment")
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            writes.comment_on_paragraph(paragraph=paragraph, by=request.user, **form.cleaned_data)
        except DomainError as error:
            add_refusal(form, error)
        else:
            return redirect(_at(paragraph.minutes, pk))
    return minutes_page(request, paragraph.minutes, status=422, comment_form=form, commented=paragraph.pk)


@require_http_methods(["POST"])
@desk_page
def comment_resolve(request: HtmxHttpRequest, pk: UUID) -> HttpResponse:
    comment = access_comment(request.user, pk)
    back = _at(comment.paragraph.minutes, comment.paragraph_id)
    return press(request, lambda: writes.resolve_comment(comment=comment, by=request.user), back=back)
