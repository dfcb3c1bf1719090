"""What is sealed cannot be read, moved or changed without its key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pendopo.core.errors import SealBroken
from pendopo.core.sealing import blind, seal, unseal


@given(st.text(), st.text())
def test_a_text_comes_back_as_it_was(text, place):
    assert unseal(seal(text, place), place) == text


def test_equal_texts_are_sealed_differently_and_do_not_show():
    first, second = seal("Siti", "a.name"), seal("Siti", "a.name")

    assert first != second
    assert b"Siti" not in first


def test_a_value_moved_to_another_column_cannot_be_opened():
    with pytest.raises(SealBroken):
        unseal(seal("Siti", "delegates.identity.name"), "delegates.identity.home")


@pytest.mark.parametrize("at", [0, 5, -1])
def test_a_changed_byte_is_noticed(at):
    sealed = bytearray(seal("Siti", "a.name"))
    sealed[at] ^= 1

    with pytest.raises(SealBroken):
        unseal(bytes(sealed), "a.name")


def test_after_a_change_of_keys_old_values_open_and_new_ones_need_the_new_key(settings):
    settings.DATA_KEYS = ["first"]
    old = seal("Siti", "a.name")
    settings.DATA_KEYS = ["second", "first"]
    new = seal("Siti", "a.name")

    assert unseal(old, "a.name") == unseal(new, "a.name") == "Siti"
    settings.DATA_KEYS = ["first"]
    with pytest.raises(SealBroken):
        unseal(new, "a.name")


def test_marks_are_equal_for_equal_texts_in_one_place_only(settings):
    settings.DATA_KEYS = ["first"]
    mark = blind("+62812", "phone")

    assert blind("+62812", "phone") == mark
    assert blind("+62812", "email") != mark
    settings.DATA_KEYS = ["second"]
    assert blind("+62812", "phone") != mark


def test_marks_outlive_a_change_of_keys(settings):
    settings.DATA_KEYS = ["first"]
    mark = blind("+62812", "phone")

    settings.DATA_KEYS = ["third", "second", "first"]
    assert blind("+62812", "phone") == mark
    settings.DATA_KEYS, settings.MARK_KEY = ["third"], "first"
    assert blind("+62812", "phone") == mark


def test_the_key_of_marks_opens_nothing_that_is_sealed(settings):
    settings.DATA_KEYS, settings.MARK_KEY = ["second"], "first"
    sealed = seal("Siti", "a.name")

    settings.DATA_KEYS = ["first"]
    with pytest.raises(SealBroken):
        unseal(sealed, "a.name")
