"""`pendopo load-regions`: provinces, regencies and cities with their official codes."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pendopo.convenings import actions

REGIONS = Path(__file__).resolve().parents[2] / "regions"
COLUMNS = {"provinces": {"code", "name"}, "regencies": {"code", "province_code", "name"}}


class Command(BaseCommand):
    """Load the regions of the country; loading them again changes nothing."""

    help = "Load provinces, regencies and cities with their official codes."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the tables are."""
        parser.add_argument("--from", dest="folder", type=Path, default=REGIONS, metavar="DIR")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Read both tables and report what was new."""
        provinces, regencies = (
            read_table(folder / f"{name}.csv", columns) for name, columns in COLUMNS.items()
        )
        counts = actions.load_regions(provinces=provinces, regencies=regencies)
        self.stdout.write("{total} regions: {new} new, {changed} changed.".format(**counts))


def read_table(path: Path, columns: set[str]) -> list[dict[str, str]]:
    """The rows of one table.

    Raises CommandError when the file is missing or lacks a column.
    """
    if not path.exists():
        raise CommandError(f"{path} is missing. Run `make assets`, or name the folder with --from.")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if missing := columns - set(reader.fieldnames or ()):
            raise CommandError(f"{path} lacks the columns {', '.join(sorted(missing))}.")
        return list(reader)
