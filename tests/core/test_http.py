"""Languages in addresses, pieces for htmx, and pages that say what went wrong."""

import pytest
from django import forms
from django.template import engines

from pendopo.core.errors import DomainError
from pendopo.core.http import add_refusal

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.urls")]


class QuotaUsed(DomainError):
    sentence = "%(region)s has used all its seats."
    field = "region"


class RegionForm(forms.Form):
    region = forms.CharField()


@pytest.fixture
def piece(settings, tmp_path):
    (tmp_path / "piece.html").write_text(
        "<main>{% partialdef row inline %}<b>{{ name }}</b>{% endpartialdef %}</main>"
    )
    engine = engines["django"].engine
    engine.dirs.append(tmp_path)
    yield
    engine.dirs.remove(tmp_path)


@pytest.mark.parametrize(
    ("headers", "shown"),
    [
        ({}, "<main><b>Sigi</b></main>"),
        ({"hx-request": "true"}, "<b>Sigi</b>"),
        ({"hx-request": "true", "hx-boosted": "true"}, "<main><b>Sigi</b></main>"),
        ({"hx-request": "true", "hx-history-restore-request": "true"}, "<main><b>Sigi</b></main>"),
    ],
)
def test_htmx_gets_the_piece_and_everybody_else_the_page(client, piece, headers, shown):
    response = client.get("/test/piece/", headers=headers)

    assert response.content.decode() == shown
    assert "HX-Request" in response.headers["Vary"]


def test_refusal_stands_beside_its_field():
    form = RegionForm({"region": "Papua"})
    add_refusal(form, QuotaUsed(region="Papua"))

    assert form.errors == {"region": ["Papua has used all its seats."]}
    assert form["region"].value() == "Papua"


def test_refusal_without_such_a_field_stands_above_the_form():
    form = forms.Form({})
    add_refusal(form, QuotaUsed(region="Papua"))

    assert form.non_field_errors() == ["Papua has used all its seats."]


@pytest.mark.parametrize(("wanted", "led_to"), [("en-GB,en", "/en/"), ("id", "/id/"), ("fr", "/id/")])
def test_root_leads_to_the_newest_published_convening(client, convening, wanted, led_to):
    response = client.get("/", headers={"accept-language": wanted})

    assert response.headers["Location"] == f"{led_to}wgwc-2024/"


def test_root_leads_to_sign_in_while_nothing_is_published(client, convening):
    convening.published = False
    convening.save()

    assert client.get("/").headers["Location"] == "/id/accounts/login/"


def test_address_without_a_language_is_led_to_the_readers(client, convening):
    assert (
        client.get("/wgwc-2024/", headers={"accept-language": "en"}).headers["Location"] == "/en/wgwc-2024/"
    )


@pytest.mark.parametrize(
    ("lang", "title"), [("id", "Halaman tidak ditemukan"), ("en", "There is no such page")]
)
def test_missing_page_says_so_in_the_language_of_the_address(client, lang, title):
    response = client.get(f"/{lang}/no/such/page/")

    assert response.status_code == 404
    assert title in response.content.decode()


def test_forbidden_page_says_whom_to_ask(client):
    response = client.get("/test/forbidden/", headers={"accept-language": "en"})

    assert response.status_code == 403
    assert "Sign in with the account that may do this" in response.content.decode()


def test_wrong_method_is_answered_with_a_page_and_the_right_ones(client):
    response = client.get("/test/upload/", headers={"accept-language": "en"})

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "This address does not work that way" in response.content.decode()


def test_a_form_that_is_too_large_is_answered_with_413(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    response = client.post("/test/upload/", {"title": "x" * 200}, headers={"accept-language": "en"})

    assert response.status_code == 413
    assert "shorter texts or smaller files" in response.content.decode()


def test_a_fault_of_ours_is_answered_with_a_page(client):
    client.raise_request_exception = False

    response = client.get("/test/broken/", headers={"accept-language": "en"})

    assert response.status_code == 500
    assert "Something broke on our side" in response.content.decode()


def test_a_fault_in_the_page_of_faults_is_answered_too(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("pendopo.core.views.render", lambda *args, **kwargs: 1 / 0)

    response = client.get("/test/broken/", headers={"accept-language": "en"})

    assert (response.status_code, b"<h1>Something broke on our side</h1>" in response.content) == (500, True)


def test_form_without_its_secret_is_refused_with_what_to_do(convening):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/test/upload/", {}, headers={"accept-language": "en"})

    assert response.status_code == 403
    assert "The form was open for too long" in response.content.decode()
