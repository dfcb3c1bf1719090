"""From a quota that nobody can meet to a draw that an outsider repeats with the command line."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.journeys.conftest import DESKTOP, PENDOPO, PHONE, Visitor, run, serving
from tests.journeys.test_promise import Desk, words

CROWD = """
from django_scopes import scope
from pendopo.convenings.models import Convening
from pendopo.delegates.actions.delegate import Newcomer, enter_all
from pendopo.delegates.models import Delegate, Quota
convening = Convening.objects.get(slug="wgwc-2024")
with scope(convening=convening):
    people = [Newcomer(name=f"Peserta {n}", sex="female" if n < 6 else "male") for n in range(20)]
    keys = [one.pk for one in enter_all(convening, "convention", people)]
    Delegate.objects.filter(pk__in=keys).update(state="registered")
    Quota.objects.filter(audience="convention").delete()
    Quota.objects.create(convening=convening, audience="convention", dimension="sex", value="female", minimum=7)
"""
NO_LOTTERY = "No panel meets these quotas"
PREPARE = """
from pendopo.cli.main import main
main(["demo", "--no-serve"])
"""


@pytest.fixture(params=[("id", PHONE), ("en", DESKTOP)], ids=["id-phone", "en-desktop"])
def crowded(
    request: pytest.FixtureRequest, demonstration: Path, tmp_path: Path, browser: Browser
) -> Iterator[tuple[Visitor, Path]]:
    """A demonstration of its own in which twenty people have registered and seven of six women are wanted."""
    lang, size = request.param
    shutil.copytree(demonstration, tmp_path, dirs_exist_ok=True)
    run(str(Path(PENDOPO).with_name("python")), "-c", PREPARE + CROWD, data=tmp_path)
    with serving(tmp_path) as address:
        visitor = Visitor(browser, address, lang=lang, size=size)
        yield visitor, tmp_path
        visitor.context.close()


def compute(desk: Desk, button: str, then: str) -> None:
    """Press what starts the computation, and wait for the page that tells its end."""
    desk.page.get_by_role("button", name=words(desk.lang, button), exact=True).click()
    desk.page.get_by_role("heading", name=words(desk.lang, then), exact=True).wait_for(timeout=60_000)
    desk.page.wait_for_load_state("load")
    desk.visitor.look()


def pass_time(data: Path) -> None:
    """Let the announced moment come."""
    (database,) = data.glob("*.sqlite3")
    with sqlite3.connect(database, timeout=20) as connection:
        connection.execute(
            "UPDATE delegates_selection SET seed_at = '2024-01-01 00:00:00' WHERE state = 'announced'"
        )


def saved(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=f"{name}.json").click()
    found = folder / waiting.value.suggested_filename
    waiting.value.save_as(found)
    return found


def test_an_impossible_quota_is_mended_and_an_outsider_repeats_the_draw(
    crowded: tuple[Visitor, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    visitor, data = crowded
    desk = Desk(visitor)
    desk.be("Sari Lestari")
    visitor.go("wgwc-2024/desk/delegates/selections/new/?part=convention")
    desk.fill(size="10")
    desk.press("Make selection")
    compute(desk, "Compute chances", NO_LOTTERY)
    change = words(desk.lang, "%(who)s: lower the minimum from %(before)s to %(after)s.")
    expected = change % {"who": words(desk.lang, "Women"), "before": 7, "after": 6}
    assert desk.page.get_by_text(expected).count() == 1
    compute(desk, "Apply this change and compute", "Chances")

    desk.press("Announce the seed")
    later = datetime.fromisoformat("2030-01-01T09:00") + timedelta(days=1)
    desk.fill(source="Dadu dilempar di depan kamera", at=later.strftime("%Y-%m-%dT%H:%M"))
    desk.press("Fix the lottery")
    desk.press("Publish")
    hashes = desk.page.locator("aside code").all_inner_texts()
    assert [bool(re.fullmatch("[0-9a-f]{64}", one)) for one in hashes] == [True, True]
    pass_time(data)
    visitor.go(desk.path())
    desk.press("Enter the seed")
    desk.fill(seed="4 6 2 5", again="4 6 2 5")
    desk.press("Draw")
    public = desk.path().replace("desk/delegates/selections", "selection")
    drawn = drawn_in(data)
    assert len(drawn) == 10

    visitor.context.clear_cookies()
    visitor.go(public)
    folder = tmp_path_factory.mktemp("outsider")
    problem, plan = (saved(desk.page, name, folder) for name in ("seeded", "plan"))
    checked = run(PENDOPO, "plan", "check", str(problem), str(plan), data=folder)
    again = run(PENDOPO, "plan", "selection", str(problem), "--deterministic", "--quiet", data=folder)

    assert "smallest chance" in checked
    assert set(re.findall(r"\bp[0-9a-f]{16}\b", again)) == drawn
    assert "Peserta" not in problem.read_text() + plan.read_text()


def drawn_in(data: Path) -> set[str]:
    (database,) = data.glob("*.sqlite3")
    with sqlite3.connect(database, timeout=20) as connection:
        return {row[0] for row in connection.execute("SELECT pseudonym FROM delegates_chance WHERE drawn")}
