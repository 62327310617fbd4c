"""Small force registers and monthly counts for the tests of counting: with exactly the days that a test names."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Member, OperationalCount, Register, Subject, User
from professionalism.indicators.counting.conflicts import SHARES, operations_compute
from professionalism.indicators.counting.force import force_compute
from professionalism.models import ForceIncident, ForceOfficer, ForceReview

PERIOD = "2025-Q4"
REASONS = dict.fromkeys(("why_lawful", "why_needed", "why_measured", "why_warned"), "Because it was.")


def day(text: str) -> date:
    return date.fromisoformat(text)


def moment(text: str, hour: int = 12) -> datetime:
    return timezone.make_aware(datetime.combine(day(text), time(hour, 30)))


def forced(corps: Corps, happened: str, *, registered: str = "", completed: str = "", **given: Any) -> ForceIncident:
    """A report as it stands now: handed in on its own day, complete, reasoned, at level 4, unless it says otherwise."""
    registered = registered or happened
    usual: dict[str, Any] = {
        "register": corps.register,
        "origin": Register(corps.register).origin,
        "corps": corps,
        "status": "submitted",
        "happened_on": day(happened),
        "happened_hour": 12,
        "registered_at": moment(registered),
        "completed_at": moment(completed or registered),
        "highest_level": 4,
        **REASONS,
    }
    return ForceIncident.objects.create(**usual | given)


def judged(
    incident: ForceIncident,
    on: str,
    finding: str = "justified",
    *,
    reviewer: User | None = None,
    member: Member | None = None,
    took_part: bool = False,
) -> ForceReview:
    incident.status, incident.reviewed_on, incident.finding = "reviewed", day(on), finding
    incident.save()
    return ForceReview.objects.create(
        incident=incident, reviewer=reviewer, reviewer_member=member, took_part=took_part, decided_on=day(on),
        finding=finding,
    )  # fmt: skip


def officer(incident: ForceIncident, member: Member) -> ForceOfficer:
    return ForceOfficer.objects.create(incident=incident, member=member)


def happened(corps: Corps, kind: str, month: str, count: int, category: str = "", months: int = 1) -> None:
    OperationalCount.objects.create(
        corps=corps, kind=kind, category=category, month=day(f"{month}-01"), months=months, count=count,
        origin=Register(corps.register).origin,
    )  # fmt: skip


def a_year(corps: Corps, kind: str, count: int, category: str = "", year: int = 2025) -> None:
    for month in range(1, 13):
        happened(corps, kind, f"{year}-{month:02}", count, category)


def value_row(subject: Subject, code: str, period: str = PERIOD) -> dict[str, Any]:
    compute = operations_compute if code in SHARES else force_compute
    values = compute(Period.parse(period), None, frozenset({code}))
    rows = values[(values["subject_id"] == subject.pk) & (values["indicator"] == code)].to_dict("records")
    return {str(name): cell for name, cell in rows[0].items()} if rows else {}


def counted(subject: Subject, code: str, period: str = PERIOD) -> tuple[float, float, str]:
    """Numerator, denominator and state of one value."""
    row = value_row(subject, code, period)
    return row["numerator"], row["denominator"], row["state"]
