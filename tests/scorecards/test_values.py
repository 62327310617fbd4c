"""Values are appended when they change, and never otherwise."""

import pytest
from django.db import DatabaseError, transaction

from legitimacy.indicators.definitions import State
from legitimacy.models import Corps, CurrentValue, DeliveredFigure, IndicatorValue
from tests.scorecards.world import compute, deliver, deliver_quarters, framework_load, in_force


def change(figure: DeliveredFigure, **numbers: float) -> None:
    DeliveredFigure.objects.filter(pk=figure.pk).update(**numbers)


def test_a_second_count_of_the_same_figures_writes_nothing(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    first, second = compute("2025-Q4"), compute("2025-Q4")
    assert first.parts.get(source="deliveries").added == 1
    assert (second.parts.get(source="deliveries").added, IndicatorValue.objects.count()) == (0, 1)


def test_a_correction_is_a_new_revision_and_the_old_one_stays(demervallei: Corps) -> None:
    figure = deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    compute("2025-Q4")
    change(figure, numerator=5)
    run = compute("2025-Q4")
    assert list(IndicatorValue.objects.order_by("revision").values_list("revision", "numerator")) == [(1, 4), (2, 5)]
    assert in_force(demervallei, "EFF-01", "2025-Q4").run == run


def test_a_difference_of_rounding_is_no_change(demervallei: Corps) -> None:
    figure = deliver(demervallei, "PRV-03", "2023", value=0.45)
    compute("2023")
    change(figure, value=0.45 + 1e-14)
    compute("2023")
    assert IndicatorValue.objects.count() == 1


def test_a_figure_that_was_withdrawn_becomes_not_delivered(demervallei: Corps) -> None:
    figure = deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    compute("2025-Q4")
    figure.delete()
    compute("2025-Q4")
    value = in_force(demervallei, "EFF-01", "2025-Q4")
    assert (value.state, value.value, value.revision, value.origin) == (State.NOT_DELIVERED, None, 2, "simulated")


def test_there_is_one_value_in_force_per_subject_indicator_and_period(demervallei: Corps) -> None:
    figure = deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    for numerator in (4, 5, 6):
        change(figure, numerator=numerator)
        compute("2025-Q4")
    assert CurrentValue.objects.count() == 1
    assert IndicatorValue.objects.count() == 3


@pytest.mark.parametrize("forbidden", ["update", "delete"])
def test_the_database_forbids_changing_and_deleting_a_value(demervallei: Corps, forbidden: str) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 4, 8)
    compute("2025-Q4")
    CurrentValue.objects.all().delete()
    values = IndicatorValue.objects.filter(indicator="EFF-01")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        values.update(numerator=9) if forbidden == "update" else values._raw_delete(values.db)
    assert IndicatorValue.objects.get().numerator == 4


def test_under_the_framework_s_minimum_is_too_few_and_keeps_its_numbers(demervallei: Corps) -> None:
    framework_load()
    deliver_quarters(demervallei, "EFF-07", "2025-Q4", (2, 2), (2, 2), (2, 2), (2, 3))
    compute("2025-Q4")
    value = in_force(demervallei, "EFF-07", "2025-Q4")
    assert (value.state, value.numerator, value.denominator) == (State.TOO_FEW, 8, 9)


def test_a_ratio_is_judged_too_small_by_the_people_behind_it(demervallei: Corps, heidekant: Corps) -> None:
    framework_load()
    deliver(demervallei, "DRV-06", "2025-Q4", 0.07, 0.35, n=99)
    deliver(heidekant, "DRV-06", "2025-Q4", 0.07, 0.35, n=100)
    compute("2025-Q4")
    assert in_force(demervallei, "DRV-06", "2025-Q4").state == State.TOO_FEW
    assert in_force(heidekant, "DRV-06", "2025-Q4").value == pytest.approx(0.2)


def test_a_survey_figure_without_a_sample_size_is_not_too_few(demervallei: Corps) -> None:
    framework_load()
    deliver(demervallei, "PRV-03", "2023", value=0.45)
    compute("2023")
    assert in_force(demervallei, "PRV-03", "2023").state == State.OK


def test_registers_never_mix(demervallei: Corps, belgian_corps: Corps) -> None:
    framework_load()
    deliver(demervallei, "PRV-03", "2023", value=0.99, n=1000)
    deliver(belgian_corps, "PRV-03", "2023", value=0.40, n=1000)
    compute("2023")
    origins = dict(IndicatorValue.objects.values_list("subject__register", "origin"))
    assert origins == {"example": "simulated", "belgium": "real"}
