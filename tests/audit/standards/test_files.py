"""Standards as they are written: the shipped ones are whole; what is wrong with a file is said in a sentence."""

from pathlib import Path

import pytest

from audit.indicators import INDICATORS
from audit.workflow.standards.codes import Judges
from audit.workflow.standards.files import StandardFileError, standard_read, standards_shipped
from audit.workflow.standards.texts import LANGUAGES

SMALL = """
code = "small"
version = "1"
published_on = 2024-01-01
indicator = "EFF-04"
counts = "points"
judges = "corps"
counts_months = 24
proposal = true
source = "ours"
[name]
nl = "a"
fr = "a"
de = "a"
en = "a"
[about]
nl = "a"
fr = "a"
de = "a"
en = "a"
[[criteria]]
code = "A1"
points = 4
source = "ours"
nl = "a"
fr = "a"
de = "a"
en = "a"
"""


def test_the_shipped_standards_are_those_that_the_indicators_count() -> None:
    shipped = {standard_read(path).indicator for path in standards_shipped()}
    assert shipped == {"EFF-04", "PRV-13", "DRV-13", "LEG-13", "PRV-07", "PRV-14"}
    assert shipped <= {each.code for each in INDICATORS}


@pytest.mark.parametrize("path", standards_shipped(), ids=lambda path: path.stem)
def test_every_shipped_text_stands_in_four_languages_and_names_its_source(path: Path) -> None:
    standard = standard_read(path)
    texts = [standard.name, standard.about, *(each.text for each in standard.criteria)]
    texts += [each.evidence for each in standard.criteria if each.applies_to != Judges.ITEM]
    assert all(set(text) == set(LANGUAGES) and all(text.values()) for text in texts)
    assert all(each.source for each in standard.criteria)
    assert path.stem == f"{standard.code}-{standard.version}"
    assert "proposal" in standard.source or not standard.is_proposal


def test_organisational_control_has_a_hundred_points_and_communication_forty() -> None:
    points = {
        standard_read(path).code: sum(each.points for each in standard_read(path).criteria)
        for path in standards_shipped()
    }
    assert (points["organisational-control"], points["inclusive-communication"]) == (100, 40)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "small"\n', "", "'code' is missing"),
        ("points = 4", "points = 3", "must be even"),
        ("points = 4", "points = 0", "above zero"),
        ('judges = "corps"', 'judges = "zone"', "'zone' is not a valid"),
        ('counts = "points"', 'counts = "items"', "counts items"),
        ('source = "ours"\nnl = "a"', 'source = ""\nnl = "a"', "names no source"),
        ('de = "a"\nen = "a"\n[about]', 'de = ""\nen = "a"\n[about]', "no text in de"),
        ('published_on = 2024-01-01', 'published_on = "soon"', "is a date"),
        ('version = "1"', "version = ", "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "small-1.toml"
    path.write_text(SMALL)
    assert standard_read(path).code == "small"
    path.write_text(SMALL.replace(old, new, 1))
    with pytest.raises(StandardFileError, match=said) as refused:
        standard_read(path)
    assert str(refused.value).startswith("small-1.toml: ")


def test_two_criteria_of_one_code_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "small-1.toml"
    path.write_text(SMALL + SMALL[SMALL.index("[[criteria]]") :])
    with pytest.raises(StandardFileError, match="the same code"):
        standard_read(path)
