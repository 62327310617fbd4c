"""Small worlds for the tests of computing: figures, places and a framework, in one line each."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
from django.conf import settings

from legitimacy.imports.framework import framework_import
from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import (
    AreaStatistic,
    Corps,
    DeliveredFigure,
    Delivery,
    Framework,
    IndicatorValue,
    Municipality,
    Region,
    Register,
    Run,
    Subject,
    SubjectKind,
)
from legitimacy.scorecards.deliveries import deliveries_compute
from legitimacy.scorecards.services import run_execute, run_request

ORIGINS = {Register.BELGIUM: Origin.REAL, Register.EXAMPLE: Origin.SIMULATED, Register.FOREIGN_TEST: Origin.TEST}
FRAMEWORK = Path(settings.BASE_DIR) / "data" / "framework"


def deliver(
    subject: Subject,
    indicator: str,
    period: str,
    numerator: float | None = None,
    denominator: float | None = None,
    **numbers: Any,
) -> DeliveredFigure:
    """One delivered figure; `numbers` are further columns of DeliveredFigure."""
    delivery, _ = Delivery.objects.get_or_create(
        register=subject.register, source=f"figures of {subject.register}", origin=ORIGINS[Register(subject.register)]
    )
    return DeliveredFigure.objects.create(
        delivery=delivery,
        subject=subject,
        indicator=indicator,
        period=period,
        numerator=numerator,
        denominator=denominator,
        **numbers,
    )


def deliver_quarters(subject: Subject, indicator: str, last: str, *counts: tuple[float, float]) -> None:
    """Counts of consecutive quarters, the last of which is `last`."""
    for back, (x, n) in enumerate(reversed(counts)):
        deliver(subject, indicator, str(Period.parse(last).shift(-back)), x, n)


def region_make(code: str, parent: Region | None = None, register: str = Register.EXAMPLE) -> Region:
    kind = SubjectKind.REGION if parent else SubjectKind.NATION
    return Region.objects.create(code=code, name=code, register=register, kind=kind, parent=parent)


def municipality_make(corps: Corps, code: str, residents: float) -> Municipality:
    town = Municipality.objects.create(
        code=code, name=code, register=corps.register, kind=SubjectKind.MUNICIPALITY, corps=corps
    )
    residents_set(town, residents)
    return town


def residents_set(subject: Subject, residents: float, day: date = date(2020, 1, 1)) -> None:
    AreaStatistic.objects.create(subject=subject, kind=AreaStatistic.Kind.POPULATION, date=day, value=residents)


def framework_load() -> Framework:
    """The shipped framework."""
    framework_import(path=FRAMEWORK / "framework_2026.csv", facets=FRAMEWORK / "framework_2026_facets.csv")
    return Framework.objects.get()


def counted(subject: Subject, indicator: str, period: str) -> Any:
    """The row that the source `deliveries` computes for one subject, indicator and period."""
    values = deliveries_compute(Period.parse(period), None, frozenset({indicator}))
    rows = values[values["subject_id"] == subject.pk]
    assert len(rows) == 1, f"{len(rows)} rows for {subject} {indicator} {period}"
    return rows.iloc[0]


def all_counted(indicator: str, period: str) -> pd.DataFrame:
    return deliveries_compute(Period.parse(period), None, frozenset({indicator}))


def compute(period: str, corps: Corps | None = None) -> Run:
    """Compute a period here and now."""
    return run_execute(run_request(period=period, reason=Run.Reason.COMMAND, corps=corps, enqueue=False))


def in_force(subject: Subject, indicator: str, period: str) -> IndicatorValue:
    return IndicatorValue.objects.get(current__isnull=False, subject=subject, indicator=indicator, period=period)
