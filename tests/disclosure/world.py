"""A small world of stored values and scorecards, written straight into the tables as a run would leave them."""

import csv
import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from legitimacy.disclosure.carried import YEARLY, value_periods
from legitimacy.indicators.composite import (
    arithmetic_mean,
    compensation_loss,
    geometric_mean,
    goalpost_score,
)
from legitimacy.indicators.registry import indicators
from legitimacy.models import (
    Corps,
    CurrentValue,
    Framework,
    FrameworkFacet,
    FrameworkItem,
    IndicatorScore,
    IndicatorValue,
    Register,
    Run,
    Scorecard,
    ScorePart,
    Subject,
)

FRAMEWORKS = Path(__file__).resolve().parents[2] / "data" / "framework"
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
NUMBERS = ("floor", "target", "band_low", "band_high", "outer_low", "outer_high")


def framework_make(
    codes: Iterable[str] | None = None, changes: Mapping[str, Mapping[str, object]] | None = None
) -> Framework:
    """The shipped framework, or only these of its indicators; `changes` by indicator, made before it is signed."""
    codes = None if codes is None else sorted(codes)
    digest = hashlib.sha256(repr(codes).encode()).hexdigest()
    framework = Framework.objects.create(code="2026", valid_from="2021-Q1", digest=digest)
    with (FRAMEWORKS / "framework_2026_facets.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            FrameworkFacet.objects.create(
                framework=framework, pillar=row["pillar"], pillar_weight=float(row["pillar_weight"]),
                code=row["facet"], weight=float(row["facet_weight"]),
                **{f"name_{code}": row[f"name_{code}"] for code in ("nl", "fr", "de", "en")},
            )  # fmt: skip
    with (FRAMEWORKS / "framework_2026.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if codes is None or row["code"] in set(codes)]
    FrameworkItem.objects.bulk_create(_item(framework, row) for row in rows)
    for code, fields in (changes or {}).items():
        framework.items.filter(indicator=code).update(**fields)
    framework.status = Framework.Status.IN_FORCE
    framework.save()
    return framework


def _item(framework: Framework, row: Mapping[str, str]) -> FrameworkItem:
    return FrameworkItem(
        framework=framework, indicator=row["code"], facet=row["facet"], level=row["subject"], kind=row["kind"],
        direction=row["direction"], window=row["window"], valid_months=int(row["valid_months"]),
        measured_by=row["measured_by"], min_denominator=int(row["min_denominator"]),
        public_min_denominator=int(row["public_min_denominator"]), weight=float(row["weight"]),
        disclosure_class=row["disclosure_class"], basis=row["basis"],
        **{name: float(row[name]) if row[name] else None for name in NUMBERS},
    )  # fmt: skip


def run_make(period: str) -> Run:
    return Run.objects.create(period=period, reason=Run.Reason.COMMAND, status=Run.Status.DONE, finished_at=NOW)


def value_make(
    run: Run,
    subject: Subject,
    indicator: str,
    *,
    numerator: float | None = None,
    denominator: float | None = None,
    value: float | None = None,
    n: float | None = None,
    state: str = "ok",
    period: str = "",
) -> IndicatorValue:
    """A value of the run's period (its year, for yearly figures) or of `period`, which becomes the one in force."""
    yearly = indicators.get(indicator).window in YEARLY
    period = period or (run.period[:4] if yearly else run.period)
    if value is None and numerator is not None and denominator:
        value = numerator / denominator * indicators.get(indicator).per
    earlier = IndicatorValue.objects.filter(subject=subject, indicator=indicator, period=period).count()
    made = IndicatorValue.objects.create(
        subject=subject, indicator=indicator, period=period, window=indicators.get(indicator).window,
        numerator=numerator, denominator=denominator, value=value, n=n, state=state, source="Test", as_of=NOW,
        run=run, revision=earlier + 1, origin="real" if subject.register == Register.BELGIUM else "simulated",
    )  # fmt: skip
    CurrentValue.objects.update_or_create(subject=subject, indicator=indicator, period=period, defaults={"value": made})
    return made


def shares_make(run: Run, corps: Corps, counts: Mapping[str, tuple[float, float]]) -> dict[str, IndicatorValue]:
    return {code: value_make(run, corps, code, numerator=x, denominator=n) for code, (x, n) in counts.items()}


def score_of(item: FrameworkItem, value: float) -> float | None:
    """Score of 0-100; None for items of weight 0, to which the only item with a band belongs."""
    if item.weight <= 0:
        return None
    floor, target = float(item.floor or 0), float(item.target or 0)
    return float(np.asarray(goalpost_score(value, floor, target)))


def card_make(run: Run, corps: Corps, framework: Framework, period: str = "") -> Scorecard:
    """The scorecard of the run's period, scored with the arithmetic core from the values in force."""
    period = period or run.period
    Scorecard.objects.filter(corps=corps, period=period).delete()
    items = {item.indicator: item for item in framework.items.all()}
    values = standing_values(corps, period, items)
    scores = {code: score_of(items[code], value.value) for code, value in values.items() if value.value is not None}
    card = Scorecard.objects.create(
        corps=corps, period=period, framework=framework, delivered=len(scores), due=len(items), draws=0, run=run,
        origin="real" if corps.register == Register.BELGIUM else "simulated", computed_at=NOW,
    )  # fmt: skip
    IndicatorScore.objects.bulk_create(
        IndicatorScore(scorecard=card, indicator=code, value=values[code], score=score, lower=score, upper=score)
        for code, score in scores.items()
    )
    _parts_make(card, framework, items, scores)
    return card


def standing_values(corps: Corps, period: str, items: Mapping[str, FrameworkItem]) -> dict[str, IndicatorValue]:
    found: dict[str, IndicatorValue] = {}
    current = IndicatorValue.objects.filter(current__isnull=False, subject=corps)
    stored = {(value.indicator, value.period): value for value in current}
    for code in items:
        passport = indicators.get(code)
        for candidate in value_periods(period, passport.window, passport.valid_months):
            if (code, candidate) in stored:
                found[code] = stored[code, candidate]
                break
    return found


def _parts_make(
    card: Scorecard, framework: Framework, items: Mapping[str, FrameworkItem], scores: Mapping[str, float | None]
) -> None:
    facets = list(framework.facets.all())
    columns: dict[str, list[str]] = defaultdict(list)
    for code, item in items.items():
        columns[f"{code[:3]}.{item.facet}"].append(code)
    means: dict[str, float] = {}
    for facet in facets:
        codes = columns[f"{facet.pillar}.{facet.code}"]
        means[f"{facet.pillar}.{facet.code}"] = mean_of(
            [scores.get(code) for code in codes], [items[code].weight for code in codes]
        )
    pillars = {facet.pillar: facet.pillar_weight for facet in facets}
    for pillar in pillars:
        below = [facet for facet in facets if facet.pillar == pillar]
        limits = [means[f"{pillar}.{facet.code}"] for facet in below]
        means[pillar] = mean_of(limits, [facet.weight for facet in below], 1.0)
    frame = pd.DataFrame([{pillar: means[pillar] for pillar in pillars}])
    means["overall"] = float(geometric_mean(frame, pd.Series(pillars)).iloc[0])
    loss = float(compensation_loss(frame, pd.Series(pillars)).iloc[0])
    Scorecard.objects.filter(pk=card.pk).update(compensation_loss=None if math.isnan(loss) else loss)
    ScorePart.objects.bulk_create(_part(card, key, score) for key, score in means.items())


def mean_of(scores: Sequence[float | None], weights: Sequence[float], minimum: float = 2 / 3) -> float:
    if not sum(weights):
        return math.nan
    frame = pd.DataFrame([[math.nan if score is None else score for score in scores]])
    return float(arithmetic_mean(frame, pd.Series(weights), minimum).iloc[0])


def _part(card: Scorecard, key: str, score: float) -> ScorePart:
    level = "overall" if key == "overall" else "facet" if "." in key else "pillar"
    number = None if math.isnan(score) else score
    return ScorePart(
        scorecard=card, key=key, level=level, score=number, lower=number, upper=number, coverage=1.0, verified=0.5,
        bound_low=number, bound_high=number, rank=1 if number is not None else None, group_size=1,
    )  # fmt: skip
