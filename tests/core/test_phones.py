"""Telephone numbers: read in all the ways people write them, kept in one."""

import subprocess
import sys

import phonenumbers
import pytest
from django import forms
from hypothesis import given, settings
from hypothesis import strategies as st

from pendopo.core.errors import PhoneHasLetters, PhoneTwice, PhoneUnreadable
from pendopo.core.phones import PhoneInput, as_written_or_international, international


@pytest.mark.parametrize(
    "written", ["0812 3456 7890", "0812-3456-7890", "+62 812 3456 7890", "62 81234567890", "(0812) 34567890"]
)
def test_a_number_is_kept_one_way_however_it_is_written(written):
    assert international(written) == "+6281234567890"


@pytest.mark.parametrize("written", ["", "halo", "12", "0812 3456 7890 1234 5678", "+999 123456789"])
def test_what_nobody_could_dial_is_refused(written):
    with pytest.raises(PhoneUnreadable):
        international(written)


@pytest.mark.parametrize(
    "written", ["0812-3456-789x", "0812-3456-7890x", "HP 0812 3456 7890", "0812 3456 7890 ext. 12", "0812 3456 7890#",
                "0812 3456 7890 (Sari)", "0812,3456,7890", "tel:+6281234567890", "O812 3456 7890"],
)  # fmt: skip
def test_what_would_have_to_be_dropped_is_refused(written):
    with pytest.raises(PhoneHasLetters):
        international(written)


@pytest.mark.parametrize(
    "written", ["0812 3456 7890 / 0813 1111 2222", "0812 3456 7890/0813 1111 2222", "0812 3456 7890, 0813 1111 2222",
                "0812 3456 7890 0813 1111 2222", "+6281234567890 +6281311112222", "081234567890 atau 021 3456789",
                "081234567890\n081311112222"],
)  # fmt: skip
def test_two_numbers_are_refused(written):
    with pytest.raises(PhoneTwice):
        international(written)


@pytest.mark.parametrize(
    "written", ["021/3456 7890", "\u202a+62 812\u20113456\u20117890\u202c", "0812.3456.7890", "\u200e0812 3456 7890"]
)  # fmt: skip
def test_marks_that_group_digits_are_read(written):
    assert international(written)[-8:] == "34567890"


@given(st.text(alphabet="0123456789 +-()./xX,#;\u202a\u00a0ａ٣", max_size=24), st.booleans())
@settings(max_examples=400, deadline=None)
def test_a_number_that_is_read_ends_with_every_digit_that_was_written(text, usual):
    written = f"0812{text}" if usual else text
    try:
        number = international(written)
    except PhoneUnreadable:
        return

    typed = "".join(str(int(sign)) for sign in written if sign.isdecimal())
    national = str(phonenumbers.parse(number).national_number)
    assert (typed[-len(national) :], set(written) & set("xX,#;ａ")) == (national, set())


@given(st.integers(0, 12), st.sampled_from("xoOlaé,;#*@"))
def test_one_stray_sign_anywhere_is_refused(place, sign):
    written = f"{'081234567890'[:place]}{sign}{'081234567890'[place:]}"

    with pytest.raises(PhoneHasLetters):
        international(written)


def test_what_is_no_number_is_looked_up_as_it_was_written():
    assert as_written_or_international("0812-3456-7890x") == "0812-3456-7890x"


def test_an_empty_field_is_no_number_and_a_wrong_one_says_what_to_do():
    field = PhoneInput(required=False)

    assert field.clean(" ") == ""
    with pytest.raises(forms.ValidationError, match="0812 3456 7890"):
        field.clean("12")
    with pytest.raises(forms.ValidationError, match="Write only one"):
        field.clean("+62 812 3456 7890 / +62 813 1111 2222")


def test_showing_numbers_does_not_load_the_numbering_plans_of_the_world():
    program = "import django, sys; django.setup(); print('phonenumbers' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd="."
    )

    assert done.stdout.strip() == "False"
