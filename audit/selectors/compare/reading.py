"""The figures and scores of many corps at once, each as this reader may read it."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from audit.selectors.compare.reader import Reader
from audit.selectors.compare.selection import Selection
from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.frameworks import FrameworkRows, framework_rows_of
from legitimacy.disclosure.visible import VisiblePart, VisibleScorecard, VisibleValue
from legitimacy.models import Corps
from legitimacy.models.disclosure import Audience

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


def comparison_read(
    selection: Selection,
    reader: Reader,
    corps: Sequence[Corps],
    *,
    with_parts: bool = True,
    with_items: bool = True,
) -> Comparison:
    """The scorecards of `corps` in the period of the selection.

    Three queries for visitors (none where the release is kept) and for an auditor, and both for who reads some corps
    in another way than the others; one less of each without parts or without items, two more where the framework is
    not kept yet.
    """
    what = {"with_parts": with_parts, "with_items": with_items}
    found: list[VisibleScorecard] = []
    if selection.period:
        for audience, ids in reader.by_audience(corps).items():
            if audience == Audience.PUBLIC:
                found += _released(selection, ids, what)
            else:
                found += disclosed.scorecards_list(
                    audience=audience,
                    register=selection.register,
                    period=selection.period,
                    corps_ids=ids,
                    **what,
                )
    framework = max((card.framework for card in found), default="")
    return Comparison(
        corps=tuple(corps),
        cards={card.corps_code: card for card in found},
        framework=framework,
        rows=framework_rows_of(framework) if framework else NO_ROWS,
    )


KEPT = 8
"""Released periods of which the process keeps the figures: some ten megabytes each for a whole country."""
_kept: OrderedDict[tuple[object, ...], list[VisibleScorecard]] = OrderedDict()


def _released(selection: Selection, ids: Sequence[int], what: Mapping[str, bool]) -> list[VisibleScorecard]:
    """What everybody may read of these corps.

    A release never changes, so a whole register that was read once is kept until a newer release is approved. A few
    corps are read by themselves.
    """
    released_at = next((getattr(one, "released_at", None) for one in selection.everyone), None)
    key = (selection.register, selection.period, released_at, *sorted(what.items()))
    cards = _kept.get(key)
    if cards is None:
        whole = 2 * len(ids) > len(selection.everyone)
        cards = disclosed.scorecards_list(
            audience=Audience.PUBLIC,
            register=selection.register,
            period=selection.period,
            corps_ids=None if whole else ids,
            **what,
        )
        if whole and released_at is not None:
            _kept[key] = cards
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    wanted = set(ids)
    return [card for card in cards if card.corps_id in wanted]


def comparisons_forget() -> None:
    """For tests, whose databases begin anew."""
    _kept.clear()
