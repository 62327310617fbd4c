"""Staff in counts in the browser: a file with an error, what is wrong beside the rows, and the chief who validates."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from diversity.exports.templates import template_bytes
from diversity.models import StaffReturn
from legitimacy.models import Corps, Role, User
from tests.diversity.staff import LAST, cells
from tests.journeys.working import faults_at_both_widths, send
from tests.people import person_make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def table_of(path: Path, **swaps: str) -> Path:
    """A template that somebody filled in, with other texts in the cells of its first row that holds a count."""
    counted = cells(women=24, men=76)
    text = template_bytes("composition", LAST, counted, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    next(row for row in rows if row["heads"]).update(swaps)
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_hr_corrects_what_is_wrong_and_the_chief_validates(
    as_person: Callable[..., Page], live_server: LiveServer, demervallei: Corps, katrien: User, tmp_path: Path
) -> None:
    root = f"{live_server.url}/nl/diversity"
    page = as_person(person_make("Petra", (Role.HR_OFFICER, demervallei)))
    page.goto(f"{root}/staff/")
    assert faults_at_both_widths(page) == []
    page.locator("a[href*='composition/upload']").last.click()
    page.set_input_files("input[type=file]", table_of(tmp_path / "staff.csv", grade="commissaris"))
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("grade: “commissaris”: dit staat niet in de lijst")
    assert faults_at_both_widths(page) == []
    assert not StaffReturn.objects.exists()

    page.set_input_files("input[type=file]", table_of(tmp_path / "staff.csv", heads="17", fte="17,5"))
    send(page)
    expect(page.get_by_role("row", name="basiskader").first).to_contain_text("17,50 voltijdse equivalenten")
    expect(page.get_by_text("de uitsplitsingen geven niet hetzelfde totaal").first).to_be_visible()
    assert faults_at_both_widths(page) == []
    page.get_by_role("link", name="Een formulier invullen").click()
    page.get_by_label("graad: basiskader (inspecteur), vrouwen: mensen").fill("18")
    page.get_by_role("button", name="Nakijken").click()
    expect(page.get_by_text("Bij het nakijken is niets fout gevonden.")).to_be_visible()
    assert faults_at_both_widths(page) == []
    page.get_by_role("button", name="Bewaren als ontwerp").click()
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_text("Ingediend: het wacht op de korpschef.")).to_be_visible()

    page = as_person(katrien)
    page.goto(f"{root}/")
    page.get_by_role("link", name="Wacht op uw beslissing").click()
    assert faults_at_both_widths(page) == []
    page.get_by_role("button", name="Deze telling valideren").click()
    expect(page.get_by_text("Gevalideerd: deze telling geldt.")).to_be_visible()
    assert faults_at_both_widths(page) == []
    assert StaffReturn.objects.get().state == "validated"
