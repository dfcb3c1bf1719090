"""Pages of households: who opens them, what they write, and what others read instead."""

import pytest
from django.urls import reverse
from tests.delegates.selecting import make_person
from tests.delegates.test_household import fresh, together

from pendopo.delegates.actions.delegate import mark_of
from pendopo.delegates.models import Delegate, Identity, Look
from pendopo.delegates.queries.household import housemates
from pendopo.delegates.queries.own import as_document
from pendopo.delegates.templatetags.waiting import passed_over

pytestmark = pytest.mark.django_db


def at(name, **arguments):
    return reverse(f"delegates:{name}", kwargs={"convening": "wgwc-2024", **arguments})


def numbers(delegate):
    return [mate.number for mate in housemates(fresh(delegate)[0])]


def test_somebody_is_noted_by_number_and_by_name(client_as, convening, sari):
    one, _two, three = (make_person(convening, n) for n in (1, 2, 3))
    Identity.objects.filter(pk=three.pk).update(name_mark=mark_of("name", "Wulandari Tiga"))
    desk = client_as(sari)

    for who in ("d-0002", "wulandari tiga"):
        assert desk.post(at("household", pk=one.pk), {"who": who}).status_code == 302

    assert numbers(one) == [2, 3]
    assert Look.objects.filter(page="household").count() == 0

    desk.get(at("household", pk=one.pk))

    assert Look.objects.filter(page="household").count() == 3


@pytest.mark.parametrize("who", ["D-0099", "Nobody", "D-0001", ""])
def test_what_is_wrong_comes_back_with_the_form(client_as, convening, sari, who):
    one = make_person(convening, 1)

    answer = client_as(sari).post(at("household", pk=one.pk), {"who": who})

    assert (answer.status_code, bool(answer.context["form"].errors["who"])) == (422, True)


def test_somebody_is_taken_out_again_and_only_of_this_household(client_as, convening, sari):
    one, two, three, other = (make_person(convening, n) for n in range(1, 5))
    together(sari, one, two, three)
    desk = client_as(sari)

    assert desk.post(at("household", pk=one.pk), {"leave": other.pk}).status_code == 404
    assert desk.post(at("household", pk=one.pk), {"leave": two.pk}).status_code == 302

    assert numbers(one) == [3]


def test_only_the_networks_leaders_see_households(
    client_as, convening, sari, dewi, hasan, lina, tono, partner
):
    one, two = (make_person(convening, n, organisation=partner) for n in (1, 2))
    together(sari, one, two)
    detail, page, listed = (
        at("delegate-detail", pk=one.pk),
        at("household", pk=one.pk),
        at("household-list"),
    )

    for reader, sees in ((sari, True), (dewi, True), (hasan, False), (lina, False)):
        browser = client_as(reader)
        assert ("D-0002" in browser.get(detail).text) == sees
        assert [browser.get(url).status_code for url in (page, listed)] == [200 if sees else 404] * 2
    assert [client_as(tono).get(url).status_code for url in (page, listed)] == [404, 404]


def test_the_reason_is_a_limit_to_those_who_see_no_households():
    one = {"code": "D-0007", "why": "household", "ind": "", "en": ""}

    assert passed_over(one, True) == "D-0007 was passed over: the household has as many seats as it may have."
    assert passed_over(one) == "D-0007 was passed over: a limit of the selection would be broken."


def test_the_own_file_names_nobody_else(convening, sari):
    one, two = (make_person(convening, n) for n in (1, 2))
    together(sari, one, two)

    told = [row for row in as_document(Delegate.objects.get(pk=one.pk))["held"] if row["key"] == "household"]

    assert told == [
        {
            "kind": "identity",
            "key": "household",
            "question": "Of the same household",
            "answer": "1 other person",
        }
    ]
