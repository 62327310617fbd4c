"""`make screenshots`: takes the pictures of docs/users/ anew from a running demo (`make demo` in another window)."""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "users"
WIDE, PHONE = ViewportSize(width=1440, height=1000), ViewportSize(width=390, height=844)
CORPS = "V017"


def chief_signs_in(page: Page, address: str) -> None:
    page.goto(f"{address}/nl/demo/")
    card = page.locator("li.card").filter(has_text=re.compile("korpschef, .*Demervallei"))
    card.get_by_role("button").first.click()
    page.wait_for_load_state("networkidle")


def picture(page: Page, address: str, path: str, name: str, *, whole: bool = False) -> None:
    page.goto(f"{address}{path}")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png", full_page=whole)


def pictures_take(browser: Browser, address: str) -> None:
    scorecard, indicator = f"/corps/{CORPS}/?period=2025-Q4", f"/corps/{CORPS}/EFF-06/?period=2025-Q4"
    wide = browser.new_page(viewport=WIDE)
    picture(wide, address, "/nl/", "home-nl")
    picture(wide, address, "/nl/corps/?register=belgium", "register-nl")
    picture(wide, address, "/nl/corps/5345/?period=2023", "antwerpen-nl")
    chief_signs_in(wide, address)
    picture(wide, address, f"/nl{scorecard}", "scorecard-nl", whole=True)
    picture(wide, address, f"/fr{indicator}", "indicator-fr")
    phone = browser.new_page(viewport=PHONE, color_scheme="dark")
    chief_signs_in(phone, address)
    picture(phone, address, f"/fr{scorecard}", "scorecard-phone-dark-fr")


def main(address: str) -> None:
    chromium = shutil.which("chromium") or sys.exit("Chromium is not installed.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        pictures_take(browser, address.rstrip("/"))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
