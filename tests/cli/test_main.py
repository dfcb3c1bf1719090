"""The `pendopo` command before any Django."""

import pytest

from pendopo.cli import main


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (["demo"], "http://127.0.0.1:8000"),
        (["demo", "--bind", "127.0.0.1:8123", "--no-serve"], "http://127.0.0.1:8123"),
        (["demo", "--reset", "--bind=0.0.0.0:80"], "http://0.0.0.0:80"),
    ],
)
def test_links_of_the_demonstration_lead_to_where_it_listens(monkeypatch, given, address):
    for name in (*main.DEMONSTRATION, "PENDOPO_SITE_URL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setattr("django.core.management.execute_from_command_line", lambda given: None)

    main.main(given)

    assert main.os.environ["PENDOPO_SITE_URL"] == address
