"""After a new key seals personal data, the same people are still found, and published pseudonyms still fit."""

import pytest
from tests.delegates.own_stage import make_delegate, registered
from tests.delegates.selecting import make_selection

from pendopo.delegates.actions.delegate import write_identity
from pendopo.delegates.enums import DelegateState
from pendopo.delegates.models import Identity
from pendopo.delegates.queries.pairs import pairs_for
from pendopo.delegates.queries.registration import same_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spring(settings):
    settings.TODAY = "2024-04-01"
    settings.DATA_KEYS = ["first"]


def test_a_second_registration_after_a_new_key_is_still_one_person(
    convening, sari, network, partner, settings
):
    first = registered(convening, sari, desk=network)

    settings.DATA_KEYS = ["second", "first"]
    again = registered(convening, sari, desk=partner)

    again.refresh_from_db()
    assert (again.state, again.merged_into) == (DelegateState.MERGED, first)


def test_duplicates_over_a_change_of_keys_are_found(convening, sari, settings):
    make_delegate(convening, name="Budi", phone="+62812000001")

    settings.DATA_KEYS = ["second", "first"]
    other = make_delegate(convening, name="Wati", phone="+62812000001")

    (pair,) = pairs_for(sari, convening)
    assert (pair.second.key, pair.same_phone) == (other.pk, True)


def test_a_correction_under_the_new_key_keeps_the_marks(convening, sari, settings):
    budi = make_delegate(convening)
    before = Identity.objects.values_list("name_mark", "phone_mark").get()

    settings.DATA_KEYS = ["second", "first"]
    write_identity(delegate=budi, by=sari, name="Budi", phone="+6281234567890")

    assert Identity.objects.values_list("name_mark", "phone_mark").get() == before
    settings.DATA_KEYS = ["second"]
    settings.MARK_KEY = "first"
    assert Identity.objects.get().name == "Budi"
    assert same_person(budi, Identity.objects.get()) == (None, [])


def test_pseudonyms_that_are_published_stay(convening, sari, settings):
    budi = make_delegate(convening)
    selection = make_selection(convening, sari)
    name = selection.pseudonym(budi.pk)

    settings.DATA_KEYS = ["second", "first"]

    assert selection.pseudonym(budi.pk) == name
