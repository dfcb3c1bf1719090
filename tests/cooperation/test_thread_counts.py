"""A thread tells how many came, and never passes an unknown sex off as nobody."""

import pytest

from pendopo.convenings.enums import Side
from pendopo.cooperation.queries.thread import _counted_words


@pytest.mark.parametrize(
    ("women", "men", "unknown", "said"),
    [
        (0, 0, 7, "Network: 7 people, female or male not recorded."),
        (9, 6, 0, "Network: 15 people (9 women, 6 men)."),
        (2, 1, 1, "Network: 4 people (2 women, 1 men, 1 not stated)."),
    ],
)
def test_counts_say_what_is_not_stated(women, men, unknown, said):
    assert _counted_words(Side.NETWORK, women, men, unknown) == said
