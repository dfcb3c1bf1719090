"""Pages of minutes: writing with and without script, approving, amending, and what everybody may read."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.cooperation.factories import approve_both, make_meeting, make_minutes, publish

from pendopo.convenings.models import Person
from pendopo.cooperation.actions.agenda import add_agenda_item
from pendopo.cooperation.actions.amendment import approve_amendment, propose_amendment
from pendopo.cooperation.actions.attendance import name_attendee, record_attendance
from pendopo.cooperation.actions.minutes import send_for_comment
from pendopo.cooperation.actions.paragraph import save_paragraph
from pendopo.cooperation.models import Amendment, Minutes, Paragraph
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db
PAGE = 19
MARKUP = '<script>alert(1)</script> #panic("x") $x$ {{ 7 }}'
JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def minutes(sari):
    return make_minutes(sari)


@pytest.fixture
def paragraph(minutes):
    return minutes.paragraphs.get()


def save_url(paragraph):
    return here("cooperation:paragraph-save", pk=paragraph.pk)


def text(revision, ind="Teks baru", en=""):
    return {"text_ind": ind, "text_en": en, "revision": revision}


def test_the_whole_way_from_meeting_to_public_page_works_with_plain_forms(client_as, sari, hasan):
    network, government = client_as(sari), client_as(hasan)
    meeting = make_meeting(sari)
    item = add_agenda_item(meeting=meeting, title_ind="Media", title_en="Media", by=sari)
    network.post(here("cooperation:minutes-open", pk=meeting.pk))
    network.post(here("cooperation:paragraph-add", pk=item.pk))
    network.post(save_url(Paragraph.objects.get()), text(1, "Satu siaran pers bersama."))
    network.post(here("cooperation:minutes-step", pk=meeting.pk, step="send"))
    network.post(here("cooperation:minutes-approve", pk=meeting.pk, side="network"))
    government.post(here("cooperation:minutes-approve", pk=meeting.pk, side="government"))
    assert client_as(None).get(here("cooperation:minutes-public", pk=meeting.pk)).status_code == 404

    government.post(here("cooperation:minutes-step", pk=meeting.pk, step="publish"))

    page = client_as(None).get(here("cooperation:minutes-public", pk=meeting.pk))
    assert "Satu siaran pers bersama." in page.content.decode()


def test_a_saved_paragraph_tells_the_script_its_revision(client_as, sari, paragraph):
    answer = client_as(sari).post(save_url(paragraph), text(1), **JSON)

    assert (answer.status_code, answer.json()["revision"]) == (200, 2)


def test_the_script_gets_both_texts_when_somebody_was_faster(client_as, sari, hasan, paragraph):
    save_paragraph(paragraph=paragraph, text_ind="Teks Hasan", text_en="", revision=1, by=hasan)

    answer = client_as(sari).post(save_url(paragraph), text(1, "Teks Sari"), **JSON)

    assert (answer.status_code, answer.json()) == (
        409,
        {
            "sentence": (
                "Hasan changed paragraph 1.1 while you were writing. "
                "Both texts are shown below. Choose one, or combine them."
            ),
            "revision": 2,
            "text_ind": "Teks Hasan",
            "text_en": "",
        },
    )


def test_without_script_a_page_shows_both_texts_and_saves_the_chosen_one(client_as, sari, hasan, paragraph):
    save_paragraph(paragraph=paragraph, text_ind="Teks Hasan", text_en="", revision=1, by=hasan)
    browser = client_as(sari)

    clash = browser.post(save_url(paragraph), text(1, "Teks Sari"))
    browser.post(save_url(paragraph), clash.context["form"].initial)

    page = clash.content.decode()
    paragraph.refresh_from_db()
    assert (clash.status_code, "Teks Hasan" in page, "Teks Sari" in page) == (409, True, True)
    assert (paragraph.text_ind, paragraph.revision) == ("Teks Sari", 3)


def test_an_approved_text_is_refused_with_the_way_to_an_amendment(client_as, sari, hasan, minutes, paragraph):
    approve_both(minutes, network=sari, government=hasan)

    by_script = client_as(sari).post(save_url(paragraph), text(1), **JSON)
    by_form = client_as(sari).post(save_url(paragraph), text(1, "Tidak hilang"))

    assert (by_script.status_code, by_form.status_code) == (422, 422)
    assert "Propose an amendment to correct a paragraph." in by_script.json()["sentence"]
    page = by_form.content.decode()
    assert ("Tidak hilang" in page, here("cooperation:amendment-new", pk=paragraph.pk) in page) == (
        True,
        True,
    )


@pytest.mark.parametrize("who", ["yuni", "lina", "rina", "tono"])
def test_others_do_not_write(client_as, request, paragraph, who):
    answer = client_as(request.getfixturevalue(who)).post(save_url(paragraph), text(1))

    paragraph.refresh_from_db()
    assert (answer.status_code, paragraph.revision) == (404, 1)


def test_a_side_cannot_press_the_other_sides_button(client_as, sari, minutes):
    send_for_comment(minutes=minutes, by=sari)

    client_as(sari).post(here("cooperation:minutes-approve", pk=minutes.meeting_id, side="government"))

    assert minutes.approvals.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_three_paragraphs(
    client_as, sari, count, django_assert_num_queries
):
    minutes = make_minutes(sari, texts=["Teks"] * count)
    browser, url = client_as(sari), here("cooperation:minutes-edit", pk=minutes.meeting_id)
    browser.get(url)

    with django_assert_num_queries(PAGE):
        browser.get(url)


def test_a_guest_of_the_meeting_comments_and_the_writers_resolve(client_as, sari, lina, partner, minutes):
    record_attendance(meeting=minutes.meeting, organisation=partner, female=1, by=sari)
    send_for_comment(minutes=minutes, by=sari)
    paragraph = minutes.paragraphs.get()

    client_as(lina).post(here("cooperation:comment-add", pk=paragraph.pk), {"text": MARKUP})
    comment = paragraph.comments.get()
    page = client_as(sari).get(here("cooperation:minutes-edit", pk=minutes.meeting_id)).content.decode()
    client_as(sari).post(here("cooperation:comment-resolve", pk=comment.pk))

    comment.refresh_from_db()
    assert (MARKUP in page, comment.resolved_by) == (False, sari)


def test_an_empty_comment_is_refused_beside_its_paragraph(client_as, sari, minutes):
    send_for_comment(minutes=minutes, by=sari)
    url = here("cooperation:comment-add", pk=minutes.paragraphs.get().pk)

    assert client_as(sari).post(url, {"text": " "}).status_code == 422


def test_an_amendment_is_proposed_and_approved_on_pages(client_as, sari, hasan, minutes, paragraph):
    approve_both(minutes, network=sari, government=hasan)
    data = {"text_ind": "Kesbangpol menyetujui lima lokasi.", "text_en": "", "reason": "Salah dengar"}
    client_as(sari).post(here("cooperation:amendment-new", pk=paragraph.pk), data)
    amendment = Amendment.objects.get()
    for who, side in ((sari, "network"), (hasan, "government")):
        client_as(who).post(here("cooperation:amendment-approve", pk=amendment.pk, side=side))

    page = client_as(sari).get(here("cooperation:minutes-edit", pk=minutes.meeting_id)).content.decode()

    amendment.refresh_from_db()
    assert amendment.status == "approved"
    assert ("<del>" in page, "<ins>" in page, "empat lokasi" in page) == (True, True, True)


def test_the_public_page_shows_the_approved_text_and_its_correction(
    client_as, sari, hasan, minutes, paragraph
):
    publish(minutes, network=sari, government=hasan)
    amendment = propose_amendment(
        paragraph=paragraph,
        text_ind="Kesbangpol menyetujui lima lokasi.",
        text_en="",
        reason="Salah dengar",
        by=sari,
    )
    approve_amendment(amendment=amendment, side="network", by=sari)
    url = here("cooperation:minutes-public", pk=minutes.meeting_id)
    assert "Amendment 1" not in client_as(None).get(url).content.decode()

    approve_amendment(amendment=amendment, side="government", by=hasan)

    page = client_as(None).get(url).content.decode()
    assert ("Amendment 1 of ¶ 1.1" in page, "Kesbangpol menyetujui empat lokasi." in page) == (True, True)


def test_the_public_page_names_only_those_who_agreed(client_as, convening, sari, hasan, partner):
    meeting = make_meeting(
        sari,
        chair_name="Ketua Tertutup",
        notetaker_name="Notulis Terbuka",
        link="https://zoom.example/rahasia",
    )
    add_agenda_item(meeting=meeting, title_ind="Media", by=sari)
    row = record_attendance(meeting=meeting, organisation=partner, female=3, by=sari)
    for name, public in (("Ani Terbuka", True), ("Ita Tertutup", False), ("Notulis Terbuka", True)):
        person = Person.objects.create(convening=convening, name=name, public=public)
        name_attendee(attendance=row, person=person, gender="female", by=sari)
    name_attendee_free = "Nama Bebas"
    record_attendance(meeting=meeting, organisation=partner, female=4, by=sari)
    name_attendee(attendance=row, name=name_attendee_free, gender="female", by=sari)
    minutes = publish(make_minutes(sari, meeting=meeting), network=sari, government=hasan)

    page = client_as(None).get(here("cooperation:minutes-public", pk=minutes.meeting_id)).content.decode()

    shown = ["Ani Terbuka", "Notulis Terbuka"]
    hidden = ["Ita Tertutup", "Ketua Tertutup", name_attendee_free, "zoom.example", "Sari", "Hasan"]
    assert [name in page for name in shown] == [True, True]
    assert [name for name in hidden if name in page] == []


def test_what_is_not_published_has_no_public_page(client_as, sari, hasan, minutes):
    url = here("cooperation:minutes-public", pk=minutes.meeting_id)
    approve_both(minutes, network=sari, government=hasan)

    assert client_as(None).get(url).status_code == 404
    assert client_as(sari).get(url).status_code == 404
    assert (
        "Third preparatory"
        not in client_as(None).get(here("cooperation:minutes-public-list")).content.decode()
    )


def test_the_meeting_or_the_minutes_name_the_same_page(client_as, sari, minutes):
    pages = [
        client_as(sari).get(here("cooperation:minutes-edit", pk=pk)).status_code
        for pk in (minutes.pk, minutes.meeting_id)
    ]

    assert pages == [200, 200]


def test_markup_in_paragraphs_comes_out_as_text(client_as, sari, hasan):
    minutes = make_minutes(sari, texts=[MARKUP])
    editor = client_as(sari).get(here("cooperation:minutes-edit", pk=minutes.meeting_id)).content.decode()
    publish(minutes, network=sari, government=hasan)
    public = client_as(None).get(here("cooperation:minutes-public", pk=minutes.meeting_id)).content.decode()
    pdf = client_as(sari).get(here("cooperation:minutes-pdf", pk=minutes.meeting_id)).content

    printed = "".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    assert ("<script>alert" in editor, "<script>alert" in public) == (False, False)
    assert "".join(MARKUP.split()) in printed


def test_the_printed_minutes_carry_both_signature_blocks(client_as, sari, hasan, partner, minutes):
    record_attendance(meeting=minutes.meeting, organisation=partner, female=2, by=sari)
    approve_both(minutes, network=sari, government=hasan)

    pdf = client_as(sari).get(here("cooperation:minutes-pdf", pk=minutes.meeting_id))
    word = client_as(sari).get(here("cooperation:minutes-docx", pk=minutes.meeting_id))

    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    assert [part in printed for part in ("For the network", "For the government", "Sari", "Hasan")] == [
        True
    ] * 4
    assert word.status_code == 200


def test_the_checklist_follows_the_rows(client_as, sari, government, partner, minutes):
    url = here("cooperation:minutes-edit", pk=minutes.meeting_id)
    before = {check.label: check.done for check in client_as(sari).get(url).context["checks"]}
    for organisation in (government, partner):
        record_attendance(meeting=minutes.meeting, organisation=organisation, female=1, by=sari)

    after = {check.label: check.done for check in client_as(sari).get(url).context["checks"]}

    assert before["Attendance of both sides"] is False
    assert after == {
        "Day, time and place": True,
        "Attendance of both sides": True,
        "Every agenda item has text": True,
        "Every agreement has a commitment": True,
        "Due dates of all commitments": True,
        "Signed attendance list": False,
        "Comments resolved": True,
    }


def test_opening_twice_keeps_one_record(client_as, sari, minutes):
    client_as(sari).post(here("cooperation:minutes-open", pk=minutes.meeting_id))

    assert Minutes.objects.count() == 1


def test_a_replaced_text_stays_readable_for_the_writers(client_as, sari, hasan, minutes, paragraph):
    save_paragraph(paragraph=paragraph, text_ind="Teks Hasan", text_en="", revision=1, by=hasan)

    page = client_as(sari).get(here("cooperation:minutes-edit", pk=minutes.meeting_id)).content.decode()

    assert ("Earlier texts" in page, "Kesbangpol menyetujui empat lokasi." in page) == (True, True)
