"""Every page in a real browser: its status for each reader, accessibility, narrow screens, a silent console.

All three readers ask for every page and get the status of the table. A page that visitors may open is looked
at as a visitor, any other as the secretariat, and as another reader too wherever that reader's page is made of
something that the first did not see.
"""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page
from tests.journeys.conftest import DESKTOP, PHONE, made_once, run, serving
from tests.pages.addresses import FORWARDING, PAGES, PAPERS, READERS, Address

SIZES = {"id": PHONE, "en": DESKTOP}
LOCALES = {"id": "id-ID", "en": "en-GB"}
LOOKING = ("visitor", "secretariat", "liaison")
TAG = re.compile(r"<([a-z][a-z0-9-]*)(?:\s[^>]*?\bclass=\"([^\"]*)\")?")
NARROW = {"width": 320, "height": 640}
VIOLATIONS = """async rules => {
  const only = rules && {runOnly: rules};
  const {violations} = await axe.run(document, {preload: false, resultTypes: ["violations"], ...only});
  return Object.fromEntries(violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160))]));
}"""
STICKS_OUT = """() => {
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide <= 0) return [];
  const out = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
  return [`${wide} px beyond ${innerWidth}`, ...out.slice(0, 4).map(e => e.outerHTML.slice(0, 120))];
}"""


@dataclass
class Stage:
    """A demonstration that is served, and a browser for every reader in either language."""

    browser: Browser
    server: str
    paths: dict[str, dict[str, str]]
    sessions: dict[str, str]
    open: dict[tuple[str, str], Page] = field(default_factory=dict)

    def page(self, reader: str, lang: str) -> Page:
        if (reader, lang) not in self.open:
            self.open[reader, lang] = self._context(reader, lang).new_page()
        return self.open[reader, lang]

    def _context(self, reader: str, lang: str) -> BrowserContext:
        context = self.browser.new_context(
            viewport=SIZES[lang], locale=LOCALES[lang], base_url=self.server, reduced_motion="reduce"
        )
        if reader in self.sessions:
            context.add_cookies([{"name": "sessionid", "value": self.sessions[reader], "url": self.server}])
        return context


@pytest.fixture(scope="session")
def stage(demonstration: Path, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Stage]:
    def make(data: Path) -> None:
        shutil.copytree(demonstration, data, dirs_exist_ok=True)
        (data / "told.json").write_text(
            run(sys.executable, "-m", "tests.journeys.stage", data=data).splitlines()[-1]
        )

    data = tmp_path_factory.mktemp("pages")
    shutil.copytree(made_once(tmp_path_factory, "stage", make), data, dirs_exist_ok=True)
    with serving(data) as server:
        yield Stage(browser, server, **json.loads((data / "told.json").read_text()))


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("address", PAGES, ids=str)
def test_page(address: Address, lang: str, stage: Stage) -> None:
    path = stage.paths[lang][str(address)]
    statuses, wrong, seen = {}, {}, set[tuple[str, str]]()

    for reader in LOOKING:
        page = stage.page(reader, lang)
        if seen or address.answers[READERS.index(reader)] != 200:
            got = page.request.get(path, max_redirects=0)
            if got.status != 200 or parts_of(got.text()) <= seen:
                statuses[reader] = got.status
                continue
        statuses[reader], text, found = look(page, path)
        wrong |= {f"{reader}: {what}": details for what, details in found.items()}
        seen |= parts_of(text)

    assert statuses == dict(zip(READERS, address.answers, strict=True))
    assert wrong == {}


def parts_of(text: str) -> set[tuple[str, str]]:
    """What the content of a page is made of: elements and their classes."""
    return set(TAG.findall(text.partition("<main")[2]))


def look(page: Page, path: str) -> tuple[int, str, dict[str, Any]]:
    """Open a page; its status, its source, and all that is wrong with it in light and dark and on 320 pixels."""
    console: list[str] = []
    listen = {
        "console": lambda said: console.append(said.text) if said.type == "error" else None,
        "pageerror": lambda error: console.append(str(error)),
    }
    size = page.viewport_size
    for event, hear in listen.items():
        page.on(event, hear)
    try:
        page.emulate_media(color_scheme="light")
        got = page.goto(path)
        page.evaluate(AXE_SCRIPT)
        found = {"light": page.evaluate(VIOLATIONS, None), "sticks out": page.evaluate(STICKS_OUT)}
        page.emulate_media(color_scheme="dark")
        found["dark"] = page.evaluate(VIOLATIONS, ["color-contrast"])
        page.set_viewport_size(NARROW)
        found["sticks out on a narrow screen"] = page.evaluate(STICKS_OUT)
    finally:
        page.set_viewport_size(size)
        for event, hear in listen.items():
            page.remove_listener(event, hear)
    wrong = {what: details for what, details in found.items() if details}
    return got.status, got.text(), wrong | ({"console": console} if console else {})


@pytest.mark.parametrize("address", [*PAPERS, *FORWARDING], ids=str)
def test_paper(address: Address, stage: Stage) -> None:
    path = stage.paths["id"][str(address)]

    answers = tuple(stage.page(reader, "id").request.get(path, max_redirects=0).status for reader in READERS)

    assert answers == address.answers
