"""How a run gets to the workers."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from pendopo.runs.models import Run
from pendopo.runs.registry import hand_to_workers


def queue(run: Run) -> None:
    """Hand the run to the workers once this transaction is committed.

    The heartbeat of a waiting run says when this was: where the hand-over got lost, it is repeated.
    """
    run.heartbeat = timezone.now()
    run.save(update_fields=["heartbeat"])
    transaction.on_commit(partial(hand_to_workers, str(run.pk)), robust=True)
