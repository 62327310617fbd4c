"""Who works here, for everybody: tables with hidden, missing and zero, files beside them; on a desk and a phone."""

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from diversity.workflow.staffing import FRAMEWORKS, ORIGINS, SEXES
from legitimacy.models import Corps
from tests.journeys.working import faults_at_both_widths
from tests.opendata.test_table_list import Numbers, tables_release

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WORDS = {
    "nl": ("Wie er in het jaar vertrok", "Niet beoordeeld"),
    "fr": ("Départs de l", "Non évalué"),
}


def numbers_drawn() -> Iterator[tuple[tuple[str, str, str], int | None]]:
    """Staff, joined and origin; who left and disability were not handed over."""
    shares = {"f": 0.25, "m": 0.75, "x": 0.0, "": 1.0}
    for part, size in (("framework", 400), ("joined", 40)):
        for row, column in product((*FRAMEWORKS, ""), (*SEXES, "")):
            few = part == "joined" and row == "civilian"
            yield (part, row, column), None if few else round(size * shares[column] * (1 if row else 2))
    told = dict.fromkeys(ORIGINS[1:]) | {ORIGINS[0]: 690, "": 790}
    yield from ((("staff", group, ""), count) for group, count in told.items())


@pytest.mark.parametrize("language", WORDS)
def test_a_visitor_reads_the_tables_and_takes_them_along(
    page: Page, live_server: LiveServer, demervallei: Corps, language: str, tmp_path: Path
) -> None:
    numbers: Numbers = dict(numbers_drawn())
    tables_release("tables", demervallei, numbers)
    page.goto(f"{live_server.url}/{language}/diversity/of/V017/")
    left, missing = WORDS[language]
    assert faults_at_both_widths(page) == []
    joined = page.locator("section[aria-labelledby='part-joined']")
    expect(joined.get_by_role("row").nth(2).get_by_role("cell").first).to_have_text("c")
    expect(joined.get_by_role("row").nth(1).get_by_role("cell").nth(2)).to_have_text("0")
    expect(page.get_by_role("heading", name=left)).to_be_visible()
    expect(page.locator("section[aria-labelledby='part-declared']")).to_contain_text(missing)
    for ending in ("CSV", "XLSX", "JSON"):
        with page.expect_download() as told:
            page.get_by_role("link", name=ending, exact=True).click()
        kept = tmp_path / told.value.suggested_filename
        told.value.save_as(kept)
        assert kept.name == f"staff-V017-2025.{ending.lower()}"
        assert kept.stat().st_size > 0
    states = {row[-1] for row in json.loads(kept.read_text("utf-8"))["tables"][0]["rows"]}
    assert states == {"ok", "suppressed", "not_delivered"}
