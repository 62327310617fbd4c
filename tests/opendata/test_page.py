"""The page of open data: what was released, as files; and releasing, for two data stewards."""

import csv
import io
import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from legitimacy.models import Corps, Framework, Release, Run, User
from tests.disclosure.conftest import PERIOD, decide, release_make
from tests.disclosure.world import value_make

PAGE = "/en/opendata/"


@pytest.fixture
def measured(run: Run, framework: Framework, demervallei: Corps) -> Corps:
    value_make(run, demervallei, "EFF-07", numerator=61, denominator=100)
    decide(run, framework, demervallei)
    return demervallei


def propose(client: Client, **fields: str) -> Release | None:
    form = {"code": "first", "register": "example", "periods": PERIOD} | fields
    client.post(f"{PAGE}propose/", form)
    return Release.objects.filter(code=form["code"]).first()


def test_a_visitor_finds_releases_with_their_files_and_credits(client: Client, published: Corps) -> None:
    text = client.get(PAGE).content.decode()
    assert "2 figures are published" in text
    assert "2 figures were measured and are withheld" in text
    assert "Source: Test" in " ".join(text.split())
    assert f"{PAGE}example/{PERIOD}.csv" in text
    assert "Propose" not in text


def test_the_files_hold_what_the_public_may_read(client: Client, published: Corps) -> None:
    answer = client.get(f"{PAGE}example/{PERIOD}.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="scorecards-example-2025-Q4-simulated.csv"'
    rows = {(row["corps"], row["code"]): row for row in csv.DictReader(io.StringIO(answer.content.decode()))}
    assert (rows["V017", "EFF-07"]["value"], rows["V017", "EFF-09"]["figure"]) == ("0.61", "c")
    document = json.loads(client.get(f"{PAGE}example/{PERIOD}.json").content)
    assert len(document["scorecards"]) == 2


@pytest.mark.parametrize(
    "address",
    ["belgium/2025-Q4.csv", "example/2024-Q4.csv", "example/x.csv", "moon/2025-Q4.csv", "example/2025-Q4.exe"],
)
def test_what_was_not_released_is_not_found(client: Client, published: Corps, address: str) -> None:
    assert client.get(f"{PAGE}{address}").status_code == 404


def test_two_stewards_release_without_a_script(client: Client, measured: Corps, steward1: User, steward2: User) -> None:
    client.force_login(steward1)
    release = propose(client)
    assert release is not None
    assert "Approve" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}first/approve/")
    client.post(f"{PAGE}first/approve/")
    assert "a second data steward must approve" in client.get(PAGE).content.decode()
    client.force_login(steward2)
    client.post(f"{PAGE}first/approve/")
    release.refresh_from_db()
    assert release.status == Release.Status.APPROVED
    assert f"{PAGE}example/{PERIOD}.csv" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"periods": "soon"}, "is no period"),
        ({"code": "A B"}, "small letters"),
        ({"code": ""}, "required"),
    ],
)
def test_a_wrong_proposal_is_answered_on_the_page(
    fields: dict[str, str], sentence: str, client: Client, measured: Corps, steward1: User
) -> None:
    client.force_login(steward1)
    form = {"code": "first", "register": "example", "periods": PERIOD} | fields
    answer = client.post(f"{PAGE}propose/", form)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_nobody_else_proposes_or_approves(client: Client, measured: Corps, katrien: User, steward1: User) -> None:
    Release.objects.create(code="waiting", register="example", periods=[PERIOD])
    for person in (None, katrien):
        if person:
            client.force_login(person)
        assert propose(client) is None
        client.post(f"{PAGE}waiting/approve/")
    assert Release.objects.get().approvals.count() == 0
    client.force_login(steward1)
    assert propose(client, register="belgium") is None


def test_the_page_does_not_ask_more_as_releases_grow(
    client: Client, published: Corps, stewards: tuple[User, User], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    release_make(stewards, PERIOD, code="second")
    with django_assert_max_num_queries(6):
        client.get(PAGE)
