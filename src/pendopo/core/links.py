"""Signed tokens for links that open one thing without a password."""

from datetime import timedelta
from typing import Any

from django.core import signing

from pendopo.core.errors import LinkBroken, LinkExpired


def make(purpose: str, payload: dict[str, Any]) -> str:
    """A token that only `read` with the same purpose accepts."""
    return signing.dumps(payload, salt=_salt(purpose), compress=True)


def read(purpose: str, token: str, max_age: timedelta | int) -> dict[str, Any]:
    """The payload of a token made for `purpose`.

    Raises LinkExpired when older than `max_age` (seconds or a timedelta), LinkBroken when not ours.
    """
    try:
        payload: dict[str, Any] = signing.loads(token, salt=_salt(purpose), max_age=max_age)
    except signing.SignatureExpired as error:
        raise LinkExpired from error
    except (signing.BadSignature, ValueError) as error:
        raise LinkBroken from error
    return payload


def _salt(purpose: str) -> str:
    return f"pendopo.links.{purpose}"
