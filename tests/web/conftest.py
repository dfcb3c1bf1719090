"""The day on which the shell's pages are read."""

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def day(settings: object) -> Iterator[None]:
    """Friday, 26 April 2024: nine days before the convening of the demonstration."""
    settings.TODAY = "2024-04-26"  # type: ignore[attr-defined]
    yield
