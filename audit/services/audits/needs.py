"""What a step needs before it may be taken, each as one check with one sentence for who tries without it."""

from collections.abc import Callable, Mapping

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Audit
from audit.selectors.audits.evidence import findings_without_evidence
from audit.workflow.audits import Need

SENTENCES: Mapping[Need, object] = {
    Need.NOTE: _("Write down why."),
    Need.SCOPE: _("Choose first what is looked at: a pillar, an indicator or a standard."),
    Need.LEAD: _("Name somebody of the team as lead first."),
    Need.FINDINGS: _("Write at least one finding first."),
    Need.EVIDENCE: _("Every finding must rest on a figure or on a file. Add what is missing first."),
    Need.REPLY: _("Write a reply to a finding or to the whole first."),
    Need.TERM_OVER: _("The corps may still reply. Wait until the term of reply is over."),
    Need.RECOMMENDATIONS: _("There is no recommendation to follow. Close the audit instead."),
    Need.SETTLED: _("Some recommendations are not settled yet: verify each, or confirm its rejection."),
}


class AuditNeedError(ValueError):
    """A step was tried without something it needs. `need` says what; the text is a sentence for the page."""

    def __init__(self, need: Need) -> None:
        self.need = need
        super().__init__(str(SENTENCES[need]))


def _term_over(audit: Audit, _note: str) -> bool:
    return audit.reply_due_on is not None and audit.reply_due_on < timezone.localdate()


def _settled(audit: Audit, _note: str) -> bool:
    return all(one.is_settled for one in audit.recommendations.all())


CHECKS: Mapping[Need, Callable[[Audit, str], bool]] = {
    Need.NOTE: lambda _, note: bool(note.strip()),
    Need.SCOPE: lambda audit, _: bool(audit.pillars or audit.indicators or audit.standards.strip()),
    Need.LEAD: lambda audit, _: audit.team.filter(is_lead=True, left_on=None).exists(),
    Need.FINDINGS: lambda audit, _: audit.findings.exists(),
    Need.EVIDENCE: lambda audit, _: not findings_without_evidence(audit),
    Need.REPLY: lambda audit, _: audit.replies.filter(written_at__date__gte=audit.draft_sent_on).exists(),
    Need.TERM_OVER: _term_over,
    Need.RECOMMENDATIONS: lambda audit, _: audit.recommendations.exists(),
    Need.SETTLED: _settled,
}


def missing(audit: Audit, needs: tuple[Need, ...], note: str = "") -> Need | None:
    """The first thing that is missing, None when all is there."""
    return next((need for need in needs if not CHECKS[need](audit, note)), None)
