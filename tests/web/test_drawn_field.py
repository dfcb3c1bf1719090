"""A field that many people are asked is drawn once, exactly as its component draws it, and holds nothing typed."""

import pytest
from django import forms
from django.template.loader import get_template
from django.utils.translation import override

from pendopo.web.templatetags import fields
from pendopo.web.templatetags.fields import drawn_field


class Asked(forms.Form):
    name = forms.CharField(help_text="As you use it.", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    sex = forms.ChoiceField(
        choices=[("f", "Female"), ("m", "Male")], widget=forms.RadioSelect, required=False
    )
    needs = forms.MultipleChoiceField(
        choices=[("ramp", "A ramp"), ("sign", "Sign language")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label="I agree")
    day = forms.DateField(required=False)
    size = forms.ChoiceField(choices=[("", "—"), ("s", "Small")], required=False)


def component(field, duo):
    return get_template("web/parts/drawn_field.html").render({"field": field, "duo": duo})


@pytest.fixture(autouse=True)
def nothing_held():
    fields._empty.cache_clear()


@pytest.mark.parametrize("duo", [False, True])
@pytest.mark.parametrize(
    "given", [None, {}, {"name": "Zulfan <b>", "sex": "f", "needs": ["ramp"], "agreed": "on", "day": "x"}]
)
def test_it_is_what_the_component_draws(given, duo):
    for _again in range(2):
        form = Asked(given)
        drawn = [drawn_field(field, duo).strip() for field in form]

        assert drawn == [component(field, duo).strip() for field in form]


def test_the_second_empty_form_is_not_drawn_anew():
    for _person in range(2):
        for field in Asked():
            drawn_field(field)

    assert (fields._empty.cache_info().misses, fields._empty.cache_info().hits) == (7, 7)


def test_what_somebody_typed_is_not_held():
    drawn_field(Asked({"name": "Zulfan"})["name"])
    drawn_field(Asked(initial={"name": "Zulfan"})["name"])

    assert fields._empty.cache_info().currsize == 0


def test_each_language_and_each_label_has_its_own():
    one, other = Asked(), Asked()
    other.fields["name"].label = "Your name"
    with override("id"):
        drawn_field(one["name"])
    with override("en"):
        drawn_field(one["name"])
        drawn_field(other["name"])

    assert fields._empty.cache_info().currsize == 3
