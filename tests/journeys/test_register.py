"""A participant registers on a phone whose connection is cut in the middle; nothing is lost, nothing counts twice."""

import gzip
import re
from itertools import count

import pytest
from playwright.sync_api import Page, Request
from tests.journeys.conftest import Visitor
from tests.journeys.test_promise import Desk, words

WAITS = (
    "No connection. Your answers are on this phone and are sent by themselves when the connection is back. "
    "Leave this page open."
)
NUMBERS = count(1)
STORED = "Object.keys(localStorage).filter(key => key.startsWith('pendopo.register.')).length"


@pytest.fixture
def token(visitor: Visitor, digits: str) -> str:
    """The secretariat nominates somebody and makes the own link, whose token this is; then nobody is signed in."""
    desk = Desk(visitor)
    desk.be("Sari Lestari")
    visitor.go("wgwc-2024/desk/delegates/new/")
    visitor.page.locator("select[name=organisation]").select_option(index=1)
    desk.fill(name="Rohayati", phone=f"0812 3456 {digits}")
    desk.press("Nominate")
    desk.press("Personal data")
    desk.press("Own link")
    desk.press("Make a link")
    text = visitor.page.locator("#text").input_value()
    found = re.search(r"/me/([^/]+)/", text)
    assert found is not None
    visitor.context.clear_cookies()
    return found[1]


@pytest.fixture
def digits() -> str:
    """The end of a phone number that nobody else in these tests has."""
    return f"{7800 + next(NUMBERS)}"


def open_door(visitor: Visitor, token: str, digits: str) -> None:
    visitor.go(f"wgwc-2024/delegates/me/{token}/register/")
    visitor.page.get_by_label(words(visitor.lang, "The last four digits of your phone number")).fill(digits)
    visitor.page.locator("main form .primary").click()
    visitor.page.locator("form[data-register]").wait_for()
    visitor.look()


def tick(page: Page, name: str, value: str) -> None:
    page.locator(f"[name={name}][value='{value}']:visible").check()


def test_a_registration_survives_a_lost_connection(visitor: Visitor, token: str, digits: str) -> None:
    page, lang = visitor.page, visitor.lang
    open_door(visitor, token, digits)

    # Step one with a connection, step two without.
    page.locator("[name=born_on]").fill("1988-02-29")
    visitor.context.set_offline(True)
    page.get_by_role("button", name=words(lang, "Go on to what you need")).click()
    tick(page, "q_access", "other")
    page.locator("[name=q_access_other]:visible").fill("Kursi dekat pintu")
    page.locator("[name=q_children]:visible").fill("1")
    assert page.locator("[name=q_children_ages]").is_visible()
    tick(page, "q_wg_seeing", "some")
    visitor.look()

    # The phone is put away, and the page comes back with what was typed.
    visitor.context.set_offline(False)
    page.reload()
    assert page.locator("[data-resumed]").is_visible()
    assert page.locator("[name=q_access_other]").input_value() == "Kursi dekat pintu"
    assert page.locator("section[data-step='2']").is_visible()

    # Sent without a connection: it waits, and goes by itself.
    page.get_by_role("button", name=words(lang, "Go on to photos and consent")).click()
    assert page.locator("section[data-step='3'] :checked").count() == 0
    for purpose in ("take_part", "needs"):
        page.locator(f"[name=agree_{purpose}]").check()
    visitor.look()
    visitor.context.set_offline(True)
    page.get_by_role("button", name=words(lang, "Send"), exact=True).click()
    page.get_by_text(words(lang, WAITS)).wait_for()
    assert page.evaluate(STORED) == 1
    visitor.errors.clear()  # the browser says in its console that the network is gone
    visitor.context.set_offline(False)
    page.wait_for_url(re.compile(rf"/me/{re.escape(token)}/$"))
    visitor.look()

    assert page.evaluate(STORED) == 0
    assert words(lang, "Thank you. Your registration has arrived.") in page.locator("main").inner_text()
    visitor.press(words(lang, "What is held about me, and who looked at it"))
    held = page.locator("main").inner_text()
    assert "Kursi dekat pintu" in held
    assert words(lang, "30 to 44") in held
    for back in ("What I agreed to", "Erase everything about me"):
        visitor.go(f"wgwc-2024/delegates/me/{token}/")
        visitor.press(words(lang, back))


def test_a_phone_of_somebody_else_keeps_nothing(visitor: Visitor, token: str, digits: str) -> None:
    page = visitor.page
    open_door(visitor, token, digits)
    page.locator("[name=name]").fill("Rohayati Contoh")
    assert page.evaluate(STORED) == 1

    page.locator("[name=foreign]").check()
    page.locator("[name=home]").fill("Ciwangi")

    assert page.evaluate(STORED) == 0


def test_a_fault_found_by_the_server_is_shown_in_place(visitor: Visitor, token: str, digits: str) -> None:
    page, lang = visitor.page, visitor.lang
    open_door(visitor, token, digits)
    page.locator("[name=phone]").fill("12")
    for button in ("Go on to what you need", "Go on to photos and consent"):
        page.get_by_role("button", name=words(lang, button)).click()
    page.locator("[name=agree_take_part]").check()

    page.get_by_role("button", name=words(lang, "Send"), exact=True).click()
    page.locator("[name=phone][aria-invalid=true]").wait_for()
    visitor.errors.clear()  # the browser reports the 422 that this test is about
    visitor.look()

    assert page.locator("section[data-step='1']").is_visible()


def test_the_page_is_light(visitor: Visitor, token: str, digits: str) -> None:
    weights: dict[str, int] = {}

    def weigh(request: Request) -> None:
        answer = request.response()
        if answer is not None and answer.ok and not request.url.endswith(".woff2"):
            weights[request.url] = len(gzip.compress(answer.body(), 6))

    open_door(visitor, token, digits)
    visitor.page.on("requestfinished", weigh)
    visitor.page.reload(wait_until="networkidle")

    assert sum(weights.values()) < 30_000, weights
