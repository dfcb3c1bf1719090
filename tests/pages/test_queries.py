"""A page asks the database as often for a hundred rows as for one."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_scopes import scope
from tests.factories import make_convening, make_government, make_member, make_organisation, make_user
from tests.pages.addresses import PAGES, PAPERS, Address
from tests.pages.rows import DAY, Stage

from pendopo.accounts.models import User
from pendopo.convenings.enums import Role
from pendopo.convenings.models import Convening
from pendopo.core import caching
from pendopo.core.urls import use_convening

ROOMS = ("convenings:", "runs:", "hosts:", "cooperation:", "delegates:", "press:", "web:")
ASKED = [address for address in (*PAGES, *PAPERS) if address.name.startswith(ROOMS)]
# A thread that has grown past what one page shows counts the evidence it leaves out; a meeting's has two parts.
FOLDED = {"cooperation:agreement-thread": 1, "cooperation:meeting-thread": 2}
READABLE = ("text/", "application/atom+xml", "application/xml")
VALUE = re.compile(r"'[^']*'|\b[0-9a-f]{32}\b|\d+")


@dataclass(frozen=True)
class Stages:
    """The same convening twice: with one row of every kind, and with a hundred."""

    few: Stage
    many: Stage
    browser: Client


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One transaction for all tests here: making hundreds of rows for each page would take minutes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def stages(db: None) -> Iterator[Stages]:
    with override_settings(TODAY=DAY.isoformat()):
        network, government, browser = make_user("Sari"), make_user("Hasan"), Client()
        browser.force_login(network)
        few = set_stage("few-2024", network, government, base=0)
        many = set_stage("many-2024", network, government, base=1000)
        grow(few, 1)
        grow(many, 100)
        yield Stages(few, many, browser)


@pytest.fixture(scope="module")
def convening(stages: Stages) -> Convening:
    return stages.few.convening


def set_stage(slug: str, network: User, government: User, *, base: int) -> Stage:
    convening = make_convening(slug)
    ours, theirs = make_organisation(convening, "JKTI"), make_government(convening)
    make_member(convening, network, Role.SECRETARIAT, organisation=ours)
    make_member(convening, government, Role.LIAISON, organisation=theirs)
    with scope(convening=convening), use_convening(slug):
        return Stage.set(
            convening, network=network, government=government, organisation=ours, partner=theirs, base=base
        )


def grow(stage: Stage, count: int) -> None:
    with scope(convening=stage.convening), use_convening(stage.convening.slug):
        stage.grow(range(1, count + 1))


def address_of(address: Address, stage: Stage) -> str:
    named = {name: stage.objects[word] for name, word in address.objects.items()}
    arguments = {name: getattr(found, "pk", found) for name, found in named.items()}
    return reverse(address.name, kwargs={"convening": stage.convening.slug, **arguments}) + address.query


def ask(browser: Client, url: str) -> tuple[Counter[str], int]:
    """The queries of a page, and how often it names a row."""
    caching.pages.clear()
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(url)
    assert answer.status_code == 200
    text = answer.text if answer["Content-Type"].startswith(READABLE) else ""
    shown = len(re.findall(r"row(?:</mark>)?[ -]\d", text, re.IGNORECASE))
    return Counter(VALUE.sub("?", query["sql"].split(" WHERE ")[0]) for query in captured), shown


@pytest.mark.parametrize("address", ASKED, ids=str)
def test_hundred_rows_cost_the_queries_of_one(address: Address, stages: Stages) -> None:
    stages.browser.get(address_of(address, stages.few))
    if address.name.startswith("delegates:"):  # whoever opens names for the first time is written down
        stages.browser.get(address_of(address, stages.many))

    few, shown = ask(stages.browser, address_of(address, stages.few))
    many, more_shown = ask(stages.browser, address_of(address, stages.many))

    assert (many.total() - few.total(), few.total() > 0) == (FOLDED.get(address.name, 0), True), many - few
    assert not address.lists or more_shown > shown


def test_regions_cost_the_same_however_many_are_found(stages: Stages) -> None:
    # Regions belong to no convening, so both stages see the same ones.
    address = reverse("convenings:region-search", kwargs={"convening": stages.few.convening.slug})

    one, shown = ask(stages.browser, f"{address}?q=row+57")
    many, more_shown = ask(stages.browser, f"{address}?q=kabupaten")

    assert (many - one, shown < more_shown) == (Counter(), True)
