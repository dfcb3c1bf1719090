"""Rows that every room shares: the base record, the log of events, and attachments."""

import secrets
from uuid import UUID

from django.db import models

from pendopo.core.addresses import address
from pendopo.core.ids import uuid7


class Record(models.Model):
    """A row with a key that sorts by time, and the moment it was made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        abstract = True


class AuditEvent(models.Model):
    """One thing that happened; written by `core.audit.record` only, refused any change by the database."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40)
    convening_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_by_object"),
            models.Index(fields=["convening_id", "seq"], name="audit_by_convening"),
        ]


class AuditHead(models.Model):
    """The newest link of the chain: one row, locked while the next event is written."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)


def random_place(instance: models.Model, filename: str) -> str:
    """A place in the media directory that nobody can guess and no name can steer."""
    name = secrets.token_hex(20)
    return f"attachments/{name[:2]}/{name}"


class Attachment(Record):
    """A file that belongs to a row of another app; `core.attachments.store` makes it."""

    convening_id = models.UUIDField(null=True)
    owner_type = models.CharField(max_length=80)
    owner_id = models.UUIDField()
    filename = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=random_place, max_length=120)
    uploaded_by = models.UUIDField(null=True)
    public = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["owner_type", "owner_id"], name="attachment_by_owner")]

    def get_absolute_url(self) -> str:
        """Where the file can be fetched by those who may."""
        return attachment_url(self.pk)


def attachment_url(pk: UUID) -> str:
    """Where the attachment with this key can be fetched by those who may."""
    return address("core:attachment", pk=pk)
