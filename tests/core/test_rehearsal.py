"""Before the processes fork, the pages that people open most have been asked for once."""

import pytest
from django.contrib.sessions.models import Session
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from tests.web.factories import make_agreement, make_commitment, make_meeting

from pendopo.config.rehearsal import rehearse
from pendopo.convenings.queries.roles import organiser_of
from pendopo.core.models import AuditEvent

pytestmark = pytest.mark.django_db


class Stage:
    """An application that remembers what it was asked for and leads the front door somewhere."""

    def __init__(self, leads_to: str) -> None:
        self.leads_to, self.asked, self.hosts = leads_to, [], set()

    def __call__(self, environ, start):
        path = environ["PATH_INFO"]
        self.asked.append(path)
        self.hosts.add((environ["wsgi.url_scheme"], environ["HTTP_HOST"]))
        front = path.count("/") == 2
        language = path.split("/")[1]
        headers = [("Location", f"/{language}/{self.leads_to}/")] if front else []
        start("302 Found" if front else "200 OK", headers)
        return [b'<h2><a href="%sfirst/">First</a></h2>' % path.encode() if path.endswith("/news/") else b""]


def test_home_news_an_article_and_sign_in_are_asked_for():
    stage = Stage("wgwc-2024")

    rehearse(stage)

    own = ["", "wgwc-2024/", "wgwc-2024/news/", "wgwc-2024/news/first/", "accounts/login/"]
    assert stage.asked == [f"/id/{path}" for path in own]


@pytest.fixture
def kept_connection():
    """A request leaves the connection of the test open, as with the client of Django's tests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("kept_connection")
def test_the_desk_is_seen_as_an_organiser_sees_it_and_nothing_is_written(settings, convening, sari, network):
    settings.SECOND_FACTOR_REQUIRED, settings.ALLOWED_HOSTS = False, ["*"]
    make_commitment(make_agreement(make_meeting(convening)), network, 1)
    application, seen, events = WSGIHandler(), [], AuditEvent.objects.count()
    respond = application.get_response

    def note(request):
        answer = respond(request)
        seen.append((request.path.removeprefix("/id/wgwc-2024/"), answer.status_code))
        return answer

    application.get_response = note
    rehearse(application)

    desk = [(path[:16], status) for path, status in seen if path.startswith("desk/")]
    assert desk == [("desk/", 200), ("desk/agreements/", 200), ("desk/commitments", 200)]
    assert (Session.objects.count(), AuditEvent.objects.count()) == (0, events)
    assert application.request_class is WSGIRequest


def test_the_desk_is_not_opened_as_somebody_who_may_not_open_it(convening, sari, hasan):
    assert organiser_of("wgwc-2024", with_second_factor=True) is None
    assert organiser_of("wgwc-2024", with_second_factor=False) == sari


def test_before_the_first_convening_only_sign_in_is_asked_for():
    stage = Stage("accounts/login")

    rehearse(stage)

    assert stage.asked == ["/id/", "/id/accounts/login/"]


@pytest.mark.parametrize(
    ("hosts", "asked"),
    [
        (["pendopo.example.org"], "pendopo.example.org"),
        ([".example.net", "b"], "example.net"),
        (["*"], "pendopo.example.org"),
    ],
)
def test_the_site_is_asked_by_a_name_it_answers_to(settings, hosts, asked):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://pendopo.example.org", hosts
    stage = Stage("wgwc-2024")

    rehearse(stage)

    assert stage.hosts == {("https", asked)}
