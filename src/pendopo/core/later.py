"""What is loaded when somebody needs it: modules that a library names at the top, and the views of a large room."""

import sys
from importlib import import_module
from threading import Lock
from types import ModuleType
from typing import Any

_lock = Lock()
# Django asks every address for these when it reads them all; a view that is a function has none.
_OF_CLASSES = ("view_class", "view_initkwargs", "cls")


class Later:
    """A function that is loaded, with all it needs, when it is first called: a view, a job of the clock."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def load(self) -> Any:
        """The function itself."""
        return getattr(import_module(self._module), self._name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.load()(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        """What decorators have noted on the function, for instance that it needs no CSRF token."""
        if name.startswith("__") or name in _OF_CLASSES:
            raise AttributeError(name)
        return getattr(self.load(), name)


class ModuleViews:
    """The views of one module."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Later:
        return Later(self._module, name)


class RoomViews:
    """The views of a large room, for its `urls`: `views.seats.seat_list` is there, and loads nothing yet."""

    def __init__(self, package: str) -> None:
        self._package = package

    def __getattr__(self, module: str) -> ModuleViews:
        return ModuleViews(f"{self._package}.{module}")


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
    if parent:
        setattr(import_module(parent), own, stand_in)
    sys.modules[name] = stand_in


def _loaded(name: str, stand_in: ModuleType) -> ModuleType:
    with _lock:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return import_module(name)
