"""Controls are drawn by us as Django would draw them."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.safestring import SafeString

from pendopo.web.templatetags.parts import unbroken
from pendopo.web.widgets import Renderer

CHOICES = [("", "All"), ("a&b", "Aceh & <Bali>"), ("Islands", [(1, "Java"), (2, "Lombok")])]


class Asked(forms.Form):
    one = forms.ChoiceField(choices=CHOICES, widget=forms.Select(attrs={"class": "in", "hidden": False}))
    many = forms.MultipleChoiceField(choices=CHOICES)
    yes = forms.NullBooleanField()
    word = forms.CharField()
    number = forms.IntegerField(localize=True, min_value=0)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date", "required": True}))
    key = forms.CharField(widget=forms.HiddenInput)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {
            "one": "a&b",
            "many": ["1", "2"],
            "yes": "true",
            "word": "<b>",
            "number": "1000",
            "day": "2024-05-05",
            "key": "k",
        },
    ],
)
@pytest.mark.parametrize("name", ["one", "many", "yes", "word", "number", "day", "key"])
def test_a_control_is_the_same_as_from_django(name, given):
    drawn = [
        parse_html(str(Asked(given or None, renderer=renderer)[name]))
        for renderer in (Renderer(), DjangoTemplates())
    ]

    assert drawn[0] == drawn[1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("D-0434 comes.", '<span class="nowrap">D-0434</span> comes.'),
        ("<b> & COM-05", '&lt;b&gt; &amp; <span class="nowrap">COM-05</span>'),
        (SafeString('<a href="/D-0434">D-1</a>'), '<a href="/D-0434"><span class="nowrap">D-1</span></a>'),
        ("COVID-abc 12-34", "COVID-abc 12-34"),
    ],
)
def test_a_code_never_breaks_at_its_hyphen(text, shown):
    assert unbroken(text) == shown
