"""Every page of the desk: who gets in, in both languages, and at a constant number of queries."""

from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django_scopes import scope
from tests.convenings.factories import (
    make_figure,
    make_notice,
    make_person,
    make_phase,
    make_seat,
    make_team,
)
from tests.factories import make_convening, make_member, make_organisation, make_unit, make_user

from pendopo.convenings.enums import Role
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db
CAST = ["sari", "dewi", "hasan", "yuni", "lina", "rina", "tono"]
DESK = ["sari", "dewi", "hasan", "yuni", "lina"]
ORGANISERS = ["sari", "dewi", "hasan"]
PAGES = {
    "settings": DESK,
    "settings-edit": ORGANISERS,
    "phase-new": ORGANISERS,
    "organisation-list": DESK,
    "organisation-new": ORGANISERS,
    "person-list": DESK,
    "person-new": ORGANISERS,
    "team-list": DESK,
    "team-new": ORGANISERS,
    "role-list": ORGANISERS,
    "role-new": ["sari", "hasan"],
    "figure-list": DESK,
    "figure-new": ORGANISERS,
    "translations": DESK,
    "notice-list": [*DESK, "rina"],
    "log": ORGANISERS,
}
OF_A_ROW = {
    "phase-edit": ORGANISERS,
    "organisation-detail": DESK,
    "organisation-edit": ["sari", "dewi"],
    "unit-new": ["sari", "dewi"],
    "unit-edit": ["hasan"],
    "person-edit": ["sari", "dewi"],
    "team-edit": ["sari", "dewi"],
    "seat-new": ["sari", "dewi"],
    "seat-edit": ["sari", "dewi"],
    "figure-edit": ORGANISERS,
}
POSTED = {
    "publish": ["sari", "hasan"],
    "phase-delete": ORGANISERS,
    "seat-delete": ["sari", "dewi"],
    "role-revoke": ["sari"],
    "figure-delete": ORGANISERS,
    "notices-read": [*DESK, "rina"],
}


@pytest.fixture
def rows(convening, network, partner, unit):
    person = make_person(convening, organisation=partner)
    team = make_team(convening)
    focal = make_member(convening, make_user("Fokal"), Role.FOCAL_POINT, organisation=partner)
    return {
        "phase": make_phase(convening),
        "organisation": network,
        "unit": unit,
        "person": person,
        "team": team,
        "seat": make_seat(team, person),
        "figure": make_figure(convening),
        "role": focal,
    }


def address(name, rows):
    if name == "unit-new":
        return here("convenings:unit-new", pk=rows["organisation"].pk)
    if name == "seat-new":
        return here("convenings:seat-new", pk=rows["team"].pk)
    return here(f"convenings:{name}", pk=rows[name.split("-")[0]].pk)


def entering(request, client_as, url, method="get"):
    return [
        name
        for name in CAST
        if getattr(client_as(request.getfixturevalue(name)), method)(url).status_code in {200, 302}
    ]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_for_those_who_may(request, client_as, name):
    assert entering(request, client_as, here(f"convenings:{name}")) == PAGES[name]


@pytest.mark.parametrize("name", OF_A_ROW)
def test_a_page_of_a_row_opens_for_those_who_may(request, client_as, rows, name):
    assert entering(request, client_as, address(name, rows)) == OF_A_ROW[name]


@pytest.mark.parametrize("name", POSTED)
def test_a_button_works_for_those_who_may(request, client_as, rows, name):
    plain = name in {"publish", "notices-read"}
    url = here(f"convenings:{name}") if plain else address(name, rows)
    refused = [who for who in CAST if who not in POSTED[name]]

    for who in refused:
        assert client_as(request.getfixturevalue(who)).post(url).status_code == 404
    assert client_as(request.getfixturevalue(POSTED[name][0])).post(url).status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_is_led_to_sign_in(client, name):
    response = client.get(here(f"convenings:{name}"))

    assert response.status_code == 302
    assert response.url.startswith("/en/accounts/login/?next=")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", [*PAGES, *OF_A_ROW])
def test_a_page_speaks_both_languages(client_as, sari, hasan, rows, name, language):
    user = hasan if name == "unit-edit" else sari
    with translation.override(language):
        url = address(name, rows) if name in OF_A_ROW else here(f"convenings:{name}")
    response = client_as(user).get(url)

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("name", [*OF_A_ROW, "phase-delete", "seat-delete", "role-revoke", "figure-delete"])
def test_a_row_of_another_convening_is_not_found(client_as, sari, name):
    other = make_convening("wgwc-2020")

    with scope(convening=other):
        organisation = make_organisation(other, "LAIN")
        person = make_person(other)
        team = make_team(other)
        theirs = {
            "phase": make_phase(other),
            "organisation": organisation,
            "unit": make_unit(organisation),
            "person": person,
            "team": team,
            "seat": make_seat(team, person),
            "figure": make_figure(other),
            "role": make_member(other, make_user("Lain"), Role.CHAIR),
        }
    browser = client_as(sari)
    method = browser.post if name in POSTED else browser.get

    assert method(address(name, theirs)).status_code == 404


@pytest.mark.parametrize("name", POSTED)
def test_a_button_cannot_be_opened_as_a_page(client_as, sari, rows, name):
    plain = name in {"publish", "notices-read"}
    url = here(f"convenings:{name}") if plain else address(name, rows)

    assert client_as(sari).get(url).status_code == 405


@pytest.mark.parametrize("name", ["settings", "organisation-list", "log", "translations", "role-list"])
def test_a_list_cannot_be_posted_to(client_as, sari, name):
    assert client_as(sari).post(here(f"convenings:{name}")).status_code == 405


def test_an_unknown_convening_is_not_found(client_as, sari):
    assert client_as(sari).get("/en/nowhere/desk/convening/").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("sari", 200), ("tono", 404)])
def test_an_unpublished_convening_exists_for_its_people_only(request, client_as, convening, who, status):
    convening.published = False
    convening.save()

    assert client_as(request.getfixturevalue(who)).get(here("convenings:notice-list")).status_code == status


def test_the_desk_is_never_kept_by_caches(client_as, sari):
    response = client_as(sari).get(here("convenings:settings"))

    assert "no-store" in response["Cache-Control"]


LISTS = {
    "organisation-list": lambda c, n: make_organisation(c, f"O{n}"),
    "person-list": lambda c, n: make_person(c, f"Orang {n}", organisation=make_organisation(c, f"P{n}")),
    "team-list": lambda c, n: make_seat(make_team(c), make_person(c, f"Orang {n}")),
    "role-list": lambda c, n: make_member(
        c, make_user(f"Anggota {n}"), Role.FOCAL_POINT, organisation=make_organisation(c, f"R{n}")
    ),
    "figure-list": lambda c, n: make_figure(c),
    "settings": lambda c, n: make_phase(c),
    "translations": lambda c, n: make_person(c, f"Orang {n}", public_role_ind="Ketua"),
}


def costs(browser, name, add):
    """How many queries the page makes with one row, and with three."""
    url, counts = here(f"convenings:{name}"), []
    for more in (1, 2):
        for _n in range(more):
            add()
        browser.get(url)  # what a process reads once is not the page's cost
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url).status_code == 200
        counts.append(len(captured))
    return counts


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_with_more_rows(client_as, convening, sari, name):
    number = count(1)
    one, three = costs(client_as(sari), name, lambda: LISTS[name](convening, next(number)))

    assert one == three


def test_notices_cost_the_same_with_more_rows(client_as, convening, sari):
    one, three = costs(client_as(sari), "notice-list", lambda: make_notice(convening, sari))

    assert one == three
