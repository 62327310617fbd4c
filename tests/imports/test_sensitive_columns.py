"""No mapping reads a column that holds sensitive data about people, into whatever field."""

from pathlib import Path

import pytest

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.record_mappings import record_mapping_from, record_mapping_read, record_mappings_shipped
from legitimacy.imports.sensitive import is_sensitive

MAPPING = """
kind = "complaints"
one_row_per = "case"
{lists}
[organisation]
register = "example"
code = "V901"
[fields]
reference = "Number"
received_on = "Received"
category = "Rule"
{field}
{tables}
"""


def read(field: str = "", lists: str = "", tables: str = "") -> None:
    text = MAPPING.format(field=field, lists=lists, tables=tables)
    record_mapping_from(text.encode(), Path("own.toml"), "complaints")


@pytest.mark.parametrize(
    "title",
    [
        *("Race", "Officer Race Ethnicity", "complainant_race", "OfficerRace", "RACIAL GROUP", "Etniciteit", "Ethnie"),
        *("Nationaliteit", "Nationalité", "Staatsangehörigkeit", "Religie", "Santé", "Vakbond", "Skin colour"),
        *("Rijksregisternummer", "National register number", "Seksuele geaardheid", "NISS"),
    ],
)
def test_a_sensitive_column_is_refused_in_every_place_that_reads(title: str) -> None:
    assert is_sensitive(title)
    for given in (
        {"field": f'story = "{title}"'},
        {"field": f'story = ["Story", "{title}"]'},
        {"field": f'place = "{title}"'},
        {"lists": f'tally = ["{title}"]'},
        {"tables": f'[[realign]]\nwhen = {{Rule = "x"}}\ntake = {{Story = ["{title}"]}}'},
    ):
        with pytest.raises(FileRefusedError) as refused:
            read(**given)
        assert title in str(refused.value)
    read(lists=f'drop = ["{title}"]')


@pytest.mark.parametrize(
    "title", ["Trace number", "Grace period", "Story", "Gras", "Klas", "Terrace", "Number", "Nationwide", "Erasmus"]
)
def test_other_columns_are_read(title: str) -> None:
    assert not is_sensitive(title)
    read(f'story = "{title}"')


def test_a_column_that_is_dropped_is_not_read_either() -> None:
    with pytest.raises(FileRefusedError):
        read('story = "Notes"', lists='drop = ["Notes"]')


def test_the_shipped_mappings_read_none() -> None:
    for path in record_mappings_shipped("complaints"):
        record_mapping_read(path, "complaints")


def test_a_shipped_mapping_that_somebody_changed_is_no_longer_shipped() -> None:
    path = next(path for path in record_mappings_shipped("complaints") if "new_orleans" in path.name)
    text = path.read_text(encoding="utf-8").replace('language = "en"', 'language = "nl"')
    with pytest.raises(FileRefusedError):
        record_mapping_from(text.encode(), path, "complaints")
