"""Addresses of pages by their names, each worked out once."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def address(name: str, **kwargs: Any) -> str:
    """What `reverse` answers; a page of lists asks for the same addresses again and again."""
    given = tuple((key, str(value)) for key, value in kwargs.items())
    return _address(get_language(), get_script_prefix(), settings.ROOT_URLCONF, name, given)


@lru_cache(maxsize=1024)
def _address(
    language: str | None, prefix: str, urlconf: str, name: str, given: tuple[tuple[str, str], ...]
) -> str:
    return reverse(name, urlconf, kwargs=dict(given))
