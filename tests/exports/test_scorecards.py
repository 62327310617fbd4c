"""Scorecards as files: what each audience may read, with suppressed, missing and zero apart."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import load_workbook

from legitimacy.exports.scorecards import COLUMNS, file_name
from legitimacy.models import Corps, Framework, IndicatorValue, Reply, Run, User
from tests.disclosure.conftest import PERIOD, decide, release_make
from tests.disclosure.world import shares_make, value_make


@pytest.fixture
def measured(run: Run, framework: Framework, demervallei: Corps, heidekant: Corps) -> Corps:
    shares_make(run, demervallei, {"EFF-07": (61, 100), "EFF-09": (3, 113), "EFF-01": (0, 8)})
    shares_make(run, heidekant, {"EFF-09": (2, 113)})
    value_make(run, demervallei, "EFF-06", state="too_few")
    decide(run, framework, demervallei, heidekant)
    return demervallei


def exported(tmp_path: Path, audience: str = "public", **options: Any) -> list[dict[str, str]]:
    out = tmp_path / "out.csv"
    call_command("scorecards_export", period=PERIOD, file_format="csv", out=out, audience=audience, **options)
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figure(rows: list[dict[str, str]], code: str, corps: str = "V017") -> dict[str, str]:
    return next(row for row in rows if (row["corps"], row["code"]) == (corps, code))


def test_suppressed_missing_and_zero_are_three_things(
    measured: Corps, stewards: tuple[User, User], tmp_path: Path
) -> None:
    release_make(stewards, PERIOD)
    rows = exported(tmp_path)
    assert [figure(rows, code)["figure"] for code in ("EFF-09", "EFF-03", "EFF-01")] == ["c", "m", "0"]
    assert figure(rows, "EFF-06")["figure"] == "too_few"
    assert figure(rows, "EFF-09")["value"] == ""
    assert float(figure(rows, "EFF-07")["value"]) == 0.61


def test_every_row_says_where_it_comes_from(measured: Corps, stewards: tuple[User, User], tmp_path: Path) -> None:
    release_make(stewards, PERIOD)
    rows = exported(tmp_path)
    assert tuple(rows[0]) == COLUMNS
    assert {(row["origin"], row["register"], row["release"]) for row in rows} == {("simulated", "example", "first")}
    assert len(rows) == 2 * (13 + 70)


def test_own_corps_and_auditor_read_before_any_release(measured: Corps, tmp_path: Path) -> None:
    assert figure(exported(tmp_path, "corps"), "EFF-09", "V018")["numerator"] == "2"
    assert figure(exported(tmp_path, "auditor"), "EFF-09", "V018")["numerator"] == "2"


def test_replies_go_along_but_never_tell_what_is_hidden(
    measured: Corps, stewards: tuple[User, User], tmp_path: Path
) -> None:
    release_make(stewards, PERIOD)
    for code in ("EFF-07", "EFF-09"):
        value = IndicatorValue.objects.get(subject=measured, indicator=code)
        Reply.objects.create(value=value, role="chief_of_corps", text=f"Why {code} is so.")
    public, corps = exported(tmp_path), exported(tmp_path, "corps")
    assert [figure(public, code)["reply"] for code in ("EFF-07", "EFF-09")] == ["Why EFF-07 is so.", ""]
    assert figure(corps, "EFF-09")["reply"] == "Why EFF-09 is so."


def test_a_reply_after_the_release_is_added_in_file_and_api_and_changes_no_figure(
    measured: Corps, stewards: tuple[User, User], tmp_path: Path, client: Client
) -> None:
    release_make(stewards, PERIOD)
    before = exported(tmp_path)
    for value in IndicatorValue.objects.filter(subject=measured, indicator__in=("EFF-07", "EFF-09")):
        Reply.objects.create(value=value, role="chief_of_corps", text="Written after the release.")
    after = exported(tmp_path)
    assert [{**row, "reply": ""} for row in after] == before
    assert [row["code"] for row in after if row["reply"]] == ["EFF-07"]
    answer = client.get(f"/api/v1/values/?corps=V017&period={PERIOD}").content.decode()
    assert answer.count("Written after the release.") == 1


def test_json_holds_the_same_figures(measured: Corps, stewards: tuple[User, User], tmp_path: Path) -> None:
    release_make(stewards, PERIOD)
    out = tmp_path / "out.json"
    call_command("scorecards_export", period=PERIOD, file_format="json", out=out)
    document = json.loads(out.read_text("utf-8"))
    card = document["scorecards"][0]
    values = {row["code"]: (row["figure"], row["value"]) for row in card["indicators"]}
    assert (document["register"], card["origin"]) == ("example", "simulated")
    assert (card["corps"], values["EFF-07"], values["EFF-09"]) == ("V017", (0.61, 0.61), ("c", None))


def test_a_spreadsheet_and_paper_hold_no_more_than_the_public_may_read(
    measured: Corps, stewards: tuple[User, User], tmp_path: Path
) -> None:
    release_make(stewards, PERIOD)
    sheet, paper = tmp_path / "out.xlsx", tmp_path / "out.pdf"
    call_command("scorecards_export", period=PERIOD, file_format="xlsx", out=sheet)
    call_command("scorecards_export", period=PERIOD, file_format="pdf", out=paper)
    rows = list(load_workbook(sheet)["figures"].iter_rows(min_row=2, values_only=True))
    figures = {row[2]: dict(zip(rows[0], row, strict=True)) for row in rows[1:] if row[0] == "V017"}
    assert figures["EFF-07"]["value"] == 0.61
    assert (figures["EFF-09"]["value"], figures["EFF-09"]["visibility"]) == (None, "suppressed")
    assert paper.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"period": "2025-Q9"}, "is no period"),
        ({"period": "2019-Q1"}, "There are no scorecards of 2019-Q1"),
        ({"period": "2019-Q1", "audience": "corps"}, "compute the period"),
        ({"out": Path("/no/such/folder/out.csv"), "audience": "corps"}, "cannot be written"),
    ],
)
def test_what_cannot_be_exported_is_said_in_a_sentence(
    options: dict[str, Any], sentence: str, measured: Corps, tmp_path: Path
) -> None:
    asked = {"period": PERIOD, "file_format": "csv", "out": tmp_path / "out.csv"} | options
    with pytest.raises(CommandError, match=sentence):
        call_command("scorecards_export", **asked)


def test_registers_do_not_mix(measured: Corps, stewards: tuple[User, User], tmp_path: Path) -> None:
    release_make(stewards, PERIOD)
    with pytest.raises(CommandError, match="in the register belgium"):
        exported(tmp_path, register="belgium")


def test_a_file_name_says_what_is_simulated() -> None:
    assert file_name(register="example", origin="simulated", period=PERIOD, extension="csv") == (
        "scorecards-example-2025-Q4-simulated.csv"
    )
    assert file_name(register="belgium", origin="real", period="2023", extension="json", corps="5345") == (
        "scorecards-5345-2023.json"
    )
