"""Small registers of complaints for the tests of counting: files with exactly the dates that a test names."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from complaints.indicators.counting import complaints_compute
from complaints.models import Allegation, Assignment, Complaint, Mediation, Pause
from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Register, Subject, User

ORIGINS = {Register.BELGIUM: Origin.REAL, Register.EXAMPLE: Origin.SIMULATED, Register.FOREIGN_TEST: Origin.TEST}
PERIOD = "2025-Q4"


def day(text: str) -> date:
    return date.fromisoformat(text)


def filed(
    corps: Corps | None,
    received: str,
    *,
    decided: str = "",
    closed: str = "",
    categories: tuple[str, ...] = ("H3",),
    pauses: tuple[tuple[str, str], ...] = (),
    independent: tuple[User, bool] | None = None,
    mediation: dict[str, Any] | None = None,
    register: str = Register.EXAMPLE,
    **given: Any,
) -> Complaint:
    """A file as it stands now. A pause without a last day is still open."""
    register = corps.register if corps else register
    received_on = day(received)
    complaint = Complaint.objects.create(
        corps=corps,
        register=register,
        origin=ORIGINS[Register(register)],
        received_on=received_on,
        received_at=timezone.make_aware(datetime.combine(received_on, time(12))),
        decided_on=day(decided) if decided else None,
        closed_on=day(closed) if closed else None,
        paused_days=sum((day(to) - day(start)).days for start, to in pauses if to),
        paused_on=next((day(start) for start, to in pauses if not to), None),
        **given,
    )
    Allegation.objects.bulk_create(Allegation(complaint=complaint, category=code) for code in categories)
    for start, to in pauses:
        Pause.objects.create(complaint=complaint, reason="judicial", from_on=day(start), to_on=day(to) if to else None)
    if independent is not None:
        assigned(complaint, *independent)
    if mediation is not None:
        Mediation.objects.create(complaint=complaint, **{"offered_on": received_on} | mediation)
    return complaint


def assigned(complaint: Complaint, handler: User, is_independent: bool) -> Assignment:
    tied = not is_independent
    return Assignment.objects.create(
        complaint=complaint, handler=handler, assigned_on=complaint.received_on, body="corps", same_unit=tied,
        in_line=False, earlier_involved=False, open_file_with_complainant=False, is_independent=is_independent,
    )  # fmt: skip


def counted(subject: Subject, code: str, period: str = PERIOD) -> tuple[float, float, str]:
    """Numerator, denominator and state of one value."""
    row = value_row(subject, code, period)
    return row["numerator"], row["denominator"], row["state"]


def value_row(subject: Subject, code: str, period: str = PERIOD) -> dict[str, Any]:
    values = complaints_compute(Period.parse(period), None, frozenset({code}))
    rows = values[(values["subject_id"] == subject.pk) & (values["indicator"] == code)].to_dict("records")
    return {str(name): cell for name, cell in rows[0].items()} if rows else {}


def days_before(text: str, days: int) -> str:
    return (day(text) - timedelta(days=days)).isoformat()
