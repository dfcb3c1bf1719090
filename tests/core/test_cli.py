import os
import subprocess
import sys

import pytest

from pendopo.cli import main


def test_the_bare_command_lists_ours_with_a_line_each(capsys):
    main.main([])

    lines = capsys.readouterr().out.splitlines()
    assert (
        "  pendopo verify-log     Check that no entry of the log was changed, removed or put in between."
        in lines
    )
    assert [line for line in lines if "django" in line] == []


@pytest.mark.parametrize(
    ("given", "run"),
    [
        (["verify-log", "--expect", "3:a-b"], ["pendopo", "verify_log", "--expect", "3:a-b"]),
        (["help", "verify-log"], ["pendopo", "help", "verify_log"]),
        (["migrate"], ["pendopo", "migrate"]),
    ],
)
def test_dashes_in_the_name_of_a_command_are_underscores(monkeypatch, given, run):
    ran = []
    monkeypatch.setattr("django.core.management.execute_from_command_line", ran.append)

    main.main(given)

    assert ran == [run]


def test_the_demonstration_starts_with_its_own_clock(monkeypatch):
    for name in main.DEMONSTRATION:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("django.core.management.execute_from_command_line", lambda arguments: None)

    main.main(["demo"])

    assert {name: os.environ.pop(name) for name in main.DEMONSTRATION} == {
        "PENDOPO_DEMO": "1",
        "PENDOPO_TODAY": "2024-04-26",
        "PENDOPO_DATA": "var/demo",
    }


def test_start_up_loads_no_heavy_library():
    heavy = ("PIL", "typst", "docx", "docxtpl", "lxml", "xlsxwriter", "filetype", "segno", "openpyxl")
    heavy += ("fido2", "cryptography", "markdown_it", "numpy", "ortools")
    code = (
        "import sys, django; django.setup(); from django.urls import get_resolver; "
        "get_resolver().url_patterns; "
        f"print(sorted(set(sys.modules) & set({heavy!r})))"
    )

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ | {
        "PYTHONPATH": "src:.", "DJANGO_SETTINGS_MODULE": "tests.settings"}, check=True)  # fmt: skip

    assert found.stdout.strip() == "[]"
