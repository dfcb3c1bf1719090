"""The pages of commitments and agreements: who sees them, what they say, what a form does."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_scopes import scope
from tests.cooperation.factories import (
    TODAY,
    make_agreement,
    make_commitment,
    make_done,
    make_meeting,
    make_paragraph,
    publish,
)
from tests.factories import make_convening, make_government, make_member, make_user

from pendopo.convenings.enums import Role
from pendopo.cooperation import actions
from pendopo.cooperation.enums import CommitmentState
from pendopo.cooperation.models import Comment, Commitment, Evidence
from pendopo.core.urls import here, use_convening

pytestmark = pytest.mark.django_db
DESK_PAGES = ["list", "board", "calendar", "late"]


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = TODAY
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def meeting(sari):
    return make_meeting(sari)


@pytest.fixture
def agreement(meeting, sari):
    return make_agreement(meeting, sari, paragraph=make_paragraph(meeting, sari))


@pytest.fixture
def promise(agreement, government, unit, sari):
    return make_commitment(agreement, government, sari, unit=unit)


def page(name, **kwargs):
    return here(f"cooperation:{name}", **kwargs)


@pytest.mark.parametrize("view", DESK_PAGES)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_views_show_the_late_promise(view, lang, promise, hasan, client_as):
    address = page(f"commitment-{view}").replace("/en/", f"/{lang}/")

    answer = client_as(hasan).get(address)

    assert answer.status_code == 200
    words = {"id": "Terlambat 4 hari", "en": "4 days late"}[lang]
    if lang == "en":
        assert "Send the list of delegates" in answer.text
        assert words in answer.text


@pytest.mark.parametrize("name", ["rina", "tono"])
@pytest.mark.parametrize("view", ["commitment-list", "agreement-list", "commitment-export"])
def test_outsiders_find_nothing(request, view, name, promise, client_as):
    assert client_as(request.getfixturevalue(name)).get(page(view)).status_code == 404


def test_the_signed_out_are_asked_to_sign_in(promise, client_as):
    answer = client_as(None).get(page("commitment-detail", pk=promise.pk))

    assert (answer.status_code, "login" in answer["Location"]) == (302, True)


def test_rows_of_another_convening_are_not_found(hasan, sari, client_as, convening):
    other = make_convening("other-2025")
    foreign_government = make_government(other)
    with scope(convening=other), use_convening("other-2025"):
        boss = make_user("Foreign Boss")
        make_member(other, boss, Role.SECRETARIAT)
        foreign = make_commitment(make_agreement(make_meeting(boss), boss), foreign_government, boss)

    browser = client_as(sari)
    statuses = [
        browser.get(page("commitment-detail", pk=foreign.pk)).status_code,
        browser.get(page("agreement-thread", pk=foreign.agreement_id)).status_code,
        browser.post(page("commitment-comment", pk=foreign.pk), {"text": "x"}).status_code,
    ]

    assert statuses == [404, 404, 404]


@pytest.mark.parametrize("name", ["step", "evidence", "comment", "change", "link", "remind", "progress"])
def test_writing_pages_refuse_get(name, promise, sari, client_as):
    more = {"step": "accept"} if name == "step" else {}

    assert client_as(sari).get(page(f"commitment-{name}", pk=promise.pk, **more)).status_code == 405


def test_lists_refuse_post(promise, sari, client_as):
    assert client_as(sari).post(page("commitment-list")).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("view", "queries"),
    [("commitment-list", 9), ("commitment-board", 8), ("commitment-export", 6), ("agreement-list", 7)],
)
def test_lists_ask_the_same_number_of_queries(
    rows, view, queries, agreement, government, partner, sari, hasan, client_as, django_assert_num_queries
):
    for number in range(rows):
        row = make_commitment(agreement, [government, partner][number % 2], sari)
        actions.add_evidence(commitment=row, url="https://example.org/a", by=hasan)
    browser = client_as(hasan)
    browser.get(page(view))

    with django_assert_num_queries(queries):
        answer = browser.get(page(view))

    assert answer.status_code == 200


def test_filters_narrow_the_list(agreement, government, partner, sari, client_as):
    make_commitment(agreement, government, sari)
    make_commitment(agreement, partner, sari, what_en="Draft the brief", due=date(2024, 5, 2))
    browser = client_as(sari)

    def shown(query):
        return [row["code"] for row in browser.get(page("commitment-list") + query).context["rows"]]

    assert shown("") == ["COM-01", "COM-02"]
    assert shown("?side=network") == ["COM-02"]
    assert shown("?status=late") == ["COM-01"]
    assert shown("?q=brief") == ["COM-02"]
    assert shown("?q=com-01") == ["COM-01"]
    assert shown(f"?agreement={agreement.pk}&side=government") == ["COM-01"]
    assert shown("?agreement=nonsense&status=nonsense&page=99") == ["COM-01", "COM-02"]


def test_due_date_that_was_agreed_anew_shows_the_first(promise, hasan, sari, client_as):
    proposal = actions.propose_change(commitment=promise, new_due=date(2024, 5, 2), reason="Hall.", by=hasan)
    actions.answer_change(proposal=proposal, agree=True, by=sari)

    text = client_as(sari).get(page("commitment-list")).text

    assert "originally 22 Apr 2024, agreed anew" in text


def test_finished_late_says_by_how_much(promise, hasan, client_as):
    make_done(promise, hasan, on=date(2024, 4, 26))

    assert "Done, 4 days after the due date" in client_as(hasan).get(page("commitment-list")).text


def test_text_comes_out_as_it_was_typed(agreement, government, sari, client_as):
    trick = "<script>alert(1)</script>"
    row = make_commitment(agreement, government, sari, what_en=trick, evidence_expected_en=trick)
    actions.add_comment(commitment=row, text=trick, by=sari)
    browser = client_as(sari)
    addresses = [
        page("commitment-list"),
        page("commitment-board"),
        page("commitment-detail", pk=row.pk),
        page("commitment-thread", pk=row.pk),
        page("agreement-thread", pk=agreement.pk),
    ]

    texts = [browser.get(address).text for address in addresses]

    assert [trick in text for text in texts] == [False] * 5
    assert all("&lt;script&gt;alert(1)" in text for text in texts)


def test_organiser_records_a_commitment(agreement, government, unit, meeting, sari, client_as):
    browser = client_as(sari)
    form = browser.get(page("commitment-new") + f"?agreement={agreement.pk}").context["form"]
    sent = {
        "key": str(form["key"].value()),
        "agreement": agreement.pk,
        "meeting": meeting.pk,
        "what_ind": "Sediakan bus",
        "organisation": unit.pk,
        "due": "2024-04-30",
        "evidence_expected_ind": "surat tugas",
    }

    answers = [browser.post(page("commitment-new"), sent) for _ in range(2)]

    row = Commitment.objects.get()
    assert [answer["Location"] for answer in answers] == [page("commitment-detail", pk=row.pk)] * 2
    assert (row.unit, row.organisation, row.side, row.due) == (
        unit,
        government,
        "government",
        date(2024, 4, 30),
    )


def test_incomplete_commitment_comes_back_with_what_was_typed(agreement, sari, client_as):
    answer = client_as(sari).post(page("commitment-new"), {"what_en": "Half a promise"})

    assert (answer.status_code, "Half a promise" in answer.text) == (422, True)


def test_unit_officer_cannot_record(yuni, client_as):
    assert client_as(yuni).get(page("commitment-new")).status_code == 404


def test_owner_walks_from_accept_to_done_and_the_other_side_verifies(promise, hasan, sari, client_as):
    owner, other = client_as(hasan), client_as(sari)
    proof = {"title": "Letter", "url": "https://example.org/letter"}

    owner.post(page("commitment-step", pk=promise.pk, step="accept"))
    refused = owner.post(page("commitment-step", pk=promise.pk, step="complete"))
    owner.post(page("commitment-evidence", pk=promise.pk), proof)
    owner.post(page("commitment-step", pk=promise.pk, step="complete"), {"on": "2024-04-21"})
    other.post(page("commitment-step", pk=promise.pk, step="verify"))

    promise.refresh_from_db()
    assert (refused.status_code, "has no evidence yet" in refused.text) == (422, True)
    assert (promise.state, promise.done_on) == (CommitmentState.VERIFIED, date(2024, 4, 21))


def test_replayed_step_is_refused_with_a_sentence(promise, hasan, client_as):
    browser = client_as(hasan)

    answers = [browser.post(page("commitment-step", pk=promise.pk, step="accept")) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 422]
    assert "this step is not open any more" in answers[1].text


def test_unknown_step_is_not_found(promise, hasan, client_as):
    assert client_as(hasan).post(page("commitment-step", pk=promise.pk, step="bribe")).status_code == 404


def test_comment_and_evidence_forms_sent_twice_count_once(promise, hasan, client_as):
    browser = client_as(hasan)
    forms = browser.get(page("commitment-detail", pk=promise.pk)).context
    comment = {"key": str(forms["comment_form"]["key"].value()), "text": "On the way."}
    proof = {"key": str(forms["evidence_form"]["key"].value()), "url": "https://example.org/a"}

    for _ in range(2):
        browser.post(page("commitment-comment", pk=promise.pk), comment)
        browser.post(page("commitment-evidence", pk=promise.pk), proof)

    assert (Comment.objects.count(), Evidence.objects.count()) == (1, 1)


def test_change_is_proposed_and_answered_on_the_page(promise, hasan, sari, client_as):
    change = {
        "new_due": "2024-05-02",
        "new_what_ind": promise.what_ind,
        "new_what_en": promise.what_en,
        "reason": "Hall.",
    }
    client_as(hasan).post(page("commitment-change", pk=promise.pk), change)
    proposal = promise.proposals.get()

    refused = client_as(hasan).post(page("change-answer", pk=proposal.pk), {"answer": "agree"})
    client_as(sari).post(page("change-answer", pk=proposal.pk), {"answer": "agree"})

    promise.refresh_from_db()
    assert (refused.status_code, promise.due, promise.first_due) == (422, date(2024, 5, 2), date(2024, 4, 22))


def test_public_page_needs_published_minutes(agreement, promise, sari, hasan, client_as):
    before = client_as(None).get(page("agreement-public", code=agreement.code)).status_code
    publish(agreement.meeting.minutes, network=sari, government=hasan)

    after = client_as(None).get(page("agreement-public", code=agreement.code))

    assert (before, after.status_code) == (404, 200)


def test_public_page_names_no_person_and_no_evidence(agreement, promise, sari, hasan, client_as):
    make_done(promise, hasan)
    actions.add_evidence(commitment=promise, title="Secret list", url="https://example.org/secret", by=hasan)
    publish(agreement.meeting.minutes, network=sari, government=hasan)

    text = client_as(None).get(page("agreement-public", code=agreement.code)).text

    found = [word in text for word in ("Done", "Hasan", "Sari", "Secret list", "example.org/secret")]
    assert found == [True, False, False, False, False]


def test_evidence_files_are_read_at_the_desk_only(promise, hasan, lina, tono, client_as):
    upload = SimpleUploadedFile("list.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    client_as(hasan).post(page("commitment-evidence", pk=promise.pk), {"title": "List", "upload": upload})
    address = reverse("core:attachment", kwargs={"pk": Evidence.objects.get().attachment_id})

    statuses = [client_as(who).get(address).status_code for who in (lina, tono, None)]

    assert statuses == [200, 404, 404]
