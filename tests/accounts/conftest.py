from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_attempts_yet() -> Iterator[None]:
    """Limits on guessing count from zero in every test."""
    cache.clear()
    yield
    cache.clear()
