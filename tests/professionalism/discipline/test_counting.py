"""LEG-09 counted from cases: by hand, over a merger, through erasure, and only where there are cases."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
import time_machine

from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CorpsLink, Member, Region, StaleMark
from legitimacy.trail.retention import retention_rules
from professionalism.indicators.counting.discipline import discipline_compute
from professionalism.models import DisciplinaryCase, DisciplinaryCount
from professionalism.services.discipline.erasing import cases_erase
from professionalism.services.discipline.sweeping import clocks_sweep, stale_by_age
from tests.people import corps_make
from tests.professionalism.discipline.conftest import Make, Take
from tests.scorecards.world import region_make, residents_set

pytestmark = pytest.mark.django_db
PERIOD = Period(2025, 4)
TODAY = date(2026, 2, 1)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def country() -> Region:
    return region_make("VBL")


def settled(corps: Corps, known: str, on: str, *, in_time: bool | None = True, **given: Any) -> DisciplinaryCase:
    """A case of which it was clear on a day whether the limit was kept."""
    usual: dict[str, Any] = {
        "register": corps.register, "origin": "simulated", "corps": corps, "level": "light", "authority": "ordinary",
        "member": Member.objects.create(corps=corps), "facts_kind": "data", "status": "closed", "closing": "no_breach",
        "decided_on": date.fromisoformat(on),
    }  # fmt: skip
    days = {"known_on": date.fromisoformat(known), "settled_on": date.fromisoformat(on), "in_time": in_time}
    return DisciplinaryCase.objects.create(**usual | days | given)


def value(subject: Any, period: Period = PERIOD) -> Any:
    rows = discipline_compute(period)
    found = rows[rows["subject_id"] == subject.pk] if len(rows) else rows
    return found.iloc[0] if len(found) else None


def test_counted_by_hand_over_thirty_six_months(demervallei: Corps, heidekant: Corps, country: Region) -> None:
    Corps.objects.update(region=country)
    for known, on, in_time in (
        ("2022-06-01", "2022-12-31", True),  # before the window
        ("2022-09-01", "2023-01-01", True),  # its first day
        ("2024-01-01", "2024-07-02", False),
        ("2025-08-01", "2025-12-31", True),  # its last day
        ("2025-09-01", "2026-01-15", True),  # after it
    ):
        settled(demervallei, known, on, in_time=in_time)
    row = value(demervallei)
    assert (row["numerator"], row["denominator"], row["state"]) == (2, 3, State.OK)
    assert value(heidekant)["state"] == State.NOT_DELIVERED


def test_a_case_that_is_not_settled_counts_nowhere_and_none_is_a_real_zero(demervallei: Corps, country: Region) -> None:
    Corps.objects.update(region=country)
    settled(demervallei, "2025-09-01", "2025-12-01", settled_on=None, in_time=None, status="inquiry", decided_on=None)
    row = value(demervallei)
    assert (row["numerator"], row["denominator"]) == (0, 0)
    assert row["state"] != State.NOT_DELIVERED


def test_a_merged_corps_counts_both_and_takes_over_what_ran(
    demervallei: Corps, heidekant: Corps, country: Region
) -> None:
    merged = corps_make("V099", "Samen")
    Corps.objects.filter(pk=merged.pk).update(valid_from=date(2025, 1, 1), region=country)
    for corps in (demervallei, heidekant):
        Corps.objects.filter(pk=corps.pk).update(valid_to=date(2024, 12, 31), region=country)
        CorpsLink.objects.create(predecessor=corps, successor=merged, on=date(2025, 1, 1), share=1, residents=1000)
        residents_set(corps, 1000)
    residents_set(merged, 2000)
    settled(demervallei, "2024-02-01", "2024-05-01")
    settled(heidekant, "2024-02-01", "2024-08-02", in_time=False)
    settled(heidekant, "2024-11-01", "2025-02-01")  # still open when the corps merged
    row = value(merged)
    assert (row["numerator"], row["denominator"]) == (2, 3)


def test_erasure_leaves_every_figure_as_it_was(demervallei: Corps, country: Region, make: Make, take: Take) -> None:
    from professionalism.selectors.discipline.counts import ended_counts

    Corps.objects.update(region=country)
    settled(demervallei, "2023-06-01", "2023-09-01", erase_on=date(2026, 1, 31), facts_kind="force")
    settled(demervallei, "2023-01-01", "2023-07-02", in_time=False, erase_on=date(2026, 1, 31))
    settled(demervallei, "2025-01-01", "2025-02-02", erase_on=date(2026, 2, 2))
    before, counted = discipline_compute(PERIOD).drop(columns="as_of"), ended_counts("example", 2021, 2026)
    assert cases_erase() == 2
    assert (DisciplinaryCase.objects.count(), DisciplinaryCount.objects.count()) == (1, 2)
    pd.testing.assert_frame_equal(discipline_compute(PERIOD).drop(columns="as_of"), before)
    assert ended_counts("example", 2021, 2026) == counted
    assert cases_erase() == 0
    assert "discipline" in {rule.name for rule in retention_rules}


def test_a_report_leaves_a_mark_and_so_does_a_limit_that_ran_out(make: Make, take: Take, demervallei: Corps) -> None:
    take(make(), "introduce")
    assert list(StaleMark.objects.values_list("subject_id", "indicator")) == [(demervallei.pk, "LEG-09")]
    StaleMark.objects.all().delete()
    other = make(days=150)
    assert other.limit_on == date(2026, 3, 4)
    with time_machine.travel(date(2026, 3, 4), tick=False):
        assert clocks_sweep() == 2  # the alarm of day 170 of one, the end of the defence of the other
        assert not StaleMark.objects.exists()
    with time_machine.travel(date(2026, 3, 5), tick=False):
        stale_by_age(date(2026, 3, 5))
        assert StaleMark.objects.filter(indicator="LEG-09").count() == 1
        assert clocks_sweep() == 0
    other.refresh_from_db()
    assert (other.settled_on, other.in_time, other.alarm) == (date(2026, 3, 5), False, 170)
