"""Which kind of file an upload is, judged by its content; its name only chooses between text and table."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from pendopo.core.errors import UnknownFileType

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MARKUP = re.compile(r"<\s*(?:!doctype|html|head|body|svg|script|iframe|\?xml|\?php)\b|^#!", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that we keep."""

    extension: str
    content_type: str
    picture: bool = False


PDF = Kind(".pdf", "application/pdf")
PNG = Kind(".png", "image/png", picture=True)
JPEG = Kind(".jpg", "image/jpeg", picture=True)
WEBP = Kind(".webp", "image/webp", picture=True)
DOCX = Kind(".docx", _OFFICE + "wordprocessingml.document")
XLSX = Kind(".xlsx", _OFFICE + "spreadsheetml.sheet")
ODT = Kind(".odt", "application/vnd.oasis.opendocument.text")
CSV = Kind(".csv", "text/csv; charset=utf-8")
TXT = Kind(".txt", "text/plain; charset=utf-8")
_BY_SIGNATURE = {kind.content_type: kind for kind in (PDF, PNG, JPEG, WEBP)}
_TEXTS = {".csv": CSV, ".txt": TXT}
ACCEPT = ".pdf,.png,.jpg,.jpeg,.webp,.docx,.xlsx,.odt,.csv,.txt"


def kind_of(content: IO[bytes], name: str) -> Kind:
    """The kind of `content`, or UnknownFileType for whatever is not on the list."""
    content.seek(0)
    head = content.read(8192)
    archive = head.startswith(b"PK\x03\x04")
    kind = _zipped(content) if archive else _signed(head) or _written(content, name)
    if kind is None:
        raise UnknownFileType(filename=name)
    return kind


def _signed(head: bytes) -> Kind | None:
    import filetype

    guess = filetype.guess(head)
    return _BY_SIGNATURE.get(guess.mime) if guess else None


def _zipped(content: IO[bytes]) -> Kind | None:
    """Office documents are archives; one with macros or more than 5000 parts is not accepted."""
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as archive:
            names = set(archive.namelist())
            if len(names) > 5000 or any(name.lower().endswith("vbaproject.bin") for name in names):
                return None
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return (
                    ODT if archive.read("mimetype").decode("ascii", "replace") == ODT.content_type else None
                )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def _written(content: IO[bytes], name: str) -> Kind | None:
    """Plain text in UTF-8 without markup that a browser could run."""
    kind = _TEXTS.get(PurePath(name).suffix.lower())
    if kind is None:
        return None
    content.seek(0)
    try:
        text = content.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) or _MARKUP.search(text) else kind
