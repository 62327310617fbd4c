"""Why a corps could be audited next, each with its reason in words. A suggestion opens questions; a person decides.

Reasons come from what the auditor may read anyway: figures through the disclosure rules, audits and recommendations.
A context indicator is never a reason, and a survey is none either: its margin is not that of a count.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Recommendation
from audit.workflow.audits import FOLLOWED, Answer
from legitimacy.disclosure.selectors import values_standing
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Direction, Feed, Indicator, Kind, State, Subject
from legitimacy.indicators.funnel import MINIMUM_CORPS, Funnel, proportion_funnel, ratio_funnel
from legitimacy.indicators.registry import indicators
from legitimacy.models.disclosure import Audience

LONG_YEARS = 5
LEAST_MISSING = 5
"""Years without an audit, and indicators not delivered, from which a corps is suggested."""
FLAG_LEVEL = 0.998
NAMED = 3
"""So many indicators are named; of more, the rest is a number."""
LONG, NEVER, FLAGGED, MISSING, OVERDUE = "long", "never", "flagged", "missing", "overdue"


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` stands with the audit that is planned for it; `words` is the sentence, `indicators` what it names."""

    code: str
    words: str
    indicators: tuple[str, ...] = ()


def reasons_by_corps(
    corps_ids: Sequence[int], period: str, last_audits: Mapping[int, date | None], today: date
) -> dict[int, list[Reason]]:
    """Reasons for each corps that has any. Two queries, whatever the number of corps.

    `last_audits` has the day of the last completed audit of every corps that is asked about; None for never.
    """
    found: dict[int, list[Reason]] = defaultdict(list)
    for corps_id in corps_ids:
        reason = _long_ago(last_audits.get(corps_id), today)
        if reason is not None:
            found[corps_id].append(reason)
    values = values_standing(audience=Audience.AUDITOR, subject_ids=corps_ids, period=period) if period else []
    for corps_id, codes in flagged(values).items():
        found[corps_id].append(_flagged(codes))
    for corps_id, codes in missing(values).items():
        if len(codes) >= LEAST_MISSING:
            found[corps_id].append(_missing(codes))
    for corps_id, number in _overdue(corps_ids, today).items():
        found[corps_id].append(_late(number))
    return dict(found)


def flagged(values: Iterable[VisibleValue]) -> dict[int, list[str]]:
    """Indicators on which a corps lies beyond the 99.8 % limits on the unfavourable side, by corps.

    On z adjusted for overdispersion, over the corps whose figure this reader may read.
    """
    by_code: dict[str, list[VisibleValue]] = defaultdict(list)
    for value in values:
        passport = indicators.get(value.indicator)
        if may_flag(passport) and value.is_shown and value.numerator is not None and value.denominator:
            by_code[value.indicator].append(value)
    found: dict[int, list[str]] = defaultdict(list)
    for code, rows in sorted(by_code.items()):
        for corps_id in _beyond(indicators.get(code), rows):
            found[corps_id].append(code)
    return dict(found)


def may_flag(passport: Indicator) -> bool:
    """Whether an indicator can be a reason at all: judged, counted in whole records, of a corps."""
    return (
        passport.direction in (Direction.HIGHER, Direction.LOWER)
        and passport.kind in (Kind.PROPORTION, Kind.COUNT_RATE)
        and passport.feed is not Feed.SURVEY_IMPORT
        and passport.subject is Subject.CORPS
    )


def _beyond(passport: Indicator, rows: Sequence[VisibleValue]) -> list[int]:
    x = np.array([row.numerator for row in rows], dtype=float)
    n = np.array([row.denominator for row in rows], dtype=float)
    if len(rows) < MINIMUM_CORPS or not x.sum() > 0:
        return []
    if passport.kind is Kind.PROPORTION:
        if np.any(x > n):
            return []
        funnel: Funnel = proportion_funnel(x, n)
    else:
        funnel = ratio_funnel(x, n * x.sum() / n.sum())
    bad = funnel.z_adjusted < 0 if passport.direction is Direction.HIGHER else funnel.z_adjusted > 0
    chosen = funnel.flags(FLAG_LEVEL) & bad
    return [row.subject_id for row, is_flagged in zip(rows, chosen, strict=True) if is_flagged]


def missing(values: Iterable[VisibleValue]) -> dict[int, list[str]]:
    """Indicators that a corps owes and has not delivered, by corps."""
    found: dict[int, list[str]] = defaultdict(list)
    for value in values:
        passport = indicators.get(value.indicator)
        if value.state == State.NOT_DELIVERED and passport.subject is Subject.CORPS and not passport.is_context:
            found[value.subject_id].append(value.indicator)
    return {corps_id: sorted(codes) for corps_id, codes in found.items()}


def _overdue(corps_ids: Sequence[int], today: date) -> dict[int, int]:
    late = Recommendation.objects.filter(overdue_on(today), audit__corps__in=corps_ids, audit__status__in=FOLLOWED)
    rows = late.order_by().values_list("audit__corps_id").annotate(n=Count("pk"))
    return {row[0]: row[1] for row in rows}


def overdue_on(today: date) -> Q:
    """Recommendations whose date is over, that nobody says are done, and that were not rejected."""
    return Q(due_on__lt=today, done_on=None, verdict="") & ~Q(answer=Answer.REJECTED)


def _long_ago(last: date | None, today: date) -> Reason | None:
    if last is None:
        return Reason(NEVER, _("No audit is known of this corps."))
    if last > today - relativedelta(years=LONG_YEARS):
        return None
    years = relativedelta(today, last).years
    return Reason(
        LONG,
        ngettext(
            "The last audit ended %(years)s year ago.", "The last audit ended %(years)s years ago.", years
        ) % {"years": years},
    )  # fmt: skip


def _flagged(codes: Sequence[str]) -> Reason:
    sentence = _("Far from the other corps on %(names)s, further than chance explains. Look at the data first.")
    return Reason(FLAGGED, sentence % {"names": named(codes)}, tuple(codes))


def _missing(codes: Sequence[str]) -> Reason:
    sentence = ngettext(
        "%(number)s figure is missing: %(names)s.", "%(number)s figures are missing: %(names)s.", len(codes)
    )
    return Reason(MISSING, sentence % {"number": len(codes), "names": named(codes)}, tuple(codes))


def _late(number: int) -> Reason:
    sentence = ngettext(
        "%(number)s recommendation of an earlier audit is overdue.",
        "%(number)s recommendations of an earlier audit are overdue.",
        number,
    )
    return Reason(OVERDUE, sentence % {"number": number})


def named(codes: Sequence[str]) -> str:
    """The first indicators by name; of more, how many others."""
    names = ", ".join(str(indicators.get(code).name) for code in codes[:NAMED])
    rest = len(codes) - NAMED
    if rest <= 0:
        return names
    return ngettext("%(names)s and %(rest)s other", "%(names)s and %(rest)s others", rest) % {
        "names": names,
        "rest": rest,
    }
