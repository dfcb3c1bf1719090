"""Messages to groups: placeholders, who is reached, sending once, and what somebody sends by hand."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from urllib.parse import unquote

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django_scopes import scope
from tests.delegates.inviting import NOON, after, selected
from tests.delegates.own_stage import begun
from tests.factories import make_organisation

from pendopo.convenings.models import Notice
from pendopo.convenings.rules import standing
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.urls import use_convening
from pendopo.delegates.actions.consent import give, withdraw
from pendopo.delegates.actions.delegate import enter_delegate, move
from pendopo.delegates.actions.message import claim, send_message, write_message
from pendopo.delegates.enums import Purpose
from pendopo.delegates.errors import (
    BraceOpen,
    GroupMoved,
    MessageSent,
    NobodyReached,
    PlaceholderUnknown,
    TextMissing,
)
from pendopo.delegates.models import Dispatch, Message, OwnLink
from pendopo.delegates.queries.dispatch import by_hand, mail_due, words
from pendopo.delegates.queries.message import group_of, reach_of
from pendopo.delegates.queries.placeholders import fill
from pendopo.delegates.tasks import mail_delegates

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("april")]
TEXT = {
    "subject_ind": "Titik kumpul",
    "subject_en": "Where to meet",
    "text_ind": "{nama}, kita kumpul di {tempat}.",
    "text_en": "{name}, we meet in {place}.",
}


@pytest.fixture
def april():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def refusing(monkeypatch):
    def refuse(self, letters):
        raise OSError("The mail server does not answer.")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    return monkeypatch


def draft(convening, by, *, group=None, **changes):
    return write_message(convening=convening, group=group or {}, by=by, **TEXT | changes)


def by_mail(convening, *names):
    return [selected(convening, name, email=f"{name.lower()}@example.org") for name in names]


def send(message, by):
    return send_message(message=message, expected=reach_of(message.convening, message.group).total, by=by)


@pytest.mark.parametrize(
    ("column", "text", "error"),
    [
        ("text_ind", "{nama} {umur}", PlaceholderUnknown),
        ("text_en", "{deadline}", PlaceholderUnknown),
        ("subject_en", "{}", PlaceholderUnknown),
        ("subject_ind", "Titik }", BraceOpen),
        ("text_en", " ", TextMissing),
    ],
)
def test_a_text_that_cannot_be_filled_is_refused(convening, sari, column, text, error):
    with pytest.raises(error) as refused:
        draft(convening, sari, **{column: text})

    assert (refused.value.field, Message.objects.count()) == (None if error is TextMissing else column, 0)


def test_what_is_put_in_is_not_read_again():
    assert fill("{name} {nama} {x}", {"name": "{link} {name}"}) == "{link} {name} {link} {name} {x}"


def test_only_the_secretariat_writes(convening, sari, dewi, hasan, lina):
    message = draft(convening, sari)
    by_mail(convening, "Budi")

    for somebody in (dewi, hasan, lina):
        with pytest.raises(NotAllowed):
            draft(convening, somebody)
        with pytest.raises(NotAllowed):
            send_message(message=message, expected=1, by=somebody)


def test_a_group_by_state_organisation_province_and_part(convening, sari, partner):
    from pendopo.convenings.models import Region

    province = Region.objects.create(code="94", name="Papua", folded="papua", level="province")
    regency = Region.objects.create(
        code="94.71", name="Jayapura", folded="jayapura", level="city", parent=province
    )
    known = {"convening": convening, "by": None, "phone": "+62811111"}
    budi = enter_delegate(audience="conference", name="Budi", region=regency, organisation=partner, **known)
    wati = enter_delegate(audience="convention", name="Wati", region=province, **known)
    tini = enter_delegate(audience="conference", name="Tini", **known)
    move(delegate=tini, to="waiting")
    gone = enter_delegate(audience="conference", name="Joko", **known)
    move(delegate=gone, to="declined")

    def found(**group):
        return list(group_of(convening, group))

    assert found() == [budi, wati, tini]
    assert found(states=["waiting"]) == [tini]
    assert found(audience="convention") == [wati]
    assert found(province="94") == [budi, wati]
    assert found(organisation=str(partner.pk)) == [budi]
    assert found(states=["nominated"], province="94", audience="conference") == [budi]


def test_another_convening_is_not_written_to(convening, sari):
    from tests.factories import make_convening

    other = make_convening("other-2024")
    with scope(convening=other):
        by_mail(other, "Budi")

    assert reach_of(convening, {}).total == 0


def test_who_has_an_address_gets_an_e_mail_and_others_wait_by_hand(convening, sari):
    by_mail(convening, "Budi")
    selected(convening, "Wati")
    selected(convening, "Suparno", phone="")
    reach = reach_of(convening, {})

    assert (reach.email, reach.whatsapp, reach.nobody) == (1, 1, 1)
    assert send(draft(convening, sari), sari) == 2
    assert (mail_delegates(), [letter.to for letter in mail.outbox]) == (
        "1 e-mails sent.",
        [["budi@example.org"]],
    )
    assert list(Dispatch.objects.filter(sent_at=None).values_list("channel", flat=True)) == ["whatsapp"]


def test_each_reads_the_own_language_and_is_called_as_they_wish(convening, sari):
    budi = selected(convening, "Wulandari", language="en", email="w@example.org", alias="Bunga")
    type(budi).objects.filter(pk=budi.pk).update(under_alias=True)
    type(convening).objects.filter(pk=convening.pk).update(venue="Bale Maya")
    send(draft(convening, sari), sari)
    mail_delegates()

    (letter,) = mail.outbox
    assert (letter.subject, letter.body) == ("Where to meet", "Bunga, we meet in Bale Maya.")


def test_a_line_break_cannot_begin_a_header(convening, sari):
    selected(convening, "Budi", email="b@example.org")
    send(draft(convening, sari, subject_ind="Satu\nBcc: x@example.org"), sari)
    mail_delegates()

    assert (mail.outbox[0].subject, mail.outbox[0].bcc) == ("Satu Bcc: x@example.org", [])


def test_markup_comes_out_as_it_was_typed(convening, sari, client_as):
    selected(convening, "<b>Budi</b>", email="b@example.org")
    message = draft(convening, sari, text_ind="{nama} <script>1</script> #strong[x] & 'y'")

    page = client_as(sari).get(f"/en/wgwc-2024/desk/delegates/messages/{message.pk}/")
    send(message, sari)
    mail_delegates()

    assert "&lt;script&gt;1&lt;/script&gt;" in page.text
    assert "<script>1" not in page.text
    assert mail.outbox[0].body == "<b>Budi</b> <script>1</script> #strong[x] & 'y'"


def test_the_link_is_made_where_the_text_needs_one(convening, sari):
    by_mail(convening, "Budi")
    send(draft(convening, sari), sari)
    without = OwnLink.objects.count()
    send(draft(convening, sari, text_ind="Buka {tautan}", text_en="Open {link}"), sari)
    mail_delegates()

    assert (without, OwnLink.objects.count()) == (0, 1)
    assert sorted("/id/wgwc-2024/delegates/me/" in letter.body for letter in mail.outbox) == [False, True]


def test_the_whatsapp_address_holds_number_and_text(convening, sari):
    selected(convening, "Wati", phone="+6281234567890")
    send(draft(convening, sari, text_ind="{nama} & Ibu?"), sari)
    dispatch = Dispatch.objects.select_related("delegate__convening", "message").get()

    said = words(dispatch, dispatch.delegate.identity, None, "id")

    assert unquote(said.whatsapp) == "https://wa.me/6281234567890?text=Wati & Ibu?"
    assert "&" not in said.whatsapp


def test_whoever_took_the_consent_back_is_left_out(convening, sari):
    budi, wati = by_mail(convening, "Budi", "Wati")
    begun(convening, sari)
    for one in (budi, wati):
        give(delegate=one, purposes=[Purpose.TAKE_PART])
    send(draft(convening, sari), sari)
    withdraw(delegate=budi, purpose=Purpose.TAKE_PART)
    mail_delegates()

    assert [letter.to for letter in mail.outbox] == [["wati@example.org"]]
    assert list(group_of(convening, {})) == [wati]


def test_after_the_convening_only_those_who_agreed_to_that(convening, sari):
    budi, _wati = by_mail(convening, "Budi", "Wati")
    begun(convening, sari)
    give(delegate=budi, purposes=[Purpose.TAKE_PART, Purpose.AFTER])

    with time_machine.travel(NOON + timedelta(days=60), tick=False):
        assert list(group_of(convening, {})) == [budi]


def test_a_group_that_has_moved_is_shown_again_first(convening, sari):
    by_mail(convening, "Budi")
    message = draft(convening, sari)
    by_mail(convening, "Wati")

    with pytest.raises(GroupMoved) as refused:
        send_message(message=message, expected=1, by=sari)

    assert (refused.value.data, Dispatch.objects.count()) == ({"count": 2}, 0)


def test_nobody_and_twice_are_refused(convening, sari):
    message = draft(convening, sari)
    with pytest.raises(NobodyReached):
        send_message(message=message, expected=0, by=sari)
    by_mail(convening, "Budi")
    send(message, sari)

    with pytest.raises(MessageSent):
        send(message, sari)
    with pytest.raises(MessageSent):
        draft(convening, sari, message=Message.objects.get())
    assert Dispatch.objects.count() == 1


def test_the_log_counts_and_names_nobody(convening, sari):
    by_mail(convening, "Wulandari")
    send(draft(convening, sari), sari)
    mail_delegates()

    events = AuditEvent.objects.filter(verb__startswith="delegates.message")
    assert [event.data.get("people") for event in events] == [None, 1]
    assert "wulandari" not in " ".join(str(event.data) for event in AuditEvent.objects.all()).lower()


def test_two_workers_with_the_same_list_send_each_once(convening, sari):
    by_mail(convening, "Budi", "Wati")
    send(draft(convening, sari), sari)
    lists = [list(mail_due(NOON)) for _worker in range(2)]

    claims = [[claim(dispatch=one, at=NOON) for one in seen] for seen in lists]

    assert claims == [[True, True], [False, False]]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_once(convening, sari):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one connection; the test above interleaves two workers by hand.")
    by_mail(convening, *(f"Orang{n}" for n in range(8)))
    send(draft(convening, sari), sari)
    mail.outbox.clear()
    Dispatch.objects.update(sent_at=None, held_until=None)
    together = Barrier(2)

    def work(_worker):
        try:
            together.wait(timeout=20)
            return mail_delegates()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, range(2)))

    assert len(mail.outbox) == 8


def test_a_worker_that_died_loses_nothing(convening, sari):
    by_mail(convening, "Budi")
    send(draft(convening, sari), sari)
    claim(dispatch=Dispatch.objects.get(), at=NOON)

    assert [mail_delegates(after(minutes=9)), mail_delegates(after(minutes=11))] == ["", "1 e-mails sent."]


def test_what_fails_is_tried_again_and_given_up_aloud_after_three_days(convening, sari, refusing):
    by_mail(convening, "Budi")
    with use_convening(convening.slug):
        send(draft(convening, sari), sari)
    tried = [mail_delegates(after(hours=hours)) for hours in (0, 1, 2, 73)]

    notice = Notice.objects.get(kind="delegates.mail_given_up")
    assert tried == ["", "", "", ""]
    assert Dispatch.objects.get().stopped_at == after(hours=73)()
    assert (notice.user, "D-0001" in notice.text_en) == (sari, True)


def test_the_list_by_hand_remembers_what_is_done(convening, sari, client_as):
    selected(convening, "Wati")
    selected(convening, "Budi")
    send(draft(convening, sari), sari)
    desk, address = client_as(sari), "/en/wgwc-2024/desk/delegates/messages/by-hand/"
    first = desk.get(address)
    one = Dispatch.objects.get(delegate__number=1)
    desk.post(f"{address}{one.pk}/sent/")

    waiting, done = desk.get(address).text, desk.get(f"{address}?show=done").text
    assert first.text.count("https://wa.me/") == 2
    assert ("Wati" in waiting, "Budi" in waiting, "Wati" in done, "Budi" in done) == (
        False,
        True,
        True,
        False,
    )


def test_whoever_has_left_meanwhile_is_not_on_the_list_by_hand(convening, sari):
    wati, budi = selected(convening, "Wati"), selected(convening, "Budi")
    send(draft(convening, sari), sari)
    move(delegate=wati, to="declined")

    waiting = by_hand(standing(sari, convening))

    assert [one.delegate for one in waiting] == [budi]


@pytest.mark.parametrize(("name", "status"), [("dewi", 404), ("hasan", 404), ("lina", 404), ("tono", 404)])
def test_pages_with_names_and_links_are_the_secretariats(request, convening, sari, client_as, name, status):
    message = draft(convening, sari)
    browser = client_as(request.getfixturevalue(name))

    pages = ["messages/", "messages/by-hand/", f"messages/{message.pk}/", "invitations/letter/"]

    assert {browser.get(f"/en/wgwc-2024/desk/delegates/{page}").status_code for page in pages} == {status}


def test_a_form_with_a_wrong_word_keeps_what_was_typed(convening, sari, client_as):
    make_organisation(convening, "LAIN")
    address = "/en/wgwc-2024/desk/delegates/messages/new/"

    page = client_as(sari).post(address, TEXT | {"text_en": "Dear {nmae}, come."})

    assert page.status_code == 422
    assert "“{nmae}” stands for nothing here." in page.text
    assert "Dear {nmae}, come." in page.text
