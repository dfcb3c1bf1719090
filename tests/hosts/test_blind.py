"""Until all have submitted, nobody learns anything of another's scores: not by page, query, log or trick."""

import re
from fractions import Fraction

import pytest
from django.http import Http404
from tests.hosts.factories import candidate, declare, make_call, make_scoring, score, sheet_of

from pendopo.convenings.enums import Role
from pendopo.convenings.models import Membership
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.urls import here
from pendopo.hosts import actions, queries
from pendopo.hosts.errors import (
    AlreadySubmitted,
    NotDeclared,
    NotEveryoneScored,
    ReasonMissing,
    RecusedFrom,
    ScoreOutside,
    ScoresMissing,
    ScoringClosed,
    SheetClosed,
)
from pendopo.hosts.models import Recusal, Score
from pendopo.hosts.solving import outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(convening, sari, lina, yuni):
    return make_scoring(convening, sari, [lina, yuni])


@pytest.fixture
def auditor(convening, tono):
    Membership.objects.create(convening=convening, user=tono, role=Role.AUDITOR)
    return tono


def pages(call, sheet):
    """Every page with a GET about this call."""
    names = ("call-detail", "criteria-list", "sheet", "sheet-conflicts", "decision-detail", "decision-new")
    addresses = [here(f"hosts:{name}", pk=call.pk) for name in names]
    addresses += [here("hosts:result", pk=call.pk, number=1), here("hosts:call-list")]
    addresses += [
        here(f"hosts:{name}", pk=call.pk) for name in ("decision", "decision-memo", "decision-preview")
    ]
    addresses += [here("hosts:assessor-excuse", pk=sheet.pk), here("web:home")]
    return addresses + [here("hosts:candidate-detail", pk=row.pk) for row in call.candidates.all()]


def test_no_page_tells_anybody_the_scores_of_another(
    call, client_as, sari, dewi, hasan, yuni, lina, auditor, rina
):
    declare(call, lina)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))
    declare(call, yuni)
    sheet = sheet_of(call, lina)
    before = Score.objects.count()

    told = [
        address
        for reader in (sari, dewi, hasan, yuni, auditor, rina, None)
        for address in pages(call, sheet)
        if tells_scores(client_as(reader), address)
    ]

    assert (told, Score.objects.count(), before) == ([], 4, 4)


def tells_scores(browser, address):
    response = browser.get(address)
    text = response.content.decode(errors="ignore") if response.status_code == 200 else ""
    return bool(re.search(r'selected>[0-5]<|class="b">[0-5]<|<b>[0-5]([.,]\d+)?</b>|[0-5]–[0-5]<', text))


def test_the_look_for_scores_does_find_them(call, client_as, sari, lina, yuni):
    declare(call, lina)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))
    own = tells_scores(client_as(lina), here("hosts:sheet", pk=call.pk))
    declare(call, yuni)
    score(call, yuni, Purwakarta=(5, 4), Sleman=(3, 4))

    result = tells_scores(client_as(sari), here("hosts:result", pk=call.pk, number=1))

    assert (own, result) == (True, True)


def test_result_is_absent_while_one_is_still_scoring(call, client_as, sari, lina):
    declare(call, lina)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))

    status = client_as(sari).get(here("hosts:result", pk=call.pk, number=1)).status_code

    assert status == 404


def test_means_are_refused_while_one_is_still_scoring(call, lina):
    declare(call, lina)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))
    version = queries.current_version(call)

    for read in (queries.means, outcome):
        with pytest.raises(NotEveryoneScored):
            read(version)


def test_nobody_gets_the_sheet_of_another(call, sari, dewi, hasan, lina, yuni, auditor):
    for reader in (sari, dewi, hasan, auditor):
        with pytest.raises(Http404):
            queries.access_own_sheet(reader, call.pk)

    assert queries.access_own_sheet(yuni, call.pk) == sheet_of(call, yuni) != sheet_of(call, lina)


@pytest.mark.parametrize("who", ["sari", "dewi", "hasan", "yuni"])
def test_nobody_writes_on_the_sheet_of_another(call, lina, who, request):
    other, sheet = request.getfixturevalue(who), sheet_of(call, lina)
    declare(call, lina)

    for write in (
        lambda: actions.declare_conflicts(sheet=sheet, conflicts={}, by=other),
        lambda: actions.give_scores(sheet=sheet, scores={}, submit=True, by=other),
        lambda: actions.take_back_scores(sheet=sheet, by=other),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_log_never_holds_scores_or_reasons(call, lina):
    declare(call, lina, "Sleman")
    score(call, lina, submit=False, Purwakarta=(5, 4))
    score(call, lina, Purwakarta=(5, 4))

    data = [event.data for event in AuditEvent.objects.filter(object_type="hosts.sheet").order_by("seq")]

    assert data == [{"recusals": 1, "result_opened": False}, {"count": 2}, {"result_opened": False}]


def test_last_submission_opens_the_result(call, lina, yuni):
    for user in (lina, yuni):
        declare(call, user)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))
    score(call, yuni, Purwakarta=(4, 4), Sleman=(3, 3))

    found = outcome(queries.current_version(call))

    assert [(row.place, row.candidate.region.name, row.total) for row in found.ranking] == [
        (1, "Purwakarta", Fraction(465, 110)),
        (2, "Sleman", Fraction(360, 110)),
    ]


def test_kept_scores_do_not_count(call, lina, yuni):
    for user in (lina, yuni):
        declare(call, user)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))
    score(call, yuni, submit=False, Purwakarta=(4, 4), Sleman=(3, 3))

    with pytest.raises(NotEveryoneScored):
        outcome(queries.current_version(call))


def test_excusing_the_last_one_opens_the_result_without_their_scores(call, sari, lina, yuni):
    for user in (lina, yuni):
        declare(call, user)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))
    score(call, yuni, submit=False, Purwakarta=(0, 0), Sleman=(5, 5))
    actions.excuse_assessor(sheet=sheet_of(call, yuni), reason="Sakit", by=sari)

    means = queries.means(queries.current_version(call))

    assert sorted((mean.value, mean.scorers) for mean in means.values()) == [(3, 1), (4, 1), (4, 1), (5, 1)]


def test_result_waits_for_a_candidate_nobody_could_score(call, sari, lina, yuni):
    declare(call, lina, "Sleman")
    declare(call, yuni, "Sleman")
    score(call, lina, Purwakarta=(5, 4))
    score(call, yuni, Purwakarta=(5, 4))

    call.refresh_from_db()

    assert call.status == "scoring"


def test_recused_assessor_is_left_out_of_the_mean(call, lina, yuni):
    declare(call, lina, "Sleman")
    declare(call, yuni)
    score(call, lina, Purwakarta=(5, 5))
    score(call, yuni, Purwakarta=(4, 4), Sleman=(3, 3))

    means = queries.means(queries.current_version(call))
    sleman = candidate(call, "Sleman").pk

    assert {mean.scorers for (row, _c), mean in means.items() if row == sleman} == {1}


def test_recused_from_all_is_not_waited_for(call, lina, yuni):
    declare(call, lina)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))
    declare(call, yuni, "Purwakarta", "Sleman")

    call.refresh_from_db()

    assert call.status == "scored"


def test_conflicts_come_before_scores(call, lina):
    with pytest.raises(NotDeclared):
        score(call, lina, Purwakarta=(5, 4))


def test_recused_candidate_cannot_be_scored(call, lina):
    declare(call, lina, "Sleman")

    with pytest.raises(RecusedFrom, match="Sleman"):
        score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))


def test_later_conflict_drops_the_scores_given(call, lina):
    declare(call, lina)
    score(call, lina, submit=False, Purwakarta=(5, 4), Sleman=(3, 4))

    declare(call, lina, "Sleman")

    assert set(Score.objects.values_list("candidate_id", flat=True)) == {candidate(call, "Purwakarta").pk}


def test_submitting_needs_every_score(call, lina):
    declare(call, lina)

    with pytest.raises(ScoresMissing) as refusal:
        score(call, lina, Purwakarta=(5, 4))

    assert refusal.value.data == {"count": 2}


@pytest.mark.parametrize("value", [-1, 6, True, 2.5])
def test_scores_stay_on_the_scale(call, lina, value):
    declare(call, lina)

    with pytest.raises(ScoreOutside):
        score(call, lina, Purwakarta=(value, 4))


def test_score_for_a_candidate_of_another_call_is_refused(call, convening, sari, lina):
    other = make_call(convening, sari, candidates=("Bogor",))
    declare(call, lina)
    criterion = sheet_of(call, lina).version.criteria.first()

    with pytest.raises(RecusedFrom):
        cell = (candidate(other, "Bogor").pk, criterion.pk)
        actions.give_scores(sheet=sheet_of(call, lina), scores={cell: 5}, by=lina)


def test_submitted_scores_change_only_after_taking_back(call, lina):
    declare(call, lina)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))
    with pytest.raises(AlreadySubmitted):
        score(call, lina, Purwakarta=(0, 0))

    actions.take_back_scores(sheet=sheet_of(call, lina), by=lina)
    score(call, lina, Purwakarta=(1, 1))

    assert queries.own_scores(sheet_of(call, lina))[_first_cell(call, lina)] == 1


def _first_cell(call, user):
    return candidate(call, "Purwakarta").pk, sheet_of(call, user).version.criteria.first().pk


def test_open_result_cannot_be_changed_back(call, lina, yuni, sari):
    for user in (lina, yuni):
        declare(call, user)
        score(call, user, Purwakarta=(5, 4), Sleman=(3, 4))

    for write in (
        lambda: actions.take_back_scores(sheet=sheet_of(call, lina), by=lina),
        lambda: score(call, lina, Purwakarta=(0, 0)),
        lambda: declare(call, lina, "Sleman"),
        lambda: actions.excuse_assessor(sheet=sheet_of(call, yuni), reason="x", by=sari),
        lambda: actions.invite_assessor(call=call, user=sari, by=sari),
    ):
        with pytest.raises(ScoringClosed):
            write()


def test_excused_assessor_writes_no_more(call, sari, lina):
    declare(call, lina)
    actions.excuse_assessor(sheet=sheet_of(call, lina), reason="Sakit", by=sari)

    with pytest.raises(SheetClosed):
        score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))


def test_excusing_needs_a_reason(call, sari, lina):
    with pytest.raises(ReasonMissing):
        actions.excuse_assessor(sheet=sheet_of(call, lina), reason=" ", by=sari)


def test_scores_under_an_abandoned_version_stay_hidden(call, convening, sari, lina, yuni, client_as):
    from tests.hosts.factories import drafts

    declare(call, lina)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))
    first = queries.current_version(call)
    actions.make_version(call=call, criteria=drafts(), reason_en="A new telling", by=sari)

    status = client_as(sari).get(here("hosts:result", pk=call.pk, number=1)).status_code

    assert status == 404
    with pytest.raises(NotEveryoneScored):
        outcome(first)


def test_reason_of_a_conflict_is_shown_to_its_author_only(call, client_as, sari, lina, yuni):
    declare(call, lina, "Sleman")
    reason = Recusal.objects.get().reason

    seen = [
        reason in client_as(user).get(here("hosts:sheet-conflicts", pk=call.pk)).content.decode()
        for user in (lina, yuni)
    ]
    detail = client_as(sari).get(here("hosts:call-detail", pk=call.pk)).content.decode()

    assert (seen, reason in detail) == ([True, False], False)
