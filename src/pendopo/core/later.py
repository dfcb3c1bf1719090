"""Modules that are loaded when somebody needs them, although a library names them at the top."""

import sys
from importlib import import_module
from threading import Lock
from types import ModuleType
from typing import Any

_lock = Lock()


def put_off(name: str) -> None:
    """Let a stand-in answer for the module `name`, which loads it when something of it is first used.

    For a module that few requests need and that is costly to hold. Importing the module gives the stand-in;
    `from name import thing` loads it at once.
    """
    if name in sys.modules:
        return
    stand_in = ModuleType(name)

    def fetch(attribute: str) -> Any:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return getattr(_loaded(name, stand_in), attribute)

    stand_in.__getattr__ = fetch  # type: ignore[method-assign]
    parent, _dot, own = name.rpartition(".")
    setattr(import_module(parent), own, stand_in)
    sys.modules[name] = stand_in


def _loaded(name: str, stand_in: ModuleType) -> ModuleType:
    with _lock:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return import_module(name)
