"""`pendopo create-operator`: the first account, which opens convenings and names their first secretariat."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from pendopo.accounts import actions
from pendopo.accounts.models import User
from pendopo.accounts.queries import invitation_url


class Command(BaseCommand):
    """Make a system operator's account and print the link that sets its password."""

    help = "Make a system operator's account and print the link that sets its password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who the operator is."""
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="full name")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        """An operator who has no password yet gets a new link; nobody else's account is touched."""
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        user = User.objects.filter(email__iexact=email).first()
        if user and (not user.is_staff or user.has_usable_password()):
            raise CommandError(f"{email} has an account already.")
        user = user or actions.create_operator(full_name=name, email=email, by=None)
        self.stdout.write(f"{name} sets a password here within 14 days:\n{invitation_url(user)}")
