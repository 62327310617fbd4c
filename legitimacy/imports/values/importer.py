"""Rows of figures: whom, what and when they speak about, and storing them."""

from dataclasses import fields
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.imports.mappings import ValueMapping
from legitimacy.imports.pipeline import Applied, Importer
from legitimacy.imports.recounts import SOURCE
from legitimacy.imports.staging import Staged
from legitimacy.imports.subjects import KnownSubjects
from legitimacy.imports.tables import Row, Table
from legitimacy.imports.values.claims import codes_claimed
from legitimacy.imports.values.reading import Figure, figure_read
from legitimacy.indicators.definitions import Indicator, Window
from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.indicators.registry import indicators
from legitimacy.models import DeliveredFigure, Delivery
from legitimacy.models.marks import stale_marks_add
from legitimacy.models.upserts import rows_upsert

KEY = ("subject_id", "indicator", "period")
COLUMNS = tuple(field.name for field in fields(Figure))
columns_of = attrgetter(*COLUMNS)
YEARLY = (Window.YEAR, Window.SURVEY_WAVE)


@lru_cache(maxsize=256)
def period_parsed(text: str) -> Period:
    return Period.parse(text)


class FigureImporter(Importer):
    """`delivery` is stored with the first figure that is new or different; nothing new stores nothing."""

    def __init__(self, table: Table, delivery: Delivery, mapping: ValueMapping) -> None:
        self.table, self.delivery, self.mapping = table, delivery, mapping
        self.known = KnownSubjects(delivery.register)
        self.today: date = timezone.localdate()
        self.claimed = codes_claimed()

    @property
    def key_words(self) -> str:
        return _("code, indicator and period")

    def parse(self, row: Row) -> tuple[str, list[Any]]:
        indicator = self._indicator(row)
        subject = self.known.find(row, "code")
        period = self._period(row, indicator)
        figure = figure_read(row, indicator)
        return f"{subject.id:010d} {indicator.code} {period}", [subject.id, indicator.code, period, *columns_of(figure)]

    def apply(self, rows: list[Staged], applied: Applied) -> None:
        found = self._found(rows)
        changed: list[list[Any]] = []
        for row in rows:
            current = found.get(tuple(row.payload[: len(KEY)]))
            is_changed = current != tuple(row.payload[len(KEY) :])
            applied.count(is_new=current is None, is_changed=is_changed)
            if is_changed:
                changed.append(row.payload)
        if changed:
            self._store(changed)

    def _store(self, figures: list[list[Any]]) -> None:
        if self.delivery.pk is None:
            self.delivery.save()
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        rows = [(*figure, self.delivery.pk, now) for figure in figures]
        rows_upsert(DeliveredFigure, (*KEY, *COLUMNS, "delivery_id", "updated_at"), rows, KEY)
        stale_marks_add(source=SOURCE, figures=((figure[0], figure[1], figure[2]) for figure in figures))

    def _found(self, rows: list[Staged]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
        """What stands already for these keys; with its credit behind it where that is another."""
        (first, low, *_rest), (last, high, *_rest) = rows[0].payload, rows[-1].payload
        stored = DeliveredFigure.objects.filter(subject__gte=first, subject__lte=last)
        if first == last:
            stored = stored.filter(indicator__gte=low, indicator__lte=high)
        credited = ("delivery__source", "delivery__credit", "delivery__licence")
        mine = (self.delivery.source, self.delivery.credit, self.delivery.licence)
        found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        for subject_id, indicator, period, *rest in stored.values_list(*KEY, *COLUMNS, *credited).iterator():
            columns, theirs = tuple(rest[:-3]), tuple(rest[-3:])
            found[subject_id, indicator, period] = columns if theirs == mine else (*columns, theirs)
        return found

    def _indicator(self, row: Row) -> Indicator:
        text = row.required("indicator")
        code = self.mapping.indicators.get(text.casefold(), "") if self.mapping.indicators else text.upper()
        if code not in indicators:
            row.reject("indicator", _("“%(text)s” is no indicator of this product."), text)
        if code in self.claimed:
            row.reject(
                "indicator",
                _("“%(text)s” is counted from records here: hand those over, as no figure of it is taken from a file."),
                text,
            )
        return indicators.get(code)

    def _period(self, row: Row, indicator: Indicator) -> str:
        text = row.required("period").upper()
        try:
            period = period_parsed(text)
        except PeriodError:
            row.reject("period", _("“%(text)s” is no period; write a quarter as 2025-Q4 or a year as 2025."), text)
        if self.mapping.period and text != self.mapping.period:
            row.reject("period", _("“%(text)s” is not the period that this mapping is for."), text)
        if period.is_year and indicator.window not in YEARLY:
            row.reject("period", _("“%(text)s” is a year, but this indicator is delivered per quarter."), text)
        if not period.is_year and indicator.window in YEARLY:
            row.reject("period", _("“%(text)s” is a quarter, but this indicator is delivered per year."), text)
        if period.start > self.today:
            row.reject("period", _("“%(text)s” has not begun yet."), text)
        return text
