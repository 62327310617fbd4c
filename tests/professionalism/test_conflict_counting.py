"""Conflicts settled without force, mediated ones and reasoned checks: from monthly counts to values."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from legitimacy.models import Corps, StaleMark
from professionalism.indicators.counting.conflicts import operations_stale_by_age
from tests.professionalism.counted import a_year, counted, day, happened

pytestmark = pytest.mark.django_db


def test_shares_of_a_year_by_month(demervallei: Corps) -> None:
    for code, conflicts, calm, settled in (("family", 10, 8, 3), ("neighbours", 5, 5, 4), ("traffic", 4, 2, 0)):
        a_year(demervallei, "conflicts", conflicts, code)
        a_year(demervallei, "conflicts_without_force", calm, code)
        a_year(demervallei, "conflicts_settled", settled, code)
    a_year(demervallei, "checks", 20)
    a_year(demervallei, "checks_reasoned", 15)
    assert counted(demervallei, "PRV-10") == (180, 228, "ok")
    assert counted(demervallei, "PRV-15") == (180, 240, "ok")
    assert counted(demervallei, "PRV-18") == (84, 180, "ok")  # a conflict in traffic is none of its three


def test_nothing_handed_over_is_not_delivered(demervallei: Corps, heidekant: Corps) -> None:
    a_year(demervallei, "checks", 20)
    a_year(demervallei, "checks_reasoned", 15)
    assert counted(heidekant, "PRV-15")[2] == "not_delivered"


def test_a_month_or_a_category_left_out_leaves_the_value_out(demervallei: Corps) -> None:
    for code in ("family", "neighbours"):
        a_year(demervallei, "conflicts", 10, code)
        a_year(demervallei, "conflicts_settled", 5, code)
    assert counted(demervallei, "PRV-18")[2] == "ok"
    demervallei.operational_counts.filter(kind="conflicts_settled", category="family", month=day("2025-05-01")).delete()
    assert counted(demervallei, "PRV-18")[2] == "not_delivered"


def test_a_corps_that_began_halfway_is_counted_from_then(demervallei: Corps) -> None:
    for month in range(5, 13):
        happened(demervallei, "checks", f"2025-{month:02}", 20)
        happened(demervallei, "checks_reasoned", f"2025-{month:02}", 10)
    assert counted(demervallei, "PRV-15") == (80, 160, "ok")


def test_months_that_are_not_due_yet_are_left_out_and_not_missed(
    demervallei: Corps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 26))
    for month in range(1, 10):
        happened(demervallei, "checks", f"2026-{month:02}", 20)
        happened(demervallei, "checks_reasoned", f"2026-{month:02}", 10)
        happened(demervallei, "conflicts", f"2026-{month:02}", 20, "family")
    for month in range(1, 7):
        happened(demervallei, "conflicts_settled", f"2026-{month:02}", 10, "family")
    assert counted(demervallei, "PRV-15", "2026-Q4") == (90, 180, "ok")
    assert counted(demervallei, "PRV-18", "2026-Q4") == (60, 120, "ok")
    assert counted(demervallei, "PRV-18", "2026-Q2") == (60, 120, "ok")
    demervallei.operational_counts.filter(kind="conflicts_settled", month=day("2026-06-01")).delete()
    assert counted(demervallei, "PRV-18", "2026-Q4")[2] == "not_delivered"


def test_a_month_that_may_take_no_longer_is_marked(demervallei: Corps) -> None:
    a_year(demervallei, "checks", 20)
    operations_stale_by_age(timezone.localdate())
    assert set(StaleMark.objects.values_list("indicator", flat=True)) == {"PRV-10", "PRV-15", "PRV-18"}
    assert StaleMark.objects.filter(event_date__lt=timezone.localdate() - timedelta(days=27)).exists()
