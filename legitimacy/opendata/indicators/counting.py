"""The value source `opendata_releases`: datasets published in time, of those that were due (EFF-14).

Counted from the editions of releases, for each corps that exists. Before its register published anything nothing is
due. Merged corps, areas and windows are made as for delivered figures. Worked out in docs/methods/opendata.md.
"""

import numpy as np
import pandas as pd
from django.utils import timezone

from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators as passports
from legitimacy.models import Corps, Register
from legitimacy.opendata.selectors.due import Shelf, shelves_read
from legitimacy.opendata.services.stale import COMPLETE, SOURCE, stale_by_age
from legitimacy.scorecards.deliveries import figures_valued, values_finished
from legitimacy.scorecards.deliveries.figures import KEYS, passports_table, with_derived
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.reach import base_periods
from legitimacy.scorecards.sources import ValueSource, values_frame

CREDIT = "Releases of open data"
NOTHING = ("value", "lower", "upper", "n", "deviation", "design_effect")


def releases_compute(
    period: Period, subject_ids: frozenset[int] | None = None, indicators: frozenset[str] | None = None
) -> pd.DataFrame:
    """Values of `period` counted from releases, as a frame of values (see `sources.COLUMNS`)."""
    if period.is_year or (indicators is not None and COMPLETE not in indicators):
        return values_frame()
    quarters = base_periods(period, passports.get(COMPLETE).window)
    shelves = shelves_read()
    rows = pd.DataFrame([row for shelf in shelves for row in _rows(shelf, quarters)])
    if rows.empty:
        return values_frame()
    frame = rows.assign(indicator=COMPLETE, **dict.fromkeys(NOTHING, float("nan")), source=CREDIT)
    frame = frame[[*KEYS, "numerator", "denominator", *NOTHING, "state", "origin", "source"]]
    frame = frame.astype({"subject_id": "int64", "numerator": "float64", "denominator": "float64"})
    figures = with_derived(frame.join(passports_table([passports.get(COMPLETE)]), on="indicator"))
    begun = {shelf.register for shelf in shelves if shelf.begun and shelf.begun < quarters[0].start}
    before = Corps.objects.filter(register__in=begun).order_by("pk").values_list("pk", flat=True)
    earlier = pd.DataFrame([(corps, COMPLETE) for corps in before], columns=["subject_id", "indicator"])
    values = figures_valued(figures, earlier.astype({"subject_id": "int64"}), Geography.read(period), subject_ids)
    return values_finished(values, period)


def _rows(shelf: Shelf, quarters: tuple[Period, ...]) -> list[dict[str, object]]:
    """One row per corps and quarter in which it exists: datasets due by its last day, and those published by then."""
    today, rows = timezone.localdate(), []
    corps = Corps.objects.filter(register=shelf.register).order_by("pk")
    existing = list(corps.values_list("pk", "code", "valid_from", "valid_to"))
    for quarter in quarters:
        due = list(shelf.due_in(quarter)) if quarter.end < today else []
        published = [shelf.published(one, quarter.end) for one in due]
        is_due = shelf.begun is not None and shelf.begun <= quarter.end
        for pk, code, valid_from, valid_to in existing:
            if (valid_from and valid_from > quarter.end) or (valid_to and valid_to < quarter.start):
                continue
            rows.append(
                {
                    "subject_id": pk,
                    "period": str(quarter),
                    "numerator": sum(of is None or code in of for of in published) if is_due else np.nan,
                    "denominator": len(due) if is_due else np.nan,
                    "state": (State.OK if is_due else State.NOT_DUE).value,
                    "origin": Register(shelf.register).origin.value,
                }
            )
    return rows


RELEASES = ValueSource(name=SOURCE, indicators=(COMPLETE,), compute=releases_compute, ageing=stale_by_age)
