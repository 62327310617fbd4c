"""Counts per corps and quarter, one query for each family of indicators, whatever the number of corps.

Each function gives a frame with `corps`, `quarter` (see `quarter_of`) and, for every code it counts, the columns
"x CODE" and "n CODE": numerator and denominator.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import pandas as pd
from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from complaints.models import Assignment, FileLink, Mediation, Pause, Referral
from complaints.selectors.register import alleging, own_register, quarter_of, undecided_on
from complaints.workflow.codes import bodies
from complaints.workflow.routing import CORPS
from complaints.workflow.surveys import CLOSING, SATISFIED
from legitimacy.deadlines.workdays import working_days_add
from legitimacy.indicators.periods import Period
from legitimacy.models import Answer, ImprovementAction

ACKNOWLEDGE_DAYS, OLD_DAYS, PASS_WORKING_DAYS = 7, 180, 5
FOUNDED = ("founded", "partly_founded")
RIGHT = (*FOUNDED, "organisational_dysfunction")
EXTERNAL_ONLY = ("force", "discrimination", "integrity")
MOST_FORWARDINGS = 1
BY_BODY = "body"


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted: from the first day of a quarter to the last day of quarter number `last`, as known `today`."""

    last: int
    start: date
    end: date
    today: date

    @property
    def reference(self) -> date:
        """The day on which open files are looked at: the last one, or today where the quarter still runs."""
        return min(self.end, self.today)


def received(span: Span) -> pd.DataFrame:
    """LEG-01, DRV-03, EFF-07, EFF-09, PRV-09: by the day of receipt."""
    everything = Q()
    reachable = Q(is_anonymous=False)
    due = Q(acknowledged_on__isnull=False) | Q(received_on__lt=span.today - timedelta(days=ACKNOWLEDGE_DAYS))
    in_time = Q(acknowledged_on__lte=F("received_on") + timedelta(days=ACKNOWLEDGE_DAYS))
    own = ~Q(channel=BY_BODY) & ~Q(_sent_by_body())
    competent = ~Q(disposition="not_competent") & ~Q(_filed_again()) & Q(forwardings__lte=MOST_FORWARDINGS)
    rows = own_register().filter(received_on__range=(span.start, span.end)).annotate(forwardings=_forwardings())
    return _counted(
        rows,
        "received_on",
        {
            "LEG-01": (everything, everything),
            "DRV-03": (Q(alleging("bias")), everything),
            "EFF-07": (reachable & in_time, reachable & due),
            "EFF-09": (own & Q(committee_p_notified_on__isnull=False), own),
            "PRV-09": (own & ~Q(_unconfirmed()) & competent, own & ~Q(_unconfirmed())),
        },
    )


def closed(span: Span) -> pd.DataFrame:
    """LEG-02, EFF-05, PRV-04, PRV-08: by the day of closing."""
    on_substance, founded = Q(disposition="decided"), Q(outcome__in=FOUNDED)
    actions = ImprovementAction.objects.filter(source=ImprovementAction.Source.COMPLAINT).values("reference")
    eligible = Q(possible_offence=False, is_anonymous=False) & ~Q(alleging("force"))
    offered = Q(Exists(Mediation.objects.filter(complaint=OuterRef("pk"))))
    only_external = Q(alleging(*EXTERNAL_ONLY))
    rows = own_register().filter(closed_on__range=(span.start, span.end)).annotate(checked=_checked_independent())
    return _counted(
        rows,
        "closed_on",
        {
            "LEG-02": (on_substance & Q(outcome__in=RIGHT), on_substance),
            "EFF-05": (on_substance & founded & Q(number__in=actions), on_substance & founded),
            "PRV-04": (eligible & offered, eligible),
            "PRV-08": (Q(_handled_outside()) | (Q(checked=True) & ~only_external), Q()),
        },
    )


def mediated(span: Span) -> pd.DataFrame:
    """PRV-05: by the day on which the mediation began."""
    agreed = Q(mediation__outcome=Mediation.Outcome.AGREED, mediation__confirmed_by_both=True)
    rows = own_register().filter(mediation__started_on__range=(span.start, span.end))
    return _counted(rows, "mediation__started_on", {"PRV-05": (agreed, Q())})


def waiting(span: Span) -> pd.DataFrame:
    """EFF-08: open on the last day, without the files that are paused on it."""
    day = span.reference
    paused = Pause.objects.filter(complaint=OuterRef("pk"), from_on__lte=day).filter(
        Q(to_on__isnull=True) | Q(to_on__gt=day)
    )
    old = Q(received_on__lt=day - timedelta(days=OLD_DAYS))
    rows = own_register().filter(undecided_on(day)).exclude(Exists(paused))
    found = rows.order_by().values("corps_id").annotate(x=Count("pk", filter=old), n=Count("pk"))
    listed = [(row["corps_id"], span.last, row["x"], row["n"]) for row in found]
    return _frame(listed, ["EFF-08"])


def flagged(span: Span) -> pd.DataFrame:
    """LEG-11: by the day on which the file was flagged. Working days are counted for each pair of days, not each file.

    A file whose five working days are not over yet is left out until they are.
    """
    rows = own_register().filter(possible_offence=True, offence_flagged_on__range=(span.start, span.end))
    found = (
        rows.order_by()
        .annotate(quarter=quarter_of("offence_flagged_on"))
        .values_list("corps_id", "quarter", "offence_flagged_on", "offence_passed_on")
        .annotate(n=Count("pk"))
    )
    listed = []
    for corps, quarter, flagged_on, passed_on, n in found:
        last = last_day_to_pass(flagged_on)
        if passed_on is not None or last < span.today:
            listed.append((corps, quarter, n if passed_on is not None and passed_on <= last else 0, n))
    frame = _frame(listed, ["LEG-11"])
    return frame.groupby(["corps", "quarter"], as_index=False).sum()


def answered(span: Span) -> pd.DataFrame:
    """PRV-06: answers to the closing survey, by the quarter that they carry."""
    satisfied = Q(answers__satisfied__in=sorted(SATISFIED))
    first, last = Period.containing(span.start), Period.containing(span.end)
    rows = Answer.objects.filter(survey=CLOSING, period__range=(str(first), str(last)), answers__has_key="satisfied")
    found = rows.order_by().values_list("subject_id", "period").annotate(x=Count("pk", filter=satisfied), n=Count("pk"))
    listed = [(subject, int(period[:4]) * 4 + int(period[-1]) - 1, x, n) for subject, period, x, n in found]
    return _frame(listed, ["PRV-06"])


FAMILIES: dict[Callable[[Span], pd.DataFrame], tuple[str, ...]] = {
    received: ("LEG-01", "DRV-03", "EFF-07", "EFF-09", "PRV-09"),
    closed: ("LEG-02", "EFF-05", "PRV-04", "PRV-08"),
    mediated: ("PRV-05",),
    flagged: ("LEG-11",),
    waiting: ("EFF-08",),
    answered: ("PRV-06",),
}


@cache
def last_day_to_pass(flagged_on: date) -> date:
    return working_days_add(flagged_on, PASS_WORKING_DAYS)


def _counted(rows: QuerySet[Model], day: str, shares: dict[str, tuple[Q, Q]]) -> pd.DataFrame:
    """Numerators and denominators of several indicators in one query."""
    counts: dict[str, Count] = {}
    for code, (numerator, denominator) in shares.items():
        counts[f"x_{code[:3]}{code[4:]}"] = Count("pk", filter=numerator or None)
        counts[f"n_{code[:3]}{code[4:]}"] = Count("pk", filter=denominator or None)
    grouped = rows.order_by().annotate(quarter=quarter_of(day)).values_list("corps_id", "quarter")
    return _frame(list(grouped.annotate(**counts)), list(shares))


def _frame(rows: Sequence[tuple[int, ...]], codes: list[str]) -> pd.DataFrame:
    columns = [f"{part} {code}" for code in codes for part in ("x", "n")]
    return pd.DataFrame(rows, columns=["corps", "quarter", *columns]).astype("int64")


def _referrals() -> QuerySet[Referral]:
    """Hand-overs of the file, without copies, the first routing and those taken back."""
    moved = Referral.objects.filter(complaint=OuterRef("pk"), is_copy=False).exclude(from_body="intake")
    return moved.exclude(state=Referral.State.RECALLED)


def _forwardings() -> Coalesce:
    counted = _referrals().order_by().values("complaint").annotate(times=Count("pk")).values("times")
    return Coalesce(Subquery(counted), 0)


def _unconfirmed() -> Exists:
    """A hand-over that nobody confirmed: whether the file reached the right body is not known."""
    return Exists(_referrals().filter(state=Referral.State.SENT))


def _sent_by_body() -> Exists:
    """The corps has the file from another body."""
    return Exists(_referrals().filter(to_body=CORPS, state=Referral.State.RECEIVED))


def _filed_again() -> Exists:
    return Exists(FileLink.objects.filter(other=OuterRef("pk"), kind=FileLink.Kind.DUPLICATE))


def _handled_outside() -> Exists:
    """An external body handled the file and sent it back with an outcome."""
    external = [code for code, body in bodies().items() if body.kind == "external"]
    returned = _referrals().filter(to_body__in=external, state=Referral.State.RETURNED)
    return Exists(returned.exclude(outcome=""))


def _checked_independent() -> Subquery:
    """The check of the last handler in the corps; nothing where none was recorded."""
    last = Assignment.objects.filter(complaint=OuterRef("pk"), body=CORPS).order_by("-pk")
    return Subquery(last.values("is_independent")[:1])
