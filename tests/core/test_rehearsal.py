"""Before the processes fork, the public pages have been asked for once."""

import pytest

from pendopo.config.rehearsal import rehearse


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


def test_home_news_an_article_and_sign_in_are_asked_for_in_both_languages():
    stage = Stage("wgwc-2024")

    rehearse(stage)

    own = ["", "wgwc-2024/", "wgwc-2024/news/", "wgwc-2024/news/first/", "accounts/login/"]
    assert stage.asked == [f"/{language}/{path}" for language in ("id", "en") for path in own]


def test_before_the_first_convening_only_sign_in_is_asked_for():
    stage = Stage("accounts/login")

    rehearse(stage)

    assert stage.asked == ["/id/", "/id/accounts/login/", "/en/", "/en/accounts/login/"]


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
