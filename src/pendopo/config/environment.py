"""What the environment says, as text, number, yes or no, or list; and the `.env` file that adds to it."""

import os
from pathlib import Path

_YES, _NO = ("1", "true", "yes", "on", "y", "t"), ("0", "false", "no", "off", "n", "f", "")


def read_file(path: Path) -> None:
    """Add the lines `NAME=value` of a file, when it is there; what is set already stays as it is."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.startswith("#"):
            os.environ.setdefault(name.strip(), _unquoted(value.strip()))


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    """Yes or no; no where nothing is said. Raises ValueError for any other word."""
    said = os.environ.get(name, "").strip().lower()
    if said not in _YES + _NO:
        raise ValueError(f"{name} is {said!r}. Write 1 or 0.")
    return said in _YES


def number(name: str, default: int) -> int:
    """A whole number. Raises ValueError for anything else."""
    said = os.environ.get(name, "").strip()
    try:
        return int(said or default)
    except ValueError:
        raise ValueError(f"{name} is {said!r}. Write a whole number.") from None


def names(name: str, default: list[str]) -> list[str]:
    """Words with commas between them."""
    said = os.environ.get(name)
    return default if said is None else [word.strip() for word in said.split(",") if word.strip()]


def _unquoted(value: str) -> str:
    """The value without its quotes; without quotes, up to a comment after a space."""
    if value[:1] in ("'", '"') and (end := value.find(value[0], 1)) > 0:
        return value[1:end]
    return value.partition(" #")[0].rstrip()
