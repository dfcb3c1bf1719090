"""What the log tells about an event beside its sentence."""

import pytest
from django.utils.translation import override

from pendopo.convenings.queries.details import details_of


@pytest.mark.parametrize(
    "data, told",
    [
        (
            {"from": "in_progress", "to": "done", "on": "2024-04-24", "link": None},
            "Before: In progress; Now: Done; Day: 24 Apr 2024",
        ),
        ({"meeting": "01a208a0-4d71-7747-8f75-afd270525a7c", "female": 2, "male": 0}, "Female: 2; Male: 0"),
        ({"side": "network", "content_hash": "f671"}, "Side: Network"),
        ({"fields": ["title_ind"], "due": "soon"}, ""),
    ],
)
def test_details_name_facts_and_leave_keys_out(data, told):
    with override("en"):
        assert details_of(data) == told
