"""A module that is put off is loaded by the first who needs something of it."""

import subprocess
import sys
from importlib import import_module

import pytest

from pendopo.core.later import RoomViews, put_off


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


def test_views_of_a_room_are_loaded_when_the_first_is_opened(tmp_path, monkeypatch):
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "__init__.py").touch()
    (tmp_path / "room" / "scales.py").write_text(
        "def weigh(more):\n    return 7 + more\nweigh.csrf_exempt = True\n"
    )
    monkeypatch.syspath_prepend(tmp_path)

    view = RoomViews("room").scales.weigh

    assert "room.scales" not in sys.modules
    assert (view(3), view.csrf_exempt, getattr(view, "opens_by_its_address", False)) == (10, True, False)
    for name in ("room", "room.scales"):
        sys.modules.pop(name, None)


def test_a_view_that_is_not_there_is_missed_when_it_is_opened():
    with pytest.raises(AttributeError, match="no_such_view"):
        RoomViews("pendopo.runs").views.no_such_view(None)


def test_reading_all_addresses_loads_no_room():
    told = subprocess.run([sys.executable, "-c", READ_ADDRESSES], capture_output=True, text=True, check=True)

    assert told.stdout.split() == []


READ_ADDRESSES = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "pendopo.config.settings"
import django
django.setup()
from django.template import engines
from django.urls import reverse
reverse("home"), engines.all()
rooms = "cooperation", "hosts", "delegates", "runs", "convenings", "press"
print(*(name for name in sys.modules for room in rooms if name.startswith(f"pendopo.{room}.views.")))
print(*(name for name in sys.modules if name.startswith(("pendopo.planning", "msgspec"))))
"""
