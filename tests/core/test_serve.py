"""The server starts only on tables that fit, and collects static files only when they changed."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from pendopo.cli.management.commands import serve, worker


@pytest.mark.django_db
def test_serving_from_old_tables_is_refused_with_what_to_run(monkeypatch):
    MigrationRecorder(connection).record_unapplied("cooperation", "0005_commitment_by_owner")
    monkeypatch.setattr(serve, "run_gunicorn", lambda **given: pytest.fail("It served."))

    with pytest.raises(CommandError, match="Run: pendopo migrate"):
        call_command("serve")


@pytest.mark.django_db
def test_server_is_started_as_asked(monkeypatch, capsys):
    asked = {}
    monkeypatch.setattr(serve, "run_gunicorn", asked.update)
    monkeypatch.setattr(serve.connections, "close_all", lambda: None)

    call_command("serve", bind="127.0.0.1:8123", workers=3)

    assert asked == {"bind": "127.0.0.1:8123", "workers": 3, "threads": 2}
    assert "http://127.0.0.1:8123/" in capsys.readouterr().out


def test_static_files_are_collected_again_only_when_one_changed(settings, tmp_path, monkeypatch):
    settings.STATIC_ROOT = tmp_path
    collected = []
    monkeypatch.setattr(serve, "call_command", lambda *given, **how: collected.append(given))
    monkeypatch.setattr(serve, "_state_of_static", lambda: "first")
    serve.collect_static()
    serve.collect_static()
    monkeypatch.setattr(serve, "_state_of_static", lambda: "second")
    serve.collect_static()

    assert collected == [("collectstatic",), ("collectstatic",)]


@pytest.mark.django_db
def test_worker_does_once_what_the_calendar_asks_for(monkeypatch):
    ticked = []
    monkeypatch.setattr(worker, "run_jobs", lambda: ticked.append("jobs"))

    call_command("worker", once=True)

    assert ticked == ["jobs"]
