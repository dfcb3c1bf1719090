"""What a worker does with a run, from its claim to its end."""

import signal
import threading
from datetime import timedelta
from fractions import Fraction

import pytest
from django.utils import timezone
from tests.runs.conftest import GOALS, KIND, PLAN

from pendopo.core.models import AuditEvent
from pendopo.planning.errors import InvalidDocument, SolverMissing
from pendopo.planning.limits import Limits, Progress
from pendopo.runs import actions, errors, solving
from pendopo.runs.models import Run
from pendopo.runs.registry import register_solver
from pendopo.runs.tasks import execute, revive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def brisk(monkeypatch):
    monkeypatch.setattr(solving, "BEAT", 0.01)


def now_of(run):
    return Run.objects.get(pk=run.pk)


def until_stopped(watch):
    """Search on until somebody stops it, with three breaks so far."""
    heard = threading.Event()
    watch.report("breaks", 5, 1)
    watch.report("breaks", 3, 2)
    with watch.stopping(heard.set):
        assert heard.wait(20)
    return PLAN | {"status": "feasible", "goals": [GOALS[0] | {"bound": 2}], "interrupted": True}


def test_a_run_is_computed_and_handed_to_its_room(start, counting, queue):
    run = start()

    said = execute.call(str(run.pk))

    done, ((problem, watch),) = now_of(run), counting.given
    assert (said, done.status, done.result) == ("done", "done", PLAN | {"goals": GOALS})
    assert (problem, watch.limits) == (run.problem, Limits(60, 1, 7, deterministic=True))
    assert (counting.stored, done.plan) == ([(run.pk, done.result)], {"order": [1, 2]})
    assert (done.goal, done.best, done.bound, done.gap, done.solver_version) == (
        *("breaks", "3", "3", 0.0),
        "Test 1.0",
    )
    assert AuditEvent.objects.order_by("-seq")[0].verb == "runs.finished"


def test_claims_are_exclusive(start, queue):
    run = start()

    claims = [actions.claim_run(run=run) for _worker in "ab"]

    assert [claim and claim.attempt for claim in claims] == [1, None]


def test_a_new_attempt_forgets_what_the_one_before_had_reached(start, queue):
    run = start()
    first = actions.claim_run(run=run)
    actions.note_progress(run=first, step=Progress("breaks", 3, 2, 9.0), seconds=9.0, at=timezone.now())
    actions.put_back(run=first)

    second = actions.claim_run(run=run)

    assert (second.goal, second.best, second.bound, second.step_seconds) == ("", "", "", 0.0)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *[(3, "3"), (0.25, "0.25"), (Fraction(3, 7), "3/7"), (None, ""), (float("inf"), "")],
        (Fraction(10**30, 10**30 + 1), "1.0"),
    ],
)
def test_numbers_are_kept_exactly_where_they_fit(number, text):
    assert actions.work.as_text(number) == text


def test_a_run_that_somebody_has_is_left_alone(start, counting, queue):
    run = start()
    actions.claim_run(run=run)

    assert (execute.call(str(run.pk)), counting.given) == ("somebody else's", [])


def test_progress_is_written_while_the_solver_searches(start, counting, queue, monkeypatch):
    seen = []
    note = actions.note_progress

    def noting(**told):
        answer = note(**told)
        row = now_of(told["run"])
        seen.append((row.goal, row.best, row.bound, row.heartbeat == told["at"]))
        return (answer[0], row.best == "3")  # as if somebody cancelled once three is reached

    monkeypatch.setattr(actions, "note_progress", noting)
    counting.answer = until_stopped

    execute.call(str(start().pk))

    assert seen[-1] == ("breaks", "3", "2", True)


def test_a_cancelled_search_keeps_its_best_plan_and_tells_no_room(start, counting, sari, queue):
    counting.answer = until_stopped
    held = actions.claim_run(run=start())
    actions.cancel_run(run=held, by=sari)

    solving._kept(solving.Search(held, solving.Parting()))

    ended = now_of(held)
    assert (ended.status, ended.best, ended.bound, ended.plan) == ("cancelled", "3", "2", {"order": [1, 2]})
    assert (counting.stored, AuditEvent.objects.order_by("-seq")[0].verb) == ([], "runs.stopped")


@pytest.mark.parametrize(
    ("error", "code", "english", "indonesian"),
    [
        (RuntimeError("secret"), "computation_broke", "The computation broke off", "Perhitungan terhenti"),
        (SolverMissing(), "solver_absent", "The server has no solver", "Peladen belum memiliki pemecah"),
        (
            InvalidDocument("twice", "$.people[3]"),
            "problem_unreadable",
            "The task does not hold together at $.people[3].",
            "Soal tidak utuh di $.people[3].",
        ),
        (errors.RunEnded(), "run_ended", "This computation has ended", "Perhitungan ini sudah berakhir"),
    ],
)
def test_a_failure_is_told_in_both_languages(start, counting, queue, error, code, english, indonesian):
    counting.answer = error

    run = start()
    execute.call(str(run.pk))

    failed = now_of(run)
    assert (failed.status, failed.fault_code, failed.result) == ("failed", code, None)
    assert (failed.fault_en[: len(english)], failed.fault_ind[: len(indonesian)]) == (english, indonesian)
    assert "secret" not in failed.fault_en + failed.fault_ind


def test_a_room_that_refuses_the_result_fails_the_run_and_keeps_nothing(start, counting, queue):
    def refuse(run, result):
        Run.objects.filter(pk=run.pk).update(seconds=1)
        raise errors.SeedOutside(most=5)

    register_solver(KIND, counting.solve, finished=refuse)
    run = start()

    execute.call(str(run.pk))

    failed = now_of(run)
    assert (failed.status, failed.seconds, failed.result) == ("failed", 60, None)
    assert failed.fault_en == "A seed is a whole number from 0 to 5. Choose another one."


def test_a_worker_that_lost_its_run_changes_nothing(start, counting, queue):
    first = actions.claim_run(run=start())
    Run.objects.update(status="queued")
    second = actions.claim_run(run=first)

    late = actions.end_run(run=first, result=PLAN, cancelled=False, seconds=1.0, finished=counting.finished)

    assert (late, actions.fail_run(run=first, error=errors.RunEnded()), actions.put_back(run=first)) == (
        *(None, None),
        False,
    )
    assert (now_of(first).status, now_of(first).attempt, counting.stored) == ("running", second.attempt, [])


def test_a_search_whose_run_was_taken_away_stops(start, counting, queue):
    counting.answer = until_stopped
    held = actions.claim_run(run=start())
    Run.objects.update(attempt=5)

    assert solving._kept(solving.Search(held, solving.Parting())) == "lost"


def test_a_worker_that_is_told_to_stop_puts_its_run_back(start, counting, queue, monkeypatch):
    usual, before = [], signal.getsignal(signal.SIGTERM)
    signal.signal(signal.SIGTERM, lambda number, frame: usual.append(number))
    note = actions.note_progress

    def stopping(**told):
        signal.raise_signal(signal.SIGTERM)
        return note(**told)

    monkeypatch.setattr(actions, "note_progress", stopping)
    counting.answer = until_stopped
    run = start()
    try:
        said = execute.call(str(run.pk))
    finally:
        signal.signal(signal.SIGTERM, before)

    assert (said, now_of(run).status, usual) == ("put back", "queued", [signal.SIGTERM])


def test_silent_runs_return_to_the_queue_twice_and_then_fail(
    start, queue, django_capture_on_commit_callbacks
):
    run, told = start(), []
    later = timezone.now() + timedelta(seconds=61)

    for _time in range(3):
        actions.claim_run(run=run)
        with django_capture_on_commit_callbacks(execute=True):
            told.append((revive(lambda: later), now_of(run).status, now_of(run).revived))

    one = "1 computations put back or given up."
    assert told == [(one, "queued", 1), (one, "queued", 2), (one, "failed", 2)]
    assert (queue, now_of(run).fault_code) == ([str(run.pk)] * 2, "worker_lost")
    assert now_of(run).fault_en.startswith("The computer that worked on this stopped 3 times.")
    assert now_of(run).fault_ind.startswith("Komputer yang mengerjakan ini berhenti 3 kali.")


def test_a_run_with_a_heartbeat_is_left_to_its_worker(start, queue):
    run = start()
    actions.claim_run(run=run)

    assert (revive(lambda: timezone.now() + timedelta(seconds=59)), now_of(run).status) == ("", "running")


def test_a_silent_run_that_was_cancelled_ends(start, sari, queue):
    held = actions.claim_run(run=start())
    actions.cancel_run(run=held, by=sari)

    revive(lambda: timezone.now() + timedelta(seconds=61))

    assert now_of(held).status == "cancelled"


def test_a_run_whose_hand_over_was_lost_is_handed_over_again(
    start, queue, django_capture_on_commit_callbacks
):
    run = start()

    with django_capture_on_commit_callbacks(execute=True):
        revive(lambda: timezone.now() + timedelta(minutes=14))
        early = list(queue)
        revive(lambda: timezone.now() + timedelta(minutes=16))

    assert (early, queue) == ([], [str(run.pk)])
