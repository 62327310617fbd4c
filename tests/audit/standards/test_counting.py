"""The six indicators, counted from records and again by plain loops; what is missing; what a change marks as stale."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from django.utils.timezone import localdate

from audit.indicators.standards import standards_compute
from audit.models import Assessment, Sample, SampleItem, Standard
from audit.services.standards.counting import CODES, quarters_of, stale_by_age
from audit.services.standards.sampling import sample_reject
from audit.workflow.standards.codes import FrameSource, SampleStage, Stage
from audit.workflow.standards.drawing import FrameItem, frame_pack
from legitimacy.indicators.definitions import State
from legitimacy.indicators.intervals import wilson_interval
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CorpsLink, CurrentValue, Framework, Run, StaleMark, User
from legitimacy.scorecards.services import open_quarters_recount, run_execute, run_request, stale_marks_sweep
from tests.audit.standards.conftest import Assessed, queries
from tests.people import corps_make

pytestmark = pytest.mark.django_db
Close = Callable[..., Sample]
Q4 = Period(2025, 4)


def value(corps: Corps, code: str, period: Period = Q4) -> dict[str, Any]:
    """One value; an empty answer where there is no row."""
    values = standards_compute(period, None, frozenset({code}))
    rows = values[(values["subject_id"] == corps.pk) & (values["indicator"] == code)].to_dict("records")
    return {str(name): cell for name, cell in rows[0].items()} if rows else {}


def counted(corps: Corps, code: str, period: Period = Q4) -> tuple[float, float]:
    row = value(corps, code, period)
    assert row["state"] == State.OK
    return row["numerator"], row["denominator"]


def test_points_count_from_the_quarter_that_ends_the_period_for_two_years(
    validated: Assessed, demervallei: Corps
) -> None:
    validated(levels={"S1": "partly", "A3": "na"})
    assert value(demervallei, "EFF-04", Period(2025, 3)) == {}
    for period in (Q4, Period(2027, 3)):
        assert counted(demervallei, "EFF-04", period) == (90, 94)
    assert value(demervallei, "EFF-04")["value"] == pytest.approx(100 * 90 / 94)
    assert np.isnan(value(demervallei, "EFF-04")["lower"])
    assert value(demervallei, "EFF-04", Period(2027, 4)) == {}


def test_only_the_newest_validated_assessment_counts(validated: Assessed, sent: Assessed, demervallei: Corps) -> None:
    validated(level="partly", period_from=date(2023, 1, 1), period_to=date(2024, 12, 31))
    validated()
    sent(period_from=date(2025, 7, 1), period_to=date(2026, 6, 30))
    assert counted(demervallei, "EFF-04", Period(2025, 3)) == (50, 100)
    assert counted(demervallei, "EFF-04", Period(2026, 2)) == (100, 100)


def test_each_own_standard_is_one_and_counts_only_when_it_meets_everything(
    validated: Assessed, demervallei: Corps
) -> None:
    validated("inclusion-hr", subject="Recruitment")
    validated("inclusion-hr", subject="Mobility", levels={"H3": "partly"})
    validated("inclusion-practice", subject="Identity checks", levels={"W3": "na"})
    validated("inclusion-education", subject="Training plan", levels={"O1": "not_met"})
    assert counted(demervallei, "DRV-13") == (2, 4)
    validated("inclusion-hr", subject="Mobility", period_from=date(2025, 4, 1), period_to=date(2026, 3, 31))
    assert counted(demervallei, "DRV-13", Period(2026, 1)) == (3, 4)


def test_drawn_items_count_in_the_quarter_of_their_day(closed: Close, demervallei: Corps) -> None:
    sample = closed(failing={1: "Q1", 2: "Q2", 3: "Q3"})
    assert counted(demervallei, "LEG-13") == (117, 120)
    limits = wilson_interval(117, 120)
    row = value(demervallei, "LEG-13")
    assert (row["lower"], row["upper"]) == (pytest.approx(limits.lower), pytest.approx(limits.upper))
    for quarter in (1, 2, 3):
        end = Period(2025, quarter).end
        inside = sample.items.filter(on__lte=end)
        assert counted(demervallei, "LEG-13", Period(2025, quarter)) == (
            inside.filter(passes=True).count(),
            inside.count(),
        )


def test_a_quarter_without_a_sample_is_not_delivered_and_one_that_was_rejected_says_so(
    closed: Close, drawn: Close, amina: User, demervallei: Corps, heidekant: Corps
) -> None:
    closed(failing={1: "Q1"})
    assert value(heidekant, "LEG-13")["state"] == State.NOT_DELIVERED
    assert value(demervallei, "LEG-13", Period(2026, 1))["state"] == State.NOT_DELIVERED
    listed = [FrameItem(key=f"n{place}", on=date(2026, 1, place % 28 + 1)) for place in range(80)]
    other = drawn(items=listed, period_from=date(2026, 1, 1), period_to=date(2026, 3, 31))
    assert value(demervallei, "LEG-13", Period(2026, 1))["state"] == State.NOT_DELIVERED
    sample_reject(sample=other, version=other.version, fault="chosen_by_corps", actor=amina)
    assert value(demervallei, "LEG-13", Period(2026, 1))["state"] == State.REJECTED


def test_tested_pages_stand_for_a_year(closed: Close, demervallei: Corps) -> None:
    pages = [FrameItem(key=f"https://zone.example/{place}") for place in range(40)]
    closed(code="digital-accessibility", items=pages, failing={4: "T4"}, period_from=date(2025, 10, 1))
    assert counted(demervallei, "PRV-14") == (29, 30)
    assert counted(demervallei, "PRV-14", Period(2026, 3)) == (29, 30)
    assert value(demervallei, "PRV-14", Period(2026, 4)) == {}


def test_a_sample_of_communications_counts_for_no_indicator(closed: Close, demervallei: Corps) -> None:
    news = [FrameItem(key=f"{place}", on=date(2025, 2, 1), title=f"News {place}") for place in range(40)]
    closed(code="inclusive-communication", items=news, failing={1: "I1"})
    assert standards_compute(Q4).empty
    assert not StaleMark.objects.exists()


def test_nothing_counts_before_it_is_closed_or_validated(sent: Assessed, drawn: Close) -> None:
    sent()
    drawn()
    assert standards_compute(Q4).empty


def test_a_merged_corps_is_built_from_what_was_said_of_its_parts(
    closed: Close, heidekant: Corps, demervallei: Corps
) -> None:
    merged = corps_make("V099", "Samen")
    Corps.objects.filter(pk=merged.pk).update(valid_from=date(2025, 7, 1))
    for parts in (demervallei, heidekant):
        CorpsLink.objects.create(predecessor=parts, successor=merged, on=date(2025, 7, 1), residents=10_000)
        Corps.objects.filter(pk=parts.pk).update(valid_to=date(2025, 6, 30))
        closed(corps=parts, failing={1: "Q1"}, period_to=date(2025, 6, 30), items=[
            item for item in queries(300) if item.on is not None and item.on.month < 7
        ])  # fmt: skip
    row = value(merged, "LEG-13", Period(2025, 2))
    assert (row["numerator"], row["denominator"], row["back_cast"]) == (118, 120, True)


def register_draw(seed: int, corps: list[Corps], standards: dict[str, Standard]) -> None:
    """Assessments and samples of every kind and stage, at random, written as plain rows."""
    rng = random.Random(seed)  # noqa: S311  not for secrets
    stages = [Stage.VALIDATED, Stage.VALIDATED, Stage.VALIDATED, Stage.SUBMITTED, Stage.ANNULLED]
    for code in ("organisational-control", "inclusive-communication", "inclusion-hr", "inclusion-practice"):
        subjects = [""] if code[:9] != "inclusion" else ["a", "b", "c"]
        for each in corps:
            for subject in subjects:
                for end in rng.sample([Q4.shift(-step) for step in range(16)], 4):
                    stage, most = rng.choice(stages), rng.randrange(20, 100)
                    Assessment.objects.create(
                        corps=each, standard=standards[code], subject=subject, stage=stage, period_to=end.end,
                        period_from=end.shift(-3).start, points=rng.randrange(most), most=most,
                        all_met=rng.random() < 0.5, origin="simulated",
                    )  # fmt: skip
    for code in ("database-queries", "reasoned-reply", "digital-accessibility"):
        for each in corps:
            for step in range(0, 14, 2):
                if rng.random() < 0.75:
                    sample_write(rng, each, standards[code], Q4.shift(-step - 1), Q4.shift(-step))


def sample_write(rng: random.Random, corps: Corps, standard: Standard, first: Period, last: Period) -> None:
    frame = frame_pack([])
    sample = Sample.objects.create(
        corps=corps, standard=standard, period_from=first.start, period_to=last.end, frame=frame.packed,
        frame_source=FrameSource.UPLOAD, frame_count=50, frame_checksum=frame.checksum, seed="1", size=50,
        stage=rng.choice([SampleStage.CLOSED, SampleStage.CLOSED, SampleStage.READING, SampleStage.REJECTED]),
        drawn_on=last.end, origin="simulated",
    )  # fmt: skip
    days = (last.end - first.start).days
    SampleItem.objects.bulk_create(
        SampleItem(
            sample=sample,
            position=place,
            key=str(place),
            on=first.start + timedelta(days=rng.randrange(days + 1)),
            passes=rng.random() < 0.8,
        )
        for place in range(rng.randrange(5, 40))
    )


def by_hand(corps: Corps, code: str) -> tuple[float, float] | str:
    """Numerator and denominator at the end of 2025, or the state, by plain loops over all rows."""
    if code in ("LEG-13", "PRV-07"):
        return dated_by_hand(corps, code)
    if code == "PRV-14":
        tests = [
            sample
            for sample in Sample.objects.filter(corps=corps, standard__indicator=code).order_by("period_to")
            if sample.stage in ("closed", "rejected") and months_to_end(sample.period_to) < 12
        ]
        if not tests:
            return "not_delivered"
        if tests[-1].stage == "rejected":
            return "rejected"
        items = list(tests[-1].items.all())
        return sum(bool(item.passes) for item in items), len(items)
    newest: dict[tuple[str, str], Assessment] = {}
    for row in Assessment.objects.filter(corps=corps, standard__indicator=code, stage="validated").order_by(
        "period_to"
    ):
        newest[row.standard.code, row.subject] = row
    lasting = [row for row in newest.values() if months_to_end(row.period_to) < 24]
    if not lasting:
        return "not_delivered"
    if code == "DRV-13":
        return sum(bool(row.all_met) for row in lasting), len(lasting)
    return sum(row.points or 0 for row in lasting), sum(row.most or 0 for row in lasting)


def dated_by_hand(corps: Corps, code: str) -> tuple[float, float] | str:
    samples = list(Sample.objects.filter(corps=corps, standard__indicator=code))
    states = []
    for quarter in [Q4.shift(-step) for step in (3, 2, 1, 0)]:
        over = {each.stage for each in samples if each.period_from <= quarter.start and quarter.end <= each.period_to}
        states.append("closed" if "closed" in over else "rejected" if "rejected" in over else "")
    before = any(each.stage == "closed" and each.period_from < Q4.shift(-3).start for each in samples)
    if not any(states):
        return "not_delivered"
    if "rejected" in states:
        return "rejected"
    due = states if before else states[states.index("closed") :]
    if "" in due:
        return "not_delivered"
    items = [
        item
        for sample in samples
        if sample.stage == "closed"
        for item in sample.items.all()
        if item.on and Q4.shift(-3).start <= item.on <= Q4.end
    ]
    return sum(bool(item.passes) for item in items), len(items)


def months_to_end(day: date) -> int:
    return (Q4.end.year - day.year) * 12 + Q4.end.month - day.month


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_recount_of_random_records_by_plain_loops_gives_the_same(
    seed: int, standards: dict[str, Standard], demervallei: Corps, heidekant: Corps
) -> None:
    corps = [demervallei, heidekant, corps_make("V030", "Third"), corps_make("V031", "Fourth")]
    register_draw(seed, corps, standards)
    values = standards_compute(Q4).set_index(["subject_id", "indicator"])
    states = set()
    for each in corps:
        for code in CODES:
            found, expected = values.loc[(each.pk, code)], by_hand(each, code)
            states.add(found["state"])
            if isinstance(expected, str):
                assert found["state"] == expected, (each.code, code)
            else:
                assert (found["numerator"], found["denominator"]) == expected, (each.code, code)
    assert len(states) > 1


def test_asking_for_some_gives_the_rows_of_the_whole(
    standards: dict[str, Standard], demervallei: Corps, heidekant: Corps
) -> None:
    register_draw(9, [demervallei, heidekant], standards)
    whole = standards_compute(Q4)
    part = standards_compute(Q4, frozenset({demervallei.pk}), frozenset({"LEG-13", "EFF-04"}))
    measured = part[part["subject_id"] == demervallei.pk].drop(columns="as_of").reset_index(drop=True)
    same = whole[(whole["subject_id"] == demervallei.pk) & whole["indicator"].isin(["LEG-13", "EFF-04"])]
    pd.testing.assert_frame_equal(measured, same.drop(columns="as_of").reset_index(drop=True), check_dtype=False)
    assert standards_compute(Period(2025)).empty


def test_counting_takes_few_queries_however_much_there_is(
    standards: dict[str, Standard],
    demervallei: Corps,
    heidekant: Corps,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    register_draw(5, [demervallei, heidekant], standards)
    with django_assert_max_num_queries(16):
        standards_compute(Q4)


@pytest.mark.usefixtures("framework")
def test_after_a_validation_the_sweep_counts_and_a_full_recount_finds_no_difference(
    validated: Assessed, closed: Close, demervallei: Corps, heidekant: Corps
) -> None:
    today = localdate()
    period = Period.containing(today)
    first, last = period.shift(-3).start, period.end
    run_execute(run_request(period=str(period), reason=Run.Reason.COMMAND, enqueue=False))
    validated(period_from=first, period_to=last, levels={"S1": "not_met"})
    listed = [FrameItem(key=f"q{place}", on=first + timedelta(days=place)) for place in range(90)]
    closed(items=listed, period_from=first, period_to=last, failing={2: "Q1"})
    for run in stale_marks_sweep(enqueue=False):
        run_execute(run)
    now = CurrentValue.objects.filter(value__subject=demervallei, value__period=str(period))
    assert dict(now.values_list("value__indicator", "value__state")) == {"EFF-04": "ok", "LEG-13": "ok"}
    recounted = open_quarters_recount(today=today)
    assert str(period) in {run.period for run in recounted}
    assert {run.error for run in recounted} == {""}


def test_each_night_marks_what_may_stop_or_go_on_counting(validated: Assessed, demervallei: Corps) -> None:
    assessment = validated()
    assert next(str(each) for each in quarters_of(assessment)) == "2025-Q4"
    StaleMark.objects.all().delete()
    stale_by_age(date(2027, 11, 2))
    assert set(StaleMark.objects.values_list("subject_id", "indicator", "period")) == {
        (demervallei.pk, "EFF-04", "2027-Q4")
    }
    StaleMark.objects.all().delete()
    stale_by_age(date(2028, 2, 2))
    assert not StaleMark.objects.exists()


@pytest.fixture
def framework() -> Framework:
    """The shipped framework, so that runs can score."""
    from io import StringIO

    from django.conf import settings
    from django.core.management import call_command

    path = settings.BASE_DIR / "data" / "framework" / "framework_2026.csv"
    call_command("framework_import", str(path), verbosity=0, stdout=StringIO())
    return Framework.objects.get()
