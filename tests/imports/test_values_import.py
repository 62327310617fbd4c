"""Figures of official statistics and surveys."""

from datetime import date
from typing import Any

import pytest
import time_machine

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.summary import Summary
from legitimacy.imports.values import claims, figures_import
from legitimacy.indicators.definitions import Origin, State
from legitimacy.models import Corps, DeliveredFigure, Delivery, Municipality, Register, StaleMark, TrailEvent
from tests.imports.conftest import Write

SHARES = "code,indicator,period,percent"
COUNTS = "code;indicator;period;numerator;denominator"
ALL = "code,indicator,period,numerator,denominator,value,percent,n,deviation,design_effect,lower,upper,state"


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Codes that count themselves from records are read too: they are the only ones of their kind."""
    monkeypatch.setattr(claims, "_claims", [])


pytestmark = pytest.mark.usefixtures("records")


def counts(summary: Summary) -> tuple[int, ...]:
    return summary.added, summary.updated, summary.unchanged, summary.merged, summary.rejected


def reason(write: Write, row: str, header: str = ALL) -> tuple[str, str]:
    """Column and reason of the only row, which is rejected."""
    summary = figures_import(path=write(header, row))
    assert counts(summary) == (0, 0, 0, 0, 1)
    assert not DeliveredFigure.objects.exists()
    return summary.rejects[0].column, summary.rejects[0].reason


def test_a_percent_is_stored_as_share_with_its_source(write: Write, boom: Municipality) -> None:
    summary = figures_import(path=write(SHARES, "11005,PRV-03,2023,43"), source="Survey", credit="Who", licence="CC0")
    figure = DeliveredFigure.objects.get()
    assert counts(summary) == (1, 0, 0, 0, 0)
    assert (figure.subject_id, figure.indicator, figure.period, figure.value) == (boom.pk, "PRV-03", "2023", 0.43)
    assert (figure.n, figure.state) == (None, State.OK)
    delivery = figure.delivery
    assert (delivery.source, delivery.credit, delivery.licence, len(delivery.digest)) == ("Survey", "Who", "CC0", 64)


@pytest.mark.parametrize("cell", ["43%", "43,0 %", "43.0"])
def test_a_percent_may_carry_its_sign(write: Write, antwerpen: Corps, cell: str) -> None:
    figures_import(path=write(SHARES.replace(",", ";"), f"5345;PRV-03;2023;{cell}"))
    assert DeliveredFigure.objects.get().value == 0.43


def test_a_header_alone_holds_no_figures(write: Write, antwerpen: Corps) -> None:
    summary = figures_import(path=write(SHARES))
    assert (summary.read, summary.is_change) == (0, False)


@pytest.mark.parametrize(("name", "length"), [("source", 201), ("credit", 301), ("licence", 121)])
def test_a_name_of_a_source_that_does_not_fit_is_refused(
    write: Write, antwerpen: Corps, name: str, length: int
) -> None:
    names: dict[str, Any] = {name: "x" * length}
    with pytest.raises(FileRefusedError, match=f"the {name} is longer"):
        figures_import(path=write(SHARES, "5345,PRV-03,2023,43"), **names)


def test_counts_are_stored_as_they_come(write: Write, antwerpen: Corps) -> None:
    figures_import(path=write(COUNTS, "5345;LEG-03;2025-Q1;1.204;1.318", "5345;LEG-04;2025-Q1;12,5;40"))
    stored = DeliveredFigure.objects.order_by("indicator").values_list("numerator", "denominator", "value")
    assert list(stored) == [(1204.0, 1318.0, None), (12.5, 40.0, None)]


def test_a_survey_brings_sample_design_and_limits(write: Write, antwerpen: Corps) -> None:
    figures_import(path=write(ALL, "5345,PRV-02,2025-Q1,,,61.5,,400,18.2,1.5,59,64,ok"))
    figure = DeliveredFigure.objects.get()
    assert (figure.value, figure.n, figure.deviation, figure.design_effect) == (61.5, 400.0, 18.2, 1.5)
    assert (figure.lower, figure.upper) == (59.0, 64.0)


def test_limits_beside_a_percent_are_percents(write: Write, antwerpen: Corps) -> None:
    figures_import(path=write(ALL, "5345,PRV-03,2023,,,,43,400,,,38,48,"))
    figure = DeliveredFigure.objects.get()
    assert (figure.lower, figure.value, figure.upper) == (0.38, 0.43, 0.48)


def test_counts_win_over_the_value_they_give(write: Write, antwerpen: Corps) -> None:
    figures_import(path=write(ALL, "5345,LEG-03,2025-Q1,3,7,0.43,,,,,,,"))
    figure = DeliveredFigure.objects.get()
    assert (figure.numerator, figure.denominator, figure.value) == (3.0, 7.0, None)


def test_a_state_says_why_there_is_no_figure(write: Write, antwerpen: Corps) -> None:
    figures_import(path=write("code,indicator,period,state", "5345,PRV-03,2023,not_applicable"))
    assert DeliveredFigure.objects.get().state == State.NOT_APPLICABLE


def test_nothing_out_of_nothing_is_a_figure_too(write: Write, antwerpen: Corps) -> None:
    assert counts(figures_import(path=write(COUNTS, "5345;LEG-03;2025-Q1;0;0"))) == (1, 0, 0, 0, 0)


def test_the_same_file_twice_changes_nothing(write: Write, antwerpen: Corps, gent: Corps) -> None:
    path = write(SHARES, "5345,PRV-03,2023,43", "5415,PRV-03,2023,47.5")
    assert counts(figures_import(path=path)) == (2, 0, 0, 0, 0)
    StaleMark.objects.all().delete()
    assert counts(figures_import(path=path)) == (0, 0, 2, 0, 0)
    assert (Delivery.objects.count(), TrailEvent.objects.count(), StaleMark.objects.count()) == (1, 1, 0)


def test_a_corrected_file_updates_only_what_differs(write: Write, antwerpen: Corps, gent: Corps) -> None:
    figures_import(path=write(SHARES, "5345,PRV-03,2023,43", "5415,PRV-03,2023,47"), source="Survey")
    StaleMark.objects.all().delete()
    summary = figures_import(path=write(SHARES, "5345,PRV-03,2023,44", "5415,PRV-03,2023,47"), source="Survey")
    assert counts(summary) == (0, 1, 1, 0, 0)
    assert DeliveredFigure.objects.get(subject=antwerpen).value == 0.44
    assert StaleMark.objects.get().subject_id == antwerpen.pk


def test_another_source_for_the_same_figure_is_an_update(write: Write, antwerpen: Corps) -> None:
    path = write(SHARES, "5345,PRV-03,2023,43")
    figures_import(path=path, source="Survey")
    assert counts(figures_import(path=path, source="Security Monitor")) == (0, 1, 0, 0, 0)
    assert DeliveredFigure.objects.get().delivery.source == "Security Monitor"


def test_every_change_is_marked_and_leaves_one_event(write: Write, antwerpen: Corps, gent: Corps) -> None:
    figures_import(path=write(SHARES, "5345,PRV-03,2023,43", "5415,PRV-03,2023,47"))
    marks = StaleMark.objects.values_list("source", "indicator", "period", "event_date")
    assert set(marks) == {("deliveries", "PRV-03", "2023", date(2023, 12, 31))}
    event = TrailEvent.objects.get()
    assert (event.verb, event.object_id) == ("figures.imported", str(Delivery.objects.get().pk))


def test_exact_duplicates_are_merged(write: Write, antwerpen: Corps) -> None:
    path = write("code,indicator,period,value,percent", "5345,PRV-03,2023,0.43,", "5345,prv-03,2023,,43.0")
    assert counts(figures_import(path=path)) == (1, 0, 0, 1, 0)


def test_contradicting_duplicates_are_all_rejected_with_the_others_row(write: Write, antwerpen: Corps) -> None:
    summary = figures_import(path=write(SHARES, "5345,PRV-03,2023,43", "5345,EFF-17,2023,5", "5345,PRV-03,2023,44"))
    assert counts(summary) == (1, 0, 0, 0, 2)
    told = {reject.row: reject.reason for reject in summary.rejects}
    assert "row 4" in told[2]
    assert "row 2" in told[4]
    assert "code, indicator and period" in told[2]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("9999,PRV-03,2023,,,0.4,,,,,,,", "code", "“9999” is not in this register"),
        ("99999,PRV-03,2023,,,0.4,,,,,,,", "code", "not in this register"),
        (",PRV-03,2023,,,0.4,,,,,,,", "code", "cell is empty"),
        ("5345,PRV-99,2023,,,0.4,,,,,,,", "indicator", "“PRV-99” is no indicator"),
        ("5345,PRV-03,2023-Q5,,,0.4,,,,,,,", "period", "“2023-Q5” is no period"),
        ("5345,PRV-03,March,,,0.4,,,,,,,", "period", "no period"),
        ("5345,PRV-03,2023-Q4,,,0.4,,,,,,,", "period", "delivered per year"),
        ("5345,LEG-03,2023,,,0.4,,,,,,,", "period", "delivered per quarter"),
        ("5345,LEG-03,2025-Q1,-1,7,,,,,,,,", "numerator", "below zero"),
        ("5345,LEG-03,2025-Q1,1,-7,,,,,,,,", "denominator", "below zero"),
        ("5345,LEG-03,2025-Q1,8,7,,,,,,,,", "numerator", "larger than its denominator"),
        ("5345,LEG-01,2025-Q1,8,0,,,,,,,,", "denominator", "is zero"),
        ("5345,LEG-03,2025-Q1,8,,,,,,,,,", "denominator", "come together"),
        ("5345,LEG-03,2025-Q1,3,7,0.5,,,,,,,", "value", "not what numerator and denominator give"),
        ("5345,LEG-01,2025-Q1,3,70000,9,,,,,,,", "value", "not what numerator and denominator give"),
        ("5345,EFF-06,2025-Q1,3,7,,,,,,,,", "numerator", "deliver it as value"),
        ("5345,PRV-03,2023,,,43,,,,,,,", "value", "write 43 percent as 0.43"),
        ("5345,PRV-03,2023,,,-0.1,,,,,,,", "value", "outside of what"),
        ("5345,PRV-02,2025-Q1,,,101,,,,,,,", "value", "outside of what"),
        ("5345,EFF-02,2025,,,0.5,,,,,,,", "value", "neither 0"),
        ("5345,PRV-03,2023,,,much,,,,,,,", "value", "“much” is not a number"),
        ("5345,PRV-03,2023,,,,143,,,,,,", "percent", "not between 0 and 100"),
        ("5345,PRV-02,2025-Q1,,,,61,,,,,,", "percent", "only shares"),
        ("5345,PRV-03,2023,,,0.43,43,,,,,,", "percent", "both a value and a percent"),
        ("5345,PRV-03,2023,,,,,,,,,,", "value", "no figure"),
        ("5345,PRV-03,2023,,,0.43,,0,,,,,", "n", "not above zero"),
        ("5345,PRV-03,2023,,,0.43,,400,-1,,,,", "deviation", "below zero"),
        ("5345,PRV-03,2023,,,0.43,,400,,0,,,", "design_effect", "not above zero"),
        ("5345,PRV-03,2023,,,0.43,,,,,0.4,,", "upper", "come together"),
        ("5345,PRV-03,2023,,,0.43,,,,,0.5,0.6,", "lower", "do not enclose"),
        ("5345,PRV-03,2023,,,0.43,,,,,0.6,0.2,", "lower", "do not enclose"),
        ("5345,PRV-03,2023,,,0.43,,,,,,,unknown", "state", "is no state"),
        ("5345,PRV-03,2023,,,0.43,,,,,,,too_few", "value", "beside the state"),
        ("5345,PRV-03,2023,,,0.43,,,,,,,ok,1", "", "14 cells under 13 titles"),
    ],
)
def test_a_bad_row_is_named_with_column_and_reason(
    write: Write, antwerpen: Corps, row: str, column: str, words: str
) -> None:
    told_column, told = reason(write, row)
    assert (told_column, words in told) == (column, True), told


def test_a_period_that_has_not_begun_is_rejected(write: Write, antwerpen: Corps) -> None:
    with time_machine.travel(date(2024, 6, 1), tick=False):
        assert "has not begun" in reason(write, "5345,LEG-03,2024-Q3,1,2", COUNTS.replace(";", ","))[1]


def test_a_number_with_two_readings_is_rejected_rather_than_guessed(write: Write, antwerpen: Corps) -> None:
    told = reason(write, "5345\tLEG-01\t2025-Q1\t1.234\t60000", COUNTS.replace(";", "\t"))
    assert told[0] == "numerator"
    assert "two ways" in told[1]


def test_good_rows_are_applied_although_others_are_rejected(write: Write, antwerpen: Corps) -> None:
    summary = figures_import(path=write(SHARES, "5345,PRV-03,2023,43", "5345,EFF-17,2023,x"))
    assert counts(summary) == (1, 0, 0, 0, 1)
    assert [(reject.row, reject.column) for reject in summary.rejects] == [(3, "percent")]


@pytest.mark.parametrize("register", [Register.EXAMPLE, Register.FOREIGN_TEST])
def test_a_real_corps_takes_no_figures_of_another_register(write: Write, antwerpen: Corps, register: Register) -> None:
    summary = figures_import(path=write(SHARES, "5345,PRV-03,2023,43"), register=register)
    assert "registers never mix" in summary.rejects[0].reason
    assert not DeliveredFigure.objects.exists()


def test_an_example_corps_takes_no_real_figures(write: Write, demervallei: Corps) -> None:
    assert counts(figures_import(path=write(SHARES, "V017,PRV-03,2023,43"))) == (0, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("register", "origin"),
    [(Register.BELGIUM, Origin.REAL), (Register.EXAMPLE, Origin.SIMULATED), (Register.FOREIGN_TEST, Origin.TEST)],
)
def test_the_register_says_what_origin_the_figures_have(write: Write, db: None, register: str, origin: str) -> None:
    Corps.objects.create(code="T001", name="Test", register=register, kind="corps")
    figures_import(path=write(SHARES, "T001,PRV-03,2023,43"), register=register)
    assert Delivery.objects.get().origin == origin
