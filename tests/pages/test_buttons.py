"""A button's address opens nothing: it takes what a form sends and refuses everything else."""

from typing import Any

import pytest
from django.urls import reverse
from tests.contracts.test_addresses import ours
from tests.pages.addresses import BUTTONS

pytestmark = pytest.mark.django_db


def test_buttons_refuse_to_be_opened(client_as: Any, sari: Any, convening: Any) -> None:
    browser = client_as(sari)
    known = {name: arguments for name, arguments in ours() if name in BUTTONS}

    answers = {name: browser.get(reverse(name, kwargs=known[name])).status_code for name in known}

    assert answers == dict.fromkeys(BUTTONS, 405)
