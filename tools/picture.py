"""Takes the picture in the README: the English desk on a wide screen, an Indonesian thread on a phone."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.sizes import ROOT
from tools.test import chromium

TARGET = ROOT / "docs" / "pictures" / "overview.png"
READER = "Secretariat"
DESKTOP, PHONE = (1280, 860), (390, 780)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The demonstration did not start within a minute.")


def page_of(browser: Browser, address: str, size: tuple[int, int]) -> Page:
    """A window in which the secretariat is signed in, at the desk."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, base_url=address, color_scheme="light"
    )
    page = context.new_page()
    page.goto("/en/accounts/login/")
    page.get_by_role("button", name=READER).first.click()
    page.wait_for_load_state("load")
    return page


def picture(page: Page) -> Image.Image:
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def together(wide: Image.Image, narrow: Image.Image) -> Image.Image:
    """The phone beside the screen, on a plain ground, in few colours so that the file stays small."""
    gap = 40
    height = max(wide.height, narrow.height) + 2 * gap
    ground = Image.new("RGB", (wide.width + narrow.width + 3 * gap, height), "#e9e6df")
    ground.paste(wide, (gap, gap))
    ground.paste(narrow, (wide.width + 2 * gap, gap))
    return ground.quantize(128, dither=Image.Dither.NONE)


def main() -> int:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        command = [str(Path(sys.executable).parent / "pendopo"), "demo", "--bind", f"127.0.0.1:{port}"]
        environment = {**os.environ, "PENDOPO_DATA": folder, "PENDOPO_SITE_URL": address}
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
            try:
                wait_for(port)
                browser = play.chromium.launch(executable_path=chromium()[0], args=["--no-sandbox"])
                desk = page_of(browser, address, DESKTOP)
                phone = page_of(browser, address, PHONE)
                desk.goto(desk.url.replace("/id/", "/en/"))
                phone.goto(phone.url.removesuffix("/") + "/agreements/")
                phone.locator(
                    "main a[href*='/agreements/0']:visible"
                ).first.click()  # keys begin with the time
                phone.wait_for_load_state("load")
                TARGET.parent.mkdir(parents=True, exist_ok=True)
                together(picture(desk), picture(phone)).save(TARGET, optimize=True)
                browser.close()
            finally:
                server.terminate()
    print(f"{TARGET.relative_to(ROOT)}  {TARGET.stat().st_size / 1024:.0f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
