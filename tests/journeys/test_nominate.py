"""A village secretary nominates on a phone, by a personal link, without an account."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from tests.journeys.conftest import DESKTOP, PHONE, Visitor


@pytest.fixture
def sari(browser: Browser, demo_server: str) -> Iterator[Visitor]:
    """The secretariat at a desk, in English."""
    person = Visitor(browser, demo_server, lang="en", size=DESKTOP)
    person.go("accounts/login/")
    person.press("Sari")
    yield person
    person.context.close()


@pytest.fixture
def ratna(browser: Browser, demo_server: str) -> Iterator[Visitor]:
    """A village secretary with a phone, in Indonesian."""
    person = Visitor(browser, demo_server, lang="id", size=PHONE)
    yield person
    person.context.close()


def test_a_village_secretary_nominates_by_link(sari: Visitor, ratna: Visitor) -> None:
    links = sari.go("wgwc-2024/desk/delegates/links/")
    links.get_by_label("For whom").fill("Bu Sekdes Ratna")
    links.get_by_label("Organisation").select_option(index=1)
    sari.press("Make link")
    row = links.get_by_role("listitem").filter(has_text="Bu Sekdes Ratna")
    address = row.get_by_role("link", name="The link").get_attribute("href")
    assert address is not None

    page = ratna.go(address.partition("/id/")[2])
    expect(page.get_by_text("Halaman ini untuk Bu Sekdes Ratna.")).to_be_visible()
    page.get_by_label("Nama", exact=True).fill("Suparno 😀")
    page.get_by_label("Nomor telepon").fill("12")
    page.get_by_role("button", name="Usulkan", exact=True).click()
    expect(page.get_by_text("Ini bukan nomor telepon.").first).to_be_visible()
    assert [error for error in ratna.errors if "422" not in error] == []
    ratna.errors.clear()
    ratna.look()
    assert page.get_by_label("Nama", exact=True).input_value() == "Suparno 😀"

    page.get_by_label("Nomor telepon").fill("0812 3456 7890")
    page.get_by_label("Jenis kelamin").select_option("male")
    page.get_by_label("Provinsi, kabupaten, atau kota").fill("Purwakarta")
    ratna.press("Usulkan", exact=True)
    expect(page.get_by_text("Usulannya sudah kami terima.")).to_be_visible()
    expect(page.get_by_role("heading", name="Anda sudah mengusulkan")).to_be_visible()

    ratna.press("Betulkan Suparno 😀")
    page.locator("li form").get_by_label("Nama", exact=True).fill("Soeparno")
    ratna.press("Simpan")
    expect(page.get_by_text("Soeparno").first).to_be_visible()

    found = sari.go("wgwc-2024/desk/delegates/?q=suparno")
    expect(found.get_by_role("rowheader").filter(has_text="Soeparno")).to_be_visible()

    ratna.press("Tarik kembali Soeparno")
    expect(page.get_by_text("Usulannya sudah ditarik.")).to_be_visible()
    expect(page.get_by_text("Soeparno")).to_have_count(0)
