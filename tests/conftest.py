"""The stage and the cast: one convening, both sides, and seven people every room knows."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation
from django_scopes import scope
from tests.factories import (
    make_convening,
    make_government,
    make_member,
    make_organisation,
    make_unit,
    make_user,
)
from tools.messages import compile_all

import pendopo.config.urls  # noqa: F401 – read while DEMO is off, whatever a test switches on later
from pendopo.convenings.enums import Role
from pendopo.core import caching
from pendopo.core.urls import use_convening

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_reset_sequences"}
LOG = "core_auditevent"


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # once, not in every worker of xdist
        compile_all()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """SQLite empties tables with DELETE, which the log refuses: lift its guards while a test is cleared."""
    if connection.vendor != "sqlite":
        return
    flush = connection.ops.execute_sql_flush

    def flush_unguarded(statements: list[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [LOG]
            )
            guards = cursor.fetchall()
            for name, _sql in guards:
                cursor.execute(f"DROP TRIGGER {name}")
            flush(statements)
            for _name, sql in guards:
                cursor.execute(sql)

    connection.ops.execute_sql_flush = flush_unguarded


@pytest.fixture(autouse=True)
def calm() -> Iterator[None]:
    """Every test starts in English with nothing kept in memory."""
    caching.pages.clear()
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def scoped(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with a database stands inside the convening; `with scopes_disabled()` steps outside."""
    marked = request.node.get_closest_marker("django_db")
    if not marked and not DATABASE_FIXTURES & set(request.fixturenames):
        yield
        return
    if not DATABASE_FIXTURES & set(request.fixturenames):
        transactional = marked and marked.kwargs.get("transaction")
        request.getfixturevalue("transactional_db" if transactional else "db")
    convening = request.getfixturevalue("convening")
    with scope(convening=convening), use_convening(convening.slug):
        yield


@pytest.fixture
def convening(request: pytest.FixtureRequest) -> Any:
    """WGWC 2024: the network and the host government prepare it together."""
    _need_database(request)
    return make_convening()


@pytest.fixture
def network(convening: Any) -> Any:
    """The organising network's own organisation."""
    return make_organisation(convening, "JKTI", name="Jaringan Kampung Tani", short_name="Jaringan")


@pytest.fixture
def partner(convening: Any) -> Any:
    """A member organisation of the network."""
    return make_organisation(convening, "MITRA", name="Perkumpulan Mitra", short_name="Mitra")


@pytest.fixture
def government(convening: Any) -> Any:
    """The host government."""
    return make_government(convening)


@pytest.fixture
def unit(government: Any) -> Any:
    """The planning agency of the host government."""
    return make_unit(government)


@pytest.fixture
def sari(convening: Any, network: Any) -> Any:
    """Secretariat, on the side of the network."""
    return _actor(convening, "Sari", "secretariat", organisation=network)


@pytest.fixture
def dewi(convening: Any, network: Any) -> Any:
    """Organising chair, on the side of the network."""
    return _actor(convening, "Dewi", "chair", organisation=network)


@pytest.fixture
def hasan(convening: Any, government: Any) -> Any:
    """Government liaison."""
    return _actor(convening, "Hasan", "liaison", organisation=government)


@pytest.fixture
def yuni(convening: Any, government: Any, unit: Any) -> Any:
    """Officer of the planning agency."""
    return _actor(convening, "Yuni", "unit_officer", organisation=government, unit=unit)


@pytest.fixture
def lina(convening: Any, partner: Any) -> Any:
    """Focal point of a member organisation."""
    return _actor(convening, "Lina", "focal_point", organisation=partner)


@pytest.fixture
def rina(convening: Any) -> Any:
    """Journalist."""
    return _actor(convening, "Rina", "journalist")


@pytest.fixture
def tono(convening: Any) -> Any:
    """Somebody with an account and no part in the convening."""
    return _actor(convening, "Tono", None)


@pytest.fixture
def client_as() -> Callable[[Any], Client]:
    """A browser in which that person is signed in; None for a visitor."""

    def signed_in(user: Any) -> Client:
        browser = Client()
        if user is not None:
            browser.force_login(user)
        return browser

    return signed_in


def _need_database(request: pytest.FixtureRequest) -> None:
    if not DATABASE_FIXTURES & set(request.fixturenames):
        request.getfixturevalue("db")


def _actor(convening: Any, name: str, role: str | None, **where: Any) -> Any:
    user = make_user(name)
    if role:
        make_member(convening, user, Role(role), **where)
    return user
