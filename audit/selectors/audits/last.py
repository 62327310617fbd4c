"""When a corps was last audited, for its public page: the day alone, and a link only to what was published."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from audit.models import Audit, PastAudit
from audit.workflow.audits import AFTER_FINAL
from legitimacy import numbers
from legitimacy.entries import CorpsFact
from legitimacy.models import Corps, CorpsLink


def last_audit_columns() -> dict[str, Any]:
    """Columns of a query over corps: of the newest final report, and of the newest audit entered afterwards."""
    # A corps inherits the audits of each corps that merged into it, as in the plan.
    merged = CorpsLink.objects.filter(successor=OuterRef(OuterRef("pk"))).values("predecessor")
    own = Q(corps=OuterRef("pk")) | Q(corps__in=merged)
    reports = Audit.objects.filter(own, status__in=AFTER_FINAL, final_on__isnull=False).order_by("-final_on")
    before: QuerySet[PastAudit] = PastAudit.objects.filter(own).order_by("-reported_on", "-pk")
    return {
        "audit_final_on": Subquery(reports.values("final_on")[:1]),
        "audit_before_on": Subquery(before.values("reported_on")[:1]),
        "audit_before_by": Subquery(before.values("body")[:1]),
        "audit_before_link": Subquery(before.values("link")[:1]),
    }


def last_audit_fact(corps: Corps) -> CorpsFact:
    """From a corps read with these columns. The report of an audit carried out here is not public: its day alone."""
    here: date | None = getattr(corps, "audit_final_on", None)
    before: date | None = getattr(corps, "audit_before_on", None)
    if before is not None and (here is None or before > here):
        words = _("Last audit: reported on %(day)s by %(body)s (entered afterwards).") % {
            "day": numbers.date_text(before),
            "body": getattr(corps, "audit_before_by", ""),
        }
        return CorpsFact(words, getattr(corps, "audit_before_link", "") or "", _("What was published"))
    if here is not None:
        return CorpsFact(_("Last audit: reported on %(day)s.") % {"day": numbers.date_text(here)})
    return CorpsFact(_("No audit recorded."))
