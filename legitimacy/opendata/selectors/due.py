"""Which datasets were due when, and which of them were published in time, with everything that belongs to them.

A dataset of a quarter is due by the last day of the next quarter, one of a year by 30 June of the next. It is owed from
the first release of its register on, and from its own first edition on, in whichever register that was: what nobody
could publish yet is not late.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db.models import Min, QuerySet
from django.utils import timezone

from legitimacy.exports.datasets import Dataset, Rhythm, datasets
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Edition, Release
from legitimacy.models.disclosure import public_releases
from legitimacy.opendata.selectors.editions import file_read

LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)
QUARTERS_GIVEN = {Rhythm.QUARTERLY: 1, Rhythm.ANNUAL: 2}
"""Quarters after the end of what a dataset describes, on the last day of which it is due."""
TEXTS = ("titles", "descriptions")


@dataclass(frozen=True, slots=True)
class Due:
    """A dataset that a register owes by the last day of a quarter, and the period that it describes."""

    dataset: Dataset
    described: Period

    def is_described_in(self, periods: Iterable[str]) -> bool:
        """Whether a release of these periods closes the one described; a year also by its last quarter."""
        known = set(periods)
        last = self.described.quarters()[-1]
        return str(self.described) in known or (self.described.is_year and str(last) in known)


@dataclass(slots=True)
class Shelf:
    """All public editions of one register, and when it and each dataset began."""

    register: str
    begun: date | None
    first: Mapping[str, date]
    editions: list[Edition]
    named: dict[tuple[int, str], frozenset[str]] = field(default_factory=dict)

    def due_in(self, quarter: Period) -> Iterator[Due]:
        """What is due by the last day of a quarter."""
        if self.begun is None or self.begun > quarter.end:
            return
        for dataset in datasets:
            if dataset.key in self.first and self.first[dataset.key] <= quarter.end:
                closed = quarter.shift(-QUARTERS_GIVEN[dataset.rhythm])
                if dataset.rhythm is Rhythm.QUARTERLY:
                    yield Due(dataset, closed)
                elif closed.quarter == 4:
                    yield Due(dataset, Period(closed.year))

    def published(self, due: Due, deadline: date) -> frozenset[str] | None:
        """Codes of the corps of which it was published in time; None: of the whole register, so of each of them."""
        found: frozenset[str] = frozenset()
        for edition in self.editions:
            is_it = edition.dataset == due.dataset.key and due.is_described_in(edition.release.periods)
            if is_it and published_on(edition.release) <= deadline and is_complete(edition.descriptor):
                if not due.dataset.corps:
                    return None
                found |= self._corps_in(edition, due)
        return found

    def _corps_in(self, edition: Edition, due: Due) -> frozenset[str]:
        """Corps that have a row about what is described which says more than that they delivered nothing."""
        key = edition.pk, str(due.described)
        if key not in self.named:
            content = file_read(edition.files.get(format="csv")).decode()
            periods = {str(due.described), str(due.described.year)}
            self.named[key] = frozenset(
                row[due.dataset.corps]
                for row in csv.DictReader(io.StringIO(content))
                if row.get("state") != State.NOT_DELIVERED
                and (row.get("period") or row.get("year") or str(due.described)) in periods
            )
        return self.named[key]


def shelves_read() -> list[Shelf]:
    """Every register with a public release; 3 queries, and one for each file that is looked into later."""
    approved = Release.objects.filter(status=Release.Status.APPROVED).order_by()
    begun = dict(approved.values_list("register").annotate(first=Min("approved_at")))
    first = dict(Edition.objects.order_by().values_list("dataset").annotate(first=Min("release__approved_at")))
    days = {key: timezone.localdate(at) for key, at in first.items()}
    found: dict[str, list[Edition]] = {register: [] for register in begun}
    for edition in _editions():
        found[edition.register].append(edition)
    return [
        Shelf(register, timezone.localdate(begun[register]), days, editions) for register, editions in found.items()
    ]


def _editions() -> QuerySet[Edition]:
    rows = Edition.objects.filter(**public_releases("release__")).select_related("release")
    return rows.order_by("register", "dataset", "number")


def published_on(release: Release) -> date:
    return timezone.localdate(release.approved_at) if release.approved_at else date.max


def is_complete(descriptor: Mapping[str, object]) -> bool:
    """Title, description and every column explained in all languages, a licence, and how often it comes: what the
    catalogue (DCAT-AP) and the dictionary are made of.
    """
    schema = descriptor.get("schema")
    fields = schema.get("fields", []) if isinstance(schema, dict) else []
    told = [descriptor.get(name) for name in TEXTS] + [one.get("descriptions") for one in fields]
    texts = all(isinstance(one, dict) and {code for code, text in one.items() if text} >= LANGUAGES for one in told)
    return bool(fields and texts and descriptor.get("licenses") and descriptor.get("accrualPeriodicity"))
