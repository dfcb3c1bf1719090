"""What has been stored so far, by the codes of the files, and who acts."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from pendopo.accounts.models import User
from pendopo.cli.importing.book import Book
from pendopo.cli.importing.faults import Faults
from pendopo.cli.importing.loading.refusals import FileNotInFolder, NobodyLeads
from pendopo.cli.importing.rows import RoleRow
from pendopo.cli.importing.table import Row, columns_of
from pendopo.convenings.enums import Role, Side
from pendopo.convenings.models import Convening
from pendopo.core.errors import DomainError

LEADS = {
    Side.NETWORK: (Role.SECRETARIAT, Role.CHAIR),
    Side.GOVERNMENT: (Role.LIAISON,),
}


class NotStored(Exception):
    """A row that this one needs was refused, which is a fault of its own already."""


@dataclass
class Store:
    """One import under way."""

    book: Book
    faults: Faults
    operator: User
    found: dict[tuple[str, str], Any] = field(default_factory=dict)
    stored: set[tuple[str, int]] = field(default_factory=set)

    @contextmanager
    def storing(self, row: Row, column: str = "") -> Iterator[None]:
        """Store one row; a refusal becomes a fault of that row, and the next row is tried."""
        try:
            with transaction.atomic():
                yield
        except NotStored:
            pass
        except DomainError as error:
            named = error.field if error.field in columns_of(type(row)) else column
            self.faults.add(row.file, row.line, named or "", str(error))
        except (IntegrityError, DataError):
            words = _(
                "This row contradicts another row, or a text in it is too long. Compare the two, or shorten the text."
            )
            self.faults.add(row.file, row.line, column, words)
        else:
            self.stored.add((row.file, row.line))

    def counts(self) -> dict[str, int]:
        """How many rows of each file were stored, in the order of the files."""
        found = Counter(file for file, _line in self.stored)
        return {file: found[file] for file in self.book.tables if file in found}

    def keep(self, file: str, code: str, value: Any) -> None:
        """Remember what the row with this code became."""
        self.found[file, code] = value

    def get(self, file: str, code: str | None) -> Any:
        """What the row with this code became; None for an empty code.

        Raises NotStored when that row was refused.
        """
        if not code:
            return None
        if (file, code) not in self.found:
            raise NotStored
        return self.found[file, code]

    @property
    def convening(self) -> Convening:
        """The convening of this folder."""
        row = self.book.tables["convening.csv"].rows[0]
        found: Convening = self.get("convening.csv", row.slug)
        return found

    def actor(self, code: str | None, side: str = Side.NETWORK) -> User:
        """The account a row names, or the first that leads the side."""
        if code:
            named: User = self.get("users.csv", code)
            return named
        for role in LEADS[Side(side)]:
            for row in self.book.rows(RoleRow):
                if row.role == role:
                    found: User = self.get("users.csv", row.user)
                    return found
        raise NobodyLeads(side=Side(side).label)

    def upload(self, name: str) -> SimpleUploadedFile:
        """A file that lies in the folder.

        Raises FileNotInFolder.
        """
        path = (self.book.folder / name).resolve()
        if not path.is_relative_to(self.book.folder.resolve()) or not path.is_file():
            raise FileNotInFolder(name=name)
        return SimpleUploadedFile(Path(name).name, path.read_bytes())
