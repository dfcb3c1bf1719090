"""Calls, criteria in versions, candidates, claims and evidence."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.factories import make_convening, make_government, make_member, make_user
from tests.hosts.factories import candidate, drafts, make_call, make_scored, make_scoring, region

from pendopo.convenings.enums import Role
from pendopo.core import attachments
from pendopo.core.errors import NotAllowed, UnknownFileType
from pendopo.core.models import Attachment, AuditEvent
from pendopo.hosts import actions, queries
from pendopo.hosts.errors import (
    AlreadyVerified,
    AssessorTwice,
    CandidateTwice,
    CandidateWithdrawn,
    CodeTwice,
    CodeUnusable,
    CriteriaMissing,
    CriterionUnknown,
    EvidenceNeedsOne,
    LinkNotWeb,
    NotOfConvening,
    NotReadyForScoring,
    OwnEvidence,
    ReasonMissing,
    ScoringClosed,
    ScoringOver,
    ScoringStarted,
    TitleMissing,
    WeightsEmpty,
)
from pendopo.hosts.models import Evidence

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


@pytest.fixture
def call(convening, sari):
    return make_call(convening, sari)


@pytest.fixture
def claim(call, sari):
    place = candidate(call, "Purwakarta")
    return actions.state_claim(candidate=place, criterion_code="CRI-2", text_en="RAD PE in force", by=sari)


def link(claim, by, url="https://example.org/perbup-114", **more):
    return actions.add_evidence(claim=claim, title="Perbup 114/2023", source="AMAN", url=url, by=by, **more)


def verbs():
    return list(AuditEvent.objects.order_by("seq").values_list("verb", flat=True))


def test_each_write_is_logged_once(convening, sari, dewi, claim):
    evidence = link(claim, sari)
    actions.verify_evidence(evidence=evidence, by=dewi)
    actions.remove_evidence(evidence=evidence, by=sari)

    assert verbs() == [
        "hosts.call_opened",
        "hosts.criteria_told",
        "hosts.candidate_added",
        "hosts.candidate_added",
        "hosts.claim_stated",
        "hosts.evidence_added",
        "hosts.evidence_verified",
        "hosts.evidence_removed",
    ]


@pytest.mark.parametrize("who", ["yuni", "lina", "rina", "tono"])
def test_only_organisers_manage_calls(convening, call, claim, who, request):
    other = request.getfixturevalue(who)
    place = candidate(call, "Purwakarta")

    for write in (
        lambda: actions.open_call(convening=convening, title_en="x", by=other),
        lambda: actions.edit_call(call=call, title_en="x", by=other),
        lambda: actions.make_version(call=call, criteria=drafts(), reason_en="x", by=other),
        lambda: actions.add_candidate(call=call, region=region("Poso"), by=other),
        lambda: actions.edit_candidate(candidate=place, by=other),
        lambda: actions.withdraw_candidate(candidate=place, reason="x", by=other),
        lambda: actions.state_claim(candidate=place, criterion_code="CRI-1", text_en="x", by=other),
        lambda: link(claim, other),
        lambda: actions.invite_assessor(call=call, user=other, by=other),
        lambda: actions.open_scoring(call=call, by=other),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_government_liaison_manages_as_an_equal(convening, hasan):
    call = make_call(convening, hasan)

    assert call.candidates.count() == 2


def test_call_needs_a_title(convening, sari):
    with pytest.raises(TitleMissing):
        actions.open_call(convening=convening, title_ind=" ", by=sari)


def test_new_version_leaves_the_old_one_as_it_was(call, sari):
    changed = drafts(("CRI-1", "Kerentanan", "Vulnerability", 40), ("CRI-3", "Toleransi", "Tolerance", 20))

    actions.make_version(
        call=call, criteria=changed, reason_en="AMAN lists three reasons", source="AMAN", by=sari
    )

    told = [
        (v.number, v.source, [(c.code, c.weight) for c in v.criteria.all()]) for v in queries.versions(call)
    ]
    assert told == [
        (2, "AMAN", [("CRI-1", 40), ("CRI-3", 20)]),
        (1, "", [("CRI-1", 25), ("CRI-2", 30)]),
    ]


def test_second_version_needs_a_reason(call, sari):
    with pytest.raises(ReasonMissing):
        actions.make_version(call=call, criteria=drafts(), by=sari)


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([("A", "Satu", "One", 1), ("A", "Dua", "Two", 1)], CodeTwice),
        ([("A/B", "Satu", "One", 1)], CodeUnusable),
        ([("A", " ", "", 1)], CriteriaMissing),
        ([("A", "Satu", "One", 0)], WeightsEmpty),
    ],
)
def test_bad_criteria_are_refused(call, sari, rows, refusal):
    with pytest.raises(refusal):
        actions.make_version(call=call, criteria=drafts(*rows), reason_en="x", by=sari)


def test_version_without_criteria_is_refused(call, sari):
    with pytest.raises(CriteriaMissing):
        actions.make_version(call=call, criteria=[], reason_en="x", by=sari)


def test_claims_outlive_a_version(call, sari, claim):
    actions.make_version(call=call, criteria=drafts(), reason_en="Weights discussed again", by=sari)

    lines = queries.with_claims(queries.taking_part(call), queries.current_version(call))

    assert [(row.candidate.region.name, row.claims) for row in lines] == [("Purwakarta", 1), ("Sleman", 0)]


def test_new_version_leads_back_to_preparation(convening, sari, lina):
    call = make_scored(convening, sari, [lina])

    actions.make_version(call=call, criteria=drafts(), reason_en="New reasons", by=sari)

    call.refresh_from_db()
    first = call.versions.get(number=1)
    assert (call.status, first.results_opened_at is not None) == ("preparing", True)


def test_region_is_a_candidate_once(call, sari):
    with pytest.raises(CandidateTwice, match="Sleman"):
        actions.add_candidate(call=call, region=region("Sleman"), by=sari)


def test_nothing_that_assessors_read_changes_while_they_score(convening, sari, dewi, lina, call, claim):
    evidence = link(claim, sari)
    actions.invite_assessor(call=call, user=lina, by=sari)
    actions.open_scoring(call=call, by=sari)
    place = candidate(call, "Purwakarta")

    for write in (
        lambda: actions.add_candidate(call=call, region=region("Poso"), by=sari),
        lambda: actions.edit_candidate(candidate=place, by=sari),
        lambda: actions.state_claim(candidate=place, criterion_code="CRI-1", text_en="x", by=sari),
        lambda: link(claim, sari),
        lambda: actions.verify_evidence(evidence=evidence, by=dewi),
        lambda: actions.remove_evidence(evidence=evidence, by=sari),
    ):
        with pytest.raises(ScoringStarted):
            write()


def test_withdrawn_candidate_takes_no_more_part(call, sari):
    place = candidate(call, "Sleman")
    actions.withdraw_candidate(candidate=place, reason="Pilkada", by=sari)

    with pytest.raises(CandidateWithdrawn):
        actions.withdraw_candidate(candidate=place, reason="Pilkada", by=sari)
    assert [row.region.name for row in queries.taking_part(call)] == ["Purwakarta"]


def test_candidate_stays_once_the_result_is_open(convening, sari, lina):
    call = make_scored(convening, sari, [lina])

    with pytest.raises(ScoringOver):
        actions.withdraw_candidate(candidate=candidate(call, "Sleman"), reason="x", by=sari)


def test_claim_needs_a_present_criterion(call, sari):
    with pytest.raises(CriterionUnknown, match="CRI-9"):
        actions.state_claim(candidate=candidate(call, "Sleman"), criterion_code="CRI-9", text_en="x", by=sari)


def test_evidence_is_not_verified_until_another_has_looked(claim, sari, dewi):
    evidence = link(claim, sari)
    with pytest.raises(OwnEvidence):
        actions.verify_evidence(evidence=evidence, by=sari)

    found = actions.verify_evidence(evidence=evidence, on=date(2024, 3, 1), by=dewi)

    assert (found.verified_by, found.verified_on) == (dewi, date(2024, 3, 1))
    with pytest.raises(AlreadyVerified, match="Dewi"):
        actions.verify_evidence(evidence=evidence, by=dewi)


def test_monitoring_may_verify(convening, claim, sari, tono):
    make_member(convening, tono, Role.MONITORING)

    assert actions.verify_evidence(evidence=link(claim, sari), by=tono).verified_by == tono


@pytest.mark.parametrize("who", ["yuni", "lina", "rina"])
def test_others_may_not_verify(claim, sari, who, request):
    with pytest.raises(NotAllowed):
        actions.verify_evidence(evidence=link(claim, sari), by=request.getfixturevalue(who))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/a", "example.org", "https://"])
def test_link_must_lead_to_a_web_page(claim, sari, url):
    with pytest.raises(LinkNotWeb):
        link(claim, sari, url=url)


def test_evidence_is_a_file_or_a_link(claim, sari):
    for more in ({"url": ""}, {"upload": SimpleUploadedFile("a.pdf", PDF)}):
        with pytest.raises(EvidenceNeedsOne):
            link(claim, sari, **more)


def test_file_is_read_by_desk_and_assessors_only(claim, convening, call, sari, yuni, rina, tono):
    link(claim, sari, url="", upload=SimpleUploadedFile("perbup.pdf", PDF))
    reporter = make_user("Reporter")
    make_member(convening, reporter, Role.PARTICIPANT)
    actions.invite_assessor(call=call, user=reporter, by=sari)
    kept = Attachment.objects.get()

    may = [attachments.may_read(user, kept) for user in (sari, yuni, reporter, rina, tono)]

    assert (may, Evidence.objects.get().attachment_id) == ([True, True, True, False, False], kept.pk)


def test_unknown_file_leaves_nothing_behind(claim, sari):
    with pytest.raises(UnknownFileType):
        link(claim, sari, url="", upload=SimpleUploadedFile("a.exe", b"MZ\x00\x00"))

    assert (Evidence.objects.count(), Attachment.objects.count()) == (0, 0)


def test_assessor_needs_a_role_here_and_is_invited_once(call, sari, lina, tono):
    actions.invite_assessor(call=call, user=lina, by=sari)

    with pytest.raises(AssessorTwice):
        actions.invite_assessor(call=call, user=lina, by=sari)
    with pytest.raises(NotOfConvening):
        actions.invite_assessor(call=call, user=tono, by=sari)


def test_scoring_needs_two_candidates_and_an_assessor(convening, sari, lina):
    call = make_call(convening, sari, candidates=("Purwakarta",), assessors=[lina])

    with pytest.raises(NotReadyForScoring):
        actions.open_scoring(call=call, by=sari)


def test_opening_freezes_the_version_and_tells_assessors(convening, sari, lina):
    call = make_scoring(convening, sari, [lina])

    version = call.versions.get()
    notice = lina.notices.get()
    assert (version.frozen_at is not None, notice.text_en) == (
        True,
        "You are asked to score the candidate hosts of “Host 2024”; open your sheet and begin.",
    )
    with pytest.raises(ScoringClosed):
        actions.open_scoring(call=call, by=sari)


def test_invitation_is_taken_back_before_scoring_only(convening, sari, lina, yuni):
    call = make_call(convening, sari, assessors=[lina, yuni])
    first, second = call.assessors.order_by("created_at", "pk")
    actions.remove_assessor(assessor=first, by=sari)
    actions.open_scoring(call=call, by=sari)

    with pytest.raises(ScoringClosed):
        actions.remove_assessor(assessor=second, by=sari)
    assert list(call.assessors.values_list("user__full_name", flat=True)) == ["Yuni"]


def test_only_regional_governments_of_this_convening_can_host(convening, government, partner):
    make_government(make_convening("other-2025"), code="LAIN")

    assert list(queries.possible_hosts(convening)) == [government]
