"""What the clock throws away: the account that the queue keeps of work that is over.

The library's `prune_db_task_results` deletes everything in one go and knows no clock; here each tick takes a batch,
so that a long neglected table holds up nobody. What a computation found is kept with its run, not here.
"""

from datetime import datetime, timedelta

from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

KEPT = timedelta(days=7)
FAILED_KEPT = timedelta(days=30)  # so that an operator still finds what went wrong
BATCH = 2_000


def prune_tasks(*, at: datetime) -> int:
    """Delete accounts of work that ended a week ago, or failed a month ago; how many were deleted."""
    over = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lte=at - KEPT)
    over |= Q(status=TaskResultStatus.FAILED, finished_at__lte=at - FAILED_KEPT)
    keys = list(
        DBTaskResult.objects.filter(over).order_by("finished_at").values_list("pk", flat=True)[:BATCH]
    )
    return DBTaskResult.objects.filter(pk__in=keys).delete()[0] if keys else 0
