"""A module that is put off is loaded by the first who needs something of it."""

import sys
from importlib import import_module

import pytest

from pendopo.core.later import put_off


@pytest.fixture
def heavy(tmp_path, monkeypatch):
    (tmp_path / "luggage").mkdir()
    (tmp_path / "luggage" / "__init__.py").touch()
    (tmp_path / "luggage" / "heavy.py").write_text("weight = 7\n")
    monkeypatch.syspath_prepend(tmp_path)
    put_off("luggage.heavy")
    yield import_module("luggage.heavy")
    for name in ("luggage", "luggage.heavy"):
        sys.modules.pop(name, None)


def test_importing_does_not_load_and_using_does(heavy):
    before = vars(heavy).get("weight")

    assert (before, heavy.weight, sys.modules["luggage.heavy"].weight) == (None, 7, 7)
    assert sys.modules["luggage.heavy"] is not heavy


def test_what_the_module_does_not_have_is_missed_as_ever(heavy):
    with pytest.raises(AttributeError):
        _ = heavy.nothing


def test_who_looks_at_the_module_itself_does_not_load_it(heavy):
    assert (hasattr(heavy, "__path__"), sys.modules["luggage.heavy"] is heavy) == (False, True)


def test_a_module_that_is_there_stays():
    put_off("pendopo.core.later")

    assert sys.modules["pendopo.core.later"].put_off is put_off
