"""/api/v1/tables/: what releases showed of tables of people, and nothing else, whoever asks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from legitimacy.accounts.api_tokens import token_create
from legitimacy.models import Corps, Register, Release, ReleaseWithdrawal, Role, TablePublication, User
from tests.people import person_make

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
Numbers = dict[tuple[str, str, str], int | None]
FIRST: Numbers = {
    ("framework", "operational", "f"): 40,
    ("framework", "operational", ""): None,
    ("framework", "", ""): 520,
    ("joined", "", "x"): 0,
}


def tables_release(code: str, corps: Corps, numbers: Numbers, *, year: int = 2025, later: int = 0) -> Release:
    release = Release.objects.create(code=code, register=corps.register, periods=[f"{year}-Q4"])
    TablePublication.objects.bulk_create(
        TablePublication(
            release=release, family="staff", subject=corps, period=str(year), part=part, row=row, column=column,
            count=count, visibility="shown" if count is not None else "suppressed", origin="simulated",
        )
        for (part, row, column), count in numbers.items()
    )  # fmt: skip
    release.status, release.approved_at = Release.Status.APPROVED, DAY + timedelta(days=later)
    release.save()
    return release


@pytest.fixture(autouse=True)
def _no_pages_kept() -> None:
    cache.clear()


def numbers_of(rows: list[dict[str, Any]]) -> dict[tuple[str, str, str], tuple[str, int | None]]:
    return {(row["part"], row["row"], row["column"]): (row["state"], row["count"]) for row in rows}


def test_hidden_missing_and_zero_are_three_things(api: Any, demervallei: Corps) -> None:
    tables_release("first", demervallei, FIRST)
    rows = api.rows("tables", subject="V017")
    assert numbers_of(rows) == {
        ("framework", "operational", "f"): ("ok", 40),
        ("framework", "operational", "total"): ("suppressed", None),
        ("framework", "total", "total"): ("ok", 520),
        ("joined", "total", "x"): ("ok", 0),
    }
    assert rows[0] | {"row": "", "column": "", "count": 0} == {
        "family": "staff", "register": "example", "level": "corps", "subject": "V017", "year": "2025",
        "part": "framework", "row": "", "column": "", "state": "ok", "count": 0, "release": "first",
        "origin": "simulated",
    }  # fmt: skip


def test_the_newest_release_counts_and_a_withdrawn_one_stands_back(api: Any, demervallei: Corps, tom: User) -> None:
    tables_release("first", demervallei, {("framework", "", ""): 520})
    second = tables_release("second", demervallei, {("framework", "", ""): 540}, later=9)
    assert [(row["release"], row["count"]) for row in api.rows("tables")] == [("second", 540)]
    ReleaseWithdrawal.objects.create(release=second, reason="wrong", by=tom)
    assert [(row["release"], row["count"]) for row in api.rows("tables")] == [("first", 520)]


def test_what_waits_for_approval_is_read_by_nobody(api: Any, demervallei: Corps) -> None:
    release = Release.objects.create(code="waits", register=Register.EXAMPLE, periods=["2025-Q4"])
    TablePublication.objects.create(
        release=release, family="staff", subject=demervallei, period="2025", part="framework", count=520,
        visibility="shown", origin="simulated",
    )  # fmt: skip
    for role in (None, Role.CHIEF_OF_CORPS, Role.RESEARCHER, Role.AUDITOR, Role.DATA_STEWARD):
        if role:
            place = demervallei if role == Role.CHIEF_OF_CORPS else Register.EXAMPLE
            api.client.force_login(person_make(f"Reader {role}", (role, place)))
        assert api.rows("tables") == []


def test_an_account_and_a_token_read_no_more_than_a_visitor(api: Any, client: Client, demervallei: Corps) -> None:
    tables_release("first", demervallei, FIRST)
    visitor = api.rows("tables")
    researcher = person_make("Researcher", (Role.RESEARCHER, Register.EXAMPLE))
    _about, secret = token_create(person=researcher, name="", scopes=["figures"], lasts=timedelta(hours=1))
    answer = client.get("/api/v1/tables/", headers={"authorization": f"Token {secret}"})
    assert answer.json()["results"] == visitor
    client.force_login(person_make("Chief", (Role.CHIEF_OF_CORPS, demervallei)))
    assert api.rows("tables", subject="V017") == visitor


def test_filters_choose_and_pages_follow_each_other(api: Any, client: Client, demervallei: Corps) -> None:
    tables_release("first", demervallei, FIRST)
    tables_release("second", demervallei, {("framework", "", ""): 510}, year=2024)
    assert len(api.rows("tables", year=2025, part="framework", level="corps", family="staff")) == 3
    assert len(api.rows("tables", year=2024, register="example")) == 1
    assert api.rows("tables", register="belgium") == []
    page = api("tables", page_size=3).json()
    rest = client.get(page["next"]).json()
    assert (len(page["results"]), len(rest["results"]), rest["next"]) == (3, 2, None)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("family", "wages"),
        ("subject", "9999"),
        ("level", "region"),
        ("year", "2025-Q4"),
        ("part", "salary"),
        ("register", "none"),
        ("corps", "V017"),
        ("page_size", "10001"),
        ("subject", "a\x00"),
    ],
)
def test_a_filter_that_cannot_be_right_is_named_in_a_problem_document(
    api: Any, demervallei: Corps, name: str, text: str
) -> None:
    answer = api("tables", **{name: text})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["field"] == name
    assert answer.json()["detail"].endswith(".")


def test_nothing_new_is_not_sent_again_and_other_sites_may_read_it(client: Client, demervallei: Corps) -> None:
    tables_release("first", demervallei, FIRST)
    first = client.get("/api/v1/tables/")
    assert first["Access-Control-Allow-Origin"] == "*"
    for _time in range(2):
        again = client.get("/api/v1/tables/", headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    tables_release("second", demervallei, {("framework", "", ""): 540}, later=9)
    assert client.get("/api/v1/tables/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_page_takes_two_queries_however_many_corps_and_one_when_kept(
    client: Client, demervallei: Corps, heidekant: Corps, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tables_release("first", demervallei, FIRST)
    tables_release("other", heidekant, FIRST)
    with django_assert_num_queries(2):
        assert len(client.get("/api/v1/tables/").json()["results"]) == 8
    with django_assert_num_queries(1):
        client.get("/api/v1/tables/")
