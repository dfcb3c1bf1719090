"""`pendopo open-convening`: a new, empty convening with its first secretariat."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django_scopes import scope

from pendopo.accounts.models import User
from pendopo.accounts.queries import invitation_url
from pendopo.convenings import actions
from pendopo.convenings.enums import Role
from pendopo.core.errors import DomainError


class Command(BaseCommand):
    """Open a convening and invite its first secretariat."""

    help = "Open a new convening and invite its first secretariat."

    def add_arguments(self, parser: CommandParser) -> None:
        """What the convening is called and who begins."""
        parser.add_argument("slug", help="address, such as wgwc-2026")
        parser.add_argument("--title", required=True, help="title in Indonesian")
        parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True)
        parser.add_argument("--to", dest="last", type=date.fromisoformat, required=True)
        parser.add_argument("--operator", required=True, help="e-mail address of the system operator")
        parser.add_argument("--secretariat", required=True, help="e-mail address of the first secretariat")
        parser.add_argument("--name", required=True, help="full name of the first secretariat")

    def handle(self, *args: Any, **given: Any) -> None:
        """All or nothing: the convening, the role and the invitation."""
        by = User.objects.filter(email__iexact=given["operator"], is_staff=True).first()
        if by is None:
            raise CommandError(f"{given['operator']} is no system operator. Run create-operator first.")
        try:
            with transaction.atomic():
                user = self.open(by, given)
        except DomainError as error:
            raise CommandError(str(error)) from error
        if not user.has_usable_password():
            self.stdout.write(f"{user.full_name} sets a password here:\n{invitation_url(user)}")
        self.stdout.write(f"Opened {given['slug']}; it is not published yet.")

    def open(self, by: User, given: dict[str, Any]) -> User:
        """The convening and its first secretariat."""
        convening = actions.create_convening(
            slug=given["slug"],
            starts_on=given["first"],
            ends_on=given["last"],
            title_ind=given["title"],
            title_en="",
            by=by,
        )
        with scope(convening=convening):
            membership = actions.invite_member(
                convening=convening,
                full_name=given["name"],
                email=given["secretariat"],
                phone=None,
                language="id",
                role=Role.SECRETARIAT,
                by=by,
            )
        return membership.user
