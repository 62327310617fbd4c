"""Figures that a register counts from its own records are not taken from a file."""

import pytest
from django.utils import translation

from legitimacy.imports.values import figures_import
from legitimacy.models import Corps, DeliveredFigure, Delivery, Register, StaleMark, TrailEvent
from legitimacy.scorecards.sources import claimed_codes
from tests.imports.conftest import Write

HEADER = "code,indicator,period,numerator,denominator"


def test_a_figure_counted_from_records_is_refused_and_leaves_nothing(write: Write, antwerpen: Corps) -> None:
    summary = figures_import(path=write(HEADER, "5345,DRV-04,2025-Q4,50,200", "5345,LEG-03,2025-Q1,1,7"))
    assert (summary.read, summary.rejected) == (2, 2)
    assert [(one.row, one.column) for one in summary.rejects] == [(2, "indicator"), (3, "indicator")]
    assert "DRV-04" in summary.rejects[0].reason
    assert "counted from records" in summary.rejects[0].reason
    for model in (DeliveredFigure, Delivery, StaleMark, TrailEvent):
        assert not model._default_manager.exists()


@pytest.mark.parametrize("register", [Register.EXAMPLE, Register.BELGIUM])
def test_it_is_refused_in_every_register_and_others_beside_it_are_taken(
    write: Write, antwerpen: Corps, demervallei: Corps, register: Register
) -> None:
    code = "5345" if register == Register.BELGIUM else "V017"
    lines = (f"{code},DRV-08,2025-Q4,5,200", f"{code},EFF-19,2025-Q1,5,20")
    summary = figures_import(path=write(HEADER, *lines), register=register)
    assert (summary.added, summary.rejected) == (1, 1)
    assert list(DeliveredFigure.objects.values_list("indicator", flat=True)) == ["EFF-19"]


@pytest.mark.parametrize(("language", "words"), [("nl", "dossiers"), ("fr", "dossiers"), ("de", "Akten")])
def test_the_reason_is_in_the_readers_language(write: Write, antwerpen: Corps, language: str, words: str) -> None:
    with translation.override(language):
        summary = figures_import(path=write(HEADER, "5345,DRV-04,2025-Q4,50,200"))
    assert words in summary.rejects[0].reason


def test_every_code_that_records_count_is_refused(write: Write, antwerpen: Corps) -> None:
    codes = sorted(claimed_codes())
    summary = figures_import(path=write(HEADER, *(f"5345,{code},2025-Q1,1,7" for code in codes)))
    assert len(codes) > 40
    assert summary.rejected == len(codes)
    assert {one.column for one in summary.rejects} == {"indicator"}
