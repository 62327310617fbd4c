"""EFF-10 and EFF-11 from the register of practices and research, worked out by hand (docs/methods/practice.md)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluation.indicators.counting.practice import practice_compute
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CorpsLink
from legitimacy.scorecards.sources import value_sources
from tests.evaluation.practice import practice_make, project_make, rated, used
from tests.people import corps_make
from tests.scorecards.world import residents_set

pytestmark = pytest.mark.django_db


def row(corps: Corps, code: str, period: str = "2025-Q4", subjects: frozenset[int] | None = None) -> Any:
    rows = practice_compute(Period.parse(period), subjects, frozenset({code}))
    found = rows[rows["subject_id"] == corps.pk]
    return found.iloc[0] if len(found) else None


def counts(corps: Corps, code: str, period: str = "2025-Q4") -> tuple[float, float]:
    found = row(corps, code, period)
    return found["numerator"], found["denominator"]


def test_practices_in_use_on_the_last_day_with_the_newest_rating(
    demervallei: Corps, heidekant: Corps, belgian_corps: Corps
) -> None:
    """Six practices: sound, weak, unrated, risen, fallen, and one given up. 2 of 5; Wilson 11.8-76.9 %."""
    sound, weak, unrated, risen, fallen, ended = (practice_make(heidekant, f"p{number}") for number in range(6))
    for practice in (sound, weak, unrated, risen, fallen):
        used(practice, demervallei, "2020-01-01")
    used(ended, demervallei, "2020-01-01", "2025-12-30")
    used(sound, heidekant, "2026-01-01")
    for practice, level, on in (
        (sound, 4, "2021-05-01"), (weak, 2, "2021-05-01"), (risen, 2, "2021-05-01"), (risen, 3, "2025-12-31"),
        (fallen, 5, "2021-05-01"), (fallen, 1, "2025-10-01"), (unrated, 5, "2026-01-01"), (ended, 5, "2021-05-01"),
    ):  # fmt: skip
        rated(practice, level, on)
    found = row(demervallei, "EFF-11")
    assert (found["numerator"], found["denominator"], found["value"]) == (2, 5, 0.4)
    assert (found["lower"], found["upper"]) == (pytest.approx(0.1176, abs=5e-5), pytest.approx(0.7693, abs=5e-5))
    assert counts(demervallei, "EFF-11", "2025-Q3") == (3, 6)
    assert row(heidekant, "EFF-11")["state"] == State.NOT_DELIVERED, "it begins a day later"
    assert row(belgian_corps, "EFF-11") is None, "registers never mix"
    assert row(demervallei, "EFF-11", "2019-Q4") is None


def test_published_results_with_a_signed_protocol_over_72_months(demervallei: Corps, heidekant: Corps) -> None:
    """On 31 December 2025 the window opens on 1 January 2020: 2 results in 6 years, and 1 of a corps of 2.5 years."""
    good: dict[str, Any] = {"signed_on": "2019-02-01"}
    project_make(demervallei, heidekant, published_on="2020-01-01", **good)
    project_make(demervallei, published_on="2025-12-31", kind="experiment", **good)
    project_make(demervallei, published_on="2019-12-31", **good)
    project_make(demervallei, published_on="2026-01-01", **good)
    project_make(demervallei, published_on="2023-01-01")  # no protocol
    project_make(demervallei, signed_on="2023-01-01")  # no result
    project_make(demervallei, published_on="2023-01-01", signed_on="2023-01-02")
    project_make(demervallei, published_on="2023-01-01", kind="chair", **good)
    Corps.objects.filter(pk=heidekant.pk).update(valid_from=date(2023, 7, 1))
    found = row(demervallei, "EFF-10")
    assert (found["numerator"], found["denominator"], found["value"]) == (2, 6, 2)
    assert counts(heidekant, "EFF-10") == (1, 2.5)
    assert row(heidekant, "EFF-10")["value"] == pytest.approx(2.4)


def test_who_uses_a_practice_delivers_a_real_zero_and_nobody_else(demervallei: Corps, heidekant: Corps) -> None:
    used(practice_make(demervallei, "p"), demervallei, "2025-02-01", "2025-06-30")
    assert counts(demervallei, "EFF-10") == (0, 6)
    assert row(demervallei, "EFF-10", "2024-Q4") is None
    assert row(heidekant, "EFF-10")["state"] == State.NOT_DELIVERED
    assert row(demervallei, "EFF-11") is None, "nothing in use is nothing to divide"


def test_a_merged_corps_has_practices_once_and_the_years_of_both(demervallei: Corps, heidekant: Corps) -> None:
    """Two corps of 4 years to the end of 2023 and the one that came of them, of 2: 10 years; one practice of both."""
    merged = corps_make("V099", "Samen")
    Corps.objects.filter(pk=merged.pk).update(valid_from=date(2024, 1, 1))
    shared, own = practice_make(demervallei, "shared"), practice_make(demervallei, "own")
    rated(shared, 3, "2020-01-01")
    for corps in (demervallei, heidekant):
        Corps.objects.filter(pk=corps.pk).update(valid_to=date(2023, 12, 31))
        CorpsLink.objects.create(predecessor=corps, successor=merged, on=date(2024, 1, 1), residents=1000)
        residents_set(corps, 1000)
        used(shared, corps, "2020-01-01")
        project_make(corps, signed_on="2020-01-01", published_on="2022-01-01")
    used(own, merged, "2024-01-01")
    assert counts(merged, "EFF-11") == (1, 2)
    assert counts(merged, "EFF-10") == (2, 10)
    assert counts(merged, "EFF-11", "2023-Q4") == (2, 2)


def test_one_source_counts_in_few_queries_and_a_part_as_the_whole(demervallei: Corps, heidekant: Corps) -> None:
    assert value_sources.get("evaluation_practice").named == ("EFF-10", "EFF-11")

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            practice_compute(Period(2025, 4))
        return len(seen)

    used(practice_make(demervallei, "p0"), demervallei, "2020-01-01")
    few = queries()
    for number in range(1, 6):
        practice = practice_make(heidekant, f"p{number}")
        used(practice, heidekant, "2020-01-01")
        rated(practice, number, "2021-01-01")
        project_make(heidekant, demervallei, signed_on="2020-01-01", published_on="2021-01-01")
    assert queries() == few <= 11
    whole = practice_compute(Period(2025, 4))
    part = practice_compute(Period(2025, 4), frozenset({heidekant.pk}), frozenset({"EFF-11"}))
    mine = [whole[(whole["subject_id"] == heidekant.pk) & (whole["indicator"] == "EFF-11")], part]
    assert [list(each[["numerator", "denominator", "value"]].iloc[0]) for each in mine] == [[3, 5, 0.6]] * 2
    assert practice_compute(Period(2025)).empty
