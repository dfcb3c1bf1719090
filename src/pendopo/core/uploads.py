"""Uploads refused while they arrive: a file above the limit never reaches the memory or the disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    MemoryFileUploadHandler,
    StopUpload,
    TemporaryFileUploadHandler,
)
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import MultiValueDict


class RefusedUpload(SimpleUploadedFile):
    """Stands for a file that was too large: it has its name and size, but not its content."""

    def __init__(self, name: str, size: int) -> None:
        super().__init__(name, b"")
        self.size = size


class BoundedUpload(FileUploadHandler):
    """Reads a request that is larger than one file may be, and leaves all smaller ones to Django."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[QueryDict, MultiValueDict[str, UploadedFile]] | None:
        """The form with a RefusedUpload in the place of each file above the limit."""
        if content_length <= settings.ATTACHMENT_MAX_BYTES:
            return None
        counting = _Counting(self.request, content_length)
        handlers = [counting, MemoryFileUploadHandler(self.request), TemporaryFileUploadHandler(self.request)]
        post, files = MultiPartParser(META, input_data, handlers, encoding).parse()
        if counting.stopped:
            files.appendlist(
                counting.field_name or "", RefusedUpload(counting.file_name or "", content_length)
            )
        return post, files

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class _Counting(FileUploadHandler):
    """Passes chunks on until a file exceeds the limit.

    The rest of a moderately large request is read and dropped, so that the fields after the file arrive too.
    Of a huge one (more than four times the limit) nothing more is read: only fields before it arrive.
    """

    def __init__(self, request: Any, content_length: int) -> None:
        super().__init__(request)
        self.limit = settings.ATTACHMENT_MAX_BYTES
        self.huge = content_length > 4 * self.limit
        self.stopped = False
        self.size = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.size += len(raw_data)
        if self.size <= self.limit:
            return raw_data
        if self.huge:
            self.stopped = True
            raise StopUpload(connection_reset=True)
        return None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return RefusedUpload(self.file_name or "", self.size) if self.size > self.limit else None
