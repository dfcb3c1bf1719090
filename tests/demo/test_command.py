"""Starting the demonstration loads it once and keeps what was changed."""

from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from pendopo.convenings.models import Convening
from pendopo.core.models import AuditEvent
from pendopo.demo.management.commands.demo import MARK
from pendopo.demo.story import PASSWORD, SLUG

pytestmark = pytest.mark.django_db


@pytest.fixture
def convening(db, settings):
    """Where the demonstration may run: its own directory, its day, and no convening yet."""
    settings.DEMO, settings.TODAY = True, "2024-04-26"
    mark = Path(settings.DATA_DIR) / MARK
    mark.touch()
    yield Convening(slug=SLUG)
    mark.unlink()


def start():
    out = StringIO()
    call_command("demo", no_serve=True, stdout=out)
    return out.getvalue()


def test_a_second_start_loses_nothing(convening):
    first = start()
    Convening.objects.filter(slug=SLUG).update(venue_ind="Balai Kota")
    events = AuditEvent.objects.count()

    second = start()

    assert ("This happens once." in first, "This happens once." in second) == (True, False)
    assert (Convening.objects.get(slug=SLUG).venue_ind, AuditEvent.objects.count()) == ("Balai Kota", events)
    assert (PASSWORD in second, second.count("@example.org"), mail.outbox) == (True, 10, [])


def test_real_data_is_left_alone(convening, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="Start the demonstration with: pendopo demo"):
        start()
