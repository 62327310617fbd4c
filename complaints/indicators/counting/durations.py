"""EFF-06: the median time to a decision, with open files counted for as long as they have been open (Kaplan-Meier).

A file ends with its decision. One that was withdrawn, or is still open on the last day of the window, is known only to
have taken longer. Days of a pause are left out. When the median is not reached, the value is the longest time seen: at
least that, with no upper limit.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from django.db.models import BooleanField, Case, Count, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest, Least

from complaints.indicators.counting.families import Span
from complaints.models import Pause
from complaints.selectors.register import Days, day_value, own_register, quarter_of
from legitimacy.indicators.definitions import State
from legitimacy.indicators.survival import kaplan_meier_median
from legitimacy.scorecards.deliveries.delivering import Delivering
from legitimacy.scorecards.deliveries.geography import Geography
from legitimacy.scorecards.deliveries.places import LEAST_COVERAGE

CODE = "EFF-06"
COLUMNS = ["corps", "quarter", "days", "ended", "n"]


def durations_read(span: Span) -> pd.DataFrame:
    """Files received in the window by corps, quarter, days (pauses left out) and whether they ended, in one query."""
    day = day_value(span.reference)
    decided = Q(decided_on__lte=span.reference)
    stopped = Case(When(decided, then=F("decided_on")), When(closed_on__lte=span.reference, then=F("closed_on")))
    paused = Pause.objects.filter(complaint=OuterRef("pk"), from_on__lt=OuterRef("until")).order_by()
    part = Greatest(Days(Least(Coalesce("to_on", day), OuterRef("until")), F("from_on")), 0)
    days = Subquery(paused.values("complaint").annotate(days=Sum(part)).values("days"), IntegerField())
    had_pause = Q(paused_days__gt=0) | Q(paused_on__isnull=False)
    rows = (
        own_register()
        .filter(received_on__range=(span.start, span.reference))
        .annotate(
            quarter=quarter_of("received_on"),
            until=Coalesce(stopped, day),
            ended=Case(When(decided, then=Value(True)), default=Value(False), output_field=BooleanField()),
        )
        .annotate(still=Case(When(had_pause, then=Coalesce(days, 0)), default=0))
        .annotate(days=Greatest(Days(F("until"), F("received_on")) - F("still"), 0))
    )
    return pd.DataFrame(
        list(rows.order_by().values_list("corps_id", "quarter", "days", "ended").annotate(n=Count("pk"))),
        columns=COLUMNS,
    ).astype({"corps": "int64", "quarter": "int64", "days": "int64", "ended": "bool", "n": "int64"})


@dataclass(frozen=True)
class Medians:
    """Makes the rows of EFF-06: for each corps that delivers, each merged corps, and the areas above."""

    files: pd.DataFrame
    delivering: Delivering
    geography: Geography
    first: int
    last: int

    def rows(self) -> pd.DataFrame:
        own = self.delivering.moved(self.files)
        now = self.delivering.corps
        present = now.index[(now["first"] <= self.last) & (now["last"] >= self.last)]
        found = [self._corps_row(int(corps), own) for corps in present]
        found += [row for row in self._heir_rows(own, set(present)) if row is not None]
        return pd.DataFrame([*found, *self._area_rows(set(present))])

    def _corps_row(self, corps: int, own: pd.DataFrame) -> dict[str, object]:
        files, back_cast, coverage = own[own["corps"] == corps], False, 1.0
        links = self._links_to(corps)
        if len(links):
            before = self._before(links)
            back_cast = bool((links["since"] > self.first).any() and len(before))
            files = pd.concat([files, before])
            coverage = self._coverage(links) if back_cast else 1.0
        return self._row(corps, files, coverage=coverage, back_cast=back_cast)

    def _heir_rows(self, own: pd.DataFrame, present: set[int]) -> list[dict[str, object] | None]:
        """Corps that came later: what their predecessors handled before, where all of it went over."""
        later = self.delivering.heirs[self.delivering.heirs["since"] > self.last]
        heirs = [int(corps) for corps in later["subject_id"].unique() if int(corps) not in present]
        return [self._heir_row(corps) for corps in heirs]

    def _heir_row(self, corps: int) -> dict[str, object] | None:
        links = self._links_to(corps)
        delivered = links["predecessor"].isin(self.delivering.corps.index[self.delivering.corps["first"] <= self.last])
        if not (delivered & (links["share"] == 1)).any():
            return None
        return self._row(corps, self._before(links), coverage=self._coverage(links), back_cast=True)

    def _links_to(self, corps: int) -> pd.DataFrame:
        return self.delivering.heirs[self.delivering.heirs["subject_id"] == corps]

    def _before(self, links: pd.DataFrame) -> pd.DataFrame:
        """Files of predecessors from before the merger; of a corps that was split nobody knows whose they would be."""
        since = links[links["share"] == 1].set_index("predecessor")["since"]
        theirs = self.files[self.files["corps"].isin(since.index)]
        return theirs[theirs["quarter"] < theirs["corps"].map(since)]

    def _coverage(self, links: pd.DataFrame) -> float:
        residents = links["predecessor"].map(self.geography.residents) * links["share"]
        there = links["predecessor"].isin(self.delivering.corps.index) & (links["share"] == 1)
        whole = residents.sum()
        return float(residents[there].sum() / whole) if whole > 0 else 1.0

    def _area_rows(self, present: set[int]) -> list[dict[str, object]]:
        areas, residents = self.geography.areas_of_corps, self.geography.residents
        whole = self.geography.residents_of_areas
        found = []
        for area in sorted({int(each) for each in areas["area"]}):
            held = areas.loc[areas["area"] == area, "subject_id"]
            covered = residents.reindex([corps for corps in held if corps in present]).sum()
            known = whole.get(area, math.nan)
            coverage = min(1.0, float(covered / known)) if known and not math.isnan(known) else 0.0
            if covered > 0 or present.intersection(held):
                files = self.files[self.files["corps"].isin(held)]
                found.append(self._row(area, files, coverage=coverage, narrow=coverage < LEAST_COVERAGE))
        return found

    def _row(
        self, subject: int, files: pd.DataFrame, *, coverage: float, back_cast: bool = False, narrow: bool = False
    ) -> dict[str, object]:
        row: dict[str, object] = {"subject_id": subject, "coverage": coverage, "back_cast": back_cast}
        numbers = dict.fromkeys(("value", "lower", "upper", "n"), math.nan)
        if narrow:
            return row | numbers | {"state": State.NOT_DELIVERED.value}
        if files.empty:
            return row | numbers | {"n": 0.0, "state": State.TOO_FEW.value}
        days = np.repeat(files["days"].to_numpy(dtype=float), files["n"])
        found = kaplan_meier_median(days, np.repeat(files["ended"].to_numpy(), files["n"]))
        reached = math.isfinite(found.median)
        return row | {
            "value": found.median if reached else float(days.max()),
            "lower": found.lower if math.isfinite(found.lower) else math.nan,
            "upper": found.upper if reached and math.isfinite(found.upper) else math.nan,
            "n": float(len(days)),
            "state": State.OK.value,
        }
