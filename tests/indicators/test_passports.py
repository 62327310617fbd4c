"""The passports and the shipped framework speak of the same 70 indicators, in the same terms."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from audit.indicators import INDICATORS as AUDIT
from complaints.indicators import INDICATORS as COMPLAINTS
from diversity.indicators import INDICATORS as DIVERSITY
from evaluation.indicators import INDICATORS as EVALUATION
from legitimacy.indicators.definitions import Direction, Indicator, Kind, Subject, Window
from legitimacy.opendata.indicators import INDICATORS as OPENDATA
from professionalism.indicators import INDICATORS as PROFESSIONALISM

FRAMEWORK_DIRECTORY = Path(__file__).resolve().parents[2] / "data" / "framework"
BY_APP: dict[str, tuple[Indicator, ...]] = {
    "audit": AUDIT,
    "complaints": COMPLAINTS,
    "diversity": DIVERSITY,
    "evaluation": EVALUATION,
    "opendata": OPENDATA,
    "professionalism": PROFESSIONALISM,
}
PASSPORTS: tuple[Indicator, ...] = tuple(passport for passports in BY_APP.values() for passport in passports)
TEXTS = ("name", "question", "numerator_label", "denominator_label", "method", "caution")

# The strategic goals of the note, per code, as in the indicator list; every code not named here serves one goal.
SEVERAL_GOALS: dict[str, tuple[int, ...]] = {
    "EFF-15": (1, 2),
    "LEG-13": (1, 2),
    "LEG-14": (1, 2),
    "DRV-03": (1, 3),
    "PRV-03": (1, 2, 3),
    "PRV-04": (1, 2),
    "PRV-05": (1, 2),
    "PRV-14": (1, 2),
    "PRV-15": (2, 3),
}
GOAL_1 = {f"EFF-{number:02}" for number in range(1, 22)} - {"EFF-11", "EFF-15"} | {
    *("LEG-01", "LEG-02", "LEG-11", "LEG-15"),
    *("PRV-06", "PRV-07", "PRV-08", "PRV-09"),
}
GOAL_3 = {f"DRV-{number:02}" for number in range(1, 16)} - {"DRV-03"} | {"PRV-16", "PRV-17"}

NOTE_CODES = {
    *("1", "1a", "1b", "1c", "1d", "1e", "1f", "1g"),
    *("2", "2a", "2b", "2c", "2d", "2e"),
    *("3", "3a", "3b", "3c", "3d", "pillar"),
}
UNITS = {
    *("%", "days", "score", "points", "ratio", "yes/no"),
    *("per_1000_residents", "per_10000_residents", "per_1000_interventions", "per_six_corps_years"),
}
UNITS_OF_KIND: dict[Kind, set[str]] = {
    Kind.PROPORTION: {"%"},
    Kind.BOOLEAN: {"yes/no"},
    Kind.CHECKLIST: {"score"},
    Kind.MEAN_SCORE: {"score", "points"},
    Kind.MEDIAN_DAYS: {"days"},
    Kind.RATIO: {"ratio"},
    Kind.COUNT_RATE: {unit for unit in UNITS if unit.startswith("per_")},
}
PER_OF_UNIT: dict[str, float] = {
    "per_1000_residents": 1000,
    "per_10000_residents": 10_000,
    "per_1000_interventions": 1000,
    "per_six_corps_years": 6,
}


def read_framework(name: str) -> list[dict[str, str]]:
    with (FRAMEWORK_DIRECTORY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


FRAMEWORK: dict[str, dict[str, str]] = {row["code"]: row for row in read_framework("framework_2026.csv")}


def expected_goals(code: str) -> tuple[int, ...]:
    if code in SEVERAL_GOALS:
        return SEVERAL_GOALS[code]
    if code in GOAL_1:
        return (1,)
    return (3,) if code in GOAL_3 else (2,)


every_passport = pytest.mark.parametrize("passport", PASSPORTS, ids=lambda passport: passport.code)


def test_every_code_of_the_framework_has_exactly_one_passport_and_vice_versa() -> None:
    assert sorted(passport.code for passport in PASSPORTS) == sorted(FRAMEWORK)
    assert len(PASSPORTS) == 70


def test_every_facet_of_the_framework_is_described() -> None:
    described = {(row["pillar"], row["facet"]) for row in read_framework("framework_2026_facets.csv")}
    assert described == {(row["code"][:3], row["facet"]) for row in FRAMEWORK.values()}


@pytest.mark.parametrize("app", BY_APP)
def test_an_app_exposes_only_passports_that_it_owns(app: str) -> None:
    assert {passport.owner for passport in BY_APP[app]} == {app}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The rules about wording are rules about the source texts."""
    with override("en"):
        yield


@every_passport
def test_passport_agrees_with_the_framework(passport: Indicator) -> None:
    row = FRAMEWORK[passport.code]
    stated = {
        "kind": passport.kind,
        "direction": passport.direction,
        "window": passport.window,
        "valid_months": str(passport.valid_months),
        "measured_by": passport.measured_by,
        "subject": passport.subject,
        "disclosure_class": passport.disclosure,
        "feed": passport.feed,
        "owner_app": passport.owner,
    }
    assert stated == {column: row[column] for column in stated}


@every_passport
def test_goals_match_the_note(passport: Indicator) -> None:
    assert passport.goals == expected_goals(passport.code)


@every_passport
def test_note_bullets_are_lines_of_the_note(passport: Indicator) -> None:
    assert passport.note_bullets
    assert set(passport.note_bullets) <= NOTE_CODES


@every_passport
def test_context_indicators_weigh_nothing_and_never_feed_funding(passport: Indicator) -> None:
    row = FRAMEWORK[passport.code]
    if passport.is_context:
        assert (row["weight"], row["funding_allowed"], row["floor"], row["target"]) == ("0", "no", "", "")
    else:
        assert row["target"] or row["band_low"]


@every_passport
def test_default_subject_other_than_the_corps_weighs_nothing_for_a_corps(passport: Indicator) -> None:
    if passport.subject is not Subject.CORPS:
        assert FRAMEWORK[passport.code]["weight"] == "0"


@every_passport
def test_texts_are_whole_sentences_or_short_labels(passport: Indicator) -> None:
    texts = {field: str(getattr(passport, field)) for field in TEXTS}
    assert all(text and text == text.strip() and "  " not in text for text in texts.values())
    assert texts["method"].endswith(".")
    assert texts["caution"].endswith(".")
    assert texts["question"].endswith("?")
    assert not [
        text for text in (texts["name"], texts["numerator_label"], texts["denominator_label"]) if text[-1] in ".?"
    ]
    assert texts["numerator_label"][0].islower()
    assert texts["denominator_label"][0].islower()


@every_passport
def test_texts_avoid_dashes_format_signs_and_the_word_peers(passport: Indicator) -> None:
    for field in TEXTS:
        assert not re.search(r"[\u2013\u2014%{}]|\bpeers?\b", str(getattr(passport, field))), field


@every_passport
def test_method_is_two_to_four_sentences(passport: Indicator) -> None:
    assert 2 <= len(re.findall(r"[.](?:\s|$)", str(passport.method))) <= 4


@every_passport
def test_unit_fits_the_kind_and_its_multiplier(passport: Indicator) -> None:
    assert passport.unit in UNITS_OF_KIND[passport.kind]
    multiplier = 100 if passport.kind is Kind.CHECKLIST else PER_OF_UNIT.get(passport.unit, 1)
    assert passport.per == multiplier


@every_passport
def test_possible_range_fits_the_unit(passport: Indicator) -> None:
    upper = {"%": 1.0, "yes/no": 1.0, "score": 100.0, "points": 100.0}.get(passport.unit)
    assert passport.upper_bound == upper
    assert passport.lower_bound == (-100.0 if passport.code == "DRV-15" else 0.0)


@every_passport
def test_goalposts_lie_inside_the_possible_range(passport: Indicator) -> None:
    row = FRAMEWORK[passport.code]
    limits = [float(row[column]) for column in ("floor", "target", "band_low", "band_high") if row[column]]
    assert passport.lower_bound is not None
    assert all(limit >= passport.lower_bound for limit in limits)
    assert passport.upper_bound is None or all(limit <= passport.upper_bound for limit in limits)


@every_passport
def test_complete_counts_have_no_sampling_interval(passport: Indicator) -> None:
    basis = FRAMEWORK[passport.code]["basis"].lower()
    complete = "no sampling interval" in basis or "no wilson interval" in basis
    # The basis of these two does not say it, but all corps and all criteria are counted.
    complete = complete or passport.code in {"EFF-12", "DRV-14"}
    assert passport.sampled is not (complete or passport.kind in {Kind.CHECKLIST, Kind.BOOLEAN})


@every_passport
def test_method_names_a_margin_only_where_there_is_one(passport: Indicator) -> None:
    method = str(passport.method)
    if passport.sampled:
        assert "95 percent" in method
    else:
        assert "no sample and no margin for chance" in method
        assert "95 percent" not in method


@every_passport
def test_method_names_its_window(passport: Indicator) -> None:
    words = {
        Window.QUARTER: "the quarter",
        Window.ROLLING_12_MONTHS: "12 months up to the end of the period",
        Window.ROLLING_36_MONTHS: "36 months up to the end of the period",
        Window.YEAR: "calendar year",
        Window.SNAPSHOT: "last day of the period",
        Window.SURVEY_WAVE: "survey",
    }
    assert words[passport.window] in str(passport.method)


@every_passport
def test_context_method_says_that_it_takes_no_part_in_scores(passport: Indicator) -> None:
    says_so = "takes no part in any score, ranking or funding" in str(passport.method)
    assert says_so is (passport.direction is Direction.CONTEXT)


def test_indicators_counted_on_the_force_register_share_one_draw() -> None:
    shared = {passport.code: passport.shared_draw for passport in PASSPORTS if passport.shared_draw}
    assert shared == dict.fromkeys(("LEG-03", "LEG-04", "LEG-07"), "force_register")
