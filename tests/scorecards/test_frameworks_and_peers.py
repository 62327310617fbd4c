"""Which framework judges a period, and which corps it compares."""

from datetime import date

import pytest

from legitimacy.indicators.periods import Period
from legitimacy.models import AreaStatistic, Corps, Framework, PeerLink
from legitimacy.models.framework import framework_for
from legitimacy.scorecards.services import peers_freeze
from tests.people import corps_make
from tests.scorecards.world import municipality_make, residents_set


def framework_make(code: str, valid_from: str, status: str = Framework.Status.IN_FORCE) -> Framework:
    return Framework(code=code, valid_from=valid_from, status=status)


@pytest.fixture
def framework(db: None) -> Framework:
    return Framework.objects.create(code="F", valid_from="2026", status=Framework.Status.IN_FORCE)


@pytest.fixture
def ten_corps(db: None) -> list[Corps]:
    """Ten corps of nearly the same size, and one ten times as large."""
    corps = [corps_make(f"V0{number}", f"Corps {number}") for number in range(10, 21)]
    for number, each in enumerate(corps):
        residents_set(each, 400_000 if number == 10 else 40_000 + 100 * number)
    return corps


@pytest.mark.parametrize(
    ("period", "code"), [("2025-Q4", "old"), ("2026-Q2", "old"), ("2026-Q3", "new"), ("2019", "old")]
)
def test_the_newest_signed_framework_that_has_begun_judges(period: str, code: str) -> None:
    frameworks = [
        framework_make("old", "2021-Q1", Framework.Status.RETIRED),
        framework_make("new", "2026-Q3"),
        framework_make("draft", "2020", Framework.Status.DRAFT),
    ]
    chosen = framework_for(Period.parse(period), frameworks)
    assert chosen is not None
    assert chosen.code == code


def test_a_draft_judges_nothing() -> None:
    assert framework_for(Period(2025), [framework_make("draft", "2020", Framework.Status.DRAFT)]) is None


def test_comparable_corps_are_alike_in_size_and_an_outlier_has_none(
    framework: Framework, ten_corps: list[Corps]
) -> None:
    peers_freeze(framework=framework)
    compared = set(PeerLink.objects.values_list("corps", flat=True))
    assert compared == {corps.pk for corps in ten_corps[:10]}
    assert not PeerLink.objects.filter(peer=ten_corps[10]).exists()


def test_comparable_corps_stay_as_they_were_frozen(framework: Framework, ten_corps: list[Corps]) -> None:
    frozen = peers_freeze(framework=framework)
    AreaStatistic.objects.all().delete()
    residents_set(ten_corps[0], 400_000)
    assert peers_freeze(framework=framework) == 0
    assert PeerLink.objects.count() == frozen


def test_comparable_corps_are_of_the_same_register(
    framework: Framework, ten_corps: list[Corps], belgian_corps: Corps
) -> None:
    residents_set(belgian_corps, 40_500)
    peers_freeze(framework=framework)
    assert not PeerLink.objects.filter(peer=belgian_corps).exists()


def test_the_environment_of_a_corps_is_made_of_its_towns(framework: Framework, ten_corps: list[Corps]) -> None:
    AreaStatistic.objects.filter(subject=ten_corps[0]).delete()
    for number in (1, 2):
        municipality_make(ten_corps[0], f"1000{number}", 20_000)
    peers_freeze(framework=framework)
    assert PeerLink.objects.filter(corps=ten_corps[0]).exists()


def test_a_variable_that_few_corps_have_is_not_used(framework: Framework, ten_corps: list[Corps]) -> None:
    day, kind = date(2020, 1, 1), AreaStatistic.Kind.DENSITY
    for corps, density in zip(ten_corps[:3], (100, 1000, 10_000), strict=True):
        AreaStatistic.objects.create(subject=corps, kind=kind, date=day, value=density)
    peers_freeze(framework=framework)
    assert PeerLink.objects.filter(corps=ten_corps[0]).count() == 8


def test_nothing_is_frozen_before_the_environment_is_known(framework: Framework, demervallei: Corps) -> None:
    assert peers_freeze(framework=framework) == 0
