"""The link with which one delegate reaches the own pages, without an account."""

from typing import Any

from django.conf import settings
from django.db import models
from django_scopes import ScopedManager

from pendopo.delegates.models.delegate import Delegate
from pendopo.delegates.models.link import Link


class OwnLink(Link):
    """One personal link of one delegate."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="own_links")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: Any = ScopedManager(convening="delegate__convening")

    class Meta:
        ordering = ["-created_at", "-pk"]
