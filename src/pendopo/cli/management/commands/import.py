"""`pendopo import DIRECTORY`: a convening from a folder of CSV files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from pendopo.accounts.models import User
from pendopo.accounts.queries import invitation_url
from pendopo.cli.importing.run import Report, import_folder
from pendopo.convenings.enums import Role
from pendopo.convenings.models import Convening, Membership


class Command(BaseCommand):
    """Read a folder, name every fault in it, and store all of it or nothing."""

    help = "Read a convening from a folder of CSV files; docs/howto/import.md describes them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the files are, who acts, and whether to store."""
        parser.add_argument("directory", type=Path, help="the folder with the CSV files")
        parser.add_argument("--dry-run", action="store_true", help="read and check everything, store nothing")
        parser.add_argument("--by", default="", metavar="EMAIL", help="the system operator who imports")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="id")

    def handle(
        self, *args: Any, directory: Path, dry_run: bool, by: str, language: str, **options: Any
    ) -> None:
        """Import, and say what came of it in the chosen language."""
        with override(language):
            report = import_folder(directory, by=operator(by), dry_run=dry_run)
            self.tell(report, dry_run=dry_run)

    def tell(self, report: Report, *, dry_run: bool) -> None:
        """All faults and a refusal, or the number of rows of each file."""
        if report.faults:
            for fault in report.faults:
                self.stderr.write(str(fault))
            count = len(report.faults)
            words = ngettext(
                "%(count)s thing to correct. Nothing was stored.",
                "%(count)s things to correct. Nothing was stored.",
                count,
            )
            raise CommandError(words % {"count": count})
        for file, count in report.counts.items():
            self.stdout.write(f"{count:6} {file}")
        for name, url in first_invitations(report.convening) if report.convening else []:
            words = _("%(name)s sets a password here, and invites the others: %(url)s")
            self.stdout.write(words % {"name": name, "url": url})
        self.stdout.write(
            _("Everything fits. Nothing was stored.") if dry_run else _("Everything is stored.")
        )


def first_invitations(convening: Convening) -> list[tuple[str, str]]:
    """Those who lead a side and have no password yet, with the address where they set it."""
    leaders = Membership.objects.with_scope(convening=convening).filter(
        role__in=(Role.SECRETARIAT, Role.LIAISON)
    )
    users = {held.user for held in leaders.select_related("user") if not held.user.has_usable_password()}
    return sorted((user.full_name, invitation_url(user)) for user in users)


def operator(email: str) -> User:
    """The system operator with this address, or the only one there is.

    Raises CommandError when nobody, or more than one, could be meant.
    """
    operators = User.objects.filter(is_staff=True, is_active=True)
    found = list(operators.filter(email__iexact=email)[:1] if email else operators[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise CommandError(_("There are several system operators. Say which one you are: --by EMAIL"))
    raise CommandError(_("There is no such system operator. Make the account first: pendopo create-operator"))
