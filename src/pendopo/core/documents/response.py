"""The response that hands a paper to the reader."""

from typing import Literal

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def document_response(content: bytes, filename: str, kind: Literal["pdf", "docx"]) -> HttpResponse:
    """A download named after `filename`, with or without its ending; shared caches keep nothing."""
    stem = slugify(filename.removesuffix(f".{kind}")) or "document"
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = content_disposition_header(True, f"{stem}.{kind}") or "attachment"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
