"""What beat sends is something that the worker knows."""

from importlib import import_module

from celery.schedules import crontab
from django.conf import settings

from legitimacy.celery import app


def test_the_worker_knows_every_scheduled_task() -> None:
    for module in app.conf.imports:
        import_module(module)
    unknown = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} - set(app.tasks)
    assert unknown == set()


def test_what_is_past_its_time_is_removed_every_day() -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["apply-retention"]
    assert isinstance(entry["schedule"], crontab)
    assert entry["schedule"].day_of_month == set(range(1, 32))
    assert len(entry["schedule"].hour) == 1
