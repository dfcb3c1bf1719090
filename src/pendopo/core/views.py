"""Files on request, and the pages that say what went wrong."""

from typing import Any
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.utils.cache import get_conditional_response
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pendopo.core import attachments
from pendopo.core.models import Attachment


@require_safe
def attachment(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file, for those who may read it; "does not exist" and "not yours" look the same."""
    found = Attachment.objects.filter(pk=pk).first()
    if found is None or not attachments.may_read(request.user, found):
        raise Http404
    etag = f'"{found.sha256}"'
    response = get_conditional_response(request, etag=etag) or _file(found)
    response["ETag"] = etag
    response["Cache-Control"] = "public, max-age=86400" if found.public else "private, max-age=600"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _file(found: Attachment) -> FileResponse:
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    shown = found.content_type.startswith("image/")
    return FileResponse(
        content, as_attachment=not shown, filename=found.filename, content_type=found.content_type
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when the form was larger than we read."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, with a page that needs no database should the usual one fail too."""
    try:
        return error_page(request, 500)
    except Exception:
        return HttpResponse(_bare(500), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose secret does not fit: the page was open too long, or another site sent it."""
    return error_page(
        request, 403, sentence=_("The form was open for too long. Go back, reload and send it again.")
    )


def error_page(request: HttpRequest, status: int, *, sentence: str = "") -> HttpResponse:
    """The page for `status`, with a heading and a sentence that says what to do next."""
    title, usual = _words()[status]
    context: dict[str, Any] = {"status": status, "title": title, "sentence": sentence or usual}
    try:
        return render(request, "web/error.html", context, status=status)
    except TemplateDoesNotExist:
        return HttpResponse(_bare(status), status=status)


def _bare(status: int) -> str:
    title, sentence = _words()[status]
    return format_html(
        '<!doctype html><html lang="{}"><meta charset="utf-8"><title>{}</title><h1>{}</h1><p>{}</p></html>',
        get_language() or "id",
        title,
        title,
        sentence,
    )


def _words() -> dict[int, tuple[str, str]]:
    return {
        400: (_("We cannot read this request"), _("Go back, reload the page and try again.")),
        403: (
            _("This is not open to you"),
            _("Sign in with the account that may do this, or ask the secretariat."),
        ),
        404: (_("There is no such page"), _("Check the address, or start from the home page.")),
        405: (_("This address does not work that way"), _("Go back and use the button or link on the page.")),
        413: (_("This is too large"), _("Send less at once: shorter texts or smaller files.")),
        500: (_("Something broke on our side"), _("Nothing was saved. Try again in a minute.")),
    }
