"""A citizen fills in the form on the shortest way. Fields are found by their names, so in every language."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Address = Callable[..., str]
CODE = re.compile(r"(?:[2-9A-Z]{4}-){6}[2-9A-Z]{4}")
NEXT = "button.btn-primary"


def go_on(page: Page) -> None:
    page.locator(NEXT).last.click()


def begun(page: Page, address: Address, language: str = "fr") -> None:
    page.goto(address("", language))
    page.locator("[name=aim][value=complaint]").check()
    go_on(page)
    expect(page.locator("[name=story]")).to_be_visible()


def filled(
    page: Page,
    address: Address,
    language: str = "fr",
    *,
    story: str = "Personne ne voulait écouter.",
    corps: str = "",
    about_chief: bool = False,
) -> None:
    """Up to the page with all answers. `corps` is the local police by its name; empty: nobody knows which police."""
    begun(page, address, language)
    page.locator("[name=story]").fill(story)
    go_on(page)
    page.locator("[name=happened_text]").fill("cet hiver")
    go_on(page)
    page.locator("[name=is_online]").check()
    go_on(page)
    page.locator(f"[name=which][value={'local' if corps else 'unknown'}]").check()
    if corps:
        page.locator("[name=municipality]").fill(corps)
    go_on(page)
    if about_chief:
        page.locator("[name=about_chief][value=yes]").check()
    go_on(page)
    page.locator("[name=categories][value=H3]").check()
    for _step in ("what", "harm", "wish", "talk"):
        go_on(page)
    page.locator("[name=reach][value=anonymous]").check()
    go_on(page)
    go_on(page)
    expect(page).to_have_url(address("check/", language))


def sent(page: Page) -> str:
    """The secret code, after sending what was filled in."""
    go_on(page)
    code = page.locator(".codes dd").last.inner_text()
    assert CODE.fullmatch(code)
    page.locator("[name=noted]").check()
    go_on(page)
    return code
