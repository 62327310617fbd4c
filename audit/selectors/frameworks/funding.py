"""What a framework would change in the advice of a scheme whose inputs are frozen, corps by corps.

Nothing is measured again: the frozen figures are held to the floors, targets, minima and funding flags of the draft.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from audit.models import FundingInput, FundingResult, FundingScheme
from audit.rules.funding import OPEN_TO_CORPS, advises
from audit.selectors.funding.samples import samples_accepted
from audit.workflow.funding import AUDITED_SAMPLE, refusal
from legitimacy.access import Person, standing_of
from legitimacy.disclosure.selectors import scorecards_list
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.funding import Advice, Earned, Input, Standing, advise_one
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Framework, FrameworkItem
from legitimacy.models.disclosure import Audience
from legitimacy.scorecards.rules import sized_by_n

LEAVES = "leaves"
"""Outcome of an indicator that the draft does not let count at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One indicator of one corps that comes to something else. Outcomes are codes; `earned` is a share 0-1 or None."""

    indicator: str
    old_outcome: str
    old_earned: float | None
    new_outcome: str
    new_earned: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One corps of which something changes. Sums are None where it is not assessed."""

    corps: Corps
    criteria: Sequence[Criterion]
    old_cents: int | None
    new_cents: int | None

    @property
    def difference_cents(self) -> int | None:
        if self.old_cents is None or self.new_cents is None:
            return None
        return self.new_cents - self.old_cents


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingTrial:
    """`judged` corps were recomputed; `changed` are those of which something changes, by name. `left`: indicators that
    count no more. `unknown`: figures that might count, but whose number was not frozen.
    """

    scheme: FundingScheme
    judged: int
    changed: Sequence[Changed]
    old_cents: int
    new_cents: int
    left: Sequence[str]
    unknown: int


def funding_scheme_tried(register: str) -> FundingScheme | None:
    """The newest scheme of a register with frozen inputs. One query."""
    frozen = FundingScheme.objects.filter(register=register, state__in=OPEN_TO_CORPS, cut_off__isnull=False)
    return frozen.select_related("framework").order_by("-cut_off").first()


def funding_tried(framework: Framework, scheme: FundingScheme, user: Person) -> FundingTrial | None:
    """None for a reader who may not read sums. Without the corps that the reader ever belonged to. About 12 queries."""
    if not advises(user, scheme):
        return None
    framed = {item.indicator: item for item in framework.items.all()}
    found = scheme.results.exclude(corps__in=standing_of(user).ever_in).select_related("corps")
    results = list(found.prefetch_related("inputs"))
    figures = _figures(scheme, [one.corps_id for one in results])
    accepted = set(samples_accepted(scheme))
    minima = {item.indicator: item.min_denominator for item in scheme.framework.items.all()}
    tried = [_Tried(one, scheme, framed, minima, figures, accepted) for one in results]
    changed = [one.changed for one in tried if one.changed is not None]
    return FundingTrial(
        scheme=scheme,
        judged=len(tried),
        changed=sorted(changed, key=lambda one: one.corps.display_name.casefold()),
        old_cents=sum(one.old.amount_cents or 0 for one in tried),
        new_cents=sum(one.new.amount_cents or 0 for one in tried),
        left=sorted({code for one in tried for code in one.left}),
        unknown=sum(one.unknown for one in tried),
    )


def _figures(scheme: FundingScheme, corps_ids: Sequence[int]) -> Mapping[int, VisibleValue]:
    """Figures of the judged period by key, as the chief of each corps reads them: none of a hidden one."""
    cards = scorecards_list(
        audience=Audience.CORPS, register=scheme.register, period=scheme.period, corps_ids=corps_ids, with_parts=False
    )
    shown = (figure for card in cards for figure in card.items if figure.is_shown)
    return {figure.value_id: figure for figure in shown if figure.value_id is not None}


class _Tried:
    """One corps under both frameworks. The old advice is the frozen one, computed again from its own inputs."""

    def __init__(
        self,
        result: FundingResult,
        scheme: FundingScheme,
        framed: Mapping[str, FrameworkItem],
        minima: Mapping[str, int],
        figures: Mapping[int, VisibleValue],
        accepted: set[tuple[int, str]],
    ) -> None:
        self.corps, self.framed, self.minima = result.corps, framed, minima
        self.figures, self.accepted = figures, accepted
        self.left: list[str] = []
        self.unknown = 0
        rows = sorted(result.inputs.all(), key=lambda row: row.indicator)
        before = [Input(**{name: getattr(row, name) for name in Input.__slots__}) for row in rows]
        after = [self._held(row, one) for row, one in zip(rows, before, strict=True)]
        code, share, rules = result.corps.code, result.size_share, scheme.rules
        self.old: Advice = advise_one(code, share, before, rules)
        self.new: Advice = advise_one(code, share, [one for one in after if one is not None], rules)

    def _held(self, row: FundingInput, one: Input) -> Input | None:
        """The input held to the framework; None where that lets the indicator count no more."""
        item = self.framed.get(row.indicator)
        if row.indicator not in indicators or item is None or refusal(indicators.get(row.indicator), item):
            self.left.append(row.indicator)
            return None
        made = replace(one, floor=item.floor or 0.0, target=item.target or 0.0)
        figure = self.figures.get(row.measured_id or 0)
        standing = Standing(one.standing)
        if standing is Standing.NO_AUDITED_SAMPLE and item.funding_condition != AUDITED_SAMPLE:
            if figure is None or figure.value is None:
                self.unknown += 1
                return made
            made, standing = replace(made, standing=Standing.USABLE, value=figure.value), Standing.USABLE
        if standing is Standing.TOO_FEW:
            # What was too few has no number here: whether it would count, nobody can say.
            self.unknown += item.min_denominator < self.minima.get(row.indicator, 0)
            return made
        if standing is not Standing.USABLE or row.pooled:
            return made
        if figure is not None and not _is_enough(figure, item):
            return replace(made, standing=Standing.TOO_FEW, value=None)
        if item.funding_condition == AUDITED_SAMPLE and (self.corps.pk, row.indicator) not in self.accepted:
            return replace(made, standing=Standing.NO_AUDITED_SAMPLE, value=None)
        return made

    @property
    def changed(self) -> Changed | None:
        new = {one.indicator: one for one in self.new.earned}
        criteria = [each for one in self.old.earned if (each := _criterion(one, new.get(one.indicator))) is not None]
        if not criteria and self.old.amount_cents == self.new.amount_cents:
            return None
        return Changed(
            corps=self.corps,
            criteria=criteria,
            old_cents=self.old.amount_cents,
            new_cents=self.new.amount_cents,
        )


def _criterion(old: Earned, new: Earned | None) -> Criterion | None:
    if new is not None and (old.outcome, old.earned) == (new.outcome, new.earned):
        return None
    return Criterion(
        indicator=old.indicator,
        old_outcome=old.outcome,
        old_earned=old.earned,
        new_outcome=LEAVES if new is None else new.outcome,
        new_earned=None if new is None else new.earned,
    )


def _is_enough(figure: VisibleValue, item: FrameworkItem) -> bool:
    """Whether a figure rests on the framework's minimum; as in scoring, one of unknown size does."""
    by_n = item.indicator in sized_by_n()
    size = figure.n if by_n or figure.denominator is None else figure.denominator
    return size is None or size >= item.min_denominator
