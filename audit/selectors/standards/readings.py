"""What the readers of a sample made of it, and where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from audit.models import Reading, Sample
from audit.workflow.standards.codes import Judges, Level
from audit.workflow.standards.points import item_passes
from legitimacy.indicators.agreement import Agreement, agreement_of

FIRST, SECOND, THIRD = 1, 2, 3


@dataclass(frozen=True)
class Readings:
    """All readings of one sample.

    `items`: item key and position, in the order of the draw. `levels`: by seat and item key, a level by criterion code.
    `handed_in`: the seats that have handed in. Nothing of a reader is to be shown to another before both did.
    """

    codes: tuple[str, ...]
    items: tuple[tuple[int, int], ...]
    levels: dict[tuple[int, int], dict[str, str]]
    handed_in: frozenset[int]
    third_seated: bool

    @cached_property
    def both_in(self) -> bool:
        return {FIRST, SECOND} <= self.handed_in

    @cached_property
    def disputed(self) -> dict[int, list[str]]:
        """Criteria on which the two readers differ, by item; empty until both have handed in."""
        if not self.both_in:
            return {}
        found = {}
        for pk, _position in self.items:
            one, two = self._of(FIRST, pk), self._of(SECOND, pk)
            differing = [code for code in self.codes if one.get(code) != two.get(code)]
            if differing:
                found[pk] = differing
        return found

    @cached_property
    def is_settled(self) -> bool:
        return self.both_in and (not self.disputed or THIRD in self.handed_in)

    @cached_property
    def passing_pairs(self) -> list[tuple[bool, bool]]:
        """For each item whether it passes, to the first and to the second reader."""
        return [
            (item_passes(self._of(FIRST, pk).values()), item_passes(self._of(SECOND, pk).values()))
            for pk, _position in self.items
        ]

    def agreement_on(self, code: str) -> Agreement:
        """Agreement of the two readers on one criterion."""
        return agreement_of(
            [(self._of(FIRST, pk).get(code), self._of(SECOND, pk).get(code)) for pk, _position in self.items]
        )

    def missing(self, seat: int) -> list[int]:
        """Positions of the items that a seat has not judged wholly."""
        asked = self.disputed if seat == THIRD else {pk: list(self.codes) for pk, _position in self.items}
        return [
            position
            for pk, position in self.items
            if pk in asked and any(code not in self._of(seat, pk) for code in asked[pk])
        ]

    def decided(self, pk: int) -> dict[str, str]:
        """The level of each criterion: what both say, or else what the third says."""
        disputed = self.disputed.get(pk, [])
        third = self._of(THIRD, pk)
        return {
            code: (third.get(code, "") if code in disputed else level) for code, level in self._of(FIRST, pk).items()
        }

    def passes(self, pk: int) -> bool:
        return item_passes(self.decided(pk).values())

    def failed(self, pk: int) -> list[str]:
        """Codes of the criteria that an item does not meet."""
        decided = self.decided(pk)
        return [code for code in self.codes if decided.get(code) == Level.NOT_MET]

    def _of(self, seat: int, pk: int) -> dict[str, str]:
        return self.levels.get((seat, pk), {})


def item_criteria(sample: Sample) -> Sequence[str]:
    """Codes of the criteria by which the items of a sample are judged, in order."""
    rows = sample.standard.criteria.filter(applies_to=Judges.ITEM).order_by("position")
    return list(rows.values_list("code", flat=True))


def readings_of(sample: Sample) -> Readings:
    """Four queries, whatever the size of the sample."""
    levels = {
        (seat, item): given
        for seat, item, given in Reading.objects.filter(item__sample=sample).values_list("seat", "item_id", "levels")
    }
    seats = dict(sample.readers.values_list("seat", "submitted_on"))
    return Readings(
        codes=tuple(item_criteria(sample)),
        items=tuple(sample.items.order_by("position").values_list("pk", "position")),
        levels=levels,
        handed_in=frozenset(seat for seat, on in seats.items() if on is not None),
        third_seated=THIRD in seats,
    )
