"""Files that people send: known by their content, bounded, cleaned, and read only by those who may."""

import hashlib
from collections.abc import Callable
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.utils.text import get_valid_filename
from django_scopes import scopes_disabled

from pendopo.core.errors import FileEmpty, FileTooLarge
from pendopo.core.filetypes import Kind, kind_of
from pendopo.core.models import Attachment

if TYPE_CHECKING:
    from pendopo.accounts.models import User

Reader = Callable[[Any, UUID], bool]
_readers: dict[str, Reader] = {}


def store(
    upload: UploadedFile,
    *,
    owner: Model,
    convening_id: UUID | None,
    by: "User | None",
    public: bool = False,
) -> Attachment:
    """Keep an upload for `owner` under a name nobody can guess.

    Raises FileEmpty, FileTooLarge, PictureTooLarge or UnknownFileType; nothing is kept then.
    The caller writes the audit row, since it knows what the file means.
    """
    name = upload.name or "file"
    refuse_size(name, upload.size or 0)
    upload.seek(0)
    kind = kind_of(upload, name)
    content = _cleaned(upload, kind, name)
    attachment = Attachment(
        convening_id=convening_id,
        owner_type=owner._meta.label_lower,
        owner_id=owner.pk,
        filename=_filename(name, kind),
        content_type=kind.content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by=by.pk if by else None,
        public=public,
    )
    attachment.file.save("", ContentFile(content, name=name), save=False)
    attachment.save(force_insert=True)
    return attachment


def refuse_size(name: str, size: int) -> None:
    """Refuse a file without content or above the limit of this installation."""
    if size == 0:
        raise FileEmpty(filename=name)
    if size > settings.ATTACHMENT_MAX_BYTES:
        raise FileTooLarge(filename=name, limit=settings.ATTACHMENT_MAX_BYTES // (1024 * 1024))


def register_reader(owner_type: str, reader: Reader) -> None:
    """Let `reader(user, owner_pk)` decide who may fetch the files of one model, named "app.model"."""
    _readers[owner_type.lower()] = reader


def may_read(user: Any, attachment: Attachment) -> bool:
    """Public files are everybody's; others are for whom the reader of their owner says so, or for no one."""
    if attachment.public:
        return True
    reader = _readers.get(attachment.owner_type)
    if reader is None:
        return False
    with scopes_disabled():
        return bool(reader(user, attachment.owner_id))


def of(owner: Model) -> QuerySet[Attachment]:
    """The files of one row, oldest first."""
    return Attachment.objects.filter(owner_type=owner._meta.label_lower, owner_id=owner.pk).order_by("pk")


def _cleaned(upload: UploadedFile, kind: Kind, name: str) -> bytes:
    if kind.picture:
        from pendopo.core.pictures import redraw

        return redraw(upload, kind, name)
    upload.seek(0)
    return upload.read()


def _filename(name: str, kind: Kind) -> str:
    stem = PurePath(name).stem[:120] or "file"
    return get_valid_filename(f"{stem}{kind.extension}")
