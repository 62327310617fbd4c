"""LEG-08 and LEG-12 from records: counts, what is not due, who delivers, and the country."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.members import member_register
from legitimacy.models import Corps, CorpsLink, StaleMark
from professionalism.indicators.counting.signals import decided_counts, follow_up_counts, signals_compute
from professionalism.models import ForceFollowUp, SignalCase
from professionalism.services.signals.cases import follow_up_note
from professionalism.services.signals.counting import stale_by_age
from tests.people import corps_make
from tests.professionalism.signals.conftest import day, incident_make

PERIOD = Period(2025, 4)


def case_make(corps: Corps, opened_on: date, days: int | None) -> SignalCase:
    decided = {"decided_on": opened_on + timedelta(days=days), "outcome": "none", "stage": "closed"} if days else {}
    return SignalCase.objects.create(
        register=corps.register, origin="simulated", corps=corps, opened_on=opened_on,
        inform_by=opened_on, decide_by=opened_on + timedelta(days=30), **decided,
    )  # fmt: skip


def counted(corps: Corps, code: str, period: Period = PERIOD) -> tuple[object, ...]:
    frame = signals_compute(period, None, frozenset({code}))
    row = frame[(frame["subject_id"] == corps.pk) & (frame["indicator"] == code)].iloc[0]
    return tuple(None if value != value else value for value in (row["numerator"], row["denominator"], row["state"]))


def test_a_decision_within_thirty_days_counts_and_on_the_next_not(demervallei: Corps) -> None:
    for days in (30, 31, None):
        case_make(demervallei, date(2025, 2, 3), days)
    assert decided_counts(date(2025, 1, 1), date(2025, 12, 31)) == {(demervallei.pk, "2025-Q1"): (1, 3)}
    assert counted(demervallei, "LEG-12") == (1, 3, "ok")


def test_a_case_that_waits_less_than_thirty_days_is_not_late_yet(demervallei: Corps) -> None:
    today = timezone.localdate()
    case_make(demervallei, today - timedelta(days=30), None)
    assert decided_counts(today - timedelta(days=60), today) == {}
    case_make(demervallei, today - timedelta(days=31), None)
    assert list(decided_counts(today - timedelta(days=60), today).values()) == [(0, 1)]


@pytest.mark.parametrize(
    ("reviewed", "followed", "expected"),
    [
        (date(2025, 1, 31), date(2025, 7, 31), {"2025-Q3": (1, 1)}),
        (date(2025, 1, 31), date(2025, 8, 1), {"2025-Q3": (0, 1)}),
        (date(2025, 8, 31), date(2025, 9, 1), {}),  # due in 2026
        (date(2022, 6, 30), None, {}),  # due the day before the window
        (date(2022, 7, 1), None, {"2023-Q1": (0, 1)}),
    ],
)
def test_follow_up_counts_by_the_day_on_which_six_months_are_over(
    demervallei: Corps, reviewed: date, followed: date | None, expected: dict[str, tuple[int, int]]
) -> None:
    member = member_register(corps=demervallei)
    incident = incident_make(demervallei, member, happened_on=reviewed, reviewed_on=reviewed, finding="not")
    incident_make(demervallei, member, happened_on=reviewed, reviewed_on=reviewed, finding="justified")
    incident_make(demervallei, member, happened_on=reviewed, reviewed_on=reviewed, finding="not", is_training=True)
    if followed:
        ForceFollowUp.objects.create(incident=incident, kind="correction", on=followed)
        ForceFollowUp.objects.create(incident=incident, kind="discipline", on=followed + timedelta(days=90))
    found = follow_up_counts(date(2023, 1, 1), date(2025, 12, 31))
    assert {quarter: pair for (_, quarter), pair in found.items()} == expected


def test_a_corps_without_any_record_delivers_nothing_and_one_with_records_a_real_zero(
    demervallei: Corps, heidekant: Corps
) -> None:
    case_make(demervallei, date(2021, 5, 3), 12)
    assert counted(demervallei, "LEG-12") == (0, 0, "too_few")
    frame = signals_compute(PERIOD, None, frozenset({"LEG-12"}))
    others = frame[frame["subject_id"] == heidekant.pk]
    assert set(others["state"]) <= {"not_delivered"}


def test_a_later_note_of_the_same_kind_leaves_the_first_day(demervallei: Corps) -> None:
    incident = incident_make(demervallei, member_register(corps=demervallei), finding="not", reviewed_on=day(100))
    for ago in (50, 60, 40):
        follow_up_note(incident=incident, kind="order", on=day(ago))
    assert ForceFollowUp.objects.get().on == day(60)


def test_the_night_marks_what_fell_due_with_the_day(demervallei: Corps) -> None:
    today = timezone.localdate()
    case_make(demervallei, today - timedelta(days=31), None)
    stale_by_age(today)
    assert list(StaleMark.objects.values_list("indicator", "subject_id")) == [("LEG-12", demervallei.pk)]


def test_follow_up_that_falls_due_after_a_merger_counts_for_the_heir(demervallei: Corps) -> None:
    heir = corps_make("V090", "Demerkant")
    CorpsLink.objects.create(predecessor=demervallei, successor=heir, on=date(2025, 7, 1), share=1.0)
    Corps.objects.filter(pk=demervallei.pk).update(valid_to=date(2025, 6, 30))
    Corps.objects.filter(pk=heir.pk).update(valid_from=date(2025, 7, 1))
    reviewed = date(2025, 3, 10)
    incident_make(demervallei, member_register(corps=demervallei), reviewed_on=reviewed, finding="not")
    assert counted(heir, "LEG-08")[:2] == (0, 1)
