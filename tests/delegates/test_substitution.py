"""Somebody else takes a place: what it does to the quotas, who asks, who answers, and what moves."""

import pytest
from django.test import Client
from tests.delegates.people import give_seats, nominated

from pendopo.convenings.models import Notice
from pendopo.core.errors import NotAllowed
from pendopo.core.models import AuditEvent
from pendopo.core.times import today
from pendopo.core.urls import here
from pendopo.delegates.actions.delegate import move
from pendopo.delegates.actions.link import make_link
from pendopo.delegates.actions.substitution import answer_substitution, ask_substitution
from pendopo.delegates.actions.waiting import set_freeze
from pendopo.delegates.errors import (
    AnswerOwnRequest,
    ContactMissing,
    MoveNotOpen,
    ReasonMissing,
    SubstituteElsewhere,
    SubstitutionAnswered,
    SubstitutionAsked,
)
from pendopo.delegates.models import Delegate, Quota, Substitution
from pendopo.delegates.queries.link import token_of

pytestmark = pytest.mark.django_db
NEW = {"name": "Wulandari", "phone": "+6281234567891", "sex": "female"}


@pytest.fixture
def budi(partner, lina):
    return nominated(partner, lina, sex="male").delegate


def ask(leaving, by, **changes):
    return ask_substitution(leaving=leaving, by=by, **{"why": "Sakit"} | NEW | changes)


def states():
    return list(Delegate.objects.order_by("number").values_list("state", flat=True))


def test_asking_changes_nobodys_state(budi, lina):
    request = ask(budi, lina)

    assert (request.state, request.arriving.identity.name, states()) == (
        "open",
        "Wulandari",
        ["nominated", "nominated"],
    )
    assert AuditEvent.objects.order_by("-seq").first().data == {
        "code": "D-0001",
        "arriving": "D-0002",
        "short": 0,
        "link": None,
    }


@pytest.mark.parametrize(
    ("held", "after"),
    [
        ([], "nominated"),
        (["registered"], "nominated"),
        (["selected"], "selected"),
        (["selected", "confirmed"], "selected"),
    ],
)
def test_agreeing_gives_the_seat_to_the_arriving_person(budi, lina, hasan, held, after):
    for state in held:
        move(delegate=budi, to=state)

    answer_substitution(request=ask(budi, lina), agree=True, by=hasan)

    arriving = Delegate.objects.get(number=2)
    assert (states(), arriving.replaces) == (["replaced", after], budi)


def test_declining_leaves_everything_as_it_was(budi, lina, sari):
    move(delegate=budi, to="selected")

    answer_substitution(request=ask(budi, lina), agree=False, by=sari)

    assert states() == ["selected", "cancelled"]


def test_somebody_of_the_pool_stays_there_when_declined(budi, partner, lina, sari):
    other = nominated(partner, lina, name="Tuti", phone="+6281234567899").delegate
    request = ask_substitution(leaving=budi, arriving=other, why="Sakit", by=lina)

    answer_substitution(request=request, agree=False, by=sari)

    assert states() == ["nominated", "nominated"]


def test_a_request_is_answered_once_and_asked_once(budi, lina, sari):
    request = ask(budi, lina)
    with pytest.raises(SubstitutionAsked, match="D-0001"):
        ask(budi, lina, name="Tuti")
    answer_substitution(request=request, agree=False, by=sari)

    with pytest.raises(SubstitutionAnswered):
        answer_substitution(request=request, agree=True, by=sari)
    assert ask(budi, lina, name="Tuti").state == "open"


def test_while_the_list_is_frozen_another_leader_agrees(budi, convening, sari, hasan, client_as):
    move(delegate=budi, to="selected")
    request = ask(budi, sari)
    set_freeze(convening=convening, audience="conference", on=today(convening.time_zone), by=sari)

    with pytest.raises(AnswerOwnRequest):
        answer_substitution(request=request, agree=True, by=sari)
    page = client_as(sari).get(here("delegates:substitution-detail", pk=request.pk)).text
    assert ("Another leader of either side" in page, 'value="agree"' in page) == (True, False)

    answer_substitution(request=request, agree=True, by=hasan)
    assert states() == ["replaced", "selected"]


@pytest.mark.parametrize("name", ["yuni", "rina", "tono"])
def test_others_do_not_ask(request, budi, name):
    with pytest.raises(NotAllowed):
        ask(budi, request.getfixturevalue(name))


def test_only_leaders_answer(budi, lina, yuni):
    request = ask(budi, lina)

    for user in (lina, yuni):
        with pytest.raises(NotAllowed):
            answer_substitution(request=request, agree=True, by=user)


def test_what_a_request_needs(budi, lina):
    with pytest.raises(ReasonMissing):
        ask(budi, lina, why=" ")
    with pytest.raises(ContactMissing):
        ask(budi, lina, phone="")
    assert states() == ["nominated"]


def test_whom_nobody_can_replace(budi, lina):
    move(delegate=budi, to="declined")

    with pytest.raises(MoveNotOpen):
        ask(budi, lina)


def test_who_cannot_take_a_place(budi, network, partner, lina, sari):
    foreign = nominated(network, sari, name="Tuti").delegate
    seated = nominated(partner, lina, name="Ani", phone="+6281234567899").delegate
    move(delegate=seated, to="selected")

    for arriving in (foreign, seated, budi):
        with pytest.raises(SubstituteElsewhere):
            ask_substitution(leaving=budi, arriving=arriving, why="Sakit", by=sari)


def test_the_answer_comes_too_late_when_the_person_left(budi, lina, sari):
    request = ask(budi, lina)
    move(delegate=budi, to="cancelled")

    with pytest.raises(MoveNotOpen):
        answer_substitution(request=request, agree=True, by=sari)
    assert states() == ["cancelled", "nominated"]


def test_a_full_organisation_may_still_replace(convening, partner, budi, lina, sari):
    give_seats(convening, sari, {partner: 1}, deadline=None)

    assert ask(budi, lina).arriving.nominations.get().beyond is False


def test_leaders_and_then_the_asker_are_told(budi, lina, sari, hasan):
    request = ask(budi, lina)
    answer_substitution(request=request, agree=True, by=hasan)

    told = list(Notice.objects.order_by("pk").values_list("user__full_name", "subject_en"))
    assert sorted(told) == [
        ("Hasan", "D-0001 is to be replaced"),
        ("Lina", "D-0001 is replaced"),
        ("Sari", "D-0001 is to be replaced"),
    ]
    assert "Budi" not in " ".join(Notice.objects.values_list("text_ind", flat=True))


def test_which_quotas_are_kept_and_which_fall_short(client_as, convening, budi, lina, sari):
    move(delegate=budi, to="selected")
    for value, minimum, maximum in (("male", 1, None), ("female", None, 0)):
        Quota.objects.create(
            convening=convening,
            audience="conference",
            dimension="sex",
            value=value,
            minimum=minimum,
            maximum=maximum,
        )
    Quota.objects.create(
        convening=convening, audience="conference", dimension="sector", value="cso", minimum=1
    )
    request = ask(budi, lina)

    assert [(one["en"], one["kind"], one["after"]) for one in request.lost] == [
        ("Women", "over", 1),
        ("Men", "short", 0),
    ]
    text = client_as(sari).get(here("delegates:substitution-detail", pk=request.pk)).text
    assert "stays filled" in text
    assert "short afterwards" in text
    assert "too many afterwards" in text
    assert "1 before, 0 after" in text
    assert (
        "1 before, 0 after"
        not in client_as(lina).get(here("delegates:substitution-detail", pk=request.pk)).text
    )


def test_the_pages(client_as, budi, partner, lina, sari, hasan, yuni):
    other = nominated(partner, lina, name="Tuti", phone="+6281234567899").delegate
    browser, page = client_as(lina), here("delegates:substitution-new", pk=budi.pk)
    assert client_as(yuni).get(page).status_code == 404
    for wrong in ({"code": "D-9999"}, {"code": "x"}, {"code": budi.code}, {"name": ""}, {"why": ""}):
        assert (
            browser.post(page, {"why": "Sakit", "name": "Ani", "phone": "081234567891"} | wrong).status_code
            == 422
        )
    answer = browser.post(page, {"why": "Sakit", "code": other.code})

    request = Substitution.objects.get()
    assert (answer.url, request.arriving) == (here("delegates:substitution-detail", pk=request.pk), other)
    button = here("delegates:substitution-answer", pk=request.pk)
    assert "Budi" not in client_as(hasan).get(answer.url).text
    assert [client_as(user).post(button, {"answer": "agree"}).status_code for user in (lina, yuni)] == [
        404,
        404,
    ]
    assert client_as(hasan).post(button, {"answer": "maybe"}).status_code == 404
    assert client_as(hasan).post(button, {"answer": "agree"}).status_code == 302
    assert states() == ["replaced", "nominated"]
    assert "D-0001" in client_as(sari).get(here("delegates:substitution-list")).text
    assert "comes instead" in client_as(sari).get(here("delegates:delegate-detail", pk=budi.pk)).text
    assert "D-0001" not in client_as(yuni).get(here("delegates:substitution-list")).text


def test_by_personal_link(partner, lina, sari):
    link = make_link(organisation=partner, audience="conference", name="Bu Ratna", by=lina)
    address, visitor = here("delegates:nominate-by-link", token=token_of(link)), Client()
    visitor.post(address, {"do": "nominate", "name": "Budi", "phone": "081234567890"})
    budi = Delegate.objects.get()
    move(delegate=budi, to="selected")
    key = budi.nominations.get().pk
    sent = {"do": "replace", "nomination": key, "why": "Sakit", "name": "Wulandari", "phone": "081234567891"}

    assert "Who comes instead?" in visitor.get(f"{address}?replace={key}").text
    assert visitor.post(address, sent | {"name": ""}).status_code == 422
    assert visitor.post(address, sent).status_code == 302
    assert visitor.post(address, sent | {"name": "Tuti"}).status_code == 422
    request = Substitution.objects.get()
    assert (request.link, request.asked_by) == (link, None)
    assert "Waiting for the leaders" in visitor.get(address).text
    answer_substitution(request=request, agree=True, by=sari)

    assert states() == ["replaced", "selected"]
    assert "Wulandari" in visitor.get(address).text


def test_a_link_replaces_nobody_for_whom_others_vouch(partner, network, lina, sari):
    link = make_link(organisation=partner, audience="conference", name="Bu Ratna", by=lina)
    foreign = nominated(network, sari, name="Tuti").delegate

    with pytest.raises(NotAllowed):
        ask_substitution(leaving=foreign, why="Sakit", by=None, link=link, **NEW)
