"""The gallery shows every component in every state, in both languages."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation

from pendopo.web.templatetags.parts import icon_names
from pendopo.web.views import gallery


def page_in(language):
    request = RequestFactory().get(f"/{language}/design/")
    request.user = AnonymousUser()
    request.resolver_match = None
    with translation.override(language):
        return gallery(request).content.decode()


@pytest.mark.parametrize(("language", "word"), [("id", "Galeri komponen"), ("en", "Gallery of components")])
def test_gallery_opens_in_both_languages(language, word):
    assert f"<h1>{word}</h1>" in page_in(language)


def test_gallery_shows_every_icon_and_every_state():
    page = page_in("en")

    assert set(re.findall(r'icons\.svg#([a-z]+)"', page)) == set(icon_names())
    assert set(re.findall(r'class="chip" data-s="(\w+)"', page)) == {"ok", "run", "warn", "late", "todo"}


def test_gallery_repeats_no_id():
    ids = re.findall(r'\sid="([^"]+)"', page_in("en"))

    assert [name for name in set(ids) if ids.count(name) > 1] == []
