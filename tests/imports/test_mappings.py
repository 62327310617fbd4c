"""Sources that write indicators in their own words."""

import pytest

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.mappings import value_mapping_for, value_mapping_read
from legitimacy.imports.values import figures_import
from legitimacy.models import DeliveredFigure, Municipality
from tests.imports.conftest import Write

MONITOR = "nis5,municipality,year,indicator,percent"


def test_the_city_monitor_is_recognised_by_its_columns(write: Write, boom: Municipality) -> None:
    path = write(MONITOR, "11005,Boom,2023,Vertrouwen in politie,33.0", "11005,Boom,2023,Vertrouwen in medemens,50.0")
    summary = figures_import(path=path)
    assert (summary.read, summary.added, summary.rejected) == (2, 1, 1)
    figure = DeliveredFigure.objects.get()
    assert (figure.indicator, figure.value) == ("PRV-03", 0.33)
    assert figure.delivery.credit == "Agentschap Binnenlands Bestuur, Gemeente-Stadsmonitor 2023"


def test_an_answer_that_is_no_indicator_is_counted_and_named(write: Write, boom: Municipality) -> None:
    summary = figures_import(path=write(MONITOR, "11005,Boom,2023,Vertrouwen in medemens,50.0"))
    assert summary.rejects[0].reason == "“Vertrouwen in medemens” is no indicator of this product."


def test_a_mapping_for_one_year_takes_no_other(write: Write, boom: Municipality) -> None:
    summary = figures_import(path=write(MONITOR, "11005,Boom,2020,Vertrouwen in politie,33.0"))
    assert "not the period that this mapping is for" in summary.rejects[0].reason


def test_other_columns_have_no_mapping() -> None:
    assert value_mapping_for(["code", "indicator", "period", "value"]).indicators == {}


def test_a_mapping_can_be_named(write: Write, boom: Municipality) -> None:
    mapping = write('kind = "values"', 'source = "Poll"', "[indicators]", 'trust = "PRV-03"', name="poll.toml")
    figures_import(path=write("code;indicator;period;percent", "11005;Trust;2023;33"), mapping=mapping)
    assert DeliveredFigure.objects.get().delivery.source == "Poll"


@pytest.mark.parametrize(
    ("lines", "words"),
    [(("kind = ",), "no valid TOML"), (('kind = "complaints"',), "no mapping of figures")],
)
def test_a_mapping_that_cannot_be_used_is_refused(write: Write, lines: tuple[str, ...], words: str) -> None:
    with pytest.raises(FileRefusedError, match=words):
        value_mapping_read(write(*lines, name="bad.toml"))


def test_a_mapping_that_is_not_there_is_refused(write: Write) -> None:
    with pytest.raises(FileRefusedError, match="cannot be opened"):
        value_mapping_read(write(name="there.toml").with_name("gone.toml"))
