"""Writes drawn assessments and samples as records, each table in one go."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import Model

from audit.demo.standards.drawing import DrawnDocuments, DrawnList, DrawnSample, Ints
from audit.demo.standards.words import DIFFERS, DOCUMENTS, EVIDENCE, OWNER, PAGES, language_of
from audit.models import Assessment, Criterion, CriterionScore, Reading, Sample, SampleItem, SampleReader, Standard
from audit.services.standards.reading import reference_of
from audit.workflow.standards.codes import Frame, FrameSource, Judges, Level, SampleFault, SampleStage, Stage
from audit.workflow.standards.drawing import FrameItem, frame_pack, sample_draw
from audit.workflow.standards.points import total_of
from legitimacy.indicators.agreement import agreement_of
from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, ImprovementAction, User
from legitimacy.models.inserting import rows_insert
from legitimacy.sampling import Listed, sampling_registers
from legitimacy.simulations import Example

LEVELS = (Level.NOT_MET.value, Level.PARTLY.value, Level.MET.value)
DOCUMENT_CODES = tuple(DOCUMENTS)
SENT_AFTER, VALIDATED_AFTER, DRAWN_AFTER, CLOSED_AFTER, ACTION_DAYS = 20, 45, 7, 30, 120
LISTED = 2
"""How many times longer than the sample a simulated list of queries is."""
WITH_ACTIONS = frozenset({"V017", "V041"})
Cells = dict[str, Any]


@dataclass(frozen=True)
class Writer:
    """What all rows need: the corps by their place in the example, the standards by code, and who did the work."""

    quarters: Sequence[Period]
    corps: Sequence[Corps]
    standards: dict[str, Standard]
    criteria: dict[str, list[Criterion]]
    auditors: Sequence[User]

    @classmethod
    def of(cls, register: str, auditors: Sequence[User], example: Example | None = None) -> "Writer":
        known = {each.code: each for each in Corps.objects.filter(register=register)}
        codes = example.codes if example else sorted(known)
        standards = {each.code: each for each in Standard.objects.filter(register=register)}
        criteria: dict[str, list[Criterion]] = {code: [] for code in standards}
        for criterion in Criterion.objects.filter(standard__register=register).select_related("standard"):
            criteria[criterion.standard.code].append(criterion)
        return cls(example.quarters if example else (), [known[code] for code in codes], standards, criteria, auditors)

    def judged_by(self, code: str, what: str) -> list[Criterion]:
        """Criteria of a standard for the corps, its documents, or drawn items."""
        return [each for each in self.criteria[code] if each.applies_to == what]

    def standard_of(self, indicator: str) -> Standard:
        return next(each for each in self.standards.values() if each.indicator == indicator)

    # Assessments

    def lists_write(self, drawn: Iterable[DrawnList]) -> int:
        rows = []
        for each in drawn:
            standard = self.standard_of(each.code)
            criteria = self.judged_by(standard.code, Judges.CORPS)
            rows.append(
                (self._assessment(standard, each.corps, each.column, "", criteria, each.judged, each.said), each)
            )
        scores = ((a, self.judged_by(a.standard.code, Judges.CORPS), each.judged, each.said) for a, each in rows)
        return self._assessments_insert([assessment for assessment, _ in rows], scores)

    def documents_write(self, drawn: Iterable[DrawnDocuments]) -> int:
        rows: list[tuple[Assessment, list[Criterion], Ints]] = []
        for each in drawn:
            language = language_of(self.corps[each.corps].languages)
            for place, levels in enumerate(each.levels):
                code = DOCUMENT_CODES[place % len(DOCUMENT_CODES)]
                subject = DOCUMENTS[code][language][place // len(DOCUMENT_CODES)]
                criteria = self.judged_by(code, Judges.DOCUMENT)
                assessment = self._assessment(
                    self.standards[code], each.corps, each.column, subject, criteria, levels, levels
                )
                rows.append((assessment, criteria, levels))
        scores = ((assessment, criteria, levels, levels) for assessment, criteria, levels in rows)
        return self._assessments_insert([row[0] for row in rows], scores)

    def _assessment(
        self,
        standard: Standard,
        corps: int,
        column: int,
        subject: str,
        criteria: Sequence[Criterion],
        judged: Ints,
        said: Ints,
    ) -> Assessment:
        ended = self.quarters[column].end
        own = total_of((each.points, LEVELS[level]) for each, level in zip(criteria, said, strict=True))
        total = total_of((each.points, LEVELS[level]) for each, level in zip(criteria, judged, strict=True))
        return Assessment(
            corps=self.corps[corps], standard=standard, subject=subject, stage=Stage.VALIDATED, version=3,
            period_from=self.quarters[max(0, column - 3)].start, period_to=ended,
            self_points=own.points, self_most=own.most, points=total.points, most=total.most, all_met=total.all_met,
            submitted_on=ended + timedelta(days=SENT_AFTER), auditor=self.auditors[column % 2],
            validated_on=ended + timedelta(days=VALIDATED_AFTER), origin=Origin.SIMULATED,
        )  # fmt: skip

    def _assessments_insert(
        self, rows: list[Assessment], scores: Iterable[tuple[Assessment, Sequence[Criterion], Ints, Ints]]
    ) -> int:
        Assessment.objects.bulk_create(rows, batch_size=500)
        cells_insert(CriterionScore, (cells for given in scores for cells in _score_cells(*given)))
        return len(rows)

    # Samples

    def samples_write(self, drawn: Iterable[DrawnSample]) -> int:
        files = self._closed_files()
        written = []
        for each in drawn:
            listed = self._listed(each, files)
            if len(listed) > 1:
                written.append(self._sample(each, listed))
        Sample.objects.bulk_create((one.sample for one in written), batch_size=200)
        cells_insert(SampleItem, (cells for one in written for cells in one.item_cells()))
        newest = max((one.sample.period_to for one in written), default=date.min)
        shown = [one for one in written if one.sample.period_to == newest or one.sample.corps.code in WITH_ACTIONS]
        self.readings_write(shown)
        self._actions_write([one for one in shown if one.sample.corps.code in WITH_ACTIONS])
        return len(written)

    def readings_write(self, samples: "Sequence[WrittenSample]") -> None:
        """Who read what; for older samples of other corps only the outcome is kept."""
        cells_insert(SampleReader, (cells for one in samples for cells in one.reader_cells(self.auditors)))
        keys = {
            (sample, position): pk
            for pk, sample, position in SampleItem.objects.filter(
                sample__in=[one.sample.pk for one in samples]
            ).values_list("pk", "sample_id", "position")
        }
        cells_insert(Reading, (cells for one in samples for cells in one.reading_cells(keys)))

    def _closed_files(self) -> dict[int, Listed]:
        """All closed files of the example, by corps: one question for the whole story."""
        if Frame.FILES not in sampling_registers:
            return {}
        last = self.quarters[-1].end
        ids = [corps.pk for corps in self.corps]
        return sampling_registers.get(Frame.FILES).list_items(ids, date(2020, 1, 1), last)

    def _listed(self, drawn: DrawnSample, files: dict[int, Listed]) -> list[FrameItem]:
        first, last = self.quarters[drawn.first].start, self.quarters[drawn.last].end
        corps = self.corps[drawn.corps]
        if drawn.code == "PRV-07":
            return [FrameItem(key=number, on=on) for number, on in files.get(corps.pk, []) if first <= on <= last]
        if drawn.code == "PRV-14":
            site = f"https://{corps.code.lower()}.politie.example"
            return [
                FrameItem(key=f"{site}/{page}-{copy}", title=f"{page} {copy}", url=f"{site}/{page}-{copy}")
                for copy in range(1, 4)
                for page in PAGES
            ]
        days = (last - first).days + 1
        count = drawn.size * LISTED
        when = drawn.rng.integers(0, days, count)
        return [
            FrameItem(key=f"B{first:%y%m}-{place:05d}", on=first + timedelta(days=int(day)))
            for place, day in enumerate(when, start=1)
        ]

    def _sample(self, drawn: DrawnSample, listed: list[FrameItem]) -> "WrittenSample":
        standard, corps = self.standard_of(drawn.code), self.corps[drawn.corps]
        source = FrameSource.REGISTER if drawn.code == "PRV-07" else FrameSource.UPLOAD
        first, last = self.quarters[drawn.first], self.quarters[drawn.last]
        one = self.sample_make(standard, corps, first, last, listed, source, min(drawn.size, len(listed)))
        ones, twos, passes = drawn.outcomes(len(one.items))
        one.judge(drawn.rng, ones.tolist(), twos.tolist(), passes.tolist(), is_rejected=drawn.is_rejected)
        one.sample.closed_by = self.auditors[0]
        return one

    def sample_make(
        self,
        standard: Standard,
        corps: Corps,
        first: Period,
        last: Period,
        listed: list[FrameItem],
        source: FrameSource,
        size: int,
    ) -> "WrittenSample":
        """A sample drawn with a seed of the example, so that two installations draw the same."""
        frame = frame_pack(listed)
        seed = hashlib.sha256(f"{corps.code}:{standard.code}:{first}".encode()).hexdigest()[:16]
        ended = last.end
        sample = Sample(
            corps=corps, standard=standard, period_from=first.start, period_to=ended, frame_source=source,
            frame=frame.packed, frame_count=frame.count, frame_checksum=frame.checksum, seed=seed, size=size,
            drawn_by=self.auditors[0], drawn_on=ended + timedelta(days=DRAWN_AFTER), origin=Origin.SIMULATED,
        )  # fmt: skip
        codes = [each.code for each in self.judged_by(standard.code, Judges.ITEM)]
        return WrittenSample(sample, sample_draw(listed, seed=seed, size=size), codes)

    def _actions_write(self, samples: "Sequence[WrittenSample]") -> None:
        rows: list[ImprovementAction] = []
        for one in samples:
            if one.sample.stage == SampleStage.CLOSED and one.sample.closed_on is not None:
                rows += self._actions_of(one, one.sample.closed_on + timedelta(days=ACTION_DAYS))
        ImprovementAction.objects.bulk_create(rows, batch_size=500)

    def _actions_of(self, one: "WrittenSample", due: date) -> Iterator[ImprovementAction]:
        language = language_of(one.sample.corps.languages)
        words = {each.code: each.text[language] for each in self.criteria[one.sample.standard.code]}
        for item, cells in zip(one.items, one.item_cells(), strict=True):
            if cells["passes"]:
                continue
            yield ImprovementAction(
                corps=one.sample.corps, source=ImprovementAction.Source.AUDIT,
                reference=reference_of(one.sample, SampleItem(position=cells["position"])),
                what=f"{item.title or item.key}: {' '.join(words[code] for code in cells['failed'])}",
                owner=OWNER[language], due_on=due, original_due_on=due, origin=Origin.SIMULATED,
                done_on=due - timedelta(days=10) if cells["position"] % 3 else None,
            )  # fmt: skip


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


def _score_cells(assessment: Assessment, criteria: Sequence[Criterion], judged: Ints, said: Ints) -> Iterator[Cells]:
    language = language_of(assessment.corps.languages)
    for criterion, level, own in zip(criteria, judged.tolist(), said.tolist(), strict=True):
        yield {
            "assessment_id": assessment.pk, "criterion_id": criterion.pk, "self_level": LEVELS[own],
            "evidence": EVIDENCE[language] if own else "", "level": LEVELS[level],
            "reason": DIFFERS[language] if own != level else "",
        }  # fmt: skip


def cells_insert(model: type[Model], rows: Iterable[Cells]) -> None:
    """Insert rows that name only the columns that differ from an empty record of the model."""
    empty = model()
    fields = [each for each in model._meta.concrete_fields if not each.primary_key]
    usual: Cells = {str(each.column): getattr(empty, each.attname) for each in fields}
    columns = list(usual)
    pick = itemgetter(*columns)
    rows_insert(model, columns, (pick(usual | row) for row in rows))


__all__ = ["Writer", "WrittenSample", "cells_insert"]
