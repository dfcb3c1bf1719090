import pytest
from django.urls import reverse

from pendopo.accounts.queries import demonstration_people
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db


def enter(client, user):
    return client.post(reverse("accounts:demo-sign-in", kwargs={"pk": user.pk}))


def test_outside_of_the_demonstration_the_page_does_not_exist(client, sari):
    assert enter(client, sari).status_code == 404
    assert demonstration_people() == []
    assert "demonstration/" not in client.get(reverse("account_login")).content.decode()


def test_the_sign_in_page_lists_one_person_per_role(client, settings, sari, hasan, lina, tono):
    settings.DEMO = True

    assert [person.user for person in demonstration_people()] == [sari, hasan, lina]
    page = client.get(reverse("account_login")).content.decode()
    assert page.count('data-side="gov"') == 1
    assert "Tono" not in page


def test_one_click_plays_a_person(client, settings, sari):
    settings.DEMO = True

    response = enter(client, sari)

    assert response.status_code == 302
    assert client.get(here("convenings:settings")).status_code == 200


def test_nobody_else_can_be_played(client, settings, sari, tono):
    settings.DEMO = True

    assert enter(client, tono).status_code == 404


def test_a_link_cannot_play_a_person(client, settings, sari):
    settings.DEMO = True
    url = reverse("accounts:demo-sign-in", kwargs={"pk": sari.pk})

    assert client.get(url).status_code == 405
