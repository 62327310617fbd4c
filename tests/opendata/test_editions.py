"""Datasets of a release as files: what stands in them, how they are described, sent, withdrawn and found by portals."""

import csv
import hashlib
import io
import json
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from legitimacy.exports.datasets import datasets
from legitimacy.models import Corps, Edition, Framework, Release, Run, User
from legitimacy.opendata.services.editions import (
    editions_freeze,
    release_approve_published,
    release_propose_noted,
    release_withdraw,
)
from tests.disclosure.conftest import PERIOD
from tests.disclosure.world import value_make

HERE = "/opendata/releases/first"


@pytest.fixture
def frozen(published: Corps) -> Release:
    release = Release.objects.get(code="first")
    editions_freeze(release)
    return release


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_every_format_holds_the_same_protected_rows_with_their_checksum(client: Client, frozen: Release) -> None:
    text = client.get(f"{HERE}/values.csv").content
    rows = {(row["corps"], row["indicator"]): row for row in rows_of(text)}
    assert (rows["V017", "EFF-07"]["value"], rows["V017", "EFF-07"]["state"]) == ("0.61", "ok")
    hidden = rows["V018", "EFF-09"]
    assert (hidden["state"], hidden["numerator"], hidden["value"], hidden["denominator"]) == ("suppressed", "", "", "")
    lines = [json.loads(line) for line in client.get(f"{HERE}/values.jsonl").content.splitlines()]
    assert [(one["corps"], one["indicator"]) for one in lines] == list(rows)
    assert lines[0]["back_cast"] is False
    book = load_workbook(io.BytesIO(client.get(f"{HERE}/values.xlsx").content), read_only=True)
    sheet = list(book["values"].iter_rows(values_only=True))
    assert len(sheet) == len(rows) + 1
    package = client.get(f"{HERE}/datapackage.json").json()
    (resource,) = [one for one in package["resources"] if one["name"] == "values"]
    assert resource["hash"] == f"sha256:{hashlib.sha256(text).hexdigest()}"
    assert (resource["bytes"], resource["rows"], resource["edition"]) == (len(text), 5, 1)
    assert [field["name"] for field in resource["schema"]["fields"]] == list(rows["V017", "EFF-07"])
    assert {one["name"] for one in package["resources"]} == {"corps", "indicators", "values", "scorecards"}
    words = rows_of(client.get(f"{HERE}/dictionary.csv").content)
    assert all(row[f"about_{code}"] for row in words for code in ("nl", "fr", "de", "en"))


def test_rows_keep_to_the_schema_that_is_declared(client: Client, frozen: Release) -> None:
    for edition in Edition.objects.all():
        schema = edition.descriptor["schema"]
        rows = rows_of(client.get(f"{HERE}/{edition.dataset}.csv").content)
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys) == edition.rows
        for field in schema["fields"]:
            rules = field.get("constraints", {})
            told = {row[field["name"]] for row in rows}
            assert not rules.get("required") or "" not in told, (edition.dataset, field["name"])
            assert told - {""} <= set(rules.get("enum", told)), (edition.dataset, field["name"])
            if field["type"] in ("number", "integer"):
                assert all(float(cell) is not None for cell in told - {""})
    assert len(datasets) >= 10


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=5-", 206, slice(5, None)),
        ("bytes=-7", 206, slice(-7, None)),
        ("bytes=0-99999999999", 206, slice(None)),
        ("bytes=99999999-", 416, slice(0, 0)),
        ("bytes=-0", 416, slice(0, 0)),
        ("bytes=9-5", 200, slice(None)),
        ("bytes=-", 200, slice(None)),
        ("bytes=1-2,4-5", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
        ("bytes=\xff-1", 200, slice(None)),
    ],
)
def test_a_part_of_a_file_is_sent_and_a_broken_range_is_no_range(
    client: Client, frozen: Release, asked: str, status: int, part: slice
) -> None:
    whole = client.get(f"{HERE}/values.csv")
    answer = client.get(f"{HERE}/values.csv", headers={"range": asked, "accept-encoding": "gzip"})
    assert answer.status_code == status
    if status == 206:
        assert answer.content == whole.content[part]
        assert answer["Content-Range"].endswith(f"/{len(whole.content)}")
        other = client.get(f"{HERE}/values.csv", headers={"range": asked, "if-range": '"other"'})
        assert (other.status_code, other.content) == (200, whole.content)
    elif status == 416:
        assert answer["Content-Range"] == f"bytes */{len(whole.content)}"
    assert client.get(f"{HERE}/values.csv", headers={"if-none-match": whole["ETag"]}).status_code == 304


def test_a_part_by_columns_what_is_not_there_and_too_much(
    client: Client, frozen: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = rows_of(b"".join(client.get(f"{HERE}/values.csv?corps=V018&indicator=EFF-09")))
    assert [(row["corps"], row["indicator"]) for row in some] == [("V018", "EFF-09")]
    for address, status in (
        (f"{HERE}/values.csv?colour=red", 400),
        (f"{HERE}/values.xlsx?corps=V018", 400),
        (f"{HERE}/values.exe", 404),
        (f"{HERE}/nothing.csv", 404),
        ("/opendata/releases/none/datapackage.json", 404),
        ("/opendata/latest/belgium/values.csv", 404),
    ):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), address
        assert answer.json()["detail"]
    assert client.get("/opendata/latest/example/values.csv")["Location"] == f"{HERE}/values.csv"
    monkeypatch.setattr("legitimacy.opendata.views.sending.A_MINUTE", 1)
    assert client.get("/opendata/catalog").status_code == 429
    assert client.get("/opendata/catalog", REMOTE_ADDR="198.51.100.7").status_code == 200


def test_a_second_release_is_numbered_and_says_what_changed_and_files_never_change(
    client: Client, frozen: Release, run: Run, framework: Framework, stewards: tuple[User, User]
) -> None:
    value_make(run, Corps.objects.get(code="V017"), "LEG-13", numerator=70, denominator=100)
    first, second = stewards
    release = release_propose_noted(
        code="second", register="example", periods=[PERIOD], note="One more indicator.", actor=first
    )
    for steward in (first, second):
        release = release_approve_published(release=release, actor=steward)
    edition = Edition.objects.get(release=release, dataset="values")
    assert (edition.number, edition.changes) == (2, {"added": 1, "removed": 0, "changed": 0})
    assert client.get("/opendata/latest/example/values.csv")["Location"] == "/opendata/releases/second/values.csv"
    assert "One more indicator." in client.get("/en/opendata/releases/second/").content.decode()
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(rows=1)
    assert editions_freeze(release) == []
    (newest, _older) = client.get("/api/v1/datasets/").json()["results"]
    assert (newest["code"], newest["note"]) == ("second", "One more indicator.")
    (values,) = [one for one in newest["datasets"] if one["dataset"] == "values"]
    assert values["files"][0]["url"].endswith("/opendata/releases/second/values.csv")


def test_a_withdrawn_release_is_gone_everywhere_and_tells_why(
    client: Client, frozen: Release, steward1: User, katrien: User
) -> None:
    client.force_login(katrien)
    client.post("/en/opendata/first/withdraw/", {"reason": "I do not like it"})
    client.force_login(steward1)
    client.post("/en/opendata/first/withdraw/", {"reason": " "})
    assert client.get(f"{HERE}/values.csv").status_code == 200
    client.post("/en/opendata/first/withdraw/", {"reason": "A corps delivered wrong files."})
    client.logout()
    for address in (f"{HERE}/values.csv", f"{HERE}/datapackage.json", f"{HERE}/values/datacite.json"):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
        assert "wrong files" in answer.json()["detail"]
    for page in ("/en/opendata/releases/first/", "/en/opendata/datasets/values/?release=first"):
        answer = client.get(page)
        assert answer.status_code == 410
        assert "wrong files" in answer.content.decode()
    assert client.get("/api/v1/values/?register=example").json()["results"] == []
    assert client.get("/api/v1/datasets/").json()["results"] == []
    assert client.get(f"/en/opendata/example/{PERIOD}.csv").status_code == 404
    assert "releases/first" not in client.get("/opendata/catalog").content.decode()
    assert release_withdraw.__doc__
    # What it showed is known all the same: later releases are decided beside it.
    assert Release.objects.get().status == Release.Status.APPROVED


def test_the_catalogue_comes_as_turtle_and_as_json_ld_with_the_same_triples(client: Client, frozen: Release) -> None:
    turtle = client.get("/opendata/catalog")
    assert turtle["Content-Type"].startswith("text/turtle")
    for word in ("a dcat:Catalog", "a dcat:DatasetSeries", "dcat:downloadURL", "spdx:checksumValue", "CC_BY_4_0"):
        assert word in turtle.content.decode(), word
    answer = client.get("/opendata/catalog", headers={"accept": "application/ld+json"})
    assert answer["Content-Type"] == "application/ld+json"
    graph: list[dict[str, Any]] = answer.json()["@graph"]
    kinds = [kind.rpartition("#")[2] for node in graph for kind in node["@type"]]
    assert kinds.count("Dataset") == kinds.count("DatasetSeries") == Edition.objects.count()
    assert kinds.count("Distribution") == 3 * Edition.objects.count()
    assert client.get("/opendata/catalog.ttl").content == turtle.content
    assert client.get("/opendata/catalog", headers={"accept": "image/png"}).status_code == 406


def test_readers_look_inside_and_cite(
    client: Client, frozen: Release, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        page = client.get("/en/opendata/datasets/values/?corps=V018")
    text = " ".join(page.content.decode().split())
    assert "1 row" in text
    assert "values.csv?corps=V018" in text
    assert "edition 1 (first) [Data set]. http://testserver/opendata/releases/first/values/" in text
    assert "/en/opendata/datasets/values/" in client.get("/en/opendata/").content.decode()
    cited = client.get(f"{HERE}/values/datacite.json").json()
    assert (cited["types"]["resourceTypeGeneral"], cited["version"]) == ("Dataset", "1")
    moved = client.get(f"{HERE}/values/", headers={"accept-language": "fr"})
    assert moved["Location"] == "/fr/opendata/datasets/values/?release=first"
    assert client.get("/en/opendata/datasets/nothing/").status_code == 404
