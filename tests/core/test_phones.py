"""Telephone numbers: read in all the ways people write them, kept in one."""

import subprocess
import sys

import pytest
from django import forms

from pendopo.core.errors import PhoneUnreadable
from pendopo.core.phones import PhoneInput, international


@pytest.mark.parametrize(
    "written", ["0812 3456 7890", "0812-3456-7890", "+62 812 3456 7890", "62 81234567890", "(0812) 34567890"]
)
def test_a_number_is_kept_one_way_however_it_is_written(written):
    assert international(written) == "+6281234567890"


@pytest.mark.parametrize("written", ["", "halo", "12", "0812 3456 7890 1234 5678", "+999 123456789"])
def test_what_nobody_could_dial_is_refused(written):
    with pytest.raises(PhoneUnreadable):
        international(written)


def test_an_empty_field_is_no_number_and_a_wrong_one_says_what_to_do():
    field = PhoneInput(required=False)

    assert field.clean(" ") == ""
    with pytest.raises(forms.ValidationError, match="0812 3456 7890"):
        field.clean("12")


def test_showing_numbers_does_not_load_the_numbering_plans_of_the_world():
    program = "import django, sys; django.setup(); print('phonenumbers' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd="."
    )

    assert done.stdout.strip() == "False"
