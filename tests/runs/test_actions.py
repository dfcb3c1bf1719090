"""Starting, cancelling and repeating a computation."""

import pytest

from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.runs import actions, errors
from pendopo.runs.models import Run

pytestmark = pytest.mark.django_db


def verbs():
    return list(AuditEvent.objects.order_by("seq").values_list("verb", flat=True))


def test_a_run_waits_with_all_that_is_needed_to_repeat_it(start, sari, queue):
    run = Run.objects.get(pk=start().pk)

    assert (run.status, run.asked_by, run.seconds, run.seed, run.workers) == ("queued", sari, 60, 7, 1)
    assert (run.problem, run.problem_format) == (
        {"format": "pendopo.count/1", "numbers": [2, 1]},
        "pendopo.count/1",
    )
    assert verbs() == ["runs.started"]


def test_workers_hear_of_a_run_after_the_commit(start, queue, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run = start()
        before = list(queue)

    assert (before, queue) == ([], [str(run.pk)])


def test_only_those_whom_the_room_names_start_runs(start, tono, rina, hasan, queue):
    for user in (tono, rina):
        with pytest.raises(NotAllowed):
            start(by=user)

    assert (start(by=hasan).asked_by, Run.objects.count()) == (hasan, 1)


@pytest.mark.parametrize(
    ("limit", "error"),
    [
        ({"seconds": 0}, errors.SecondsOutside),
        ({"seconds": 3601}, errors.SecondsOutside),
        ({"seed": -1}, errors.SeedOutside),
        ({"seed": 2**31}, errors.SeedOutside),
        ({"workers": 0}, errors.WorkersOutside),
        ({"kind": "tests.nothing"}, errors.SolverUnknown),
    ],
)
def test_what_no_solver_takes_is_refused(start, queue, limit, error):
    with pytest.raises(error):
        start(**limit)

    assert (Run.objects.count(), verbs()) == (0, [])


def test_a_waiting_run_is_taken_out_of_the_queue(start, hasan, queue):
    run = actions.cancel_run(run=start(), by=hasan)

    assert (run.status, run.result, run.finished_at == run.cancel_asked_at) == ("cancelled", None, True)
    assert (actions.claim_run(run=run), verbs()) == (None, ["runs.started", "runs.cancelled"])


def test_a_computing_run_is_asked_to_stop_once(start, sari, queue):
    held = actions.claim_run(run=start())
    first = actions.cancel_run(run=held, by=sari)

    second = actions.cancel_run(run=held, by=sari)

    assert (first.status, second.cancel_asked_at) == ("running", first.cancel_asked_at)
    assert verbs() == ["runs.started", "runs.cancelled"]


def test_what_has_ended_cannot_be_cancelled(start, sari, queue):
    run = actions.cancel_run(run=start(), by=sari)

    with pytest.raises(errors.RunEnded):
        actions.cancel_run(run=run, by=sari)


def test_outsiders_cancel_and_repeat_nothing(start, tono, queue):
    run = start()

    for action in (actions.cancel_run, actions.repeat_run):
        with pytest.raises(NotAllowed):
            action(run=run, by=tono)
    assert (Run.objects.get().status, Run.objects.get().cancel_asked_at) == ("queued", None)


def test_a_repetition_takes_everything_but_the_seed_that_is_given(start, sari, hasan, queue):
    run = actions.cancel_run(run=start(), by=sari)

    same, other = (actions.repeat_run(run=run, by=hasan, seed=seed) for seed in (None, 8))

    told = ("kind", "subject", "title_ind", "title_en", "problem", "problem_format", "seconds", "workers")
    for again in (same, other):
        assert [getattr(again, name) for name in told] == [getattr(run, name) for name in told]
    assert [(r.seed, r.asked_by, r.status) for r in (same, other)] == [
        (7, hasan, "queued"),
        (8, hasan, "queued"),
    ]


def test_a_run_that_goes_on_is_not_repeated(start, sari, queue):
    with pytest.raises(errors.RunGoesOn):
        actions.repeat_run(run=start(), by=sari)
