"""Minutes while two people write and the connection fails: nothing is overwritten, nothing is lost."""

import re

from tests.journeys.conftest import Visitor
from tests.journeys.test_promise import Desk, record_meeting, words, write_minutes

OFFLINE = "No connection. Your text is kept on this device and will be sent again."
SAVED = re.compile(r"\d\d[.:]\d\d")


def write(desk: Desk, page, text: str) -> None:
    page.locator(f"textarea[name=text_{desk.tongue}]:visible").last.fill(text)


def status(page):
    return page.locator("form[data-paragraph] [data-status]").last


def test_two_writers_choose_and_a_lost_connection_keeps_the_text(visitor: Visitor) -> None:
    desk = Desk(visitor)
    desk.be("Sari")
    record_meeting(desk, "Rapat uji sambungan")
    minutes = write_minutes(desk, "Rapat uji sambungan")
    other = visitor.context.new_page()
    other.goto(f"/{desk.lang}/{minutes}")

    write(desk, visitor.page, "Teks pertama.")
    status(visitor.page).get_by_text(SAVED).wait_for()
    write(desk, other, "Teks kedua.")
    other.locator("[data-sentence]").wait_for()

    assert other.locator("[data-theirs]").inner_text() == "Teks pertama."
    assert other.locator("[data-mine]").inner_text() == "Teks kedua."
    other.locator("[data-keep-mine]").click()
    status(other).get_by_text(SAVED).wait_for()

    visitor.context.set_offline(True)
    write(desk, other, "Teks tanpa sambungan.")
    status(other).get_by_text(words(desk.lang, OFFLINE)).wait_for()
    other.close()
    visitor.context.set_offline(False)
    visitor.page.goto(f"/{desk.lang}/{minutes}")
    status(visitor.page).get_by_text(SAVED).wait_for()
    visitor.page.reload()

    texts = visitor.page.locator(f"textarea[name=text_{desk.tongue}]:visible")
    assert texts.last.input_value() == "Teks tanpa sambungan."
