"""Funding advice in words and numbers as a page shows them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import FundingInput, FundingItem, FundingResult, FundingScheme
from audit.selectors.funding.simulation import Simulation
from audit.workflow.funding import AUDITED_SAMPLE, REFUSALS, refusal
from legitimacy import numbers
from legitimacy.indicators.funding import Outcome, Standing
from legitimacy.indicators.registry import indicators
from legitimacy.models import FrameworkItem
from legitimacy.standings import PILLARS

STANDINGS: Mapping[str, object] = {
    Standing.USABLE: gettext_lazy("judged"),
    Standing.SUPPRESSED: gettext_lazy("too small to show: not assessed"),
    Standing.TOO_FEW: gettext_lazy("too few cases: not assessed"),
    Standing.NOT_DUE: gettext_lazy("not due yet: not assessed"),
    Standing.NO_SAMPLE_SIZE: gettext_lazy("sample size not published: not assessed"),
    Standing.NO_AUDITED_SAMPLE: gettext_lazy("no audited sample yet: not assessed"),
    Standing.NO_LEGAL_DELIVERY: gettext_lazy("no legal delivery: nobody can lose by it"),
    Standing.NOT_APPLICABLE: gettext_lazy("does not apply"),
    Standing.NOT_DELIVERED: gettext_lazy("not delivered: earns nothing"),
    Standing.REJECTED: gettext_lazy("rejected in audit: earns nothing"),
}
OUTCOMES: dict[str, object] = {
    Outcome.TARGET_REACHED: gettext_lazy("target reached"),
    Outcome.GAP_CLOSED: gettext_lazy("enough of the own gap closed"),
    Outcome.PARTLY: gettext_lazy("part of the way"),
    Outcome.NOTHING: gettext_lazy("nothing yet"),
    Outcome.NOT_ASSESSED: gettext_lazy("not assessed"),
}
SAMPLES: Mapping[bool, object] = {
    False: gettext_lazy("audited sample drawn and read here"),
    True: gettext_lazy("audited sample typed by an auditor, not read here"),
}


def euros(cents: int | None) -> str:
    """A sum of money; empty for none."""
    return "" if cents is None else _("€ %(number)s") % {"number": numbers.number_text(cents / 100, 2)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One indicator that a scheme may or may not count. `why` says why it cannot be used."""

    code: str
    name: str
    pillar: str
    weight: str
    chosen: bool
    legal_delivery: bool
    needs_sample: bool
    why: str


def item_choices(
    scheme: FundingScheme, *, chosen_only: bool = False, posted: Mapping[str, str] | None = None
) -> list[Choice]:
    """Every indicator that the framework judges, or the chosen ones. Two queries."""
    items = {item.indicator: item for item in scheme.items.all()}
    ticked = set(posted.getlist("item")) if posted is not None else set(items)  # type: ignore[attr-defined]
    without = set(posted.getlist("no_delivery")) if posted is not None else None  # type: ignore[attr-defined]
    return [
        _choice(framed, items.get(framed.indicator), framed.indicator in ticked, posted, without)
        for framed in scheme.framework.items.all()
        if framed.indicator in indicators and (framed.indicator in ticked or not chosen_only)
    ]


def _choice(
    framed: FrameworkItem,
    item: FundingItem | None,
    chosen: bool,
    posted: Mapping[str, str] | None,
    without: Collection[str] | None,
) -> Choice:
    code, passport = framed.indicator, indicators.get(framed.indicator)
    reason = refusal(passport, framed)
    weight = posted.get(f"weight_{code}", "1") if posted is not None else f"{item.weight if item else 1:g}"
    return Choice(
        code=code,
        name=str(passport.name),
        pillar=str(PILLARS[passport.pillar]),
        weight=weight,
        chosen=chosen,
        legal_delivery=code not in without if without is not None else item.legal_delivery if item else True,
        needs_sample=framed.funding_condition == AUDITED_SAMPLE,
        why=str(REFUSALS[reason]) if reason else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    result: FundingResult
    residents: str
    points: str
    assessed: str
    maximum: str
    amount: str


def result_lines(results: Iterable[FundingResult]) -> list[ResultLine]:
    return [
        ResultLine(
            result=one,
            residents=numbers.number_text(one.residents),
            points="" if one.points is None else numbers.share_text(one.points),
            assessed=numbers.share_text(one.assessed),
            maximum=euros(one.maximum_cents),
            amount=euros(one.amount_cents),
        )
        for one in results
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One indicator of a calculation sheet, down to numerator and denominator. Texts are empty where unknown."""

    code: str
    name: str
    weight: str
    value: str
    counts: str
    period: str
    baseline: str
    floor: str
    target: str
    score: str
    gap: str
    earned: str
    standing: str
    outcome: str
    pooled: bool
    sample: str


def sheet_lines(result: FundingResult) -> list[SheetLine]:
    """One query."""
    inputs = result.inputs.select_related("measured", "measured_before")
    return [_sheet_line(one) for one in inputs]


def _sheet_line(one: FundingInput) -> SheetLine:
    passport = indicators.get(one.indicator)
    is_used = one.value is not None and one.standing == Standing.USABLE

    def text(value: float | None) -> str:
        return "" if value is None else numbers.value_text(value, passport.unit)

    return SheetLine(
        code=one.indicator,
        name=str(passport.name),
        weight=f"{one.weight:g}",
        value=text(one.value) if is_used else "",
        counts=_counts(one) if is_used and not one.pooled else "",
        period=numbers.period_short(one.measured.period) if one.measured is not None else "",
        baseline=text(one.baseline),
        floor=numbers.goalpost_text(one.floor, passport.unit),
        target=numbers.goalpost_text(one.target, passport.unit),
        score="" if one.score is None else numbers.score_text(one.score),
        gap="" if one.gap_closed is None else numbers.share_text(max(one.gap_closed, 0.0)),
        earned="" if one.earned is None else numbers.share_text(one.earned),
        standing=str(STANDINGS[one.standing]),
        outcome=str(OUTCOMES[one.outcome]),
        pooled=one.pooled,
        sample=str(SAMPLES[one.sample_typed]) if one.sample_typed is not None else "",
    )


def _counts(one: FundingInput) -> str:
    figure = one.measured
    if figure is None or figure.numerator is None or figure.denominator is None:
        return ""
    return _("%(part)s of %(whole)s") % {
        "part": numbers.number_text(figure.numerator),
        "whole": numbers.number_text(figure.denominator),
    }


def rules_words(scheme: FundingScheme) -> dict[str, str]:
    """Shares of the rules as percentages."""
    return {
        "gap_percent": numbers.value_text(scheme.gap_share, "%", 0),
        "guaranteed_percent": numbers.share_text(scheme.guaranteed_share),
        "assessed_percent": numbers.share_text(scheme.minimum_assessed),
    }


def simulation_words(simulation: Simulation) -> dict[str, object]:
    """A simulation as its page shows it."""
    return {
        "given": euros(simulation.given_cents),
        "apart": euros(simulation.kept_apart_cents),
        "left": euros(simulation.left_cents),
        "rows": [
            {
                "name": one.corps.display_name,
                "points": "" if one.points is None else numbers.share_text(one.points),
                "amount": euros(one.amount_cents),
                "difference": signed_euros(one.difference_cents),
            }
            for one in simulation.rows
        ],
        "crowded": [
            _("%(name)s: %(above)s corps stand just above the target and %(below)s just below it.")
            % {"name": indicators.get(one.indicator).name, "above": one.above, "below": one.below}
            for one in simulation.crowded
        ],
        "shrunk": [
            _("%(corps)s, %(name)s: the figure got better while its denominator fell from %(before)s to %(now)s.")
            % {
                "corps": one.corps.display_name,
                "name": indicators.get(one.indicator).name,
                "before": numbers.number_text(one.before),
                "now": numbers.number_text(one.now),
            }
            for one in simulation.shrunk
        ],
    }


def signed_euros(cents: int | None) -> str:
    """A change of a sum with its sign; empty for none."""
    if cents is None:
        return ""
    sign = "+" if cents > 0 else "\N{MINUS SIGN}" if cents < 0 else ""
    return f"{sign}{euros(abs(cents))}"
