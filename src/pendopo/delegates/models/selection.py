"""From the pool to a panel: chances that everybody can see, and a draw that everybody can repeat."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from pendopo.convenings.models import Convening
from pendopo.core.models import Record
from pendopo.delegates.enums import Audience, DelegateState, SelectionState
from pendopo.delegates.models.delegate import Delegate


class Selection(Record):
    """One selection: the problem, the lottery over panels, the public seed and what it drew.

    `problem`, `lottery` and `drawn` are documents of pendopo.planning.selection; people stand in them under
    pseudonyms that `Chance` resolves, so that they can be published as they are.
    """

    convening = models.ForeignKey(Convening, on_delete=models.CASCADE, related_name="selections")
    audience = models.CharField(_("Part"), max_length=12, choices=Audience.choices)
    number = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField(_("Seats to fill"))
    per_organisation = models.PositiveSmallIntegerField(
        _("At most from one organisation"), null=True, blank=True
    )
    per_household = models.PositiveSmallIntegerField(_("At most of one household"), null=True, blank=True)
    with_nominated = models.BooleanField(_("Also people who are only nominated"), default=False)
    left_out = models.JSONField(default=list)  # keys of quotas that this selection does not keep
    unnamed = models.JSONField(default=list)  # keys of quotas whose meaning is not published
    state = models.CharField(max_length=10, choices=SelectionState.choices, default=SelectionState.DRAFT)
    problem = models.JSONField(default=dict)
    legend = models.JSONField(default=list)  # what the categories of the problem mean, for people
    lottery = models.JSONField(default=dict)
    certificate = models.JSONField(default=dict)  # what is proved; without a lottery, what stands against it
    problem_hash = models.CharField(
        max_length=64, blank=True
    )  # SHA-256 of the files, from the announcement on
    lottery_hash = models.CharField(max_length=64, blank=True)
    drawn = models.JSONField(default=dict)
    run = models.UUIDField(null=True, blank=True)
    seed_source = models.CharField(_("Public source of the seed"), max_length=300, blank=True)
    seed_at = models.DateTimeField(_("When the source will be known"), null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    seed = models.CharField(_("Seed"), max_length=300, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    set_aside_why = models.CharField(_("Why it was set aside"), max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: Any = ScopedManager(convening="convening")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["convening", "audience", "number"], name="selection_number_once")
        ]

    @property
    def chip(self) -> str:
        """The state of its status chip."""
        return SelectionState(self.state).chip

    def pseudonym(self, delegate: UUID) -> str:
        """How a person stands in the published file of this selection; another selection has another one."""
        from pendopo.core.sealing import blind

        return "p" + blind(delegate.hex, f"delegates.selection.{self.pk.hex}")[:16]


class Chance(Record):
    """The chance of one person in one selection, exact to the tickets of the lottery, and whether drawn."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="chances")
    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="chances")
    pseudonym = models.CharField(max_length=17)
    tickets = models.PositiveBigIntegerField()  # of 1,000,000,000
    kept = models.BooleanField(default=False)  # had accepted before
    drawn = models.BooleanField(default=False)
    came_from = models.CharField(max_length=12, choices=DelegateState.choices, blank=True)  # before the draw

    objects: Any = ScopedManager(convening="selection__convening")

    class Meta:
        ordering = ["-tickets", "pseudonym"]
        constraints = [models.UniqueConstraint(fields=["selection", "delegate"], name="chance_once")]
