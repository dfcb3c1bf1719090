"""Who may do what with accounts."""

from typing import Any


def may_open_accounts(user: Any) -> bool:
    """Any active account may; the higher app checks the role that the invitation gives."""
    return bool(getattr(user, "is_authenticated", False)) and user.is_active


def may_change_profile(user: Any, whose: Any) -> bool:
    """Everybody looks after their own name and language."""
    return may_open_accounts(user) and user.pk == whose.pk
