"""Simulated training and selection: who delivers, what is missing, and that nothing is more than its whole."""

import pandas as pd
import pytest
from django.db.models import F

from legitimacy.demo.levels import example_make
from legitimacy.demo.register import register_write
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, School, Subject
from professionalism.demo.training import training_simulate
from professionalism.indicators.counting.training import training_compute
from professionalism.models import (
    Attendance,
    LanguageCount,
    ModuleTheme,
    Programme,
    SelectionOutcome,
    SelectionProcedure,
    TrainingCount,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def simulated(db: None) -> int:
    register_write()
    return training_simulate(example_make())


def test_the_mass_is_written_once_and_is_sound(simulated: int) -> None:
    assert simulated > 20_000
    assert training_simulate(example_make()) == 0
    assert Programme.objects.filter(school__code="VBL-S1").count() == 4
    assert not Attendance.objects.filter(passed__gt=F("attended")).exists()
    assert not TrainingCount.objects.filter(with_language__gt=F("front_line")).exists()
    assert not LanguageCount.objects.filter(people__gt=F("count__front_line")).exists()
    assert not SelectionOutcome.objects.filter(decisions_on_four__gt=F("passed")).exists()
    assert not ModuleTheme.objects.filter(hours__gt=F("module__hours")).exists()
    assert set(TrainingCount.objects.values_list("origin", flat=True)) == {"simulated"}


def test_one_corps_delivers_nothing_and_one_stopped(simulated: int) -> None:
    for model, corps in ((Attendance, "corps"), (TrainingCount, "subject"), (SelectionProcedure, "subject")):
        assert not model.objects.filter(**{f"{corps}__code": "V038"}).exists()
    rows = training_compute(Period(2025, 4)).set_index(["subject_id", "indicator"])
    stopped, home = (Corps.objects.get(code=code).pk for code in ("V044", "V017"))
    for code in ("EFF-21", "PRV-11", "PRV-12", "PRV-17", "DRV-12"):
        assert rows.loc[(stopped, code), "state"] == State.NOT_DELIVERED
        assert rows.loc[(home, code), "state"] == State.OK


def value_of(rows: pd.DataFrame, subject: int, code: str) -> float:
    return float(rows["value"].to_dict()[(subject, code)])


def test_both_schools_have_every_figure(simulated: int) -> None:
    rows = training_compute(Period(2025, 4)).set_index(["subject_id", "indicator"])
    years = training_compute(Period(2025)).set_index(["subject_id", "indicator"])
    for school in School.objects.all():
        for code in ("EFF-21", "PRV-11", "PRV-12", "PRV-17"):
            assert 0 < value_of(rows, school.pk, code) < 1
        assert 0 < value_of(years, school.pk, "PRV-16") < 0.5
    nation = Subject.objects.get(code="VBL")
    assert 0 < value_of(years, nation.pk, "PRV-16") < 0.5


def test_a_corps_lies_near_its_true_level(simulated: int) -> None:
    """Counted shares follow the world behind them: within six points for all big corps."""
    example = example_make()
    codes = {code: row for row, code in enumerate(example.codes)}
    column = example.quarters.index(Period(2025, 4))
    rows = training_compute(Period(2025, 4))
    ids = dict(Corps.objects.values_list("pk", "code"))
    for code in ("PRV-11", "PRV-17", "DRV-12", "EFF-21"):
        true = example.expected(code)
        found = rows[(rows["indicator"] == code) & rows["subject_id"].isin(ids) & (rows["denominator"] > 100)]
        assert len(found) > 20
        for _index, one in found.iterrows():
            level = true[codes[ids[one["subject_id"]]], column]
            assert abs(one["value"] - min(0.99, max(0.01, level))) < 0.06, (ids[one["subject_id"]], code)
