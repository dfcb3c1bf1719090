"""Public pages come from memory until something is written, and never show one reader to another."""

import gzip
import time

import pytest
import time_machine
from django.test import Client, RequestFactory

from pendopo.core import audit, caching

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.urls")]
PAGE = "/test/page/"
ZIPPED = {"accept-encoding": "gzip, br"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2024-04-26T03:00:05Z", tick=False) as traveller:
        yield traveller


def number(response) -> int:
    content = response.content
    if response.headers.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    return int(content.split()[0].removeprefix(b"<p>"))


def test_second_visit_is_answered_from_memory_with_one_query(client, django_assert_num_queries):
    first = client.get(PAGE)

    with django_assert_num_queries(1):
        second = client.get(PAGE)

    assert number(second) == number(first)
    assert second.headers == first.headers


def test_a_signed_in_reader_gets_the_same_page_and_is_not_on_it(client, client_as, sari):
    by_sari = client_as(sari).get(PAGE)
    by_visitor = client.get(PAGE)

    assert by_sari.content == by_visitor.content
    assert b"nobody" in by_visitor.content
    assert "Cookie" not in by_visitor.headers["Vary"]


@pytest.mark.parametrize("address", [PAGE + "?q=1", "/test/page/?q=2"])
def test_queries_are_different_pages(client, address):
    assert number(client.get(PAGE)) != number(client.get(address))


@pytest.mark.parametrize("address", [PAGE + "?fbclid=1", PAGE + "?q=", "/test/page/?utm_source=a&x=y"])
def test_a_query_that_the_page_does_not_read_makes_no_other_page(client, address):
    assert number(client.get(PAGE)) == number(client.get(address))


@pytest.mark.parametrize("address", ["?page=2&q=1&fbclid=7", "?q=1&page=2", "?q=0&q=1&page=2"])
def test_one_question_asked_in_several_ways_is_one_page(client, address):
    assert number(client.get(PAGE + "?q=1&page=2")) == number(client.get(PAGE + address))


def test_a_page_that_reads_no_query_never_sees_one(client):
    first = client.get("/test/page-without-query/?fbclid=1")

    assert first.content.decode().split(maxsplit=1)[1] == "/test/page-without-query/ {}"
    assert client.get("/test/page-without-query/?gclid=" + "2" * 3000).content == first.content


def test_invented_queries_push_out_no_page_without_one(client, monkeypatch):
    first = number(client.get(PAGE))
    monkeypatch.setattr(caching.pages.asked, "limit", 6000)
    for n in range(10):
        client.get(f"{PAGE}?q={n}")

    assert (number(client.get(PAGE)), caching.pages.asked.size <= 6000) == (first, True)


def test_a_very_long_question_is_answered_and_not_kept(client):
    long = PAGE + "?q=" + "x" * 300

    assert number(client.get(long)) != number(client.get(long))


def test_hosts_are_different_pages(client, settings):
    settings.ALLOWED_HOSTS = ["a.example.org", "b.example.org"]

    assert number(client.get(PAGE, headers={"host": "a.example.org"})) != number(
        client.get(PAGE, headers={"host": "b.example.org"})
    )


def test_a_written_event_renews_every_page(client, sari, convening):
    first = number(client.get(PAGE))
    audit.record("core.thing_done", on=convening, by=sari)

    assert number(client.get(PAGE)) != first


def test_the_next_minute_renews_every_page(client, clock):
    first = number(client.get(PAGE))
    clock.shift(60)

    assert number(client.get(PAGE)) != first


def test_compressed_page_is_kept_compressed_with_its_policy(client):
    first = client.get(PAGE, headers=ZIPPED)
    second = client.get(PAGE, headers=ZIPPED)
    plain = client.get(PAGE)

    assert second.content == first.content
    assert (second.headers["Content-Encoding"], "Content-Encoding" in plain.headers) == ("gzip", False)
    assert "default-src 'none'" in second.headers["Content-Security-Policy"]
    assert "nonce" not in second.headers["Content-Security-Policy"]


def test_unchanged_page_is_not_sent_again(client):
    first = client.get(PAGE)
    again = client.get(PAGE, headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("address", ["/test/page-with-form/", "/test/page-with-nonce/"])
def test_page_with_a_secret_of_one_reader_is_never_kept(client, address):
    first, second = client.get(address), client.get(address)

    assert first.content != second.content


def test_htmx_and_post_pass_by(client):
    first = number(client.get(PAGE))

    assert number(client.get(PAGE, headers={"hx-request": "true"})) != first
    assert number(client.post(PAGE)) != first


def test_a_signed_in_reader_who_posts_is_known(client_as, sari):
    assert b"Sari" in client_as(sari).post(PAGE).content


def test_a_waiting_message_passes_by(client):
    first = number(client.get(PAGE))
    client.cookies["messages"] = "something"

    assert number(client.get(PAGE)) != first


def test_unknown_host_is_refused_and_not_kept(client):
    answers = [client.get(PAGE, headers={"host": "evil.example"}) for _ in range(2)]

    assert [a.status_code for a in answers] == [400, 400]
    assert caching.pages.size == 0


def test_memory_is_bounded_and_the_oldest_page_leaves_first():
    store = caching.Store(limit=10_000)
    for n in range(10):
        store.put(("http", "h", f"/{n}", "", "", False), caching.Page((0, 0), (), "", b"x" * 3000))

    kept = [n for n in range(10) if store.get(("http", "h", f"/{n}", "", "", False))]
    assert (kept, store.size <= 10_000) == ([8, 9], True)


def test_a_hit_costs_well_under_a_millisecond(rf: RequestFactory):
    Client().get(PAGE)
    middleware = caching.PublicPageCache(lambda request: pytest.fail("The page was not in memory."))
    started = time.process_time()
    for _ in range(200):
        middleware(rf.get(PAGE))

    assert (time.process_time() - started) / 200 < 0.001
