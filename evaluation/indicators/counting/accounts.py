"""The value source `evaluation_account`: EFF-02, whether the yearly account was presented and published in time.

The value of a year tells of the account due in it, about the year before. A corps delivers from its first account on:
a later year without one is a no. Before 30 June nothing is due, unless it was published already.
"""

from datetime import date

import pandas as pd
from django.db.models import Min
from django.utils import timezone

from evaluation.models import Account
from evaluation.services.accounts import CODE, SOURCE
from evaluation.workflow.accounts import AccountState, due_on
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import Corps, Register
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.figures import KEYS, passports_table, with_derived
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.services.marks import stale_mark
from legitimacy.scorecards.sources import ValueSource, values_frame

CREDIT = "Accounts of the chief of corps"
NOTHING = ("value", "lower", "upper", "n", "deviation", "design_effect")


def accounts_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of a calendar year, as a frame of values (see `sources.COLUMNS`). Two queries, and those of geography."""
    if not period.is_year or (indicators is not None and CODE not in indicators):
        return values_frame()
    about, today = period.year - 1, timezone.localdate()
    begun = dict(Account.objects.order_by().values_list("corps").annotate(first=Min("year")))
    published = dict(
        Account.objects.filter(year=about, state=AccountState.PUBLISHED).values_list("corps", "published_on")
    )
    earlier, rows = [], []
    for pk, register, valid_from, valid_to in Corps.objects.filter(pk__in=begun).values_list(
        "pk", "register", "valid_from", "valid_to"
    ):
        if begun[pk] < about:
            earlier.append((pk, CODE))
        day = published.get(pk)
        in_time = day is not None and day <= due_on(about)
        stood = not (valid_from and valid_from.year > about) and not (valid_to and valid_to < due_on(about))
        if begun[pk] <= about and stood and (in_time or today > due_on(about)):
            rows.append((pk, str(period), float(in_time), 1.0, State.OK.value, Register(register).origin.value))
    if not rows:
        return values_frame()
    frame = pd.DataFrame(rows, columns=["subject_id", "period", "numerator", "denominator", "state", "origin"])
    frame = frame.assign(indicator=CODE, source=CREDIT, **dict.fromkeys(NOTHING, float("nan")))
    frame = frame[[*KEYS, "numerator", "denominator", *NOTHING, "state", "origin", "source"]]
    figures = with_derived(
        frame.astype({"subject_id": "int64"}).join(passports_table([passports.get(CODE)]), on="indicator")
    )
    before = pd.DataFrame(earlier, columns=["subject_id", "indicator"]).astype({"subject_id": "int64"})
    return values_finished(figures_valued(figures, before, Geography.read(period), subject_ids), period)


def accounts_stale_by_age(today: date) -> None:
    """On the day after 30 June an account that is not there becomes a no."""
    if (today - due_on(today.year - 1)).days == 1:
        corps = list(Account.objects.order_by().values_list("corps", flat=True).distinct())
        stale_mark(source=SOURCE, subject_ids=corps, indicators=(CODE,), event_date=due_on(today.year - 1))


ACCOUNTS = ValueSource(name=SOURCE, indicators=(CODE,), compute=accounts_compute, ageing=accounts_stale_by_age)
