"""What is wrong or unlikely in counts, each against numbers made for it."""

from datetime import date
from decimal import Decimal

import pytest

from diversity.selectors.staff_checks import Before, staff_findings
from diversity.workflow.cells import CellKey, Cells, Count
from diversity.workflow.staffing import Kind
from legitimacy.models import Corps
from tests.diversity.staff import LAST, cells, declared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


def codes(corps: Corps, kind: str, given: Cells, before: Before | None = None, day: date = LAST) -> dict[str, bool]:
    found = staff_findings(corps=corps, kind=kind, day=day, cells=given, before=before or Before())
    return {finding.code: finding.is_error for finding in found}


def moved(**numbers: int) -> Cells:
    keys = {"candidates": "to_officer", "promoted": "to_officer", "joined": "basic", "left": "basic"}
    return {CellKey(part, "operational", keys[part], "f"): Count(heads) for part, heads in numbers.items()}


def without(word: str) -> Cells:
    return {place: count for place, count in cells().items() if word not in place}


def test_counts_that_agree_pass(demervallei: Corps) -> None:
    assert codes(demervallei, Kind.COMPOSITION, cells(), Before(cells(), date(2024, 12, 31))) == {}


def test_each_thing_that_is_wrong_is_found(demervallei: Corps) -> None:
    demervallei.valid_from, demervallei.valid_to = date(2010, 1, 1), date(2025, 12, 31)
    split = CellKey("age", "operational", "35_44", "f")
    chief = CellKey("mandate", "operational", "chief", "f")
    security = CellKey("grade", "operational", "security", "f")
    everybody = cells(officers=0)
    cases: list[tuple[dict[str, bool], dict[str, bool]]] = [
        ({"sums_differ": True}, codes(demervallei, Kind.COMPOSITION, cells() | {split: Count(19)})),
        ({"fte_more": True}, codes(demervallei, Kind.COMPOSITION, cells() | {split: Count(20, Decimal("20.01"))})),
        ({"empty": True}, codes(demervallei, Kind.COMPOSITION, {})),
        ({"part_missing": False}, codes(demervallei, Kind.COMPOSITION, without("age"))),
        ({"part_missing": True}, codes(demervallei, Kind.COMPOSITION, without("grade"))),
        ({"mandates_more": False}, codes(demervallei, Kind.COMPOSITION, everybody | {chief: Count(1)})),
        ({"one_sex": False}, codes(demervallei, Kind.COMPOSITION, without("f"))),
        ({"date_future": True}, codes(demervallei, Kind.COMPOSITION, cells(), day=date(2026, 2, 2))),
        ({"date_before_corps": True}, codes(demervallei, Kind.COMPOSITION, cells(), day=date(2009, 12, 31))),
        ({"date_after_corps": True}, codes(demervallei, Kind.COMPOSITION, cells(), day=date(2026, 1, 1))),
        (
            {"code_ended": True, "sums_differ": True},
            codes(demervallei, Kind.COMPOSITION, cells() | {security: Count(2)}, day=date(2015, 12, 31)),
        ),
        ({"date_year": True}, codes(demervallei, Kind.MOVEMENTS, moved(joined=1), day=date(2025, 6, 30))),
        ({"promoted_more": True}, codes(demervallei, Kind.MOVEMENTS, moved(promoted=3, candidates=2))),
        ({"left_more": True}, codes(demervallei, Kind.MOVEMENTS, moved(left=22, joined=1), Before(stood=cells()))),
        ({}, codes(demervallei, Kind.MOVEMENTS, moved(left=21, joined=1), Before(stood=cells()))),
        ({"declared_more": True}, codes(demervallei, Kind.DISABILITY, declared(101))),
    ]  # fmt: skip
    for number, (expected, found) in enumerate(cases):
        assert found == expected, number


def test_jumps_are_asked_about_only_where_chance_does_not_explain_them(demervallei: Corps) -> None:
    def found(then: Cells, now: Cells) -> dict[str, bool]:
        return codes(demervallei, Kind.COMPOSITION, now, Before(then, date(2024, 12, 31)))

    assert found(cells(women=40), cells(women=0)) == {"vanished": False, "one_sex": False}
    assert found(cells(women=40), cells(women=20)) == {"jump": False}
    assert found(cells(women=40), cells(women=31)) == {}, "less than a quarter"
    assert found(cells(women=8), cells(women=0)) == {"one_sex": False}, "too few to be asked about"


def test_what_is_hidden_is_not_told_by_a_sentence(demervallei: Corps) -> None:
    given = {place: Count(count.heads, Decimal(count.heads) + 1) for place, count in declared(3, 2).items()}
    before = Before(declared(60), date(2024, 12, 31))
    found = staff_findings(corps=demervallei, kind=Kind.DISABILITY, day=LAST, cells=given, before=before)
    assert {finding.code for finding in found} == {"fte_more", "declared_more", "jump"}
    assert not any(sign.isdigit() for finding in found for sign in finding.reason)
