"""Rows of figures: whom, what and when they speak about, and storing them."""

from dataclasses import astuple, fields
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.imports.mappings import ValueMapping
from legitimacy.imports.pipeline import Applied, Importer
from legitimacy.imports.recounts import SOURCE
from legitimacy.imports.staging import Staged
from legitimacy.imports.subjects import KnownSubjects
from legitimacy.imports.tables import Row, Table
from legitimacy.imports.values.reading import Figure, figure_read
from legitimacy.indicators.definitions import Indicator, Window
from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.indicators.registry import indicators
from legitimacy.models import DeliveredFigure, Delivery
from legitimacy.models.marks import stale_marks_add

COLUMNS = tuple(field.name for field in fields(Figure))
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

    @property
    def key_words(self) -> str:
        return _("code, indicator and period")

    def parse(self, row: Row) -> tuple[str, list[Any]]:
        indicator = self._indicator(row)
        subject = self.known.find(row, "code")
        period = self._period(row, indicator)
        figure = figure_read(row, indicator)
        return f"{subject.id:010d} {indicator.code} {period}", [subject.id, indicator.code, period, *astuple(figure)]

    def apply(self, rows: list[Staged], applied: Applied) -> None:
        found = self._found(rows)
        changed: list[DeliveredFigure] = []
        for row in rows:
            subject_id, indicator, period, *columns = row.payload
            current = found.get((subject_id, indicator, period))
            is_changed = current != tuple(columns)
            applied.count(is_new=current is None, is_changed=is_changed)
            if is_changed:
                values = dict(zip(COLUMNS, columns, strict=True))
                changed.append(DeliveredFigure(subject_id=subject_id, indicator=indicator, period=period, **values))
        if changed:
            self._store(changed)

    def _store(self, figures: list[DeliveredFigure]) -> None:
        if self.delivery.pk is None:
            self.delivery.save()
        for figure in figures:
            figure.delivery = self.delivery
        DeliveredFigure.objects.bulk_create(
            figures,
            update_conflicts=True,
            unique_fields=["subject", "indicator", "period"],
            update_fields=["delivery", "updated_at", *COLUMNS],
        )
        touched = ((figure.subject_id, figure.indicator, figure.period) for figure in figures)
        stale_marks_add(source=SOURCE, figures=touched)

    def _found(self, rows: list[Staged]) -> dict[tuple[int, str, str], tuple[Any, ...]]:
        """What stands already for these keys; with its credit behind it where that is another."""
        subjects = [int(row.payload[0]) for row in rows]
        stored = DeliveredFigure.objects.filter(
            subject__gte=min(subjects),
            subject__lte=max(subjects),
            indicator__in={row.payload[1] for row in rows},
            period__in={row.payload[2] for row in rows},
        )
        names = ("subject_id", "indicator", "period", *COLUMNS)
        credited = ("delivery__source", "delivery__credit", "delivery__licence")
        mine = (self.delivery.source, self.delivery.credit, self.delivery.licence)
        found: dict[tuple[int, str, str], tuple[Any, ...]] = {}
        for subject_id, indicator, period, *rest in stored.values_list(*names, *credited).iterator():
            columns, theirs = tuple(rest[:-3]), tuple(rest[-3:])
            found[subject_id, indicator, period] = columns if theirs == mine else (*columns, theirs)
        return found

    def _indicator(self, row: Row) -> Indicator:
        text = row.required("indicator")
        code = self.mapping.indicators.get(text.casefold(), "") if self.mapping.indicators else text.upper()
        if code not in indicators:
            row.reject("indicator", _("“%(text)s” is no indicator of this product."), text)
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
