"""Personal links: one commitment, without an account, and nothing else."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cooperation.factories import TODAY, make_agreement, make_commitment, make_done, make_meeting

from pendopo.cooperation import actions
from pendopo.cooperation.actions.commitment import take_step
from pendopo.cooperation.actions.link import token_of
from pendopo.cooperation.enums import CommitmentState
from pendopo.cooperation.models import CommitmentEvent, Evidence
from pendopo.core import links
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def story_day(settings):
    settings.TODAY = TODAY
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def promise(government, unit, sari):
    agreement = make_agreement(make_meeting(sari), sari)
    return make_commitment(agreement, government, sari, unit=unit)


@pytest.fixture
def link(promise, sari):
    return actions.make_link(commitment=promise, name="Bu Ratna", by=sari)


@pytest.fixture
def address(link):
    return here("cooperation:personal-answer", token=token_of(link))


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True, headers={"origin": "null"})


def test_link_shows_its_commitment_to_a_visitor(address, visitor):
    answer = visitor.get(address)

    assert (answer.status_code, "Send the list of delegates" in answer.text, "Bu Ratna" in answer.text) == (
        200,
        True,
        True,
    )


def test_preview_of_the_link_is_not_a_use_of_it(address, link, visitor):
    assert visitor.head(address).status_code == 200

    link.refresh_from_db()
    assert link.last_used_at is None


def test_link_shows_no_other_commitment(promise, address, visitor, sari, partner):
    make_commitment(promise.agreement, partner, sari, what_en="Another promise")

    text = visitor.get(address).text

    assert ("Another promise" in text, "COM-02" in text, "Sari" in text) == (False, False, False)


def test_page_keeps_its_address_to_itself(address, visitor):
    for given in (address, address + "x"):
        answer = visitor.get(given.replace("/x", "x/"))
        told = [answer[name] for name in ("Referrer-Policy", "X-Robots-Tag", "Cache-Control")]
        assert told == ["no-referrer", "noindex, nofollow", "no-store, private"]


def test_visitor_accepts_reports_proves_and_is_named(address, promise, visitor):
    visitor.post(address, {"do": "accept"})
    visitor.post(address, {"do": "progress", "note": "Half of the names are there."})
    upload = SimpleUploadedFile("list.pdf", PDF, "application/pdf")
    answer = visitor.post(address, {"do": "evidence", "title": "List", "upload": upload})

    promise.refresh_from_db()
    event = CommitmentEvent.objects.get(kind="accepted")
    assert (answer.status_code, promise.state, Evidence.objects.get().by_name) == (
        302,
        "in_progress",
        "Bu Ratna",
    )
    assert (event.by, event.by_name, event.side) == (None, "Bu Ratna", "government")


def test_visitor_says_what_blocks_the_work(address, promise, hasan, visitor):
    actions.accept_commitment(commitment=promise, by=hasan)

    visitor.post(address, {"do": "block", "note": "The unit has no letter yet."})

    promise.refresh_from_db()
    assert (promise.state, promise.block_reason) == (CommitmentState.BLOCKED, "The unit has no letter yet.")


def test_refused_form_comes_back_with_what_was_typed(address, visitor):
    answer = visitor.post(address, {"do": "evidence", "title": "List", "url": "javascript:alert(1)"})

    assert (answer.status_code, "Only addresses that start with" in answer.text) == (422, True)


def test_form_sent_twice_counts_once(address, visitor):
    key = str(visitor.get(address).context["forms"]["evidence"]["key"].value())

    for _ in range(2):
        visitor.post(address, {"do": "evidence", "url": "https://example.org/a", "key": key})

    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("trouble", ["forged", "cut", "other purpose", "revoked", "expired", "garbage"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_closed_links_say_whom_to_ask_and_nothing_else(trouble, method, link, promise, sari, visitor):
    token = token_of(link)
    if trouble == "forged":
        token = token[:-1] + ("a" if token[-1] != "a" else "b")
    elif trouble == "cut":
        token = token[:-5]
    elif trouble == "other purpose":
        token = links.make("cooperation.other", {"link": link.pk.hex})
    elif trouble == "garbage":
        token = links.make("cooperation.answer", {"link": "nonsense"})
    elif trouble == "revoked":
        actions.revoke_link(link=link, by=sari)
    elif trouble == "expired":
        link.expires_at -= timedelta(days=31)
        link.save()

    answer = getattr(visitor, method)(here("cooperation:personal-answer", token=token), {"do": "accept"})

    promise.refresh_from_db()
    assert (answer.status_code, "Ask the person who sent it" in answer.text) == (404, True)
    assert (promise.what_en in answer.text, promise.code in answer.text) == (False, False)
    assert promise.state == CommitmentState.PROPOSED


def test_old_token_expires_even_without_its_row(link, visitor):
    token = token_of(link)
    link.expires_at += timedelta(days=5000)
    link.save()

    with time_machine.travel(timedelta(days=121)):
        answer = visitor.get(here("cooperation:personal-answer", token=token))

    assert answer.status_code == 404


@pytest.mark.parametrize("do", ["verify", "complete", "withdraw", "", "accept' OR 1=1"])
def test_link_does_nothing_that_it_does_not_offer(do, address, promise, hasan, visitor):
    make_done(promise, hasan)

    answer = visitor.post(address, {"do": do, "note": "x"})

    promise.refresh_from_db()
    assert (answer.status_code, promise.state) == (404, CommitmentState.DONE)


def test_link_speaks_for_its_own_commitment_and_for_the_owner_only(promise, link, partner, sari):
    other = make_commitment(promise.agreement, partner, sari)

    with pytest.raises(NotAllowed):
        actions.accept_commitment(commitment=other, link=link)
    with pytest.raises(NotAllowed):
        take_step("verify", commitment=promise, link=link)


@pytest.mark.parametrize(("name", "may"), [("sari", True), ("hasan", True), ("yuni", True), ("lina", False)])
def test_both_leads_and_the_owner_make_links(request, promise, name, may):
    actor = request.getfixturevalue(name)
    if not may:
        with pytest.raises(NotAllowed):
            actions.make_link(commitment=promise, name="Bu Ratna", by=actor)
        return

    assert actions.make_link(commitment=promise, name="Bu Ratna", by=actor).commitment == promise


def test_log_holds_no_name_and_no_token(link):
    event = AuditEvent.objects.get(verb="cooperation.link_made")

    assert set(event.data) == {"link", "expires_at"}


def test_pages_make_and_take_back_links(promise, sari, client_as, visitor):
    browser = client_as(sari)
    browser.post(here("cooperation:commitment-link", pk=promise.pk), {"name": "Pak Budi", "days": "7"})
    link = promise.personal_links.get()
    address = here("cooperation:personal-answer", token=token_of(link))
    shown = browser.get(here("cooperation:commitment-detail", pk=promise.pk)).text
    before = visitor.get(address).status_code

    browser.post(here("cooperation:link-revoke", pk=link.pk))

    assert ("Pak Budi" in shown, "https://wa.me/?text=" in shown, before) == (True, True, 200)
    assert visitor.get(address).status_code == 404


def test_link_of_another_side_is_not_shown_to_readers(promise, link, lina, client_as):
    text = client_as(lina).get(here("cooperation:commitment-detail", pk=promise.pk)).text

    assert ("Bu Ratna" in text, "/answer/" in text) == (False, False)


def test_link_is_made_for_a_limited_time(promise, sari):
    link = actions.make_link(commitment=promise, name="Bu Ratna", by=sari, valid_for=timedelta(days=4000))

    assert link.expires_at.date() <= date(2024, 4, 26) + timedelta(days=120)


def test_link_works_before_the_convening_is_published(address, convening, visitor):
    convening.published = False
    convening.save()

    home = here("cooperation:agreement-public", code="AGR-1")
    assert (visitor.get(address).status_code, visitor.get(home).status_code) == (200, 404)
