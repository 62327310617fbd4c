"""A sample on its way to the database: its rows, and what each reader makes of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from operator import itemgetter
from typing import Any

from django.db.models import Model

from audit.models import Sample
from audit.workflow.standards.codes import Level, SampleFault, SampleStage
from audit.workflow.standards.drawing import FrameItem
from legitimacy.indicators.agreement import agreement_of
from legitimacy.models import User
from legitimacy.models.inserting import rows_insert

CLOSED_AFTER = 30
"""Days from the end of the period to the closing of its sample."""
Cells = dict[str, Any]


class WrittenSample:
    """A sample on its way to the database, with its items and what each reader makes of them."""

    def __init__(self, sample: Sample, items: list[FrameItem], codes: list[str]) -> None:
        self.sample, self.items, self.codes = sample, items, codes
        self.levels: list[tuple[dict[str, str], dict[str, str], dict[str, str]]] = []

    def judge(self, rng: Any, ones: list[bool], twos: list[bool], passes: list[bool], *, is_rejected: bool) -> None:
        """Give both readers and the outcome their levels, and close or reject the sample."""
        passing = dict.fromkeys(self.codes, Level.MET.value)
        failing = [passing | {code: Level.NOT_MET.value} for code in self.codes]
        drawn = rng.integers(0, len(self.codes), len(passes)).tolist()
        for one, two, final, place in zip(ones, twos, passes, drawn, strict=True):
            fails = failing[place]
            self.levels.append((passing if one else fails, passing if two else fails, passing if final else fails))
        sample = self.sample
        agreement = agreement_of(list(zip(ones, twos, strict=True)))
        sample.agreement, sample.kappa = agreement.share, agreement.kappa
        sample.stage = SampleStage.REJECTED if is_rejected else SampleStage.CLOSED
        sample.fault = SampleFault.CHOSEN if is_rejected else ""
        sample.closed_on = sample.period_to + timedelta(days=CLOSED_AFTER)

    def item_cells(self) -> Iterator[Cells]:
        for place, item in enumerate(self.items, start=1):
            final = self.levels[place - 1][2] if self.levels else {}
            failed = [code for code, level in final.items() if level == Level.NOT_MET]
            yield {
                "sample_id": self.sample.pk, "position": place, "key": item.key, "on": item.on, "channel": item.channel,
                "title": item.title, "url": item.url, "passes": not failed if final else None, "failed": failed,
            }  # fmt: skip

    @property
    def differing(self) -> dict[int, list[str]]:
        """Criteria on which the two readers differ, by position."""
        found = {}
        for place, (one, two, _final) in enumerate(self.levels, start=1):
            codes = [code for code in self.codes if one[code] != two[code]]
            if codes:
                found[place] = codes
        return found

    def reader_cells(self, auditors: Sequence[User], *, third: bool = True) -> Iterator[Cells]:
        seats = (1, 2, 3) if third and self.differing else (1, 2)
        for seat in seats:
            yield {
                "sample_id": self.sample.pk, "seat": seat, "reader_id": auditors[seat - 1].pk,
                "submitted_on": self.sample.drawn_on + timedelta(days=5 * seat),
            }  # fmt: skip

    def reading_cells(self, keys: dict[tuple[int, int], int], *, third: bool = True) -> Iterator[Cells]:
        differing = self.differing
        for place, (one, two, final) in enumerate(self.levels, start=1):
            item = keys[self.sample.pk, place]
            yield {"item_id": item, "seat": 1, "levels": one}
            yield {"item_id": item, "seat": 2, "levels": two}
            if third and place in differing:
                yield {"item_id": item, "seat": 3, "levels": {code: final[code] for code in differing[place]}}


def cells_insert(model: type[Model], rows: Iterable[Cells]) -> None:
    """Insert rows that name only the columns that differ from an empty record of the model."""
    empty = model()
    fields = [each for each in model._meta.concrete_fields if not each.primary_key]
    usual: Cells = {str(each.column): getattr(empty, each.attname) for each in fields}
    columns = list(usual)
    pick = itemgetter(*columns)
    rows_insert(model, columns, (pick(usual | row) for row in rows))
