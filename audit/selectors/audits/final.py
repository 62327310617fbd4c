"""The final report of an audit as one reader reads it: what was frozen, its figures and files, and the follow-up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Audit, AuditReport, Recommendation
from audit.selectors.audits.detail import Figure, figures_of
from audit.selectors.audits.evidence import FINDING, files_of
from audit.workflow.audits import AFTER_FINAL
from legitimacy.access import Person
from legitimacy.models import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalFinding:
    """`row` as it was frozen; the figure as this reader may read it; the files it rests on."""

    row: Mapping[str, Any]
    figure: Figure | None
    files: Sequence[Attachment]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalReport:
    """`as_of` is the last thing that happened to the audit: the same moment gives the same report."""

    audit: Audit
    report: AuditReport
    findings: Sequence[FinalFinding]
    followed: Sequence[Recommendation]
    as_of: datetime

    @property
    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = self.report.content
        return content


def final_report_of(user: Person, audit: Audit) -> FinalReport | None:
    """None while nothing is frozen. Six queries."""
    report = AuditReport.objects.filter(audit=audit).first()
    if report is None:
        return None
    found = report.content["findings"]
    places = [(row["indicator"], row["period"], row["value"]) for row in found]
    figures = figures_of(user, audit.corps, places)
    keys = dict(audit.findings.values_list("number", "pk"))
    files = files_of(FINDING, keys.values())
    last = audit.events.order_by("-at").values_list("at", flat=True).first()
    followed = list(audit.recommendations.all())
    return FinalReport(
        audit=audit,
        report=report,
        findings=[
            FinalFinding(row=row, figure=figures.get(place), files=files.get(keys.get(row["number"], 0), []))
            for row, place in zip(found, places, strict=True)
        ],
        followed=followed,
        as_of=max(report.frozen_at, *([last] if last else []), *_moments(followed)),
    )


def _moments(followed: Sequence[Recommendation]) -> list[datetime]:
    """Beginnings of the days on which something became of the recommendations: records of the past have no events."""
    names = ("answered_on", "done_on", "verified_on", "rejection_confirmed_on")
    days = {day for row in followed for name in names if (day := getattr(row, name)) is not None}
    return [timezone.make_aware(datetime.combine(day, time.min)) for day in days]


def audits_reported(user: Person) -> list[Audit]:
    """Audits with a final report that this person may read, the newest first. One query, or two."""
    found = Audit.objects.visible_to(user).filter(status__in=AFTER_FINAL, report__isnull=False)
    return list(found.select_related("corps").order_by("-final_on", "pk"))


def recommendation_standing(row: Recommendation, *, is_overdue: bool = False) -> tuple[str, str]:
    """Where a recommendation stands: the sign, and a word."""
    if row.rejection_confirmed_on is not None:
        return "not_applicable", _("rejected, reason confirmed")
    verdicts = {
        "on_time": ("met", _("carried out on time")),
        "late": ("nearly", _("carried out late")),
        "not_done": ("below", _("not carried out")),
    }
    if row.verdict in verdicts:
        return verdicts[row.verdict]
    if row.answer == "rejected":
        return "rejected", _("rejected by the corps")
    if row.done_on is not None:
        return "context", _("done, to be verified")
    if is_overdue:
        return "overdue", _("overdue")
    return ("steady", _("accepted")) if row.answer else ("not_due", _("waits for an answer"))
