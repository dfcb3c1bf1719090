"""Settings come from the environment first, then from the file."""

import os
from pathlib import Path

import pytest

from pendopo.config import environment


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"GIVEN": "from the environment"})


def stated() -> dict[str, str]:
    """The environment without what pytest itself adds."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


def test_the_file_adds_names_and_changes_none(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text(
        "# a comment\n\nGIVEN=from the file\nPLAIN = two words  # why\nexport QUOTED='a # b'\n"
        'URL="postgres://u:p=1@h/d"\nEMPTY=\nno assignment\n',
        encoding="utf-8",
    )
    environment.read_file(path)
    assert stated() == {
        "GIVEN": "from the environment",
        "PLAIN": "two words",
        "QUOTED": "a # b",
        "URL": "postgres://u:p=1@h/d",
        "EMPTY": "",
    }


def test_no_file_adds_nothing(tmp_path: Path) -> None:
    environment.read_file(tmp_path / ".env")
    assert stated() == {"GIVEN": "from the environment"}


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("Yes", True), ("0", False), ("", False)])
def test_flags_are_yes_or_no(said: str, meant: bool) -> None:
    os.environ["FLAG"] = said
    assert environment.flag("FLAG") is meant


def test_a_flag_that_is_neither_is_refused() -> None:
    os.environ["FLAG"] = "perhaps"
    with pytest.raises(ValueError, match="FLAG is 'perhaps'"):
        environment.flag("FLAG")


def test_numbers_are_whole() -> None:
    os.environ["NUMBER"] = "25"
    assert (environment.number("NUMBER", 10), environment.number("ABSENT", 10)) == (25, 10)
    os.environ["NUMBER"] = "many"
    with pytest.raises(ValueError, match="NUMBER is 'many'"):
        environment.number("NUMBER", 10)


def test_names_stand_between_commas() -> None:
    os.environ["NAMES"] = "a.example, b.example,"
    assert environment.names("NAMES", []) == ["a.example", "b.example"]
    assert environment.names("ABSENT", ["localhost"]) == ["localhost"]
