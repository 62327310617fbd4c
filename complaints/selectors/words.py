"""Signs of lists: the state of a file, and how near the next day is. A sign is a word and a shape."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from complaints.models import Complaint
from complaints.workflow.states import AFTER_DECISION, Status
from complaints.workflow.wording import status_words
from legitimacy.deadlines.workdays import working_days_add

RISK_WORKING_DAYS = 5
"""So many working days before it is due, a term is at risk."""

STATUS_SIGNS = {
    Status.RECEIVED: "unjudged",
    Status.REFERRED: "changed",
    Status.JUDICIAL_HOLD: "not_due",
    Status.REVIEW: "nearly",
    Status.CLOSED: "met",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """For `components/sign.html`."""

    key: str
    word: str
    unsure: bool = False


def status_sign(status: str) -> Sign:
    usual = "steady" if status in AFTER_DECISION else "context"
    return Sign(STATUS_SIGNS.get(Status(status), usual), status_words(status))


def risk_until(today: date) -> date:
    """The last day that counts as at risk."""
    return working_days_add(today, RISK_WORKING_DAYS)


def due_sign(complaint: Complaint, today: date) -> Sign:
    """How the next day that something is due stands: overdue, at risk, on time, paused, or nothing due."""
    due = complaint.next_due_on
    if complaint.paused_on is not None and (due is None or due >= today):
        return Sign("not_due", _("paused"))
    if due is None:
        return Sign("unknown", _("nothing due"))
    return day_sign(due, today)


def day_sign(due: date, today: date) -> Sign:
    days = (due - today).days
    if days < 0:
        return Sign("overdue", ngettext("%(count)s day overdue", "%(count)s days overdue", -days) % {"count": -days})
    if days == 0:
        return Sign("nearly", _("due today"))
    word = ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}
    return Sign("nearly" if due <= risk_until(today) else "met", word)
