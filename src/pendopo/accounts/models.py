"""The people who can sign in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from pendopo.core.models import Record
from pendopo.core.phones import PhoneField, as_written_or_international


class UserManager(BaseUserManager["User"]):
    """Makes accounts that have an e-mail address, a phone number, or both."""

    def create_user(
        self,
        email: str | None = None,
        phone: str | None = None,
        *,
        full_name: str = "",
        password: str | None = None,
        **more: Any,
    ) -> "User":
        """A saved account; without a password nobody can sign in to it until an invitation is accepted."""
        if not email and not phone:
            raise ValueError(f"Account {full_name!r} needs an e-mail address or a phone number.")
        user = self.model(
            email=self.normalize_email(email).lower() if email else None,
            phone=as_written_or_international(phone) if phone else None,
            full_name=full_name,
            **more,
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account with this e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class User(Record, AbstractBaseUser):
    """An account; what it may do follows from its memberships in each convening."""

    email = models.EmailField(_("E-mail address"), unique=True, null=True, blank=True)
    phone = PhoneField(_("Phone number"), max_length=128, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(default=False)
    full_name = models.CharField(_("Full name"), max_length=150)
    language = models.CharField(_("Language"), max_length=5, choices=settings.LANGUAGES, default="id")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(_("System operator"), default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name", "pk"]
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=False) | models.Q(phone__isnull=False),
                name="user_can_be_reached",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """The name as it is written in lists and letters."""
        return self.full_name

    def get_short_name(self) -> str:
        """The first word of the name, for greetings."""
        return self.full_name.split(" ")[0]
