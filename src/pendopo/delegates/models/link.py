"""What links have in common that open a page to somebody without an account."""

from datetime import datetime

from django.db import models

from pendopo.core.models import Record


class Link(Record):
    """A link that works for a time; wrong answers to its question are counted, and too many shut it."""

    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    missed = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def is_open(self, moment: datetime) -> bool:
        """True while the link may still be used."""
        return self.revoked_at is None and moment < self.expires_at
