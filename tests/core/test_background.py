"""Background jobs: registered by rooms, run one after the other, none stopped by another's failure."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pendopo.core import background


@pytest.fixture
def done(monkeypatch):
    """An empty registry, and what the jobs of a test did."""
    monkeypatch.setattr(background, "_jobs", {})
    return []


def broken():
    raise ConnectionError("The mail server is away.")


def test_rooms_register_what_the_clock_runs():
    assert list(background._jobs) == [
        *("convenings.notice_mail", "runs.revive", "runs.prune", "cooperation.reminders"),
        *("delegates.retention", "delegates.deadlines", "delegates.mail", "delegates.forget_tables"),
    ]


def test_jobs_run_in_their_order(done):
    background.register_job("b.letters", lambda: done.append("letters") or "2 letters.", order=90)
    background.register_job("a.reminders", lambda: done.append("reminders") or "")

    outcomes = background.run_jobs()

    assert done == ["reminders", "letters"]
    assert [(one.name, one.said) for one in outcomes] == [("a.reminders", ""), ("b.letters", "2 letters.")]


def test_a_job_that_fails_is_logged_and_stops_no_other(done, caplog):
    background.register_job("a.broken", broken)
    background.register_job("b.whole", lambda: done.append("whole") or "")

    outcomes = background.run_jobs()

    assert [(one.name, one.failed) for one in outcomes] == [("a.broken", True), ("b.whole", False)]
    assert done == ["whole"]
    assert [line.message for line in caplog.records] == [
        "The job a.broken failed; the next tick tries it again."
    ]


def test_tick_says_what_was_done_and_ends_badly_if_a_job_failed(done):
    background.register_job("a.broken", broken)
    background.register_job("b.whole", lambda: "3 letters sent.")
    out = StringIO()

    with pytest.raises(CommandError) as refused:
        call_command("tick", stdout=out)

    assert (out.getvalue(), str(refused.value)) == (
        "3 letters sent.\n",
        "These jobs failed, the log says why: a.broken.",
    )


@pytest.mark.django_db
def test_a_job_asked_for_runs_after_the_commit(done, django_capture_on_commit_callbacks):
    background.register_job("a.letters", lambda: done.append("letters") or "")

    with django_capture_on_commit_callbacks(execute=True):
        background.soon("a.letters")
        before = list(done)

    assert (before, done) == ([], ["letters"])


def test_only_a_known_job_can_be_asked_for(done):
    with pytest.raises(LookupError, match=r"a\.nothing"):
        background.soon("a.nothing")
