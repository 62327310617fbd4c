"""The page, the API, and every file give the same number for the same cell, over all cells."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation
from openpyxl import load_workbook
from pypdf import PdfReader

from audit.exports.reading import document_read
from audit.models import Report
from audit.services.reports import report_make, report_open, report_request
from legitimacy import numbers
from legitimacy.disclosure.selectors import scorecard_get
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Reply, User
from legitimacy.models.disclosure import Audience

pytestmark = pytest.mark.django_db

FORMATS = ("xlsx", "csv", "csv-excel", "json", "pdf")


def made(
    actor: User, file_format: str, *, kind: str = "corps", corps: tuple[str, ...] = ("V011",), **given: Any
) -> bytes:
    report = Report(
        kind=kind,
        register="example",
        period="2025-Q4",
        corps=list(corps),
        format=file_format,
        **{"language": "en"} | given,
    )
    report_request(report=report, actor=actor, read=document_read)
    if report.state == Report.State.WAITING:
        report_make(report=report, read=document_read)
    assert report.state == Report.State.DONE
    return report_open(report=report, actor=actor)


def sheet_rows(content: bytes, name: str) -> list[dict[str, Any]]:
    rows = list(load_workbook(io.BytesIO(content), read_only=True)[name].iter_rows(min_row=2, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_every_way_out_gives_the_same_number(corps: list[Corps], karin: User, client: Client) -> None:
    card = scorecard_get(audience=Audience.CORPS, corps=corps[0], period="2025-Q4")
    assert card is not None
    expected = {one.indicator: one for one in card.items}
    assert len([one for one in expected.values() if one.is_shown]) > 40

    sheet = {row["code"]: row for row in sheet_rows(made(karin, "xlsx"), "figures")}
    table = {row["code"]: row for row in csv.DictReader(io.StringIO(made(karin, "csv").decode()))}
    document = json.loads(made(karin, "json"))
    figures = next(one for one in document["tables"] if one["key"] == "figures")
    keys = [column["key"] for column in figures["columns"]]
    told = {row[0]: dict(zip(keys, row, strict=True)) for row in figures["rows"]}
    paper = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made(karin, "pdf"))).pages)
    paper = " ".join(paper.split())
    client.force_login(karin)
    page = " ".join(client.get("/en/corps/V011/?period=2025-Q4").content.decode().split())
    answer = client.get("/api/v1/values/?corps=V011&period=2025-Q4&page_size=200").json()
    api = {row["indicator"]: row for row in answer["results"]}

    assert set(sheet) == set(table) == set(told) == set(expected)
    for code, figure in expected.items():
        for name in ("value", "lower", "upper", "numerator", "denominator", "score"):
            number = getattr(figure, name)
            assert told[code][name] == number, (code, name)
            written, read = sheet[code][name], table[code][name]
            assert written is None if number is None else written == pytest.approx(number, rel=1e-14), (code, name)
            assert read == "" if number is None else float(read) == number, (code, name)
        assert told[code]["state"] == sheet[code]["state"] == table[code]["state"] == figure.state
        if figure.is_shown and figure.value is not None:
            with translation.override("en"):
                words = numbers.value_text(figure.value, indicators.get(code).unit)
            assert words in paper, code
            assert words in page, code
            if code in api:
                assert api[code]["value"] == figure.value
    assert set(api) >= {code for code, one in expected.items() if one.is_shown and one.period == "2025-Q4"}


def test_the_same_snapshot_gives_the_same_file(corps: list[Corps], karin: User) -> None:
    for file_format in FORMATS:
        assert made(karin, file_format) == made(karin, file_format), file_format


def test_every_file_says_that_it_is_simulated(corps: list[Corps], karin: User) -> None:
    assert b"simulated" in made(karin, "csv")
    assert json.loads(made(karin, "json"))["mark"].startswith("Voorbeeldland: fictional")
    pages = PdfReader(io.BytesIO(made(karin, "pdf"))).pages
    assert all("fictional corps with simulated figures" in page.extract_text() for page in pages)
    about = load_workbook(io.BytesIO(made(karin, "xlsx")))["about"]
    assert "simulated figures" in str(about["A2"].value)


def test_the_pdf_is_tagged_and_in_the_language_asked_for(corps: list[Corps], karin: User) -> None:
    for language, word in (("nl", "Pijlers"), ("fr", "Piliers"), ("de", "Säulen"), ("en", "Pillars")):
        reader = PdfReader(io.BytesIO(made(karin, "pdf", language=language)))
        root: Any = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert str(root["/Lang"]).startswith(language)
        assert b"pdfuaid:part" in root["/Metadata"].get_data()
        assert word in reader.pages[0].extract_text(), language


def test_a_checksum_is_found_again_and_a_change_is_found_out(corps: list[Corps], karin: User, tmp_path: Path) -> None:
    workbook, document = tmp_path / "r.xlsx", tmp_path / "r.json"
    workbook.write_bytes(made(karin, "xlsx"))
    document.write_bytes(made(karin, "json"))
    call_command("report_verify", workbook)
    call_command("report_verify", document)
    changed = load_workbook(workbook)
    sheet = changed["figures"]
    row = next(row for row in sheet.iter_rows(min_row=3) if isinstance(row[6].value, float))
    row[6].value += 0.01
    changed.save(workbook)
    with pytest.raises(CommandError, match="The file was changed"):
        call_command("report_verify", workbook)
    document.write_bytes(document.read_bytes().replace(b'"ok"', b'"OK"', 1))
    with pytest.raises(CommandError, match="The file was changed"):
        call_command("report_verify", document)
    for other in (tmp_path / "none.xlsx", tmp_path / "other.json"):
        other.write_bytes(b"[1]") if other.suffix == ".json" else None
        with pytest.raises(CommandError, match="is no report"):
            call_command("report_verify", other)


def test_a_reply_travels_with_its_exact_figure_and_no_cell_is_a_formula(corps: list[Corps], karin: User) -> None:
    card = scorecard_get(audience=Audience.CORPS, corps=corps[0], period="2025-Q4")
    assert card is not None
    figure = next(one for one in card.items if one.is_shown and one.value_id)
    text = '=HYPERLINK("http://x") @SUM +1 🙂 \u202eabc'
    Reply.objects.create(value_id=figure.value_id or 0, author=karin, role="chief_of_corps", text=text)
    rows = sheet_rows(made(karin, "xlsx"), "replies")
    assert [(row["code"], row["reply"]) for row in rows] == [(figure.indicator, text)]
    sheet = load_workbook(io.BytesIO(made(karin, "xlsx")))["replies"]
    assert all(cell.data_type != "f" for row in sheet for cell in row)
    reply = next(row for row in csv.DictReader(io.StringIO(made(karin, "csv").decode())) if row["reply"])
    assert reply["reply"].startswith("'=")
    assert made(karin, "pdf").startswith(b"%PDF")


def test_csv_for_excel_begins_with_its_mark(corps: list[Corps], karin: User) -> None:
    assert made(karin, "csv-excel") == b"\xef\xbb\xbf" + made(karin, "csv")


def test_a_national_report_has_no_corps_and_no_spread_of_few(corps: list[Corps], anton: User) -> None:
    content = made(anton, "json", kind="national", corps=())
    assert b"V011" not in content
    assert b"Corps 11" not in content
    rows = {row[0]: row for row in json.loads(content)["tables"][1]["rows"]}
    assert rows["EFF-05"][2:4] == [12, 12]
    assert rows["EFF-05"][8] is not None
    # Nobody delivered this one.
    assert rows["EFF-04"][3:5] == [0, 12]
    assert rows["EFF-04"][8] is None
