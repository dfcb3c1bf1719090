"""The decision, its memo and its publication."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import translation
from pypdf import PdfReader
from tests.convenings.factories import make_person
from tests.hosts.factories import candidate, declare, make_decided, make_scored, make_scoring, score

from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.urls import here
from pendopo.hosts import actions, queries
from pendopo.hosts.errors import (
    CandidateWithdrawn,
    DecisionExists,
    NotEveryoneScored,
    NothingPublished,
    PublishedAlready,
    TitleMissing,
)
from pendopo.hosts.solving import outcome

pytestmark = pytest.mark.django_db


def pdf_text(response):
    pages = PdfReader(BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_decision_makes_the_region_the_host(convening, sari, lina, government):
    call = make_scored(convening, sari, [lina])
    chosen = candidate(call, "Sleman")
    chosen.organisation = government
    chosen.save()

    actions.decide(call=call, candidate=chosen, reasons_ind="Giliran.", reasons_en="Its turn.", by=sari)

    convening.refresh_from_db()
    assert (convening.host_region.name, convening.host_organisation, convening.why_host_en) == (
        "Sleman",
        government,
        "Its turn.",
    )
    assert list(AuditEvent.objects.order_by("-seq").values_list("verb", flat=True))[:2] == [
        "hosts.decision_made",
        "convenings.host_set",
    ]


def test_decision_waits_for_all_scores(convening, sari, lina):
    call = make_scoring(convening, sari, [lina])

    with pytest.raises(NotEveryoneScored):
        actions.decide(call=call, candidate=candidate(call, "Sleman"), reasons_en="x", by=sari)


def test_decision_needs_reasons(convening, sari, lina):
    call = make_scored(convening, sari, [lina])

    with pytest.raises(TitleMissing):
        actions.decide(call=call, candidate=candidate(call, "Sleman"), by=sari)


def test_withdrawn_candidate_cannot_win(convening, sari, lina):
    call = make_scoring(convening, sari, [lina], candidates=("Purwakarta", "Sleman", "Poso"))
    actions.withdraw_candidate(candidate=candidate(call, "Poso"), reason="Pilkada", by=sari)
    declare(call, lina)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))

    with pytest.raises(CandidateWithdrawn):
        actions.decide(call=call, candidate=candidate(call, "Poso"), reasons_en="x", by=sari)


def test_call_is_decided_once(convening, sari, lina):
    call, _decision = make_decided(convening, sari, [lina])

    with pytest.raises(DecisionExists):
        actions.decide(call=call, candidate=candidate(call, "Sleman"), reasons_en="x", by=sari)


@pytest.mark.parametrize("who", ["lina", "yuni", "rina", "tono"])
def test_only_organisers_decide_and_publish(convening, sari, dewi, who, request):
    other = request.getfixturevalue(who)
    call = make_scored(convening, sari, [dewi])
    with pytest.raises(NotAllowed):
        actions.decide(call=call, candidate=candidate(call, "Sleman"), reasons_en="x", by=other)
    decision = actions.decide(call=call, candidate=candidate(call, "Sleman"), reasons_en="x", by=sari)

    for write in (actions.publish_decision, actions.unpublish_decision):
        with pytest.raises(NotAllowed):
            write(decision=decision, by=other)


def test_public_sees_the_decision_only_while_it_is_published(convening, client_as, sari, lina):
    call, decision = make_decided(convening, sari, [lina])
    addresses = [here(f"hosts:{name}", pk=call.pk) for name in ("decision", "decision-memo")]

    def seen():
        return [client_as(None).get(address).status_code for address in addresses]

    before = seen()
    actions.publish_decision(decision=decision, by=sari)
    during = seen()
    actions.unpublish_decision(decision=decision, by=sari)

    assert (before, during, seen()) == ([404, 404], [200, 200], [404, 404])


def test_publishing_twice_is_refused(convening, sari, lina):
    _call, decision = make_decided(convening, sari, [lina])
    with pytest.raises(NothingPublished):
        actions.unpublish_decision(decision=decision, by=sari)
    actions.publish_decision(decision=decision, by=sari)

    with pytest.raises(PublishedAlready):
        actions.publish_decision(decision=decision, by=sari)


def test_home_finds_the_newest_published_decision(convening, sari, lina):
    _call, decision = make_decided(convening, sari, [lina])
    hidden = list(queries.published_decisions())
    actions.publish_decision(decision=decision, by=sari)

    assert (hidden, list(queries.published_decisions())) == ([], [decision])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Memo on the choice of a host", "Purwakarta will host", "Its commitment is strong.", "4.45"]),
        ("id", ["Memo pemilihan tuan rumah", "Purwakarta menjadi tuan rumah", "Komitmennya kuat.", "4,45"]),
    ],
)
def test_memo_speaks_both_languages(convening, client_as, sari, lina, language, words):
    call, decision = make_decided(convening, sari, [lina], decided_on=date(2024, 3, 1), signer="Dewi")
    actions.publish_decision(decision=decision, by=sari)
    with translation.override(language):
        address = here("hosts:decision-memo", pk=call.pk)

    response = client_as(None).get(address)
    reader = PdfReader(BytesIO(response.content))

    text = pdf_text(response)
    assert [word for word in words if word not in text] == []
    assert reader.trailer["/Root"]["/Lang"][:2] == language
    assert response["Content-Disposition"].startswith("attachment; filename=")


def test_memo_says_what_was_verified_and_what_not(convening, client_as, sari, dewi, lina):
    from tests.hosts.factories import make_call

    call = make_call(convening, sari, assessors=[lina])
    place = candidate(call, "Purwakarta")
    claim = actions.state_claim(
        candidate=place, criterion_code="CRI-2", text_en="RAD PE *bold* #eval", by=sari
    )
    facts = {"claim": claim, "source": "AMAN", "by": sari}
    first = actions.add_evidence(title="Perbup 114/2023", url="https://example.org/1", **facts)
    actions.add_evidence(title="News item", url="https://example.org/2", **facts)
    actions.verify_evidence(evidence=first, on=date(2024, 3, 1), by=dewi)
    actions.open_scoring(call=call, by=sari)
    declare(call, lina)
    score(call, lina, Purwakarta=(5, 4), Sleman=(3, 4))
    actions.decide(call=call, candidate=place, reasons_en="Strong.", by=sari)

    text = pdf_text(client_as(sari).get(here("hosts:decision-preview", pk=call.pk)))

    assert "Verified on 1 Mar 2024: Perbup 114/2023" in text
    assert "Not verified: News item" in text
    assert "RAD PE *bold* #eval" in text


def recused_call(convening, sari, lina, yuni):
    call = make_scoring(convening, sari, [lina, yuni])
    declare(call, lina, "Sleman")
    declare(call, yuni)
    score(call, lina, Purwakarta=(5, 4))
    score(call, yuni, Purwakarta=(5, 4), Sleman=(3, 4))
    chosen = candidate(call, "Purwakarta")
    return call, actions.decide(call=call, candidate=chosen, reasons_en="Strong.", by=sari)


def test_recusals_are_numbers_for_the_public(convening, client_as, sari, lina, yuni):
    call, decision = recused_call(convening, sari, lina, yuni)
    make_person(convening, name="Lina", user=lina, public=False)
    actions.publish_decision(decision=decision, by=sari)

    page = client_as(None).get(here("hosts:decision", pk=call.pk)).content.decode()
    memo = pdf_text(client_as(None).get(here("hosts:decision-memo", pk=call.pk)))

    said = "Sleman: 1 assessor was recused."
    private = [name for name in ("Lina", "Yuni", "Saudara bekerja") if name in page + memo]
    assert (said in page, said in memo, private) == (True, True, [])


def test_recused_person_is_named_with_consent(convening, client_as, sari, lina, yuni):
    call, decision = recused_call(convening, sari, lina, yuni)
    make_person(convening, name="Lina Marlina", user=lina, public=True)
    actions.publish_decision(decision=decision, by=sari)

    memo = pdf_text(client_as(None).get(here("hosts:decision-memo", pk=call.pk)))

    assert "Sleman: 1 assessor was recused. (Lina Marlina)" in memo


def test_outcome_names_the_smallest_change_that_matters(convening, sari, lina):
    # Purwakarta leads by 2 under CRI-1 and trails by 1 under CRI-2: 25·2 − 30·1 = 20.
    # CRI-2 may grow to 50; CRI-1 may shrink to 15, the smaller move.
    call = make_scoring(convening, sari, [lina])
    declare(call, lina)
    score(call, lina, Purwakarta=(5, 3), Sleman=(3, 4))

    found = outcome(queries.current_version(call))

    near = found.nearest
    assert (near.criterion.code, near.at, [row.region.name for row in near.then]) == ("CRI-1", 15, ["Sleman"])
    assert [(row.low.at, row.high.at) for row in found.firmness] == [(15, None), (0, 50)]
