"""The page of staff tables and its files."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from diversity.workflow.staffing import FRAMEWORKS
from legitimacy.disclosure.services import release_approve, release_propose
from legitimacy.models import Corps, Register, User
from tests.disclosure.world import framework_make
from tests.diversity.test_table_flows import balance, flows_make, stock_make
from tests.opendata.test_table_list import tables_release


@pytest.mark.django_db
def test_page_and_files_keep_hidden_missing_and_zero_apart(
    client: Client, steward1: User, steward2: User, demervallei: Corps
) -> None:
    framework_make()
    stock_make(demervallei, 2025, balance((40, 0, 0))[0])
    flows_make(demervallei, 2025, *balance((40, 3, 0))[1:])
    release = release_propose(code="flows", register=Register.EXAMPLE, periods=["2025-Q4"], actor=steward1)
    release_approve(release=release, actor=steward1)
    release_approve(release=release, actor=steward2)
    page = client.get("/en/diversity/of/V017/").content.decode()
    assert "Who came in the year" in page
    assert page.count("Not assessed: no legal delivery.") == 2
    address = "/en/diversity/of/V017/staff"
    lines = client.get(f"{address}.csv").content.decode().splitlines()
    assert lines[0] == "origin,area,register,year,release,part,row,column,heads,state"
    head = "simulated,V017,example,2025,flows"
    assert f"{head},joined,civilian,f,,suppressed" in lines
    assert f"{head},left,civilian,f,0,ok" in lines
    assert {f"{head},declared,all,all,,not_delivered", f"{head},staff,all,all,,not_delivered"} <= set(lines)
    read = client.get(f"{address}.json").json()
    (table,) = read["tables"]
    assert [",".join("" if cell is None else str(cell) for cell in ["simulated", *row]) for row in table["rows"]] == (
        lines[1:]
    )
    answer = client.get(f"{address}.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="staff-V017-2025.xlsx"'
    sheet = load_workbook(io.BytesIO(answer.content))["staff"]
    assert [list(row) for row in sheet.iter_rows(min_row=3, values_only=True)] == table["rows"]
    assert client.get(f"{address}.xlsx", {"year": "2020"}).status_code == 404
    assert client.get("/en/diversity/of/V018/staff.json").status_code == 404


@pytest.mark.django_db
def test_the_page_takes_a_fixed_number_of_queries(client: Client, demervallei: Corps) -> None:
    tables_release("first", demervallei, {("framework", "", ""): 520})
    client.get("/en/diversity/of/V017/")
    with CaptureQueriesContext(connection) as few:
        client.get("/en/diversity/of/V017/")
    tables_release("second", demervallei, {("joined", row, sex): 40 for row in (*FRAMEWORKS, "") for sex in ("f", "")})
    with CaptureQueriesContext(connection) as many:
        assert "Who came in the year" in client.get("/en/diversity/of/V017/").content.decode()
    assert len(many) == len(few) <= 10
