"""The public index of agreements: those with published minutes, how far they are, and nothing else."""

from datetime import date

import pytest
from django.test import Client
from django_scopes import scope, scopes_disabled
from tests.factories import make_convening
from tests.web.factories import make_agreement, make_commitment, make_meeting, make_minutes

from pendopo.cooperation.actions import capture_agreement
from pendopo.cooperation.models import Paragraph
from pendopo.core.urls import here

pytestmark = pytest.mark.django_db
SECRET = "Secret heading"
APPROVED = {"status": "approved", "published_at": None}


@pytest.fixture
def published(convening, network, sari):
    """One agreement whose minutes are published: one promise kept, one late, one withdrawn."""
    meeting = make_meeting(convening, title_en="Third meeting")
    make_minutes(meeting, sari, "Teks")
    agreement = make_agreement(meeting, title_en="Buses for everyone")
    make_commitment(agreement, network, 1, state="done", done_on=date(2024, 4, 20))
    make_commitment(agreement, network, 2)
    make_commitment(agreement, network, 3, state="withdrawn")
    return agreement


@pytest.fixture
def unpublished(convening, sari):
    """An agreement whose minutes both sides approved and nobody published yet."""
    meeting = make_meeting(convening, "MTG-2", title_en="Secret meeting")
    make_minutes(meeting, sari, "Secret text", **APPROVED)
    return make_agreement(meeting, 2, title_en=SECRET)


def index(language="en"):
    return Client().get(f"/{language}/wgwc-2024/agreements/")


def test_index_shows_each_agreement_with_its_progress(published):
    page = index()

    assert [(r.code, r.promised, r.kept, r.late) for r in page.context["page"]] == [("AGR-1", 2, 1, 1)]
    text = page.content.decode()
    assert [
        words in text
        for words in ("Buses for everyone", "1 of 2 commitments done", "1 late", "Third meeting")
    ] == [True] * 4


@pytest.mark.parametrize(
    ("language", "words"),
    [("id", "Belum ada kesepakatan yang diterbitkan"), ("en", "No agreements are published yet")],
)
def test_empty_index_says_when_something_will_be_there(convening, unpublished, language, words):
    assert words in index(language).content.decode()


@pytest.mark.parametrize("name", ["web:home", "cooperation:minutes-public-list", "press:news-list"])
def test_public_pages_lead_to_the_index(published, name):
    link = f'href="{here("cooperation:agreement-public-list")}"'

    assert link in Client().get(here(name)).content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "agreements/",
        "agreements/AGR-1/",
        "",
        "minutes/",
        "news/",
        "news/feed/",
        "sitemap.xml",
        "search/?q=secret",
        "search/?q=secret&in=agreements",
    ],
)
def test_unpublished_agreement_is_nowhere(published, unpublished, address):
    for language in ("id", "en"):
        page = Client().get(f"/{language}/wgwc-2024/{address}")

        assert (page.status_code, SECRET in page.content.decode(), "AGR-2" in page.content.decode()) == (
            200,
            False,
            False,
        )


@pytest.mark.parametrize("status", ["draft", "comment", "approved"])
def test_guessed_address_of_an_unpublished_agreement_finds_nothing(convening, sari, status):
    meeting = make_meeting(convening)
    make_minutes(meeting, sari, "Teks", **APPROVED | {"status": status})
    make_agreement(meeting, title_en=SECRET)

    page = Client().get(here("cooperation:agreement-public", code="AGR-1"))

    assert (page.status_code, SECRET in page.content.decode()) == (404, False)


def test_agreement_without_minutes_is_not_in_the_index(convening):
    make_agreement(make_meeting(convening), title_en=SECRET)

    assert list(index().context["page"]) == []


@pytest.mark.parametrize("address", ["agreements/", "agreements/AGR-1/", "sitemap.xml", "news/feed/"])
def test_hidden_convening_shows_none(convening, published, address):
    convening.published = False
    convening.save()

    assert Client().get(f"/en/wgwc-2024/{address}").status_code == 404


def test_other_convening_shows_its_own(published, sari):
    with scopes_disabled():
        other = make_convening("wgwc-2026")
    with scope(convening=other):
        meeting = make_meeting(other)
        make_minutes(meeting, sari)
        make_agreement(meeting, 7, title_en="Of the other")

    assert [row.code for row in index().context["page"]] == ["AGR-1"]
    assert [row.code for row in Client().get("/en/wgwc-2026/agreements/").context["page"]] == ["AGR-7"]
    assert Client().get("/en/wgwc-2024/agreements/AGR-7/").status_code == 404


def test_sitemap_names_the_index_and_each_published_agreement(published, settings):
    sitemap = Client().get(here("press:sitemap")).content.decode()

    places = [f"{settings.SITE_URL}/id/wgwc-2024/agreements/{end}</loc>" for end in ("", "AGR-1/")]
    assert [place in sitemap for place in places] == [True, True]


def test_agreement_never_quotes_the_minutes_of_another_meeting(convening, sari, published):
    draft = make_minutes(make_meeting(convening, "MTG-2"), sari, "Secret text", **APPROVED)

    with pytest.raises(ValueError, match="is not of meeting MTG-1"):
        capture_agreement(
            meeting=published.meeting,
            title_en="Quote",
            paragraph=Paragraph.objects.get(minutes=draft),
            by=sari,
        )


@pytest.mark.parametrize("rows", [1, 3])
def test_index_asks_as_often_for_three_rows_as_for_one(
    convening, network, sari, rows, django_assert_num_queries
):
    for serial in range(1, rows + 1):
        meeting = make_meeting(convening, f"MTG-{serial}")
        make_minutes(meeting, sari)
        make_commitment(make_agreement(meeting, serial), network, serial)

    with django_assert_num_queries(4):
        index()
