"""Simulated practices and research: every corps follows its level, and what people of the demo find."""

import pytest

from evaluation.demo.practice import DRAFT, WAITING, practice_plant, practice_simulate
from evaluation.indicators.counting.practice import practice_compute
from evaluation.models import Practice, PracticeUse, ResearchProject
from evaluation.selectors.practices import unrated
from evaluation.workflow.practices import TIES, claim_in
from legitimacy.demo.levels import example_make
from legitimacy.demo.register import register_write
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_simulated_corps_follow_their_level() -> None:
    register_write()
    example = example_make()
    assert practice_simulate(example) > 1000
    assert practice_plant() == 2
    assert (practice_simulate(example), practice_plant()) == (0, 0)
    assert not PracticeUse.objects.filter(corps__code="V038").exists()
    assert Practice.objects.count() == 44
    assert [one.code for one in Practice.objects.all() if claim_in(f"{one.title} {one.results} {one.done}")] == []
    assert WAITING in {one.code for one in unrated([Register.EXAMPLE])}
    assert Practice.objects.get(code=DRAFT).status == "draft"
    assert ResearchProject.objects.filter(school__code="VBL-S1", kind__in=TIES).count() == 2

    heirs = set(Corps.objects.exclude(predecessor_links=None).values_list("pk", flat=True))
    ids = dict(Corps.objects.filter(register=Register.EXAMPLE).values_list("pk", "code"))
    owing = set(ids) - heirs
    for period in (Period(2021, 1), Period(2025, 4)):
        rows = practice_compute(period)
        column = example.quarters.index(period)
        for code, within in (("EFF-11", 1.0), ("EFF-10", 1.01)):
            true = example.expected(code)
            found = rows[(rows["indicator"] == code) & rows["subject_id"].isin(owing) & rows["value"].notna()]
            assert len(found) > 70
            for _index, one in found.iterrows():
                level = true[example.codes.index(ids[one["subject_id"]]), column]
                margin = within / one["denominator"] if code == "EFF-11" else within
                assert abs(one["value"] - max(0, level)) <= margin, (ids[one["subject_id"]], code, str(period))
