"""Proposing and approving releases, and what stays fixed afterwards."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model

from legitimacy.disclosure.selectors import scorecard_get, values_history
from legitimacy.disclosure.services import ReleaseError, release_approve, release_propose
from legitimacy.indicators.periods import PeriodError
from legitimacy.models import (
    Corps,
    Framework,
    PartPublication,
    Publication,
    Release,
    Run,
    ScorecardPublication,
    TrailEvent,
    User,
)
from tests.disclosure.conftest import PERIOD, decide, release_make
from tests.disclosure.world import card_make, run_make, value_make


def shown(corps: Corps, indicator: str = "EFF-07") -> list[float | None]:
    return [value.value for value in values_history(audience="public", subject=corps, indicators=[indicator])]


@pytest.fixture
def measured(run: Run, framework: Framework, demervallei: Corps) -> Corps:
    """Demervallei with one figure, scored and decided."""
    value_make(run, demervallei, "EFF-07", numerator=60, denominator=100)
    decide(run, framework, demervallei)
    return demervallei


def test_nothing_is_public_before_a_release(measured: Corps) -> None:
    assert shown(measured) == []
    assert scorecard_get(audience="public", corps=measured, period=PERIOD) is None


def test_one_approval_publishes_nothing(measured: Corps, steward1: User) -> None:
    release = release_propose(code="first", register="example", periods=[PERIOD], actor=steward1)
    release_approve(release=release, actor=steward1)
    assert shown(measured) == []


def test_two_stewards_publish(measured: Corps, stewards: tuple[User, User]) -> None:
    release = release_make(stewards, PERIOD)
    assert (release.status, shown(measured)) == ("approved", [0.6])
    card = scorecard_get(audience="public", corps=measured, period=PERIOD)
    assert card is not None
    assert card.release == "first"


def test_one_steward_does_not_count_twice(measured: Corps, steward1: User) -> None:
    release = release_propose(code="first", register="example", periods=[PERIOD], actor=steward1)
    release_approve(release=release, actor=steward1)
    with pytest.raises(ReleaseError, match="second data steward"):
        release_approve(release=release, actor=steward1)
    assert Publication.objects.filter(audience="public").count() == 0


def test_only_a_data_steward_of_the_register_decides(katrien: User, steward1: User) -> None:
    with pytest.raises(ReleaseError, match="Only a data steward"):
        release_propose(code="first", register="example", periods=[PERIOD], actor=katrien)
    with pytest.raises(ReleaseError, match="Only a data steward"):
        release_propose(code="first", register="belgium", periods=[PERIOD], actor=steward1)
    release = release_propose(code="first", register="example", periods=[PERIOD], actor=steward1)
    with pytest.raises(ReleaseError, match="Only a data steward"):
        release_approve(release=release, actor=katrien)


@pytest.mark.parametrize(("code", "periods"), [("x", [PERIOD]), ("With Spaces", [PERIOD]), ("first", [])])
def test_a_malformed_proposal_is_refused_in_a_sentence(code: str, periods: list[str], steward1: User) -> None:
    with pytest.raises(ReleaseError, match=r"\.$"):
        release_propose(code=code, register="example", periods=periods, actor=steward1)


def test_text_that_is_no_period_is_refused(steward1: User) -> None:
    with pytest.raises(PeriodError):
        release_propose(code="first", register="example", periods=["2025-Q5"], actor=steward1)


def test_an_approved_release_takes_no_third_approval(measured: Corps, stewards: tuple[User, User]) -> None:
    release = release_make(stewards, PERIOD)
    with pytest.raises(ReleaseError, match="approved already"):
        release_approve(release=release, actor=stewards[0])


def test_each_step_is_on_the_trail(measured: Corps, stewards: tuple[User, User]) -> None:
    release_make(stewards, PERIOD)
    verbs = list(TrailEvent.objects.filter(object_type="release").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["release.proposed", "release.approved", "release.approved", "release.published"]


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Publication, {"visibility": "shown"}),
        (PartPublication, {"score": 1.0}),
        (ScorecardPublication, {"delivered": 70}),
        (Release, {"code": "other"}),
    ],
)
def test_the_database_refuses_changes_to_an_approved_release(
    model: type[Model], change: dict[str, object], measured: Corps, stewards: tuple[User, User]
) -> None:
    release = release_make(stewards, PERIOD)
    key = {"pk": release.pk} if model is Release else {"release": release}
    rows = model._default_manager.filter(**key)
    assert rows.exists()
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        rows.update(**change)


def test_a_recompute_does_not_change_what_is_public(
    measured: Corps, run: Run, framework: Framework, stewards: tuple[User, User]
) -> None:
    release_make(stewards, PERIOD)
    before = scorecard_get(audience="public", corps=measured, period=PERIOD)
    value_make(run, measured, "EFF-07", numerator=90, denominator=100)
    card_make(run, measured, framework)
    assert scorecard_get(audience="public", corps=measured, period=PERIOD) == before
    assert shown(measured) == [0.6]


def test_a_later_release_supersedes(
    measured: Corps, run: Run, framework: Framework, stewards: tuple[User, User]
) -> None:
    release_make(stewards, PERIOD)
    value_make(run, measured, "EFF-07", numerator=90, denominator=130)
    card_make(run, measured, framework)
    release_make(stewards, PERIOD, code="second")
    card = scorecard_get(audience="public", corps=measured, period=PERIOD)
    assert card is not None
    assert (card.release, shown(measured)) == ("second", [90 / 130])


def test_a_release_of_another_period_leaves_the_first_in_place(
    measured: Corps, framework: Framework, stewards: tuple[User, User]
) -> None:
    release_make(stewards, PERIOD)
    later = run_make("2026-Q4")
    value_make(later, measured, "EFF-07", numerator=90, denominator=130)
    card_make(later, measured, framework)
    release_make(stewards, "2026-Q4", code="second")
    assert shown(measured) == [0.6, 90 / 130]


def test_a_figure_that_still_stands_on_a_scorecard_comes_with_its_release(
    run: Run, framework: Framework, demervallei: Corps, stewards: tuple[User, User]
) -> None:
    value_make(run_make("2023"), demervallei, "PRV-03", value=0.44)
    card_make(run, demervallei, framework)
    release_make(stewards, PERIOD)
    card = scorecard_get(audience="public", corps=demervallei, period=PERIOD)
    assert card is not None
    trust = next(item for item in card.items if item.indicator == "PRV-03")
    assert (trust.period, trust.value) == ("2023", 0.44)
    assert trust.score == pytest.approx(100 * 0.09 / 0.22)


def test_another_register_is_not_released_along(
    measured: Corps, run: Run, belgian_corps: Corps, stewards: tuple[User, User]
) -> None:
    value_make(run, belgian_corps, "PRV-03", value=0.44)
    release_make(stewards, PERIOD)
    assert shown(belgian_corps, "PRV-03") == []
