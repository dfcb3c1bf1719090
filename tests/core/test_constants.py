"""What cannot change is worked out once, and still follows the language of the page."""

import pytest
from django.template import Context, Template
from django.templatetags.i18n import TranslateNode
from django.utils import translation

from pendopo.core.addresses import address

NEWS = Template('{% translate "News" %}')
INTO = Template('{% translate "News" as word %}[{{ word }}]')
ANY = Template("{% translate word %}")
FILE = Template("{% static name %}")


def said(template, language, **context):
    with translation.override(language):
        return template.render(Context(context))


@pytest.mark.parametrize("template", [NEWS, INTO])
def test_a_literal_sentence_follows_the_language(template):
    pages = [said(template, language).strip("[]") for language in ("id", "en", "id", "en")]

    assert pages == ["Berita", "News", "Berita", "News"]


def test_a_literal_sentence_asks_the_catalogue_once(monkeypatch):
    first = said(NEWS, "en")
    monkeypatch.setattr(TranslateNode, "render", lambda self, context: pytest.fail("It asked again."))

    assert said(NEWS, "en") == first


def test_a_sentence_out_of_a_variable_is_translated_each_time():
    assert [said(ANY, "id", word=word) for word in ("News", "Home")] == ["Berita", "Beranda"]


def test_escaping_is_kept_apart():
    template = Template('{% autoescape off %}{% translate "<b>" %}{% endautoescape %}{% translate "<b>" %}')

    assert [said(template, "en"), said(template, "en")] == [said(template, "en")] * 2


def test_a_file_named_by_a_variable_has_its_own_address():
    assert [said(FILE, "en", name=name) for name in ("a.css", "b.css")] == ["/static/a.css", "/static/b.css"]


def test_an_address_follows_the_language():
    addresses = []
    for language in ("id", "en", "id"):
        with translation.override(language):
            addresses.append(address("web:home", convening="x"))

    assert addresses == ["/id/x/", "/en/x/", "/id/x/"]
