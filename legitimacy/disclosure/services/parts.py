"""Storing what the audiences inside read of scores, and remembering what stood behind bands."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from django.db.models import QuerySet

from legitimacy.disclosure.parts import PartNumbers
from legitimacy.indicators.definitions import Visibility
from legitimacy.models import PartPublication, Release, Scorecard
from legitimacy.models.inserting import objects_insert

BATCH = 2000
FROZEN = tuple(field.name for field in fields(PartNumbers) if field.name != "is_exact")


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
    for corps_id, behind in rows.exclude(spent={}).values_list("corps_id", "spent"):
        spent[corps_id] |= {int(value_id): digest for value_id, digest in behind.items()}
    return spent


def parts_store(group: Group, readable: Sequence[Mapping[str, PartNumbers]]) -> int:
    """Write what differs from what is stored; return how many rows that were."""
    known = {(row.corps_id, row.key): row for row in group.rows().filter(corps__in=group.corps_ids)}
    fresh = []
    for card, parts in zip(group.cards, readable, strict=True):
        for key, part in parts.items():
            old = known.get((card.corps_id, key))
            row = part_row(card, part, audience=group.audience, spent_before=old.spent if old else {})
            if old is None or _numbers(old) != _numbers(row):
                fresh.append(row)
    replaced = [known[row.corps_id, row.key].pk for row in fresh if (row.corps_id, row.key) in known]
    for start in range(0, len(replaced), BATCH):
        PartPublication.objects.filter(pk__in=replaced[start : start + BATCH]).delete()
    objects_insert(fresh)
    _ranks_clear(group, readable)
    return len(fresh)


def _ranks_clear(group: Group, readable: Sequence[Mapping[str, PartNumbers]]) -> None:
    """A score hidden now takes the ranks of corps outside these cards away too; a chief reads no list of ranks."""
    hidden = {key for parts in readable for key, part in parts.items() if part.visibility != Visibility.SHOWN}
    if hidden and group.audience != "corps":
        ranked = group.rows().filter(key__in=hidden, rank__isnull=False)
        ranked.update(rank=None, rank_low=None, rank_high=None)


def part_row(
    card: Scorecard,
    part: PartNumbers,
    *,
    audience: str,
    spent_before: Mapping[str, str] | None = None,
    release: Release | None = None,
) -> PartPublication:
    """The row, unsaved. A value stays spent when its band is later taken away."""
    numbers = {name: getattr(part, name) for name in FROZEN} | {"spent": {**(spent_before or {}), **part.spent}}
    return PartPublication(
        corps_id=card.corps_id,
        period=card.period,
        framework_id=card.framework_id,
        audience=audience,
        release=release,
        **numbers,
    )


def _numbers(row: PartPublication) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
