"""Writes of this room: what people ask for, what workers report, and what the clock puts right."""

from pendopo.runs.actions.ask import any_seed, cancel_run, repeat_run, start_run
from pendopo.runs.actions.revive import revive_runs
from pendopo.runs.actions.work import claim_run, end_run, fail_run, note_progress, put_back

__all__ = [
    "any_seed",
    "cancel_run",
    "claim_run",
    "end_run",
    "fail_run",
    "note_progress",
    "put_back",
    "repeat_run",
    "revive_runs",
    "start_run",
]
