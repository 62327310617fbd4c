"""What a chief's yearly account tells of audits: days of reports, and how many recommendations were answered and done.

Findings and recommendations themselves are not public, so only their numbers are here.
"""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Audit, Recommendation
from audit.workflow.audits import AFTER_FINAL, Answer, Verdict
from legitimacy import numbers
from legitimacy.entries import AccountFacts
from legitimacy.models import Corps

REPORT, FOLLOWED_UP = "report", "followed_up"


def account_read(corps: Corps, year: int) -> list[dict[str, Any]]:
    """A row for each report made final in `year`, and one for what was verified in it. Two queries."""
    answered = {
        "made": Count("recommendations"),
        **{answer.value: Count("recommendations", filter=Q(recommendations__answer=answer)) for answer in Answer},
    }
    reports = Audit.objects.filter(corps=corps, status__in=AFTER_FINAL, final_on__year=year).annotate(**answered)
    rows: list[dict[str, Any]] = [
        {"kind": REPORT, "on": row.pop("final_on").isoformat(), **row}
        for row in reports.order_by("final_on", "pk").values("final_on", *answered)
    ]
    verified = Recommendation.objects.filter(audit__corps=corps, verified_on__year=year).aggregate(
        **{verdict.value: Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict}
    )
    return [*rows, {"kind": FOLLOWED_UP, **verified}] if any(verified.values()) else rows


def account_tell(rows: list[dict[str, Any]]) -> list[str]:
    """One sentence a row."""
    return [_report_told(row) if row["kind"] == REPORT else _followed_told(row) for row in rows]


def _report_told(row: dict[str, Any]) -> str:
    words = {"day": numbers.date_text(date.fromisoformat(row["on"])), "made": row["made"]}
    if not row["made"]:
        return _("An audit was reported on %(day)s, without recommendations.") % words
    told = ngettext(
        "An audit was reported on %(day)s, with %(made)s recommendation: %(accepted)s accepted, %(rejected)s rejected.",
        "An audit was reported on %(day)s, with %(made)s recommendations: %(accepted)s accepted, "
        "%(rejected)s rejected.",
        row["made"],
    )
    return told % {**words, "accepted": row[Answer.ACCEPTED], "rejected": row[Answer.REJECTED]}


def _followed_told(row: dict[str, Any]) -> str:
    words = {"on_time": row[Verdict.ON_TIME], "late": row[Verdict.LATE], "not_done": row[Verdict.NOT_DONE]}
    return (
        _("Of earlier recommendations the auditor verified: %(on_time)s done in time, %(late)s late, %(not_done)s not.")
        % words
    )


ACCOUNT_FACTS = AccountFacts(key="audits", read=account_read, tell=account_tell, asks_answer=True)
