"""The code lists of the force register: complete, in four languages, and levels that fit their means both ways."""

from datetime import date

import pytest

from legitimacy.codes import CodeListError
from legitimacy.deadlines.rules import rule_set_on
from professionalism.models import ForceApplication, ForceCitizen, ForceIncident, ForceOfficer
from professionalism.workflow import force_codes

LISTS = {
    *("level", "means", "place", "functionality", "call_type", "conflict", "duration", "threat"),
    *("alternative", "care", "age_band"),
}


def test_every_list_has_codes_in_four_languages_with_a_source() -> None:
    assert set(force_codes.LISTS.lists) == LISTS
    for entries in force_codes.LISTS.lists.values():
        for entry in entries.values():
            label = entry.label
            assert all((label.nl, label.fr, label.de, label.en, entry.source)), entry.code


def test_codes_fit_their_columns() -> None:
    columns = {
        "place": (ForceIncident, "place_kind"),
        "functionality": (ForceIncident, "functionality"),
        "call_type": (ForceIncident, "call_type"),
        "conflict": (ForceIncident, "conflict"),
        "duration": (ForceIncident, "duration"),
        "threat": (ForceIncident, "threat"),
        "means": (ForceApplication, "means"),
        "care": (ForceOfficer, "care"),
        "age_band": (ForceCitizen, "age_band"),
    }
    for name, (model, column) in columns.items():
        length = getattr(model._meta.get_field(column), "max_length", 0) or 0
        assert all(len(code) <= length for code in force_codes.LISTS.lists[name]), name


def test_the_highest_level_of_a_means_is_the_highest_level_that_names_it() -> None:
    levels = force_codes.LISTS.lists["level"]
    assert list(levels) == [str(level) for level in range(11)]
    for means in force_codes.LISTS.lists["means"]:
        named = [int(level) for level in levels if means in force_codes.means_of(int(level))]
        assert named, means
        assert force_codes.highest_level(means) == max(named), means
    assert force_codes.means_of(10) == {"firearm"}
    with pytest.raises(CodeListError):
        force_codes.highest_level("teleport")


def test_there_are_seven_functionalities_and_a_reporting_level() -> None:
    assert len(force_codes.LISTS.lists["functionality"]) == 7
    assert force_codes.reporting_level(date(2026, 5, 1)) == 2
    with pytest.raises(force_codes.ParameterError):
        force_codes.parameter_on("unheard_of", date(2026, 5, 1))


def test_terms_of_registration_and_review() -> None:
    rules = rule_set_on("force", date(2026, 5, 1))
    assert (rules.rule("review").amount, rules.rule("register").amount) == (14, 3)
