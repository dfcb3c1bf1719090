from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from django_scopes import ScopeError, scope, scopes_disabled
from django_scopes.state import state
from tests.factories import make_convening

from pendopo.convenings.models import (
    Convening,
    Figure,
    Membership,
    Notice,
    Organisation,
    Person,
    Phase,
    Team,
    TeamMember,
    Unit,
)

pytestmark = pytest.mark.django_db

SCOPED = [Figure, Membership, Notice, Organisation, Person, Phase, Team, TeamMember, Unit]


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
@pytest.mark.parametrize(
    "read",
    [
        lambda rows: list(rows.all()),
        lambda rows: rows.exists(),
        lambda rows: rows.count(),
        lambda rows: rows.filter(pk=None),
        lambda rows: rows.exclude(pk=None),
        lambda rows: rows.select_related("convening"),
        lambda rows: rows.in_bulk(),
    ],
)
def test_a_forgotten_scope_raises(model, read):
    token = state.set({})  # the tests stand inside a scope; step out of it by hand
    try:
        with pytest.raises(ScopeError):
            read(model.objects)
    finally:
        state.reset(token)


def test_rows_of_another_convening_do_not_show(convening):
    other = make_convening("wgwc-2020")
    for row in (convening, other):
        Phase.objects.create(convening=row, title_ind=row.slug, starts_on=row.starts_on, ends_on=row.ends_on)

    assert [phase.title_ind for phase in Phase.objects.all()] == ["wgwc-2024"]
    with scope(convening=other):
        assert [phase.title_ind for phase in Phase.objects.all()] == ["wgwc-2020"]
    with scopes_disabled():
        assert Phase.objects.count() == 2


def test_texts_are_kept_in_both_languages(convening):
    columns = {field.column for field in Convening._meta.get_fields() if hasattr(field, "column")}
    assert {"title_ind", "title_en", "why_host_ind", "why_host_en"} <= columns

    with translation.override("id"):
        assert convening.title == "Konferensi dan Konvensi 2024"
    with translation.override("en"):
        assert convening.title == "Conference and Convention 2024"


def test_a_missing_language_falls_back_to_the_other(convening):
    convening.theme_en = ""

    with translation.override("en"):
        assert convening.theme == "Merawat yang disepakati"


def test_two_organisations_cannot_share_a_code(convening, network):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(convening=convening, code=network.code, name="Lain", kind="cso")


def test_a_role_is_held_once(convening, sari):
    held = Membership.objects.get(user=sari)

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            convening=convening, user=sari, role=held.role, organisation=held.organisation
        )


def test_a_phase_cannot_end_before_it_starts(convening):
    with pytest.raises(IntegrityError), transaction.atomic():
        Phase.objects.create(
            convening=convening, title_ind="x", starts_on=date(2024, 5, 2), ends_on=date(2024, 5, 1)
        )
