"""What a change leaves to be counted again."""

from datetime import date, timedelta

from django.utils import timezone

from legitimacy.models import Corps, StaleMark
from legitimacy.models.marks import stale_marks_add


def test_a_figure_is_marked_once_with_the_last_day_of_its_period(antwerpen: Corps) -> None:
    figure = (antwerpen.pk, "EFF-06", "2025-Q3")
    assert stale_marks_add(source="deliveries", figures=[figure, figure]) == 1
    assert stale_marks_add(source="deliveries", figures=[figure]) == 1
    assert StaleMark.objects.get().event_date == date(2025, 9, 30)


def test_the_day_of_the_change_can_be_given(antwerpen: Corps) -> None:
    stale_marks_add(source="complaints", figures=[(antwerpen.pk, "EFF-06", "2025-Q3")], event_date=date(2025, 7, 2))
    assert StaleMark.objects.get().event_date == date(2025, 7, 2)


def test_a_mark_that_stands_becomes_younger(antwerpen: Corps) -> None:
    figure = (antwerpen.pk, "PRV-03", "2023")
    stale_marks_add(source="deliveries", figures=[figure])
    before = timezone.now() - timedelta(hours=1)
    StaleMark.objects.update(created_at=before)
    stale_marks_add(source="deliveries", figures=[figure])
    assert StaleMark.objects.get().created_at > before


def test_a_long_stream_is_marked_whole(antwerpen: Corps) -> None:
    periods = (f"{year}-Q{quarter}" for year in range(1900, 2026) for quarter in (1, 2, 3, 4))
    figures = ((antwerpen.pk, f"EFF-{item:02d}", period) for period in periods for item in range(10))
    assert stale_marks_add(source="deliveries", figures=figures) == 5_040
    assert StaleMark.objects.count() == 5_040
