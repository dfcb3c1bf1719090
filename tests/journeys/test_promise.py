"""The whole job, as somebody new would do it: from a meeting to a verified promise that an outsider reads."""

import re

from django.utils.translation import gettext, override
from tests.journeys.conftest import Visitor

DESK = "wgwc-2024/desk/"
TEXTS = {
    "id": ("Dinas Perhubungan menyediakan dua bus tambahan; jejaring melatih pemandunya.",
           "Transportasi lokal untuk kunjungan", "Sediakan dua bus tambahan", "Latih dua pemandu bus", "Surat tugas"),
    "en": ("The transport agency provides two more buses; the network trains their guides.",
           "Local transport for the visits", "Provide two more buses", "Train two bus guides", "Assignment letter"),
}  # fmt: skip
CAME = {
    "Dinas Perhubungan": {"female": 2, "male": 1},
    "AMAN Indonesia": {"female": 3, "not_stated": 1},
}


def words(lang: str, english: str) -> str:
    with override(lang):
        return gettext(english)


class Desk:
    """The visitor at the desk, who presses buttons by the word on them."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page, self.lang = visitor, visitor.page, visitor.lang
        self.tongue = {"id": "ind", "en": "en"}[self.lang]

    def press(self, english: str) -> None:
        self.visitor.press(words(self.lang, english))

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.locator(f"[name={name}]:visible").first.fill(value)

    def choose(self, name: str, label: str) -> None:
        option = self.page.locator(f"select[name={name}] option", has_text=re.compile(label)).first
        self.page.locator(f"select[name={name}]").select_option(value=option.get_attribute("value"))

    def be(self, name: str) -> None:
        """Sign in by one press on the name of a person of the demonstration."""
        self.visitor.context.clear_cookies()
        self.visitor.go("accounts/login/")
        self.visitor.press(name)

    def path(self) -> str:
        """The address of this page below the language."""
        return re.sub(r"^https?://[^/]+/(id|en)/", "", self.page.url).split("#")[0]


def record_meeting(desk: Desk, title: str) -> None:
    """A meeting in Purwakarta; its page is open afterwards."""
    desk.visitor.go(f"{DESK}meetings/new/")
    desk.fill(**{f"title_{desk.tongue}": title}, held_on="2024-04-25", place="Purwakarta")
    desk.press("Record the meeting")


def record_attendance(desk: Desk) -> None:
    """Seven people of both sides, counted in place on the meeting's page."""
    desk.page.get_by_role("link", name=words(desk.lang, "Record the attendance")).click()
    desk.page.locator("form#attendance").wait_for()
    desk.visitor.look()
    for row, (party, counts) in enumerate(CAME.items()):
        desk.choose(f"row-{row}-party", party)
        desk.fill(**{f"row-{row}-{name}": str(number) for name, number in counts.items()})
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name=words(desk.lang, "Save the attendance")).click()
    desk.visitor.look()


def write_minutes(desk: Desk, title: str) -> str:
    """Minutes of the meeting that is open, with one agenda item and one paragraph; their address."""
    desk.press("Open the minutes")
    desk.fill(**{f"title_{desk.tongue}": title})
    desk.press("Add an item")
    desk.page.get_by_role("button", name=words(desk.lang, "Paragraph")).last.click()
    desk.visitor.look()
    desk.page.locator(f"textarea[name=text_{desk.tongue}]:visible").last.fill(TEXTS[desk.lang][0])
    desk.page.locator("form[data-paragraph] [data-status]").last.get_by_text(
        re.compile(r"\d\d[.:]\d\d")
    ).wait_for()
    return desk.path()


def counted(desk: Desk) -> list[str]:
    """The last line of the attendance table: female, male, not stated, total."""
    return desk.page.locator("#attendance tfoot td").all_inner_texts()


def capture(desk: Desk, minutes: str, what: str, owner: str, evidence: str) -> str:
    """A commitment from the newest paragraph; the address of its page."""
    desk.visitor.go(minutes)
    desk.page.get_by_role("link", name=words(desk.lang, "Make it a commitment")).last.click()
    desk.visitor.look()
    desk.fill(**{f"what_{desk.tongue}": what, f"evidence_expected_{desk.tongue}": evidence}, due="2024-05-03")
    desk.choose("organisation", owner)
    desk.press("Record")
    assert desk.page.locator("main h1").inner_text().startswith(what)
    return desk.path()


def test_a_promise_is_followed_from_the_minutes_to_its_proof(visitor: Visitor) -> None:
    desk = Desk(visitor)
    text, heading, theirs, ours, evidence = TEXTS[desk.lang]

    desk.be("Sari Lestari")
    record_meeting(desk, heading)
    record_attendance(desk)
    assert counted(desk) == ["5", "1", "1", "7"]
    minutes = write_minutes(desk, heading)
    visitor.go(minutes)
    desk.page.get_by_role("link", name=words(desk.lang, "Make it an agreement")).last.click()
    visitor.look()
    desk.fill(**{f"title_{desk.tongue}": heading})
    desk.press("Record")
    of_government = capture(desk, minutes, theirs, "Dinas Perhubungan", evidence)
    of_network = capture(desk, minutes, ours, "AMAN Indonesia", evidence)
    assert of_government != of_network

    desk.be("Hasan Sudrajat")
    visitor.go(of_government)
    desk.press("Accept")
    desk.press("Start work")
    desk.fill(title=evidence, url="https://example.org/surat-tugas")
    desk.press("Add evidence")
    desk.press("Report as done")

    desk.be("Sari Lestari")
    visitor.go(of_government)
    desk.press("Verify")
    assert words(desk.lang, "Verified") in desk.page.locator("main .chip").all_inner_texts()[0]
    publish(desk, minutes)

    visitor.context.clear_cookies()
    visitor.go("wgwc-2024/minutes/")
    visitor.press(heading)
    assert desk.page.get_by_text(text).count() == 1
    assert counted(desk) == ["5", "1", "1", "7"]
    assert desk.page.get_by_text("surat-tugas").count() == 0


def publish(desk: Desk, minutes: str) -> None:
    """Comment round, approval by each side, publication."""
    desk.visitor.go(minutes)
    desk.press("Send for comment")
    desk.press("Approve for the network")
    desk.be("Hasan Sudrajat")
    desk.visitor.go(minutes)
    desk.press("Approve for the government")
    desk.press("Publish")
