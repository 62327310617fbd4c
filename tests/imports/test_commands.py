"""What a person sees who runs the commands."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from legitimacy.models import Corps, DeliveredFigure, Framework
from tests.imports.conftest import Write

HEADER = "code,indicator,period,percent"
ITEMS = settings.BASE_DIR / "data" / "framework" / "framework_2026.csv"


def run(*arguments: object) -> str:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out)
    return out.getvalue()


def test_the_summary_is_a_table_with_reasons_below(write: Write, antwerpen: Corps) -> None:
    told = run("values_import", write(HEADER, "5345,PRV-03,2023,43", "5345,EFF-17,2023,many")).splitlines()
    assert [line.split() for line in told[:6]] == [
        ["read", "2"], ["added", "1"], ["updated", "0"], ["unchanged", "0"], ["merged", "0"], ["rejected", "1"],
    ]  # fmt: skip
    assert told[6].strip() == "percent: “many” is not a number. (row 3)"


def test_json_is_the_last_line(write: Write, antwerpen: Corps) -> None:
    line = run("values_import", write(HEADER, "5345,PRV-03,2023,43"), "--json").splitlines()[-1]
    summary = json.loads(line)
    assert summary["read"] == summary["added"] == 1
    assert summary["rejects"] == []


def test_every_reject_goes_to_the_file_asked_for(write: Write, antwerpen: Corps, tmp_path: Path) -> None:
    bad = [f"5345,EFF-17,2023,{text}" for text in ["=1+1"] * 150]
    out = tmp_path / "rejects.csv"
    summary = json.loads(run("values_import", write(HEADER, *bad), "--json", "--rejects", out))
    rows = list(csv.reader(out.read_text(encoding="utf-8").splitlines()))
    assert (summary["rejected"], len(summary["rejects"]), len(rows)) == (150, 100, 151)
    assert rows[1] == ["2", "percent", "“=1+1” is not a number."]


def test_rejects_never_overwrite_the_file_that_is_imported(write: Write, antwerpen: Corps) -> None:
    path = write(HEADER, "5345,PRV-03,2023,43")
    with pytest.raises(CommandError, match="cannot be written over"):
        run("values_import", path, "--rejects", path)
    assert not DeliveredFigure.objects.exists()


def test_rejects_that_cannot_be_written_undo_the_import(write: Write, antwerpen: Corps, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written there"):
        run("values_import", write(HEADER, "5345,PRV-03,2023,43"), "--rejects", tmp_path / "no" / "rejects.csv")
    assert not DeliveredFigure.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["corps_import", "values_import", "areas_import", "framework_import"])
def test_an_unreadable_file_ends_every_command_with_one_sentence(write: Write, command: str) -> None:
    with pytest.raises(CommandError, match=r"^empty\.csv: the file is empty; export the table again\.$"):
        run(command, write(name="empty.csv"))


@pytest.mark.django_db
def test_the_register_and_its_figures_come_in_by_command(write: Write) -> None:
    zones = write("code,name,province,region,languages", "5345,Antwerpen,Antwerpen,Flanders,nl", name="zones.csv")
    assert json.loads(run("corps_import", zones, "--json"))["added"] == 1
    area = write("code,kind,date,value", "5345,density,2024,2604", name="areas.csv")
    assert json.loads(run("areas_import", area, "--json", "--source", "Statbel"))["added"] == 1
    assert Corps.objects.get().statistics.get().source == "Statbel"


@pytest.mark.django_db
def test_the_framework_finds_its_facets_beside_it() -> None:
    assert json.loads(run("framework_import", ITEMS, "--json"))["added"] == 78
    assert Framework.objects.get().code == "2026.1"


@pytest.mark.django_db
def test_a_framework_for_no_period_is_refused() -> None:
    with pytest.raises(CommandError, match="is no period"):
        run("framework_import", ITEMS, "--valid-from", "soon")
