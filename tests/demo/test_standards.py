"""The simulated assessments and samples: the same every time, near the world behind them, with the planted cases."""

from functools import cache

import numpy as np
import pytest

from audit.demo.standards import STANDARDS
from audit.demo.standards.drawing import DrawnList, DrawnSample, levels_for, lists_draw, samples_draw, silent_pairs
from audit.indicators.standards import standards_compute
from audit.models import Assessment, Reading, Sample, SampleReader
from audit.selectors.standards.readings import readings_of
from audit.selectors.standards.waiting import assessments_first, samples_first
from audit.services.standards.counting import CODES
from audit.workflow.standards.drawing import frame_checksum, frame_unpack, sample_draw
from legitimacy.demo.levels import example_make
from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import DeliveredFigure, Register, StaleMark, Subject, User
from legitimacy.simulations import Example

WORTH = np.array([8, 6, 6, 8, 8, 6, 6, 4, 6, 8, 8, 6, 8, 6, 6])
STEADY = ("PRV-13", "EFF-04")


@cache
def example() -> Example:
    return example_make()


@cache
def lists() -> list[DrawnList]:
    return list(lists_draw(example(), "EFF-04", WORTH, silent_pairs(example())))


@cache
def samples() -> list[DrawnSample]:
    return list(samples_draw(example(), silent_pairs(example())))


def test_two_drawings_are_equal() -> None:
    again = list(lists_draw(example(), "EFF-04", WORTH, silent_pairs(example())))
    assert [each.judged.tolist() for each in again] == [each.judged.tolist() for each in lists()]
    first, second = samples()[0], next(samples_draw(example(), silent_pairs(example())))
    assert [each.tolist() for each in first.outcomes(60)] == [each.tolist() for each in second.outcomes(60)]


def test_points_come_as_near_to_the_true_level_as_halves_allow() -> None:
    rng = np.random.default_rng(1)
    for share in (0.0, 0.31, 0.5, 0.77, 1.0):
        points = float((levels_for(rng, WORTH, share) * WORTH / 2).sum())
        assert points == pytest.approx(100 * share, abs=2)


def test_a_corps_gives_itself_never_less_than_it_gets_and_at_times_more() -> None:
    assert all((each.said >= each.judged).all() for each in lists())
    assert any((each.said > each.judged).any() for each in lists())


def test_two_readers_never_both_miss_what_stands_in_the_end() -> None:
    for sample in samples()[:50]:
        first, second, passes = sample.outcomes(60)
        assert ((first == passes) | (second == passes)).all()


def test_one_corps_has_nothing_and_those_with_planted_cases_have_all() -> None:
    silent = silent_pairs(example())
    missing = {example().codes[row] for row, _code in silent}
    assert sum(example().codes[row] == "V038" for row, _code in silent) == 6
    assert not missing & {"V017", "V019", "V064"}


class PreparedStandards:
    """Collected by test_prepared."""

    def test_the_six_indicators_come_from_records_and_no_longer_from_delivered_figures(self) -> None:
        assert not DeliveredFigure.objects.filter(indicator__in=CODES, subject__register=Register.EXAMPLE).exists()
        values = standards_compute(Period(2025, 4))
        corps = values[values["subject_id"].isin(Subject.objects.filter(kind="corps").values_list("pk", flat=True))]
        measured = corps[corps["state"] == "ok"].groupby("indicator")["value"].agg(["size", "mean"])
        assert set(measured.index) == set(CODES)
        assert (measured["size"] >= 70).all()
        for code in STEADY:
            assert measured.loc[code, "mean"] == pytest.approx(example().expected(code)[:, -1].mean(), abs=1.5)
        for code in ("LEG-13", "PRV-07", "PRV-14", "DRV-13"):
            assert measured.loc[code, "mean"] == pytest.approx(example().expected(code)[:, -1].mean(), abs=0.04)

    def test_everything_is_simulated_and_only_in_the_example(self) -> None:
        for rows in (Assessment.objects, Sample.objects):
            found = set(rows.values_list("corps__register", "origin", "standard__register"))
            assert found == {(Register.EXAMPLE, Origin.SIMULATED, Register.EXAMPLE)}

    def test_a_simulated_sample_is_the_draw_that_its_list_and_seed_give(self) -> None:
        for sample in Sample.objects.order_by("pk")[::150]:
            assert frame_checksum(bytes(sample.frame)) == sample.frame_checksum
            drawn = sample_draw(frame_unpack(bytes(sample.frame)), seed=sample.seed, size=sample.size)
            assert [item.key for item in drawn] == list(sample.items.order_by("position").values_list("key", flat=True))

    def test_the_queries_that_a_corps_chose_itself_are_rejected(self) -> None:
        values = standards_compute(Period(2025, 4), None, frozenset({"LEG-13"}))
        row = values[values["subject_id"] == Subject.objects.get(code="V019").pk].iloc[0]
        assert row["state"] == "rejected"
        assert np.isnan(row["numerator"])

    def test_kept_readings_settle_to_the_outcome_that_was_written(self) -> None:
        read = Sample.objects.filter(stage="closed", readers__seat=1).distinct().order_by("pk")
        assert read.count() > 80
        for sample in read[::40]:
            found = readings_of(sample)
            assert found.is_settled
            assert {pk: found.passes(pk) for pk, _position in found.items} == dict(
                sample.items.values_list("pk", "passes")
            )

    def test_each_person_of_the_demo_finds_what_waits_for_them(self) -> None:
        people = {user.username: user for user in User.objects.filter(email__endswith="@voorbeeld.example")}
        assert [each.corps.code for each in assessments_first(people["auditor"])] == ["V017"]
        assert [each.subject for each in assessments_first(people["korpschef"])] == ["Instructie bodycams"]
        tasks = {(sample.corps.code, task) for sample, task in samples_first(people["auditor3"])}
        assert tasks == {("V017", "join"), ("V041", "join")}
        disputed = Sample.objects.get(corps__code="V017", stage="reading")
        assert len(readings_of(disputed).disputed) == 4
        assert not SampleReader.objects.filter(sample=disputed, seat=3).exists()

    def test_planting_again_adds_nothing_and_leaves_no_mark(self) -> None:
        before = Reading.objects.count()
        assert STANDARDS.simulate(example()) == 0
        assert STANDARDS.plant() == 0
        assert Reading.objects.count() == before
        assert not StaleMark.objects.filter(source="standards").exists()
