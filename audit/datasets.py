"""Audits as open data: which corps was audited when, and what became of recommendations, as bands."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from audit.models import Audit, PastAudit, Recommendation
from audit.workflow.audits import AFTER_FINAL, Answer, Verdict
from legitimacy.disclosure.banded import TOTAL, Counts, banded_dataset
from legitimacy.exports.datasets import Dataset, Field, FieldType, Rhythm, Row
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Register, Release

OPEN, HERE = "open", "here"


def audit_rows(release: Release) -> Iterator[Row]:
    """Reports by corps and day, as the page of the corps tells them; the body of older ones. 2 queries."""
    origin = Register(release.register).origin.value
    until = release.approved_at.date() if release.approved_at else None
    here = Audit.objects.filter(register=release.register, status__in=AFTER_FINAL, final_on__lte=until)
    before = PastAudit.objects.filter(corps__register=release.register, reported_on__lte=until)
    rows: list[tuple[str, str, str, str | None]] = []
    rows += [(code, str(day), HERE, None) for code, day in here.values_list("corps__code", "final_on")]
    earlier = before.values_list("corps__code", "reported_on", "body")
    rows += [(code, str(day), "before", body) for code, day, body in earlier]
    for code, day, kind, body in sorted(set(rows), key=lambda row: (row[0], row[1], row[2], row[3] or "")):
        yield code, day, kind, body, origin


def tables() -> Mapping[str, Collection[str]]:
    return {
        "recommendations": (TOTAL,),
        "answer": (*(str(one) for one in Answer), OPEN),
        "verdict": (*(str(one) for one in Verdict), OPEN),
    }


def count(register: str, year: int) -> Counts:
    """Recommendations that fell due in a year, by their first date. 2 queries."""
    due = Recommendation.objects.filter(audit__register=register, original_due_on__year=year).order_by()
    found: Counter[tuple[str, str]] = Counter()
    for answer, n in due.values_list("answer").annotate(n=Count("pk")):
        found["recommendations", TOTAL] += n
        found["answer", answer or OPEN] += n
    for verdict, n in due.values_list("verdict").annotate(n=Count("pk")):
        found["verdict", verdict or OPEN] += n
    return found


DATASETS = (
    Dataset(
        key="audits",
        title=_("Audits of corps"),
        about=_("On which day a final report about which corps was given."),
        rows=audit_rows,
        rhythm=Rhythm.QUARTERLY,
        chart=("kind", ""),
        fields=(
            Field("corps", _("Code of the corps, as in the dataset of corps"), key=True),
            Field("reported_on", _("Day of the final report"), FieldType.DATE, key=True),
            Field("kind", _("here: an audit of this product; before: entered afterwards"), key=True,
                  codes=lambda: [HERE, "before"]),
            Field("body", _("Who carried it out, for audits entered afterwards")),
            Field("origin", _("real, simulated (a fictional corps) or test"), filled=True, codes=lambda: list(Origin)),
        ),
        limits=(_("What an audit found is for the corps and its council; it is no part of this dataset."),),
    ),
    banded_dataset(
        key="recommendations",
        title=_("Recommendations of audits by answer and verdict"),
        about=_("Recommendations by the year in which they first fell due: what corps answered, what was verified."),
        tables=tables,
        count=count,
    ),
)  # fmt: skip
