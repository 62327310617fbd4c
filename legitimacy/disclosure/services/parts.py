"""Storing what an audience reads of scores, and remembering what stood behind bands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet

from legitimacy.disclosure.parts import PartNumbers
from legitimacy.indicators.definitions import Visibility
from legitimacy.models import PartPublication, Release, Scorecard
from legitimacy.models.disclosure import Audience
from legitimacy.models.inserting import rows_insert

BATCH = 2000
NUMBERS = (
    *("key", "level", "visibility", "score", "lower", "upper", "bound_low", "bound_high", "coverage", "verified"),
    *("rank", "rank_low", "rank_high", "group_size"),
)
PLACE = ("corps_id", "period", "framework_id", "audience", "release_id")

Spent = dict[str, str]
numbers_of = attrgetter(*NUMBERS)


@dataclass(frozen=True, slots=True)
class Group:
    """Scorecards of one framework, period and register, at least one, as one audience inside reads them."""

    audience: str
    cards: Sequence[Scorecard]

    @property
    def corps_ids(self) -> list[int]:
        return [card.corps_id for card in self.cards]

    def rows(self) -> QuerySet[PartPublication]:
        """Everything stored for the group, of other corps too."""
        card = self.cards[0]
        return PartPublication.objects.filter(
            audience=self.audience,
            release=None,
            period=card.period,
            framework=card.framework_id,
            corps__register=card.corps.register,
        )

    def hidden_elsewhere(self) -> frozenset[str]:
        """Keys in which the score of a corps outside these cards is hidden."""
        others = self.rows().exclude(corps__in=self.corps_ids).exclude(visibility=Visibility.SHOWN)
        return frozenset(others.values_list("key", flat=True).distinct())


def spent_read(group: Group) -> dict[int, dict[int, str]]:
    """By corps: hidden values that ever stood behind one of its bands, in whatever period, with the band's digest."""
    rows = PartPublication.objects.filter(audience=group.audience, release=None, corps__in=group.corps_ids)
    spent: dict[int, dict[int, str]] = defaultdict(dict)
    for corps_id, behind in rows.filter(spent__isnull=False).values_list("corps_id", "spent"):
        spent[corps_id] |= {int(value_id): digest for value_id, digest in (behind or {}).items()}
    return spent


def parts_store(group: Group, readable: Sequence[Mapping[str, PartNumbers]]) -> int:
    """Write what differs from what is stored; return how many rows that were. A value once spent stays spent."""
    stored = group.rows().filter(corps__in=group.corps_ids).values_list("pk", "corps_id", "spent", *NUMBERS)
    known = {(corps_id, numbers[0]): (pk, spent, tuple(numbers)) for pk, corps_id, spent, *numbers in stored}
    fresh, replaced = [], []
    for card, parts in zip(group.cards, readable, strict=True):
        for key, part in parts.items():
            pk, spent_before, numbers = known.get((card.corps_id, key), (None, None, None))
            spent = {**(spent_before or {}), **part.spent}
            if numbers != numbers_of(part) or spent != (spent_before or {}):
                fresh.append((card, part, spent))
                replaced += [pk] if pk else []
    for start in range(0, len(replaced), BATCH):
        PartPublication.objects.filter(pk__in=replaced[start : start + BATCH]).delete()
    parts_insert(fresh, audience=group.audience)
    _ranks_clear(group, readable)
    return len(fresh)


def _ranks_clear(group: Group, readable: Sequence[Mapping[str, PartNumbers]]) -> None:
    """A score hidden now takes the ranks of corps outside these cards away too; a chief reads no list of ranks."""
    hidden = {key for parts in readable for key, part in parts.items() if part.visibility != Visibility.SHOWN}
    if hidden and group.audience != Audience.CORPS:
        ranked = group.rows().filter(key__in=hidden, rank__isnull=False)
        ranked.update(rank=None, rank_low=None, rank_high=None)


def parts_insert(
    parts: Iterable[tuple[Scorecard, PartNumbers, Spent]], *, audience: str, release: Release | None = None
) -> None:
    """Insert one row for each part of a scorecard, with the hidden values that stand or stood behind it."""
    rows_insert(PartPublication, (*PLACE, "spent", *NUMBERS), _rows(parts, audience, release))


def _rows(
    parts: Iterable[tuple[Scorecard, PartNumbers, Spent]], audience: str, release: Release | None
) -> Iterator[Sequence[Any]]:
    for card, part, spent in parts:
        place = (card.corps_id, card.period, card.framework_id, str(audience), release.pk if release else None)
        yield (*place, spent or None, *numbers_of(part))
