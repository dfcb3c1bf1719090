import io
import re

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scope

from pendopo.accounts.models import User
from pendopo.convenings.models import Convening, Membership

pytestmark = pytest.mark.django_db
OPEN = [
    *("open_convening", "wgwc-2026", "--title", "Temu 2026", "--from", "2026-05-05", "--to", "2026-05-08"),
    *("--operator", "ope@example.org", "--secretariat", "sekre@example.org", "--name", "Sekre"),
]


def run(*command):
    said = io.StringIO()
    call_command(*command, stdout=said)
    return said.getvalue()


@pytest.fixture
def operator():
    run("create_operator", "ope@example.org", "--name", "Operator")
    return User.objects.get(email="ope@example.org")


def test_the_first_account_is_made_at_the_command_line(client, operator):
    said = run("create_operator", "ope@example.org", "--name", "Operator")
    link = re.search(r"https?://[^/]+(\S+)", said)[1]

    assert (operator.is_staff, operator.has_usable_password()) == (True, False)
    assert client.get(link).status_code == 200


def test_an_account_in_use_is_left_alone(operator):
    operator.set_password("padi menguning di sawah")
    operator.save()

    with pytest.raises(CommandError, match="has an account already"):
        run("create_operator", "OPE@example.org", "--name", "Lain")


def test_an_address_must_be_one():
    with pytest.raises(CommandError, match="not an e-mail address"):
        run("create_operator", "bukan surat", "--name", "Lain")


def test_a_convening_opens_with_its_first_secretariat(operator):
    said = run(*OPEN)
    convening = Convening.objects.get(slug="wgwc-2026")

    with scope(convening=convening):
        assert [(m.user.email, m.role) for m in Membership.objects.all()] == [
            ("sekre@example.org", "secretariat")
        ]
    assert "/id/accounts/invitation/" in said
    assert convening.published is False


def test_a_convening_is_not_opened_twice(operator):
    run(*OPEN)

    with pytest.raises(CommandError, match="is taken"):
        run(*OPEN)


def test_only_an_operator_opens_a_convening(sari):
    with pytest.raises(CommandError, match="no system operator"):
        run(*OPEN)
