"""A real server with the demonstration convening, and a real browser in front of it."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
ROOT = Path(__file__).resolve().parents[2]
PENDOPO = str(Path(sys.executable).with_name("pendopo"))
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1366, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            if not item.path.match("test_every_page.py"):  # which is spread over all workers
                item.add_marker(pytest.mark.xdist_group("browser"))
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="Chromium is not installed; `make browser` does that.")
                )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, process: subprocess.Popen[bytes], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with {process.returncode} before it answered.")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(f"{address} did not answer within {seconds} s.")


def environment_of(data: Path, address: str) -> dict[str, str]:
    """The environment of a demonstration in a data directory of its own."""
    unwanted = ("PENDOPO_", "DJANGO_", "DATABASE_URL")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(unwanted)}
    return clean | {"PENDOPO_DATA": str(data), "PENDOPO_SITE_URL": address}


def run(*command: str, data: Path) -> str:
    """What a command prints that works on that data directory."""
    environment = environment_of(data, "http://127.0.0.1")
    ended = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return ended.stdout


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A directory that the first worker of a test run fills, and that all of them copy."""
    shared = "PYTEST_XDIST_WORKER" in os.environ
    root = factory.getbasetemp().parent if shared else factory.getbasetemp()
    place, half = root / name, root / f"{name}.half"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            make(half)
            half.rename(place)
    return place


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The address of `pendopo demo` with that data."""
    address = f"http://127.0.0.1:{free_port()}"
    command = [PENDOPO, "demo", "--bind", address.removeprefix("http://")]
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment_of(data, address), stdout=log, stderr=log
        )
    try:
        wait_for(f"{address}/id/", process, 120)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory of a fresh demonstration, to be copied."""
    load = partial(run, PENDOPO, "demo", "--no-serve")
    return made_once(tmp_path_factory, "demonstration", lambda data: load(data=data))


@pytest.fixture(scope="session")
def demo_server(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration that belongs to these tests."""
    data = tmp_path_factory.mktemp("demo")
    shutil.copytree(demonstration, data, dirs_exist_ok=True)
    with serving(data) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Visitor:
    """One person with one device: clicks, and checks every page they come to."""

    def __init__(self, browser: Browser, address: str, *, lang: str, size: dict[str, int]) -> None:
        self.address, self.lang = address, lang
        locale = {"id": "id-ID", "en": "en-GB"}[lang]
        self.context = browser.new_context(viewport=size, locale=locale, base_url=address)
        self.context.set_default_timeout(30_000)
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))

    def go(self, path: str) -> Page:
        answer = self.page.goto(f"/{self.lang}/{path}")
        assert answer is not None
        assert answer.status == 200, (path, answer.status)
        self.look()
        return self.page

    def look(self) -> None:
        """The page has no accessibility violation, no sideways scrolling and no error in the console."""
        self.page.wait_for_load_state("load")
        found = {
            v["id"]: [n["html"][:160] for n in v["nodes"]]
            for v in Axe().run(self.page).response["violations"]
        }
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert (found, max(0, wide), self.errors) == ({}, 0, []), self.page.url

    def press(self, name: str, *, exact: bool = False) -> None:
        """Press the button or follow the link of that name, then look at the page that comes."""
        role = self.page.get_by_role("button", name=name, exact=exact)
        target = role if role.count() else self.page.get_by_role("link", name=name, exact=exact)
        target.first.click()
        self.look()


@pytest.fixture(params=[("id", PHONE), ("en", DESKTOP)], ids=["id-phone", "en-desktop"])
def visitor(request: pytest.FixtureRequest, browser: Browser, demo_server: str) -> Iterator[Visitor]:
    lang, size = request.param
    person = Visitor(browser, demo_server, lang=lang, size=size)
    yield person
    person.context.close()
