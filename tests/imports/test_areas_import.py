"""Dated facts about areas."""

from datetime import date

import pytest

from legitimacy.imports.areas import areas_import
from legitimacy.imports.corps import register_import
from legitimacy.imports.regions import REGIONS
from legitimacy.imports.values import figures_import
from legitimacy.models import AreaStatistic, Corps, Municipality, StaleMark, TrailEvent
from tests.imports.conftest import Write

HEADER = "code;kind;date;value;source"


@pytest.mark.parametrize("day", ["2024-01-01", "1/1/2024", "01.01.2024", "2024"])
def test_residents_are_stored_on_their_day(write: Write, antwerpen: Corps, day: str) -> None:
    areas_import(path=write(HEADER, f"5345;population;{day};529.247;Statbel"))
    fact = AreaStatistic.objects.get()
    assert (fact.kind, fact.date, fact.value, fact.source) == ("population", date(2024, 1, 1), 529_247.0, "Statbel")


def test_the_same_file_twice_changes_nothing(write: Write, antwerpen: Corps) -> None:
    path = write(HEADER, "5345;density;2024-01-01;2604,5;Statbel")
    assert areas_import(path=path).added == 1
    assert areas_import(path=path).unchanged == 1
    assert TrailEvent.objects.filter(verb="areas.imported").count() == 1


def test_a_new_figure_for_the_day_is_an_update(write: Write, antwerpen: Corps) -> None:
    areas_import(path=write(HEADER, "5345;density;2024-01-01;2604,5;Statbel"))
    assert areas_import(path=write(HEADER, "5345;density;2024-01-01;2605;Statbel")).updated == 1


def test_a_region_is_found_by_its_nis_code(write: Write, db: None) -> None:
    register_import(path=REGIONS)
    areas_import(path=write(HEADER, "02000;density;2024-01-01;497;Statbel"))
    assert AreaStatistic.objects.get().subject.code == "BE-VLG"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("5345;weather;2024-01-01;1;", "kind"),
        ("9999;density;2024-01-01;1;", "code"),
        ("5345;density;31/02/2024;1;", "date"),
        ("5345;density;soon;1;", "date"),
        ("5345;density;2024-01-01;;", "value"),
        ("5345;density;2024-01-01;-1;", "value"),
        ("5345;population;2024-01-01;12,5;", "value"),
        ("5345;share_over_65;2024-01-01;19;", "value"),
        (f"5345;density;2024-01-01;1;{'x' * 201}", "source"),
    ],
)
def test_a_bad_row_is_named_with_its_column(write: Write, antwerpen: Corps, row: str, column: str) -> None:
    summary = areas_import(path=write(HEADER, row))
    assert [reject.column for reject in summary.rejects] == [column]
    assert not AreaStatistic.objects.exists()


def test_a_deprivation_index_may_lie_below_zero(write: Write, antwerpen: Corps) -> None:
    assert areas_import(path=write(HEADER, "5345;deprivation;2024-01-01;-0,8;")).added == 1


def test_new_residents_make_the_figures_of_the_zone_count_again(write: Write, boom: Municipality) -> None:
    figures_import(path=write("code,indicator,period,percent", "11005,PRV-03,2023,33"))
    StaleMark.objects.all().delete()
    areas_import(path=write(HEADER, "5345;population;2024-01-01;529247;Statbel"))
    assert StaleMark.objects.get().subject_id == boom.pk
