"""Checks the log of events, link by link."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from pendopo.core import audit
from pendopo.core.models import AuditEvent, AuditHead

SENTENCES = {
    "missing": "Entry %(seq)s is missing.",
    "changed": "Entry %(seq)s was changed after it was written.",
    "unlinked": "Entry %(seq)s does not follow from the one before or is not the last that was written.",
    "cut": "The log ends before entry %(seq)s, which was written.",
}


class Command(BaseCommand):
    help = "Check that no entry of the log was changed, removed or put in between."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--expect",
            metavar="NUMBER:SEAL",
            default="",
            help="a seal noted earlier, on paper for example; finds a log that was rewritten as a whole",
        )

    def handle(self, *args: Any, expect: str = "", **options: Any) -> None:
        try:
            if expect:
                self._compare(expect)
            faults = audit.verify()
        except DatabaseError as error:
            raise CommandError(f"The log cannot be read: {error}. Has `pendopo migrate` been run?") from error
        for fault in faults:
            self.stderr.write(SENTENCES[fault.kind] % {"seq": fault.seq})
        if faults:
            raise SystemExit(1)
        head = AuditHead.objects.filter(pk=1).first() or AuditHead()
        self.stdout.write(f"The log is whole: {head.seq} entries, the last one sealed {head.hash}.")

    def _compare(self, expect: str) -> None:
        number, _colon, seal = expect.partition(":")
        if not number.isdigit() or not AuditEvent.objects.filter(seq=int(number), hash=seal).exists():
            self.stderr.write(f"Entry {number} is not the one whose seal you noted.")
            raise SystemExit(1)
