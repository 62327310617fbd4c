"""Setting columns of a record only where they differ, so that a second import of a file changes nothing."""

from datetime import date
from typing import Any

from django.db.models import Model

from legitimacy.models import AreaStatistic


def record_set(record: Model, values: dict[str, Any]) -> bool:
    """Give a record these values, save it when one differs, and return whether it did."""
    changed = {name for name, value in values.items() if getattr(record, name) != value}
    if not changed and not record._state.adding:
        return False
    for name in changed:
        setattr(record, name, values[name])
    record.save()
    return True


def statistic_set(subject_id: int, kind: str, day: date, value: float, source: str) -> bool:
    """Store one dated fact about an area and return whether it was new or different."""
    statistic = AreaStatistic.objects.filter(subject_id=subject_id, kind=kind, date=day).first()
    record = statistic or AreaStatistic(subject_id=subject_id, kind=kind, date=day)
    return record_set(record, {"value": value, "source": source})
