"""A candidate that is not on the official list of regions is called by its name alone."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.hosts.factories import declare, make_call, make_scoring, region, score

from pendopo.core.urls import here
from pendopo.hosts import actions, queries
from pendopo.hosts.errors import CandidateTwice, CandidateUnnamed
from pendopo.hosts.models import Candidate

pytestmark = pytest.mark.django_db
PLACE = "Nusantara Raya"


@pytest.fixture
def call(convening, sari):
    return make_call(convening, sari)


def test_place_stands_among_regions_in_the_order_of_names(call, sari):
    added = actions.add_candidate(call=call, place_name=f"  {PLACE} ", by=sari)

    assert (added.name, str(added), added.region) == (PLACE, PLACE, None)
    assert [row.name for row in queries.candidates(call)] == [PLACE, "Purwakarta", "Sleman"]


def test_candidate_is_a_region_or_a_place_and_never_both(call, sari):
    with pytest.raises(CandidateUnnamed):
        actions.add_candidate(call=call, by=sari)
    with pytest.raises(CandidateUnnamed):
        actions.add_candidate(call=call, region=region("Bogor"), place_name=PLACE, by=sari)
    with pytest.raises(IntegrityError), transaction.atomic():
        Candidate.objects.create(call=call)

    assert call.candidates.count() == 2


def test_place_is_a_candidate_once(call, sari):
    actions.add_candidate(call=call, place_name=PLACE, by=sari)

    with pytest.raises(CandidateTwice):
        actions.add_candidate(call=call, place_name=f"{PLACE} ", by=sari)


def test_form_takes_a_name_instead_of_a_region(call, client_as, sari):
    page = here("hosts:candidate-new", pk=call.pk)
    refused = client_as(sari).post(page, {"place_name": "", "region": ""})
    client_as(sari).post(page, {"place_name": PLACE})

    assert refused.status_code == 422
    assert "Choose a region, or write the name of a place" in refused.content.decode()
    assert call.candidates.filter(place_name=PLACE).count() == 1


def test_place_can_win_and_is_named_in_public(convening, sari, lina, client_as):
    call = make_scoring(convening, sari, [lina], candidates=("Purwakarta",), places=(PLACE,))
    declare(call, lina)
    score(call, lina, **{"Purwakarta": (3, 3), PLACE: (5, 5)})
    winner = call.candidates.get(place_name=PLACE)
    call.refresh_from_db()
    decision = actions.decide(call=call, candidate=winner, reasons_en="Best prepared", by=sari)
    actions.publish_decision(decision=decision, by=sari)
    convening.refresh_from_db()

    assert convening.host_region is None
    pages = {
        "hosts:decision": Client(),
        "hosts:call-detail": client_as(sari),
        "hosts:decision-detail": client_as(sari),
    }
    assert {name: PLACE in b.get(here(name, pk=call.pk)).content.decode() for name, b in pages.items()} == (
        dict.fromkeys(pages, True)
    )
    assert Client().get(here("hosts:decision-memo", pk=call.pk)).status_code == 200
