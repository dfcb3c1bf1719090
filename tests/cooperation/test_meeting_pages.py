"""Pages about meetings: what they show, to whom, and what they refuse."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope
from docx import Document
from pypdf import PdfReader
from tests.cooperation.factories import make_meeting, make_minutes
from tests.factories import make_convening, make_member, make_organisation, make_user

from pendopo.convenings.enums import Role
from pendopo.cooperation.actions.attendance import record_attendance
from pendopo.cooperation.actions.invitation import LetterText, Recipient, mark_letter_sent, write_letter
from pendopo.cooperation.actions.meeting import start_series
from pendopo.cooperation.actions.minutes import send_for_comment
from pendopo.cooperation.models import AgendaItem, InvitationLetter, Meeting
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db
LIST = 8
MARKUP = '<script>alert(1)</script> #panic("x") $x$ *b* {{ 7 }} @a \\u{41} #import "/etc/passwd"'
FACTS = {
    "title_ind": "Rapat ketiga",
    "kind": "preparatory",
    "mode": "online",
    "held_on": "2024-03-21",
    "starts_at": "13:00",
    "ends_at": "15:10",
}


def letter_of(meeting, by, **changes):
    text = {
        "number": "012/UND/III/2024",
        "dated_on": date(2024, 3, 18),
        "subject_ind": "Undangan rapat",
        "body_ind": "Kami mengundang Anda.",
        "signatory_name": "Ketua Pelaksana",
    }
    recipients = changes.pop("recipients", [Recipient(text="Camat Bungursari")])
    return write_letter(meeting=meeting, text=LetterText(**text | changes), recipients=recipients, by=by)


def test_a_recorded_meeting_opens_on_its_page(client_as, sari):
    answer = client_as(sari).post(here("cooperation:meeting-new"), FACTS)

    meeting = Meeting.objects.get()
    assert answer.url == here("cooperation:meeting-detail", pk=meeting.pk)
    assert "13:00–15:10 WIB" in client_as(sari).get(answer.url).content.decode()


def test_the_form_refuses_a_wrong_weekday_and_keeps_what_was_written(client_as, sari):
    answer = client_as(sari).post(here("cooperation:meeting-new"), FACTS | {"stated_weekday": "Friday"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "21 March 2024 is a Thursday, not a Friday. Correct the weekday or the date." in page
    assert 'value="Rapat ketiga"' in page


@pytest.mark.parametrize("who", ["yuni", "lina", "rina", "tono"])
def test_only_organisers_find_the_form(client_as, request, who):
    person = request.getfixturevalue(who)

    assert client_as(person).get(here("cooperation:meeting-new")).status_code == 404


def test_visitors_are_led_to_sign_in(client_as):
    assert client_as(None).get(here("cooperation:meeting-list")).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    client_as, sari, partner, count, django_assert_num_queries
):
    series = start_series(convening=partner.convening, title_ind="Rapat", by=sari)
    for _ in range(count):
        meeting = make_meeting(sari, series=series)
        record_attendance(meeting=meeting, organisation=partner, female=2, not_stated=1, by=sari)
    browser = client_as(sari)
    browser.get(here("cooperation:meeting-list"))

    with django_assert_num_queries(LIST):
        page = browser.get(here("cooperation:meeting-list")).content.decode()

    assert page.count("2 female, 0 male, 1 not stated") == count


def test_the_list_narrows_by_words_and_minutes(client_as, sari):
    make_minutes(sari)
    make_meeting(sari, title_ind="Tanpa notulen", title_en="Without minutes")
    browser, url = client_as(sari), here("cooperation:meeting-list")

    found = browser.get(url, {"minutes": "none", "q": "without"}).content.decode()

    assert ("Without minutes" in found, "Third preparatory meeting" in found) == (True, False)
    assert "No meeting fits" in browser.get(url, {"q": "zzz"}).content.decode()


def test_a_meeting_of_another_convening_does_not_exist(client_as, sari):
    other = make_convening("wgwc-2020")
    boss = make_user("Boss")
    make_member(other, boss, Role.SECRETARIAT, organisation=make_organisation(other, "X"))
    with scope(convening=other):
        meeting = make_meeting(boss)

    assert client_as(sari).get(here("cooperation:meeting-detail", pk=meeting.pk)).status_code == 404


def test_units_and_partners_see_what_they_were_invited_to(client_as, sari, lina, partner, yuni):
    meeting = make_meeting(sari)
    letter = letter_of(meeting, sari, recipients=[Recipient(partner)])
    url = here("cooperation:meeting-detail", pk=meeting.pk)
    assert client_as(lina).get(url).status_code == 404

    mark_letter_sent(letter=letter, on=date(2024, 3, 18), by=sari)

    assert (client_as(lina).get(url).status_code, client_as(yuni).get(url).status_code) == (200, 404)


def test_those_who_came_read_once_the_minutes_are_open_for_comment(
    client_as, sari, yuni, lina, government, unit
):
    minutes = make_minutes(sari)
    record_attendance(meeting=minutes.meeting, organisation=government, unit=unit, female=1, by=sari)
    url = here("cooperation:minutes-edit", pk=minutes.meeting_id)
    assert client_as(yuni).get(url).status_code == 404

    send_for_comment(minutes=minutes, by=sari)

    assert (client_as(yuni).get(url).status_code, client_as(lina).get(url).status_code) == (200, 404)


def test_agenda_buttons_work_as_plain_forms(client_as, sari):
    meeting, browser = make_meeting(sari), client_as(sari)
    for title in "AB":
        browser.post(here("cooperation:agenda-add", pk=meeting.pk), {"title_ind": title})

    last = AgendaItem.objects.get(title_ind="B")
    answer = browser.post(here("cooperation:agenda-up", pk=last.pk))

    assert answer.url == here("cooperation:meeting-detail", pk=meeting.pk) + "#agenda"
    assert [item.title_ind for item in meeting.agenda.all()] == ["B", "A"]


def sheet(*rows, **more):
    data = {"row-TOTAL_FORMS": len(rows), "row-INITIAL_FORMS": 0, **more}
    for n, row in enumerate(rows):
        data |= {f"row-{n}-{name}": value for name, value in row.items()}
    return data


def test_the_sheet_says_by_how_much_the_total_differs(client_as, sari, partner):
    meeting = make_meeting(sari)
    url = here("cooperation:attendance-edit", pk=meeting.pk)
    row = {"party": f"o-{partner.pk}", "female": 9, "male": 15}

    refused = client_as(sari).post(url, sheet(row, stated_total=27))
    saved = client_as(sari).post(url, sheet(row, {}, stated_total=24))

    assert (refused.status_code, saved.status_code) == (422, 302)
    assert "a difference of 3" in refused.content.decode()
    assert [(r.female, r.male, r.not_stated) for r in meeting.attendance.all()] == [(9, 15, 0)]


def test_people_without_an_organisation_are_not_saved(client_as, sari):
    url = here("cooperation:attendance-edit", pk=make_meeting(sari).pk)

    answer = client_as(sari).post(url, sheet({"female": 2}))

    assert "Choose who these people belong to." in answer.content.decode()


def test_a_recorded_line_keeps_whom_it_counts(client_as, sari, partner):
    meeting = make_meeting(sari)
    record_attendance(meeting=meeting, organisation=partner, female=1, by=sari)
    url = here("cooperation:attendance-edit", pk=meeting.pk)

    first, second = client_as(sari).get(url).context["sheet"].forms[:2]

    assert (first.named(), second.named()) == ((partner, None), None)


@pytest.mark.parametrize("name, form", [("attendance-edit", "attendance"), ("meeting-edit", "facts")])
def test_htmx_gets_only_the_form_and_others_its_page(client_as, sari, name, form):
    url = here(f"cooperation:{name}", pk=make_meeting(sari).pk)

    whole = client_as(sari).get(url)
    piece = client_as(sari).get(url, headers={"HX-Request": "true"})

    assert [f'id="{form}"' in page.content.decode() for page in (whole, piece)] == [True, True]
    assert ["<html" in page.content.decode() for page in (whole, piece)] == [True, False]
    assert "HX-Request" in piece["Vary"]


def test_a_form_opened_in_place_renews_its_page_when_saved(client_as, sari):
    meeting = make_meeting(sari)
    url = here("cooperation:meeting-edit", pk=meeting.pk)
    facts = {"title_ind": "Rapat keempat", "kind": "preparatory", "mode": "online"}

    refused = client_as(sari).post(url, facts | {"kind": "?"}, headers={"HX-Request": "true"})
    saved = client_as(sari).post(url, facts, headers={"HX-Request": "true"})

    meeting.refresh_from_db()
    assert (refused.status_code, "<html" in refused.content.decode()) == (422, False)
    assert (saved["HX-Refresh"], meeting.title_ind) == ("true", "Rapat keempat")


def test_a_side_without_attendance_says_not_recorded_yet(client_as, sari, partner):
    meeting = make_meeting(sari)
    record_attendance(meeting=meeting, organisation=partner, female=1, by=sari)

    page = client_as(sari).get(here("cooperation:meeting-detail", pk=meeting.pk)).content.decode()

    assert page.count("Not recorded yet") == 1


def test_a_letter_is_written_and_marked_as_sent(client_as, sari, government, unit):
    meeting, browser = make_meeting(sari), client_as(sari)
    data = {
        "number": "012/UND/III/2024",
        "dated_on": "2024-03-18",
        "nature": "important",
        "subject_ind": "Undangan",
        "body_ind": "Kami mengundang.",
        "recipients": [f"u-{unit.pk}"],
        "others": "Camat Bungursari\n\n",
        "signatory_name": "Ketua",
    }
    browser.post(here("cooperation:letter-new", pk=meeting.pk), data)
    letter = InvitationLetter.objects.get()
    browser.post(here("cooperation:letter-sent", pk=letter.pk), {"on": "2024-03-18"})

    refused = browser.post(here("cooperation:letter-edit", pk=letter.pk), data)

    assert [(a.unit, a.text) for a in letter.addressees.all()] == [(unit, ""), (None, "Camat Bungursari")]
    assert refused.status_code == 422


@pytest.mark.parametrize(("language", "word"), [("id", "Nomor"), ("en", "Number")])
def test_the_letter_comes_as_pdf_and_word_in_both_languages(client_as, sari, language, word):
    letter = letter_of(make_meeting(sari), sari, body_ind=MARKUP, body_en=MARKUP)
    browser, where = client_as(sari), {"pk": letter.pk, "language": language}

    pdf = PdfReader(BytesIO(browser.get(here("cooperation:letter-pdf", **where)).content))
    word_file = Document(BytesIO(browser.get(here("cooperation:letter-docx", **where)).content))

    printed = "".join(pdf.pages[0].extract_text().split())
    written = "\n".join(p.text for p in word_file.paragraphs)
    assert (word in printed, "".join(MARKUP.split()) in printed, MARKUP in written) == (True, True, True)


def test_the_attendance_list_prints_the_invited(client_as, sari, partner):
    meeting = make_meeting(sari)
    letter_of(meeting, sari, recipients=[Recipient(partner)])

    answer = client_as(sari).get(here("cooperation:sign-in-sheet", pk=meeting.pk))

    text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert ("Attendance list" in text, partner.name in text) == (True, True)


def test_the_signed_list_is_for_those_who_read_everything(client_as, sari, hasan, lina, partner):
    meeting = make_meeting(sari)
    upload = SimpleUploadedFile("daftar.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\ntrailer\n%%EOF\n")
    client_as(sari).post(here("cooperation:signed-list", pk=meeting.pk), {"upload": upload})

    page = client_as(hasan).get(here("cooperation:meeting-detail", pk=meeting.pk))

    url = page.context["files"].get().get_absolute_url()
    assert (client_as(hasan).get(url).status_code, client_as(lina).get(url).status_code) == (200, 404)


def test_markup_in_every_field_comes_out_as_text(client_as, sari):
    text = "<script>alert(1)</script>"
    names = ["title_ind", "title_en", "place", "summary_ind", "summary_en", "chair_name", "notetaker_name"]
    meeting = make_meeting(sari, **dict.fromkeys(names, text))

    page = client_as(sari).get(here("cooperation:meeting-detail", pk=meeting.pk)).content.decode()

    assert (text in page, "&lt;script&gt;alert(1)" in page) == (False, True)


def test_moving_shows_the_old_day(client_as, sari):
    meeting, browser = make_meeting(sari), client_as(sari)
    data = {"held_on": "2024-03-25", "reason": "Bupati berhalangan"}

    browser.post(here("cooperation:meeting-move", pk=meeting.pk), data)

    page = browser.get(here("cooperation:meeting-detail", pk=meeting.pk)).content.decode()
    assert ("Monday, 25 March 2024" in page, "Thursday, 21 March 2024" in page) == (True, True)
