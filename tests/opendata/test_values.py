"""/api/v1/values/: a state beside every number, and the same answers as the pages give."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from legitimacy.indicators.definitions import State, Visibility
from legitimacy.models import Corps, Framework, Run, User
from tests.disclosure.conftest import PERIOD, decide, release_make
from tests.disclosure.world import shares_make, value_make
from tests.people import corps_make

STATES = {*State, Visibility.SUPPRESSED, Visibility.BAND}


def one(api: Any, indicator: str, corps: str = "V017", **query: str | int) -> dict[str, Any]:
    (row,) = api.rows("values", corps=corps, indicator=indicator, period=PERIOD, **query)
    return dict(row)


def test_a_shown_figure_is_a_share_with_its_counts(api: Any, published: Corps) -> None:
    row = one(api, "EFF-07")
    assert (row["state"], row["visibility"], row["origin"]) == ("ok", "shown", "simulated")
    assert (row["value"], row["numerator"], row["denominator"]) == (0.61, 61, 100)


def test_a_hidden_figure_says_so_and_gives_no_number(api: Any, published: Corps) -> None:
    row = one(api, "EFF-09")
    assert (row["state"], row["visibility"], row["reason"]) == ("suppressed", "suppressed", "table_has_small_cells")
    assert {row[name] for name in ("value", "lower", "upper", "numerator", "denominator", "n")} == {None}


@pytest.mark.parametrize(("indicator", "state"), [("EFF-03", "not_delivered"), ("EFF-06", "too_few"), ("EFF-01", "ok")])
def test_missing_too_few_and_zero_are_three_things(api: Any, published: Corps, indicator: str, state: str) -> None:
    row = one(api, indicator)
    assert (row["state"], row["value"]) == (state, 0 if state == "ok" else None)


def test_numbers_are_null_exactly_where_the_state_is_not_ok(api: Any, published: Corps) -> None:
    rows = api.rows("values")
    assert len(rows) == 5
    for row in rows:
        assert row["state"] in STATES
        assert (row["value"] is None) is (row["state"] != "ok")
        assert row["origin"] in {"real", "simulated", "test"}


def test_the_chief_reads_the_own_corps_as_on_its_pages(api: Any, published: Corps, tom: User, katrien: User) -> None:
    api.client.force_login(tom)
    assert one(api, "EFF-09", corps="V018")["numerator"] == 2
    assert one(api, "EFF-09")["state"] == "suppressed"
    api.client.force_login(katrien)
    assert one(api, "EFF-09", corps="V018")["state"] == "suppressed"


def test_without_a_corps_everyone_reads_what_was_released(api: Any, published: Corps, tom: User) -> None:
    public = api.rows("values", indicator="EFF-09")
    api.client.force_login(tom)
    assert api.rows("values", indicator="EFF-09") == public


def test_nothing_is_listed_before_a_release(
    api: Any, run: Run, framework: Framework, demervallei: Corps, katrien: User
) -> None:
    value_make(run, demervallei, "EFF-07", numerator=61, denominator=100)
    decide(run, framework, demervallei)
    assert api.rows("values") == []
    assert one(api, "EFF-07")["state"] == "not_delivered"
    api.client.force_login(katrien)
    assert one(api, "EFF-07")["value"] == 0.61


def test_pages_follow_each_other_without_loss_or_repetition(api: Any, published: Corps) -> None:
    whole = api.rows("values")
    answer, pieces = api("values", page_size=2).json(), []
    while True:
        pieces += answer["results"]
        if answer["next"] is None:
            break
        answer = api.client.get(answer["next"]).json()
    assert pieces == whole


def test_a_register_narrows_the_list(api: Any, published: Corps) -> None:
    assert len(api.rows("values", register="example")) == 5
    assert api.rows("values", register="belgium") == []


def test_queries_stay_the_same_as_rows_grow(
    api: Any,
    run: Run,
    framework: Framework,
    stewards: tuple[User, User],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    many = [corps_make(f"V{number:03}", "Many") for number in range(1, 13)]
    for corps in many:
        shares_make(run, corps, {"EFF-07": (61, 100), "EFF-01": (1, 8)})
    decide(run, framework, *many)
    release_make(stewards, PERIOD)
    with django_assert_max_num_queries(4):
        assert len(api.rows("values", register="example")) == 24
    with django_assert_max_num_queries(7):
        assert len(api.rows("scorecards", register="example", period=PERIOD)) == 10
