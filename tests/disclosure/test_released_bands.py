"""What a band used up in one release, on one scorecard, is not told again from another side."""

import pytest

from legitimacy.disclosure.selectors import scorecard_get, values_history
from legitimacy.disclosure.visible import VisiblePart
from legitimacy.models import Corps, Framework, User
from tests.disclosure.conftest import release_make
from tests.disclosure.world import card_make, framework_make, run_make, value_make

KEY = "EFF.system"


@pytest.fixture
def framework(db: None) -> Framework:
    """One facet with three indicators: open files (a snapshot), first answers (twelve months), objectives (things)."""
    return framework_make(["EFF-01", "EFF-07", "EFF-08"])


@pytest.fixture
def banded(framework: Framework, demervallei: Corps, heidekant: Corps) -> Corps:
    """Demervallei's open files of 2025-Q3 are hidden because they are few, and stand on Q4 too."""
    early, late = run_make("2025-Q3"), run_make("2025-Q4")
    value_make(early, demervallei, "EFF-08", numerator=4, denominator=400)
    value_make(early, heidekant, "EFF-08", numerator=90, denominator=400)
    value_make(early, demervallei, "EFF-01", numerator=4, denominator=8)
    value_make(late, demervallei, "EFF-01", numerator=5, denominator=8)
    for run in (early, late):
        card_make(run, demervallei, framework)
    return demervallei


def facet(corps: Corps, period: str) -> VisiblePart:
    card = scorecard_get(audience="public", corps=corps, period=period)
    assert card is not None
    return card.parts[KEY]


def test_only_the_newest_scorecard_shows_a_band_over_a_value_that_stands_on_two(
    banded: Corps, stewards: tuple[User, User]
) -> None:
    release_make(stewards, "2025-Q3", "2025-Q4")
    assert facet(banded, "2025-Q4").visibility == "band"
    assert facet(banded, "2025-Q3").visibility == "suppressed"


def test_the_same_scorecard_may_be_released_again(banded: Corps, stewards: tuple[User, User]) -> None:
    release_make(stewards, "2025-Q4")
    first = facet(banded, "2025-Q4")
    release_make(stewards, "2025-Q4", code="second")
    assert (first.visibility, facet(banded, "2025-Q4")) == ("band", first)


def test_another_view_of_a_value_behind_a_band_stays_closed(
    banded: Corps, framework: Framework, stewards: tuple[User, User]
) -> None:
    release_make(stewards, "2025-Q4")
    later = run_make("2025-Q4")
    value_make(later, banded, "EFF-01", numerator=6, denominator=8)
    card_make(later, banded, framework)
    release_make(stewards, "2025-Q4", code="second")
    assert facet(banded, "2025-Q4").visibility == "suppressed"


def test_a_value_behind_a_band_stays_hidden_when_a_correction_would_make_it_publishable(
    banded: Corps, heidekant: Corps, stewards: tuple[User, User]
) -> None:
    release_make(stewards, "2025-Q4")
    value_make(run_make("2025-Q3"), banded, "EFF-08", numerator=80, denominator=400)
    release_make(stewards, "2025-Q3", code="second")
    mine, theirs = (
        values_history(audience="public", subject=one, indicators=["EFF-08"]) for one in (banded, heidekant)
    )
    assert [value.reason for value in mine] == ["behind_band"]
    assert [value.numerator for value in theirs] == [90]


def test_no_band_over_a_window_that_overlaps_a_published_one(
    framework: Framework, demervallei: Corps, stewards: tuple[User, User]
) -> None:
    early, late = run_make("2025-Q3"), run_make("2025-Q4")
    for run in (early, late):
        value_make(run, demervallei, "EFF-07", numerator=200 if run == early else 3, denominator=400)
        value_make(run, demervallei, "EFF-01", numerator=5, denominator=8)
    for run in (early, late):
        card_make(run, demervallei, framework)
    release_make(stewards, "2025-Q4")
    assert facet(demervallei, "2025-Q4").visibility == "band"
    release_make(stewards, "2025-Q3", code="second")
    card_make(late, demervallei, framework)
    release_make(stewards, "2025-Q4", code="third")
    assert facet(demervallei, "2025-Q3").visibility == "shown"
    assert facet(demervallei, "2025-Q4").visibility == "suppressed"
