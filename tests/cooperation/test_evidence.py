"""Evidence can be corrected and withdrawn by whoever added it until it is verified; nothing disappears."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from tests.cooperation.factories import TODAY, make_agreement, make_commitment, make_meeting

from pendopo.cooperation import actions
from pendopo.cooperation.actions.link import token_of
from pendopo.cooperation.errors import (
    EvidenceNeeded,
    EvidenceUnchanged,
    EvidenceWithdrawn,
    LastEvidence,
    LinkNeeded,
    LinkUnusable,
    ReasonNeeded,
    StepNotOpen,
)
from pendopo.cooperation.models import Evidence
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = TODAY


@pytest.fixture
def promise(convening, government, unit, sari, hasan, yuni):
    row = make_commitment(make_agreement(make_meeting(sari), sari), government, sari, unit=unit)
    return actions.accept_commitment(commitment=row, by=yuni)


@pytest.fixture
def proof(promise, yuni):
    return actions.add_evidence(commitment=promise, title="Lst", url="https://example.org/a", by=yuni)


def withdraw(proof, by, reason="The wrong list."):
    return actions.withdraw_evidence(evidence=proof, reason=reason, by=by)


def page(promise):
    return here("cooperation:commitment-detail", pk=promise.pk)


def last_event(promise):
    event = promise.events.order_by("-created_at", "-pk").first()
    return event.kind, event.note, event.evidence_id


def test_a_correction_keeps_what_was_there(promise, proof, yuni):
    actions.correct_evidence(evidence=proof, title="List", url="https://example.org/b", by=yuni)

    proof.refresh_from_db()
    assert (proof.title, proof.url) == ("List", "https://example.org/b")
    assert last_event(promise) == (
        "evidence_corrected",
        "Lst → List\nhttps://example.org/a → https://example.org/b",
        proof.pk,
    )
    row = AuditEvent.objects.order_by("-seq").first()
    assert (row.verb, row.actor_id) == ("cooperation.evidence_corrected", yuni.pk)
    assert row.data["from"] == {"title": "Lst", "url": "https://example.org/a"}


def test_withdrawn_evidence_stays_with_its_reason(promise, proof, yuni):
    withdraw(proof, yuni)

    proof.refresh_from_db()
    assert (str(proof.withdrawn_on), proof.withdrawn_reason) == (TODAY, "The wrong list.")
    assert last_event(promise) == ("evidence_withdrawn", "The wrong list.", proof.pk)
    assert AuditEvent.objects.order_by("-seq").first().verb == "cooperation.evidence_withdrawn"


def test_withdrawn_evidence_proves_nothing(promise, proof, yuni):
    withdraw(proof, yuni)

    with pytest.raises(EvidenceNeeded):
        actions.complete_commitment(commitment=promise, by=yuni)


def test_the_last_evidence_of_a_reported_promise_stays_until_there_is_other(promise, proof, yuni):
    actions.complete_commitment(commitment=promise, by=yuni)

    with pytest.raises(LastEvidence):
        withdraw(proof, yuni)
    actions.add_evidence(commitment=promise, title="Right list", url="https://example.org/b", by=yuni)
    withdraw(proof, yuni)

    assert [one.title for one in Evidence.objects.filter(withdrawn_on=None)] == ["Right list"]


@pytest.mark.parametrize("who", ["sari", "hasan", "lina", "tono"])
def test_only_whoever_added_it_changes_it(promise, proof, who, request):
    stranger = request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        withdraw(proof, stranger)
    with pytest.raises(NotAllowed):
        actions.correct_evidence(evidence=proof, title="Other", url=proof.url, by=stranger)


def test_what_came_by_a_personal_link_is_the_owners_to_change(promise, sari, yuni):
    link = actions.make_link(commitment=promise, name="Pak Camat", by=sari)
    proof = actions.add_evidence(commitment=promise, url="https://example.org/c", link=link)

    with pytest.raises(NotAllowed):
        withdraw(proof, sari)

    assert withdraw(proof, yuni).withdrawn_reason == "The wrong list."


def test_verified_evidence_stays_as_it_is(promise, proof, yuni, sari):
    actions.complete_commitment(commitment=promise, by=yuni)
    actions.verify_commitment(commitment=promise, by=sari)

    with pytest.raises(StepNotOpen):
        withdraw(proof, yuni)
    with pytest.raises(StepNotOpen):
        actions.correct_evidence(evidence=proof, title="Other", url=proof.url, by=yuni)


def test_withdrawn_evidence_is_not_withdrawn_or_corrected_again(proof, yuni):
    withdraw(proof, yuni)

    with pytest.raises(EvidenceWithdrawn):
        withdraw(proof, yuni)
    with pytest.raises(EvidenceWithdrawn):
        actions.correct_evidence(evidence=proof, title="Other", url=proof.url, by=yuni)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"title": "Lst", "url": "https://example.org/a"}, EvidenceUnchanged),
        ({"title": "List", "url": ""}, LinkNeeded),
        ({"title": "List", "url": "javascript:alert(1)"}, LinkUnusable),
    ],
)
def test_a_correction_has_to_make_sense(proof, yuni, words, refusal):
    with pytest.raises(refusal):
        actions.correct_evidence(evidence=proof, by=yuni, **words)


def test_a_withdrawal_needs_a_reason(proof, yuni):
    with pytest.raises(ReasonNeeded):
        withdraw(proof, yuni, " ")


def test_the_database_refuses_a_withdrawal_without_a_reason(proof):
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.filter(pk=proof.pk).update(withdrawn_on=TODAY)


def test_a_file_keeps_its_file_when_its_words_are_corrected(promise, yuni):
    upload = SimpleUploadedFile("list.pdf", b"%PDF-1.4 list", content_type="application/pdf")
    proof = actions.add_evidence(commitment=promise, title="Lst", upload=upload, by=yuni)

    fresh = actions.correct_evidence(evidence=proof, title="List", url="https://example.org/x", by=yuni)

    assert (fresh.title, fresh.url, fresh.attachment_id) == ("List", "", proof.attachment_id)


def test_the_page_strikes_withdrawn_evidence_and_gives_the_reason(promise, proof, yuni, sari, client_as):
    client_as(yuni).post(here("cooperation:evidence-withdraw", pk=proof.pk), {"reason": "The wrong list."})

    text = client_as(sari).get(page(promise)).text

    assert '<s><a href="https://example.org/a" rel="noopener noreferrer nofollow">Lst</a>' in text
    assert "Withdrawn on 26 Apr 2024: The wrong list." in text
    assert "Evidence withdrawn<br><s>Lst</s><br>The wrong list." in text


def test_the_page_corrects(promise, proof, yuni, client_as):
    words = {"title": "List", "url": "https://example.org/a"}
    answer = client_as(yuni).post(here("cooperation:evidence-correct", pk=proof.pk), words)

    assert (answer.status_code, Evidence.objects.get().title) == (302, "List")


@pytest.mark.parametrize(("who", "offered"), [("yuni", True), ("hasan", False), ("sari", False)])
def test_the_forms_are_offered_to_whoever_added_it(promise, proof, who, offered, request, client_as):
    text = client_as(request.getfixturevalue(who)).get(page(promise)).text

    assert ("Withdraw this evidence" in text, "Correct this evidence" in text) == (offered, offered)


def test_a_refused_withdrawal_comes_back_as_it_was_sent(promise, proof, yuni, client_as):
    actions.complete_commitment(commitment=promise, by=yuni)

    answer = client_as(yuni).post(
        here("cooperation:evidence-withdraw", pk=proof.pk), {"reason": "The wrong list."}
    )

    assert (answer.status_code, "rests on this evidence alone" in answer.text) == (422, True)
    assert "The wrong list.</textarea>" in answer.text


def test_an_outsider_finds_no_evidence_to_change(proof, tono, rina, client_as):
    for who in (tono, rina):
        answer = client_as(who).post(here("cooperation:evidence-withdraw", pk=proof.pk), {"reason": "x"})
        assert answer.status_code == 404


def test_lists_threads_and_links_show_valid_evidence_only(promise, proof, yuni, sari, client_as):
    actions.add_evidence(commitment=promise, title="Right list", url="https://example.org/b", by=yuni)
    link = actions.make_link(commitment=promise, name="Pak Camat", by=sari)
    withdraw(proof, yuni)
    browser = client_as(sari)

    seen = [
        browser.get(here("cooperation:commitment-list")).text,
        client_as(None).get(here("cooperation:personal-answer", token=token_of(link))).text,
    ]

    assert [("Right list" in text, "Lst" in text) for text in seen] == [(True, False), (True, False)]


def test_done_without_valid_evidence_cannot_happen_after_it_was_sent_back(promise, proof, yuni, sari):
    actions.complete_commitment(commitment=promise, by=yuni)
    actions.send_back(commitment=promise, note="Wrong list.", by=sari)
    withdraw(proof, yuni)

    with pytest.raises(EvidenceNeeded):
        actions.complete_commitment(commitment=promise, by=yuni)
