"""A register with figures of several quarters, decided and released as the product does it."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from legitimacy.disclosure.services import publications_decide, release_approve, release_propose
from legitimacy.indicators.definitions import Kind, Window
from legitimacy.indicators.intervals import wilson_interval
from legitimacy.indicators.registry import indicators
from legitimacy.models import (
    AreaStatistic,
    Corps,
    CurrentValue,
    Framework,
    IndicatorValue,
    PeerLink,
    Region,
    Run,
    Scorecard,
    SubjectKind,
    User,
)
from tests.disclosure.world import NOW, card_make, framework_make, run_make

CASES = 600
"""Cases behind each share: enough that nothing is too small to show."""
DELIVERED_LATER = ("EFF-04", "DRV-12")
"""Indicators that nobody delivered."""


def region_make(code: str, name: str, register: str, parent: Region | None = None) -> Region:
    kind = SubjectKind.PROVINCE if parent else SubjectKind.REGION
    return Region.objects.create(code=code, name=name, register=register, kind=kind, parent=parent)


def settle(corps: Corps, region: Region, province: Region, residents: int = 61240) -> Corps:
    """Give a corps its place and its residents."""
    corps.region, corps.province = region, province
    corps.save()
    AreaStatistic.objects.create(
        subject=corps, kind=AreaStatistic.Kind.POPULATION, date=date(2025, 1, 1), value=residents, source="Test"
    )
    return corps


def figures_make(run: Run, corps: Corps, period: str, drift: float = 0.0) -> None:
    """A figure of every indicator but those that nobody delivered, with its interval, for the windows of `period`."""
    rows = [
        _figure(run, corps, passport.code, period, drift)
        for passport in indicators
        if passport.code not in DELIVERED_LATER
    ]
    stored = set(CurrentValue.objects.filter(subject=corps).values_list("indicator", "period"))
    new = IndicatorValue.objects.bulk_create(row for row in rows if (row.indicator, row.period) not in stored)
    CurrentValue.objects.bulk_create(
        CurrentValue(subject=corps, indicator=row.indicator, period=row.period, value=row) for row in new
    )


def _figure(run: Run, corps: Corps, code: str, period: str, drift: float) -> IndicatorValue:
    passport = indicators.get(code)
    yearly = passport.window in (Window.YEAR, Window.SURVEY_WAVE)
    share = min(0.95, max(0.05, 0.5 + drift + (int(code[-2:]) % 7 - 3) / 10))
    numbers: dict[str, float | None]
    if passport.kind is Kind.PROPORTION:
        lower, upper = wilson_interval(round(CASES * share), CASES)
        numbers = {"numerator": round(CASES * share), "denominator": CASES, "value": round(CASES * share) / CASES}
        numbers |= {"lower": float(lower), "upper": float(upper), "n": CASES}
    else:
        scale = {Kind.MEDIAN_DAYS: 100, Kind.MEAN_SCORE: 100, Kind.CHECKLIST: 100}.get(passport.kind, 1)
        number = float(np.round(share * scale)) if passport.kind is Kind.BOOLEAN else share * scale
        numbers = {"value": number, "n": CASES}
    return IndicatorValue(
        subject=corps,
        indicator=code,
        period=period[:4] if yearly else period,
        window=passport.window,
        state="ok",
        source="Test",
        as_of=NOW,
        run=run,
        origin="real" if corps.is_real else "simulated",
        **numbers,
    )


def history_make(
    corps: Sequence[Corps], framework: Framework, periods: Iterable[str], stewards: Sequence[User] = ()
) -> None:
    """Figures and scorecards of every corps and period, decided; with stewards everything of the register released."""
    for step, period in enumerate(periods):
        run = run_make(period)
        for one in corps:
            figures_make(run, one, period, drift=step / 100)
        publications_decide(run=run, scorecards=[card_make(run, one, framework) for one in corps])
    if stewards:
        release_make(corps[0].register, stewards)


def release_make(register: str, stewards: Sequence[User]) -> None:
    """Release every period that has a scorecard in the register."""
    cards = Scorecard.objects.filter(corps__register=register)
    periods = sorted(set(cards.values_list("period", flat=True)))
    release = release_propose(code=f"all-{register}", register=register, periods=periods, actor=stewards[0])
    for steward in stewards:
        release = release_approve(release=release, actor=steward)


def peers_make(framework: Framework, corps: Corps, peers: Iterable[Corps]) -> None:
    PeerLink.objects.bulk_create(
        PeerLink(framework=framework, corps=corps, peer=peer, distance=1.0, weight=1.0) for peer in peers
    )


__all__ = ["framework_make", "history_make", "peers_make", "region_make", "release_make", "settle"]
