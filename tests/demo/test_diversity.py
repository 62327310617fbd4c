"""Simulated staff counts: sums agree, one corps delivers nothing, and every figure lies around its level."""

import numpy as np
import pytest
from django.db.models import Sum

from diversity.demo.origin import origin_simulate
from diversity.demo.planted import records_plant
from diversity.demo.staffing import staff_simulate
from diversity.indicators.counting.origin import origin_compute
from diversity.indicators.counting.staff import staff_compute
from diversity.models import StaffCell, StaffReturn
from diversity.workflow.staffing import Part
from legitimacy.demo.levels import example_make
from legitimacy.demo.register import register_write
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import AreaStatistic, Corps, Region, Role
from tests.people import person_make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_mass_is_sound_and_its_figures_follow_the_levels(db: None) -> None:
    register_write()
    example = example_make()
    assert staff_simulate(example) > 1200
    assert origin_simulate(example) > 1000
    assert staff_simulate(example) == origin_simulate(example) == 0
    assert not StaffReturn.objects.filter(corps__code="V038").exists()
    assert not StaffReturn.objects.filter(corps__code="V044", reference_date__year=2024).exists()

    parts = (Part.GRADE, Part.STATUTE, Part.AGE)
    splits = StaffCell.objects.filter(part__in=parts).order_by()
    sums = splits.values_list("staff_return", "framework", "group", "part").annotate(Sum("heads"))
    told: dict[tuple[object, ...], set[int]] = {}
    for row, framework, group, _part, heads in sums:
        told.setdefault((row, framework, group), set()).add(heads)
    assert told
    assert all(len(heads) == 1 for heads in told.values()), "by grade, statute and age stand the same people"

    rows = staff_compute(Period(2025, 4)).set_index(["subject_id", "indicator"])
    codes = dict(Corps.objects.values_list("pk", "code"))
    last = example.quarters.index(Period(2025, 4))
    for indicator, tolerance in (("DRV-04", 0.02), ("DRV-08", 0.015)):
        expected = example.expected(indicator)[:, last]
        shown = rows[(rows.index.get_level_values(1) == indicator) & (rows["state"] == State.OK)]
        shown = shown[shown.index.get_level_values(0).isin(codes) & (shown["denominator"] > 200)]
        level = np.array([expected[example.codes.index(codes[subject])] for subject, _code in shown.index])
        assert len(shown) > 15
        assert np.abs(shown["value"].to_numpy() - level.clip(0)).max() < tolerance
    regions = Region.objects.filter(code__in=("VBL-H", "VBL-L")).values_list("pk", flat=True)
    of_origin = origin_compute(Period(2025, 4)).set_index(["subject_id", "indicator"])
    for region in regions:
        assert rows.loc[(region, "DRV-09"), "state"] == State.OK
        assert 0.5 < rows["value"].to_dict()[region, "DRV-09"] < 1.4
        assert of_origin.loc[(region, "DRV-07"), "state"] == State.OK
    assert AreaStatistic.objects.filter(kind="working_women", subject__code="V017").exists()

    home = Corps.objects.get(code="V017")
    assert records_plant() == 0, "without people of the demo nothing is planted"
    for name, role in (("Petra", Role.HR_OFFICER), ("Karin", Role.CHIEF_OF_CORPS)):
        person_make(name, (role, home))
    assert records_plant() == 5
    assert records_plant() == 0
    states = StaffReturn.objects.filter(corps=home).exclude(state="validated").values_list("kind", "state")
    assert sorted(states) == [("composition", "submitted"), ("movements", "draft")]
