"""The shell around every page: strict about scripts, complete in its parts, clear when something fails."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client, RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from pendopo.core.views import error_page
from pendopo.web.forms import SampleForm
from pendopo.web.templatetags import parts

TEMPLATES = sorted(settings.PACKAGE.rglob("templates/**/*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"<[^>]*\sstyle=|<style", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son(?!e=)[a-z]+=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*(?:\ssrc=|application/json))", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "another site's file": re.compile(r"<(?!a\s)[^>]*\s(?:src|href)=\"(?:https?:)?//", re.IGNORECASE),
}


def render(source, **context):
    request = RequestFactory().get("/en/?q=bus&page=2")
    return Template(CottonCompiler().process(source)).render(Context({"request": request, **context}))


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_contains(what):
    pattern = FORBIDDEN[what]

    guilty = [str(path) for path in TEMPLATES if pattern.search(path.read_text())]

    assert (len(TEMPLATES) > 30, guilty) == (True, [])


def test_every_icon_named_in_a_template_exists():
    named = {name for path in TEMPLATES for name in re.findall(r"{% icon \"([a-z]+)\"", path.read_text())}

    assert named - set(parts.icon_names()) == set()


def test_every_component_begins_with_its_inputs():
    components = Path(settings.PACKAGE / "web" / "templates" / "cotton").glob("*.html")

    assert [path.name for path in components if "{% comment %}" not in path.read_text()[:60]] == []


@pytest.mark.django_db
def test_pages_carry_a_strict_policy(convening):
    policy = Client().get("/en/wgwc-2024/")["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy.split("; "))


def test_chip_says_its_state_in_word_icon_and_colour():
    assert parts.chip("late", "4 days <late>") == (
        '<span class="chip" data-s="late"><svg class="i" aria-hidden="true">'
        '<use href="/static/web/icons.svg#late"/></svg>4 days &lt;late&gt;</span>'
    )


@pytest.mark.parametrize(
    ("side", "mark"),
    [
        ("government", ' class="who" data-side="gov"'),
        ("network", ' class="who" data-side="net"'),
        ("neither", ""),
    ],
)
def test_both_sides_are_marked_alike(side, mark):
    assert parts.who(side, "Bapak & Ibu") == f"<span{mark}>Bapak &amp; Ibu</span>"


@pytest.mark.parametrize(("name", "letters"), [("Siti Nur Aini", "SA"), ("Dewi", "D"), ("", ""), ("  ", "")])
def test_initials_are_first_and_last(name, letters):
    assert parts.initials(name) == letters


def test_refused_field_is_described_by_its_help_and_its_error():
    form = SampleForm({"photo": "no", "note": "x"})

    page = render('<c-field :field="form.due" /><c-field :field="form.note" />', form=form)

    assert 'aria-describedby="id_due_error"' in page
    assert 'aria-invalid="true"' in page
    assert '<div id="id_due_error">' in page
    assert 'aria-describedby="id_note_help"' in page


def test_choices_are_a_group_with_a_legend():
    page = render('<c-field :field="form.photo" />', form=SampleForm())

    assert re.search(r'<fieldset class="field"[^>]*aria-describedby="id_photo_help"', page)
    assert page.count('type="radio"') == 2


def test_error_summary_leads_to_every_field():
    page = render('<c-form-errors :form="form" />', form=SampleForm({"title_ind": "x", "photo": "no"}))

    assert 'role="alert"' in page
    assert re.findall(r'href="#(\w+)"', page) == ["id_due", "id_side"]


def test_fresh_form_has_no_error_summary():
    assert "alert" not in render('<c-form-errors :form="form" />', form=SampleForm())


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 500])
@pytest.mark.parametrize("language", ["id", "en"])
def test_error_pages_say_what_to_do_next(status, language):
    from django.contrib.auth.models import AnonymousUser
    from django.utils import translation

    request = RequestFactory().get(f"/{language}/")
    request.user = AnonymousUser()
    with translation.override(language):
        page = error_page(request, status).content.decode()

    assert f'<p class="code">{status}</p>' in page
    assert {"id": "Ke beranda", "en": "To the home page"}[language] in page
    assert f'<html lang="{language}"' in page


@pytest.mark.django_db
def test_a_missing_page_is_told_in_the_language_of_its_address(convening):
    page = Client().get("/id/wgwc-2024/nowhere/")

    assert (page.status_code, "Ke beranda" in page.content.decode()) == (404, True)


def test_robots_stay_away_from_desks_and_searches():
    lines = Client().get("/robots.txt").content.decode().splitlines()

    assert lines[0] == "User-agent: *"
    assert {"Disallow: /*/*/desk/", "Disallow: /*/*/search/", "Disallow: /*/*/answer/"} <= set(lines)


def test_manifest_names_the_mark():
    manifest = Client().get("/manifest.webmanifest")

    assert manifest["Content-Type"] == "application/manifest+json"
    assert manifest.json()["icons"][0]["src"] == "/static/web/mark.svg"


@pytest.mark.django_db
def test_gallery_belongs_to_the_demonstration_only(convening):
    assert Client().get("/en/design/").status_code == 404
