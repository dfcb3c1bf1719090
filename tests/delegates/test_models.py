"""What the tables hold of a person, and what they show to somebody who reads the database."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django_scopes import scope
from tests.factories import make_convening

from pendopo.delegates.models import Delegate, Identity, Sealed

pytestmark = pytest.mark.django_db
MOMENT = datetime(2024, 4, 1, 3, 0, tzinfo=UTC)


@pytest.fixture
def convening():
    found = make_convening()
    with scope(convening=found):
        yield found


@pytest.fixture
def budi(convening):
    return Delegate.objects.create(convening=convening, audience="conference", number=42, state_at=MOMENT)


def test_a_name_lies_in_the_database_only_sealed(budi):
    Identity.objects.create(delegate=budi, name="Budi 😀", phone="+6281234567890")

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, email FROM delegates_identity")
        name, phone, email = cursor.fetchone()
    found = Identity.objects.get()

    assert b"Budi" not in bytes(name)
    assert b"6281" not in bytes(phone)
    assert email is None
    assert (found.name, found.phone, found.email) == ("Budi 😀", "+6281234567890", "")


def test_sealed_answers_come_back_as_they_were(budi):
    Sealed.objects.create(
        delegate=budi, kind="needs", saved_at=MOMENT, data={"diet": ["halal"], "ramp": True}
    )

    assert Sealed.objects.get().data == {"diet": ["halal"], "ramp": True}


def test_the_desk_speaks_of_a_delegate_by_number(budi):
    assert str(budi) == "D-0042"
