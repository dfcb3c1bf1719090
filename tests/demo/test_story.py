"""The demonstration tells exactly the facts it was written from."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from pendopo.accounts.models import User
from pendopo.convenings.enums import Role
from pendopo.convenings.models import Convening, Figure, Membership, Person, Region
from pendopo.cooperation.models import (
    Agreement,
    Attendance,
    Attendee,
    Commitment,
    CommitmentEvent,
    Evidence,
    Meeting,
    Minutes,
    Paragraph,
)
from pendopo.core import audit
from pendopo.demo.story import PASSWORD, SLUG, is_loaded, load_story
from pendopo.hosts.models import Candidate, Decision
from pendopo.press.models import Article, FigureLine

TODAY = date(2024, 4, 26)
pytestmark = pytest.mark.django_db


@pytest.fixture
def convening(db, settings):
    """The demonstration takes the place of the usual convening."""
    settings.TODAY = TODAY.isoformat()
    call_command("load_regions", stdout=StringIO())
    report = load_story()
    assert [str(fault) for fault in report.faults] == []
    return Convening.objects.get(slug=SLUG)


def test_the_story_is_what_the_sources_and_the_brief_say(convening):
    check_convening(convening)
    check_first_meeting()
    check_third_meeting()
    check_commitments()
    check_other_meetings()
    check_host()
    check_people()
    check_news()
    check_both_languages()
    assert (is_loaded(), audit.verify()) == (True, [])


def check_convening(convening):
    assert (convening.starts_on, convening.ends_on) == (date(2024, 5, 5), date(2024, 5, 8))
    assert (convening.host_region_id, convening.host_organisation.code) == ("32.14", "ORG-19")
    assert convening.theme_ind == "Perempuan, Agensi, dan Pemberdayaan dalam Melawan Ekstremisme Kekerasan"


def check_third_meeting():
    third = Meeting.objects.get(code="MTG-3")
    rows = list(Attendance.objects.filter(meeting=third).values_list("female", "male", "not_stated"))
    named = sorted(Attendee.objects.filter(attendance__meeting=third).values_list("name", "gender"))

    assert (third.held_on, third.number) == (date(2024, 3, 21), 3)
    assert rows == [(0, 0, 7)]
    assert named == [
        ("Erni Kurniati", "not_stated"),
        ("Ghufron", "not_stated"),
        ("Khariroh Maknunah", "not_stated"),
        ("Neny Adamuka", "not_stated"),
        ("Nuansa Garini", "not_stated"),
        ("Sri Mulyani", "not_stated"),
        ("Vivi Normasari", "not_stated"),
    ]
    assert list(Agreement.objects.values_list("code", "meeting__code", "number", "title_ind")) == [
        ("AGR-1", "MTG-3", 1, "Pengelolaan exposure visit"),
        (
            "AGR-2",
            "MTG-3",
            2,
            "Dukungan fasilitas tempat dan operasional, termasuk mobilisasi peserta lokal hingga nasional",
        ),
        ("AGR-3", "MTG-3", 3, "Branding dan peliputan media"),
        ("AGR-4", "MTG-3", 4, "Pertemuan bilateral untuk dukungan pelaksanaan RAD PE"),
    ]
    assert list(Minutes.objects.values_list("meeting__code", "status")) == [
        ("MTG-1", "published"),
        ("MTG-3", "published"),
        ("MTG-4", "approved"),
        ("MTG-5", "comment"),
    ]


def check_commitments():
    rows = Commitment.objects.all()
    fourth = rows.get(code="COM-04")
    moved = CommitmentEvent.objects.get(commitment=fourth, kind="change_accepted")

    assert [(row.code, row.state) for row in rows] == [
        ("COM-01", "verified"),
        ("COM-02", "done"),
        ("COM-03", "done"),
        ("COM-04", "in_progress"),
        ("COM-05", "in_progress"),
        ("COM-06", "verified"),
        ("COM-07", "in_progress"),
        ("COM-08", "in_progress"),
        ("COM-09", "verified"),
        ("COM-10", "in_progress"),
    ]
    assert [row.code for row in rows if row.is_late(TODAY)] == ["COM-05", "COM-10"]
    assert (fourth.first_due, fourth.due) == (date(2024, 4, 19), date(2024, 5, 2))
    assert (moved.on, moved.side, moved.due_from, moved.due_to) == (
        date(2024, 4, 18),
        "network",
        date(2024, 4, 19),
        date(2024, 5, 2),
    )
    assert sorted(set(Evidence.objects.values_list("commitment__code", flat=True))) == [
        "COM-01",
        "COM-02",
        "COM-03",
        "COM-06",
        "COM-09",
    ]


def check_other_meetings():
    sums = {}
    for row in Attendance.objects.select_related("meeting"):
        women, men, unknown = sums.get(row.meeting.code, (0, 0, 0))
        sums[row.meeting.code] = (women + row.female, men + row.male, unknown + row.not_stated)

    assert sums == {
        "MTG-1": (0, 0, 4),
        "MTG-2": (7, 5, 0),
        "MTG-P": (9, 18, 0),
        "MTG-3": (0, 0, 7),
        "MTG-4": (9, 6, 0),
        "MTG-5": (11, 8, 0),
    }
    assert list(Meeting.objects.values_list("code", "held_on")) == [
        ("MTG-1", date(2023, 11, 27)),
        ("MTG-2", date(2024, 1, 25)),
        ("MTG-P", date(2024, 2, 19)),
        ("MTG-3", date(2024, 3, 21)),
        ("MTG-4", date(2024, 3, 28)),
        ("MTG-5", date(2024, 4, 18)),
        ("MTG-6", date(2024, 4, 29)),
    ]


def check_host():
    decision = Decision.objects.get()

    assert (decision.candidate.region_id, decision.published_at is not None) == ("32.14", True)
    assert [(row.name, row.region_id) for row in Candidate.objects.all()] == [
        ("Kabupaten Contoh (rekaan)", None),
        ("Kabupaten Purwakarta", "32.14"),
    ]
    assert Region.objects.filter(name__contains="Contoh").count() == 0


def check_first_meeting():
    paragraphs = Paragraph.objects.filter(minutes__meeting__code="MTG-1")

    assert [(row.label, bool(row.text_ind and row.text_en)) for row in paragraphs] == [
        ("1.1", True),
        ("2.1", True),
        ("2.2", True),
        ("2.3", True),
        ("3.1", True),
    ]
    assert Agreement.objects.filter(meeting__code="MTG-1").count() == 0


def check_people():
    assert sorted(Membership.objects.values_list("role", flat=True)) == sorted(Role.values)
    assert User.objects.get(email="sari@example.org").check_password(PASSWORD)
    assert [user.email for user in User.objects.all() if not user.email.endswith("@example.org")] == []
    assert Person.objects.exclude(user=None).filter(public=True).count() == 0


def check_news():
    articles = list(Article.objects.exclude(publish_at=None).order_by("publish_at"))

    assert Article.objects.filter(publish_at=None, status="draft").count() == 1
    assert [(article.publish_at.date().isoformat(), article.status) for article in articles] == [
        ("2023-11-27", "published"),
        ("2024-02-20", "published"),
        ("2024-03-22", "published"),
        ("2024-04-18", "published"),
    ]
    assert {article.cover_credit for article in articles} == {"Ilustrasi Pendopo"}
    assert [
        bool(article.cover_id and article.cover_alt_ind and article.cover_alt_en) for article in articles
    ] == [True] * 4
    assert list(FigureLine.objects.filter(figure=None).values_list("label_en", flat=True)) == [
        "people present, government side"
    ]
    assert [figure.value for figure in Figure.objects.filter(kind="target").order_by("value")] == [
        28,
        60,
        242,
    ]
    assert Figure.objects.filter(value=229).count() == 0


def check_both_languages():
    texts = {Article: ("title", "summary", "body"), Commitment: ("what",), Agreement: ("title",)}
    untold = [
        (model.__name__, row.pk)
        for model, names in texts.items()
        for row in model.objects.all()
        for name in names
        if not (getattr(row, f"{name}_ind") and getattr(row, f"{name}_en"))
    ]

    assert untold == []


def test_public_pages_of_the_demonstration_open(convening, client):
    published = Article.objects.filter(status="published")
    articles = [f"news/{slug}/" for slug in published.values_list("slug", flat=True)]
    pages = ["", "news/", "news/feed/", "sitemap.xml", *articles]

    statuses = {client.get(f"/{lang}/{SLUG}/{page}").status_code for lang in ("id", "en") for page in pages}

    assert (len(articles), statuses) == (4, {200})
