"""EFF-14 from releases that were due and made, worked out by hand (docs/methods/opendata.md)."""

from datetime import date
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Edition, Framework, Release, StaleMark, User
from legitimacy.opendata.indicators.counting import releases_compute
from legitimacy.opendata.selectors.due import is_complete
from legitimacy.opendata.services.editions import (
    release_approve_published,
    release_propose_noted,
    release_withdraw,
)
from legitimacy.opendata.services.stale import stale_by_age
from legitimacy.scorecards.sources import claimed_codes
from tests.disclosure.conftest import decide
from tests.disclosure.world import run_make, shares_make


def row(corps: Corps, period: str) -> Any:
    found = releases_compute(Period.parse(period), frozenset({corps.pk}), frozenset({"EFF-14"}))
    rows = found[found["subject_id"] == corps.pk]
    return rows.iloc[0] if len(rows) else None


def counts(corps: Corps, period: str) -> tuple[float, float]:
    found = row(corps, period)
    return found["numerator"], found["denominator"]


def publish(code: str, period: str, day: str, stewards: tuple[User, User]) -> Release:
    with time_machine.travel(date.fromisoformat(day), tick=False):
        release = release_propose_noted(code=code, register="example", periods=[period], note="", actor=stewards[0])
        for steward in stewards:
            release = release_approve_published(release=release, actor=steward)
    return release


@pytest.fixture
def releases(
    framework: Framework, demervallei: Corps, heidekant: Corps, stewards: tuple[User, User]
) -> tuple[Release, Release]:
    """The third quarter in November, in time; the fourth on 15 April, two weeks late. Heidekant has no figure."""
    for period in ("2027-Q3", "2027-Q4"):
        run = run_make(period)
        shares_make(run, demervallei, {"EFF-07": (61, 100), "EFF-01": (0, 8)})
        decide(run, framework, demervallei, heidekant)
    third = publish("third", "2027-Q3", "2027-11-10", stewards)
    return third, publish("fourth", "2027-Q4", "2028-04-15", stewards)


@pytest.mark.usefixtures("releases")
@time_machine.travel(date(2028, 7, 10), tick=False)
def test_datasets_due_by_the_end_of_each_quarter_and_those_published_by_then(
    demervallei: Corps, heidekant: Corps, belgian_corps: Corps
) -> None:
    """Four datasets have editions: corps, indicators, values, scorecards.

    | due by | describes | of Demervallei | of Heidekant |
    |---|---|---|---|
    | 31-12-2027 | 2027-Q3 | 3 of 4: no score for so few figures | 2 of 4: no figure either |
    | 31-03-2028 | 2027-Q4 | 0 of 4: late | 0 of 4 |
    | 30-06-2028 | 2028-Q1 | 0 of 4: never | 0 of 4 |
    """
    assert set(Edition.objects.values_list("dataset", flat=True)) == {"corps", "indicators", "values", "scorecards"}
    assert (counts(demervallei, "2027-Q4"), counts(heidekant, "2027-Q4")) == ((3, 4), (2, 4))
    assert (counts(demervallei, "2028-Q1"), counts(heidekant, "2028-Q1")) == ((3, 8), (2, 8))
    assert (counts(demervallei, "2028-Q2"), row(demervallei, "2028-Q2")["value"]) == ((3, 12), 0.25)
    assert counts(demervallei, "2028-Q3") == (3, 12), "a quarter that runs is not due yet"
    assert row(demervallei, "2027-Q3")["state"] == State.NOT_DUE
    assert row(demervallei, "2028-Q1")["origin"] == "simulated"
    assert row(belgian_corps, "2028-Q1") is None
    assert "EFF-14" in claimed_codes()


@time_machine.travel(date(2028, 7, 10), tick=False)
def test_a_withdrawn_release_counts_no_more_and_both_leave_marks(
    releases: tuple[Release, Release], demervallei: Corps, steward1: User
) -> None:
    marks = StaleMark.objects.filter(indicator="EFF-14", subject=demervallei)
    assert set(marks.values_list("period", flat=True)) == {"2027-Q4", "2028-Q2"}
    marks.delete()
    release_withdraw(release=releases[0], reason="Wrong files.", actor=steward1)
    assert counts(demervallei, "2028-Q1") == (0, 8)
    assert set(marks.values_list("period", flat=True)) == {"2027-Q4", "2028-Q1", "2028-Q2", "2028-Q3"}
    marks.delete()
    stale_by_age(date(2028, 7, 2))
    assert not marks.exists()
    stale_by_age(date(2028, 7, 1))
    assert list(marks.values_list("period", flat=True)) == ["2028-Q2"]


@pytest.mark.usefixtures("releases")
@time_machine.travel(date(2028, 7, 10), tick=False)
def test_queries_do_not_grow_with_the_corps(
    demervallei: Corps, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(16):
        releases_compute(Period.parse("2028-Q1"))


@pytest.mark.usefixtures("releases")
def test_a_dataset_without_its_texts_or_licence_is_not_complete() -> None:
    whole = Edition.objects.first()
    assert whole is not None
    assert is_complete(whole.descriptor)
    broken: dict[str, Any]
    for broken in ({"licenses": []}, {"titles": {"en": "Only English"}}, {"schema": {"fields": []}}):
        assert not is_complete(whole.descriptor | broken)
    fields = [*whole.descriptor["schema"]["fields"], {"name": "more", "type": "string"}]
    assert not is_complete(whole.descriptor | {"schema": {"fields": fields}})
