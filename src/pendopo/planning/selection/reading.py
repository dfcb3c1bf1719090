"""Reads a folder of sortition data: categories.csv (category, feature, min, max), respondents.csv (a row a person)."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from pendopo.planning.errors import InvalidDocument
from pendopo.planning.selection.problem import Person, Problem, Quota

_MANY = 1_000_000


def read_sortition(folder: Path) -> Problem:
    """The pool and its quotas; the size of the panel is the number at the end of the folder's name.

    Raises InvalidDocument with file and line.
    """
    size = re.search(r"_(\d{1,6})$", folder.name)
    if size is None:
        raise InvalidDocument(
            "End the folder's name with the size of the panel, for instance pool_22.", folder.name
        )
    quotas = tuple(
        _quota(line, row)
        for line, row in _rows(folder / "categories.csv", ("category", "feature", "min", "max"))
    )
    categories = tuple(dict.fromkeys(quota.category for quota in quotas))
    people = tuple(
        Person(f"row {line}", {category: row[category] for category in categories})
        for line, row in _rows(folder / "respondents.csv", categories)
    )
    try:
        return Problem(people, int(size[1]), quotas)
    except ValueError as error:
        raise InvalidDocument(str(error), folder.name) from error


def _quota(line: int, row: dict[str, str]) -> Quota:
    if not (re.fullmatch(r"\d{1,6}", row["min"]) and re.fullmatch(r"\d{1,6}", row["max"])):
        raise InvalidDocument(
            f"{row['min']!r} to {row['max']!r} are not whole numbers.", f"categories.csv, line {line}"
        )
    try:
        return Quota(row["category"], row["feature"], int(row["min"]), int(row["max"]))
    except ValueError as error:
        raise InvalidDocument(str(error), f"categories.csv, line {line}") from error


def _rows(path: Path, wanted: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells by column, trimmed; every wanted column is there and filled in."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [name for name in wanted if name not in (reader.fieldnames or ())]
            if missing:
                raise InvalidDocument(f"There is no column {missing[0]!r}.", f"{path.name}, line 1")
            for row in reader:
                if reader.line_num > _MANY:
                    raise InvalidDocument(f"More than {_MANY} lines.", path.name)
                empty = next((name for name in wanted if not (row[name] or "").strip()), None)
                if empty is not None:
                    raise InvalidDocument(
                        f"The column {empty!r} is empty.", f"{path.name}, line {reader.line_num}"
                    )
                yield reader.line_num, {name: row[name].strip() for name in wanted}
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidDocument(f"This is not a CSV file: {error}.", path.name) from error
