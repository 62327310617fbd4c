"""The figures and scores of many corps at once, each as this reader may read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from audit.selectors.compare.reader import Reader
from audit.selectors.compare.selection import Selection
from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.frameworks import FrameworkRows, framework_rows_of
from legitimacy.disclosure.visible import VisiblePart, VisibleScorecard, VisibleValue
from legitimacy.models import Corps

NO_ROWS = FrameworkRows({}, ())


@dataclass(frozen=True)
class Comparison:
    """The scorecards of the chosen corps, by code; a corps without one is absent. `framework` judges them all."""

    corps: tuple[Corps, ...]
    cards: Mapping[str, VisibleScorecard]
    framework: str
    rows: FrameworkRows

    @cached_property
    def figures(self) -> dict[str, dict[str, VisibleValue]]:
        """Of each corps every indicator of the framework, with its score, by codes."""
        return {code: {item.indicator: item for item in card.items} for code, card in self.cards.items()}

    def part(self, corps: str, key: str) -> VisiblePart | None:
        """A facet (`EFF.results`), a pillar (`EFF`) or the whole (`overall`) of one corps."""
        card = self.cards.get(corps)
        return card.parts.get(key) if card else None

    @property
    def is_empty(self) -> bool:
        return not self.cards


def comparison_read(selection: Selection, reader: Reader, corps: Sequence[Corps]) -> Comparison:
    """The scorecards of `corps` in the period of the selection.

    Three queries for visitors, four for an auditor, and both for who reads some corps in another way than the others;
    two more where the rows of the framework are not kept yet.
    """
    found: list[VisibleScorecard] = []
    if selection.period:
        for audience, ids in reader.by_audience(corps).items():
            found += disclosed.scorecards_list(
                audience=audience, register=selection.register, period=selection.period, corps_ids=ids
            )
    framework = max((card.framework for card in found), default="")
    return Comparison(
        corps=tuple(corps),
        cards={card.corps_code: card for card in found},
        framework=framework,
        rows=framework_rows_of(framework) if framework else NO_ROWS,
    )
