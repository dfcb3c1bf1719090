"""What the queue remembers of work that is over goes after a while, and nothing else goes with it."""

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from pendopo.runs.actions import prune
from pendopo.runs.models import Run
from pendopo.runs.tasks import prune as job

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 5, 5, 3, 0, tzinfo=UTC)


def account(status, days=None):
    """One row of the queue whose work ended so many days ago."""
    ended = None if days is None else NOW - timedelta(days=days)
    return DBTaskResult.objects.create(
        status=status,
        task_path="pendopo.runs.tasks.execute",
        backend_name="default",
        queue_name="runs",
        args_kwargs={"args": [], "kwargs": {}},
        finished_at=ended,
        exception_class_path="",
        traceback="",
        return_value=None,
        run_after=NOW - timedelta(days=400),
    )


@pytest.mark.parametrize(
    ("status", "days", "stays"),
    [
        (Status.SUCCESSFUL, 6, True),
        (Status.SUCCESSFUL, 7, False),
        (Status.FAILED, 29, True),
        (Status.FAILED, 30, False),
        (Status.READY, None, True),  # waiting for a year is not over
        (Status.RUNNING, None, True),
    ],
)
def test_only_what_ended_long_ago_goes(status, days, stays):
    account(status, days)

    said = job(lambda: NOW)

    assert DBTaskResult.objects.exists() is stays
    assert said == ("" if stays else "1 accounts of finished work thrown away.")


def test_a_long_neglected_table_goes_in_batches(monkeypatch):
    monkeypatch.setattr(prune, "BATCH", 2)
    for _ in range(5):
        account(Status.SUCCESSFUL, 90)

    assert [prune.prune_tasks(at=NOW) for _ in range(4)] == [2, 2, 1, 0]


def test_what_was_computed_stays_with_its_run(start):
    run = start()
    account(Status.SUCCESSFUL, 90)

    prune.prune_tasks(at=NOW)

    assert Run.objects.filter(pk=run.pk).exists()
