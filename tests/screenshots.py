"""`make screenshots`: takes the pictures of docs/users/ anew from a running demo (`make demo` in another window)."""

import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "users"
WIDE, PHONE = ViewportSize(width=1440, height=1000), ViewportSize(width=390, height=844)
CORPS = "V017"


STORY = {
    "nl": "Aan het onthaal wilde niemand naar mijn verhaal luisteren. Ik werd weggestuurd met een grap.",
    "fr": "À l'accueil, personne ne voulait m'écouter. On m'a renvoyé avec une plaisanterie.",
}


def signs_in(page: Page, address: str, who: str) -> None:
    """Take a role of the demo, by the words on its card."""
    page.goto(f"{address}/nl/demo/")
    card = page.locator("li.card").filter(has_text=re.compile(who))
    card.get_by_role("button").first.click()
    page.wait_for_load_state("networkidle")


def chief_signs_in(page: Page, address: str) -> None:
    signs_in(page, address, "korpschef, .*Demervallei")


def form_fill(page: Page, address: str, language: str) -> None:
    """The citizen's form on a short way, up to the question how they may be reached."""
    answers = [
        ("[name=aim][value=complaint]", None),
        ("[name=story]", STORY[language]),
        ("[name=happened_text]", "eind oktober" if language == "nl" else "fin octobre"),
        ("[name=place]", "Demervallei"),
        ("[name=which][value=local]", None),
    ]
    page.goto(f"{address}/{language}/complaint/")
    for selector, text in answers:
        field = page.locator(selector)
        field.check() if text is None else field.fill(text)
        if "which" in selector:
            page.locator("[name=municipality]").fill("Demervallei")
        page.locator("button.btn-primary").last.click()
    page.locator("button.btn-primary").last.click()  # nobody is named
    page.locator("[name=categories][value=H3]").check()
    for _step in ("what", "harm", "wish", "talk"):
        page.locator("button.btn-primary").last.click()
    page.locator("[name=reach]").first.wait_for()


def citizen_pictures(browser: Browser, address: str) -> None:
    wide, phone = browser.new_page(viewport=WIDE), browser.new_page(viewport=PHONE)
    picture(wide, address, "/nl/complaint/", "complaint-start-nl", whole=True)
    form_fill(phone, address, "fr")
    phone.screenshot(path=FOLDER / "complaint-reach-phone-fr.png", full_page=True)
    form_fill(wide, address, "nl")
    wide.locator("[name=reach][value=anonymous]").check()
    for _step in ("reach", "help", "check"):
        wide.locator("button.btn-primary").last.click()
        wide.wait_for_load_state("networkidle")
    wide.screenshot(path=FOLDER / "complaint-code-nl.png")
    code = re.search(r"(?:[2-9A-Z]{4}-){6}[2-9A-Z]{4}", wide.content())
    wide.goto(f"{address}/nl/complaint/status/")
    wide.locator("[name=code]").fill(code.group() if code else "")
    wide.locator("main form button[type=submit]").first.click()
    wide.wait_for_load_state("networkidle")
    wide.screenshot(path=FOLDER / "complaint-mailbox-nl.png", full_page=True)


def work_pictures(browser: Browser, address: str) -> None:
    wide = browser.new_page(viewport=WIDE)
    signs_in(wide, address, "Ilse")
    picture(wide, address, "/nl/complaints/", "complaints-home-nl")
    wide.locator("main a[href*='/complaints/K-']").first.click()
    wide.wait_for_load_state("networkidle")
    wide.screenshot(path=FOLDER / "complaint-file-nl.png", full_page=True)
    picture(wide, address, "/nl/complaints/figures/", "complaints-figures-nl")
    handler = browser.new_page(viewport=WIDE)
    signs_in(handler, address, "Hanne")
    picture(handler, address, "/nl/complaints/referrals/", "referrals-nl")


def first_of(page: Page, address: str, path: str, name: str) -> None:
    """The first record of a list, as a whole page."""
    page.goto(f"{address}{path}")
    page.locator("main table tbody a").first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png", full_page=True)


def audit_pictures(browser: Browser, address: str) -> None:
    wide = browser.new_page(viewport=WIDE)
    signs_in(wide, address, "Anton")
    picture(wide, address, "/nl/compare/?register=example&period=2025-Q4", "compare-nl")
    picture(wide, address, "/nl/compare/EFF-07/?register=example&period=2025-Q4", "compare-indicator-nl", whole=True)
    picture(wide, address, "/nl/audit/", "audit-home-nl")
    first_of(wide, address, "/nl/audit/audits/", "audit-nl")
    picture(wide, address, "/nl/audit/reports/", "reports-nl")
    french = browser.new_page(viewport=WIDE)
    signs_in(french, address, "Kaat")
    picture(french, address, "/fr/audit/frameworks/", "frameworks-fr")


def professionalism_pictures(browser: Browser, address: str) -> None:
    phone = browser.new_page(viewport=PHONE)
    signs_in(phone, address, "Amber")
    picture(phone, address, "/fr/professionalism/", "force-home-phone-fr", whole=True)
    wide = browser.new_page(viewport=WIDE)
    for who, path, name in (
        ("Gita", "/nl/professionalism/force/reports/", "force-report-nl"),
        ("Pina", "/nl/professionalism/signals/", "signal-case-nl"),
        ("Pina", "/nl/professionalism/discipline/", "discipline-case-nl"),
    ):
        signs_in(wide, address, who)
        first_of(wide, address, path, name)
    signs_in(wide, address, "Petra")
    picture(wide, address, "/nl/professionalism/training/", "training-nl")
    signs_in(wide, address, "Karin")
    picture(wide, address, "/nl/professionalism/force/figures/", "force-figures-nl")
    picture(wide, address, "/nl/professionalism/checks/places/", "check-places-nl")
    picture(wide, address, "/fr/schools/VBL-S1/", "school-fr")


def diversity_pictures(browser: Browser, address: str) -> None:
    wide = browser.new_page(viewport=WIDE)
    signs_in(wide, address, "Petra")
    picture(wide, address, "/nl/diversity/staff/", "staff-counts-nl")
    signs_in(wide, address, "Karin")
    picture(wide, address, "/nl/diversity/representation/", "representation-nl")
    picture(wide, address, "/nl/diversity/criteria/", "diversity-criteria-nl")
    signs_in(wide, address, "Dora")
    picture(wide, address, "/nl/opendata/example-2025/report/", "disclosure-report-nl", whole=True)
    picture(wide, address, "/fr/diversity/of/VBL/", "staff-country-fr")


def evaluation_pictures(browser: Browser, address: str) -> None:
    phone = browser.new_page(viewport=PHONE)
    picture(phone, address, "/nl/accountability/V017/2025/", "account-phone-nl")
    wide = browser.new_page(viewport=WIDE)
    picture(wide, address, "/nl/practices/?register=example", "practices-nl")


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
    picture(wide, address, "/nl/today/", "today-nl")
    picture(wide, address, f"/fr{indicator}", "indicator-fr")
    phone = browser.new_page(viewport=PHONE, color_scheme="dark")
    chief_signs_in(phone, address)
    picture(phone, address, f"/fr{scorecard}", "scorecard-phone-dark-fr")


LATER = (diversity_pictures, evaluation_pictures)


def main(address: str) -> None:
    chromium = shutil.which("chromium") or sys.exit("Chromium is not installed.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for take in (pictures_take, citizen_pictures, work_pictures, audit_pictures, professionalism_pictures, *LATER):
            take(browser, address.rstrip("/"))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000")
