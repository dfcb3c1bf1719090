"""What is wrong in a folder, and where."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to correct: the file, its line (0 for the whole file), the column, and why."""

    file: str
    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        if not self.line:
            return f"{self.file}: {self.reason}"
        if not self.column:
            return _("%(file)s, line %(line)s: %(reason)s") % self._parts()
        return _("%(file)s, line %(line)s, column %(column)s: %(reason)s") % self._parts()

    def _parts(self) -> dict[str, object]:
        return {"file": self.file, "line": self.line, "column": self.column, "reason": self.reason}


@dataclass(slots=True)
class Faults:
    """All faults of one reading, told in the order of files and lines."""

    found: list[Fault] = field(default_factory=list)

    def add(self, file: str, line: int, column: str, reason: str) -> None:
        """Remember a fault; the same one twice counts once."""
        fault = Fault(file, line, column, reason)
        if fault not in self.found:
            self.found.append(fault)

    def __bool__(self) -> bool:
        return bool(self.found)

    def sorted(self) -> list[Fault]:
        """By file, line and column."""
        return sorted(self.found)


class BadCell(Exception):
    """A cell that cannot be read; its text is the reason."""
