"""The shipped register and survey: the facts that a correct import gives, each computed independently."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import Avg, Sum
from django.utils import translation
from pytest_django import DjangoDbBlocker

from legitimacy.imports.corps import register_import
from legitimacy.imports.summary import Summary
from legitimacy.imports.values import figures_import
from legitimacy.models import AreaStatistic, Corps, CorpsLink, DeliveredFigure, Municipality, Region, StaleMark, Subject

pytestmark = pytest.mark.django_db

BELGIUM = settings.BASE_DIR / "data" / "belgium"
MAP = settings.BASE_DIR / "data" / "maps" / "belgium.geojson"
REGISTER = ("zones", "municipalities", "zone_mergers_2013_2021", "federal_police", "names")


def register_load() -> list[Summary]:
    return [register_import(path=BELGIUM / f"{name}.csv") for name in REGISTER]


@pytest.fixture(scope="module")
def first(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Summary]]:
    """The summaries of the first import; the register stays for this file and goes with it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield [*register_load(), figures_import(path=BELGIUM / "gemeente_stadsmonitor_2023.csv")]
        transaction.set_rollback(True)


@pytest.fixture
def loaded(first: list[Summary]) -> None:
    """The whole Belgian register and the survey of 2023."""


def active() -> Any:
    return Corps.objects.filter(register="belgium", type=Corps.Type.LOCAL, valid_to__isnull=True)


def residents() -> dict[str, float]:
    facts = AreaStatistic.objects.filter(subject__kind="corps", kind="population", date="2020-01-01")
    return dict(facts.values_list("subject__code", "value"))


def test_every_row_of_the_shipped_files_is_taken(first: list[Summary]) -> None:
    assert [(summary.read, summary.added, summary.updated) for summary in first[:4]] == [
        (185, 185, 0), (581, 581, 0), (17, 17, 0), (1, 1, 0),
    ]  # fmt: skip
    assert first[4].updated == first[4].read
    assert not any(summary.rejected for summary in first[:5])


def test_the_other_eight_answers_of_the_survey_are_counted_and_named(first: list[Summary]) -> None:
    survey = first[5]
    assert (survey.read, survey.added, survey.rejected) == (2_990, 598, 2_392)
    assert [group.count for group in survey.groups] == [299] * 8


def test_a_second_import_changes_nothing(loaded: None) -> None:
    StaleMark.objects.all().delete()
    again = [*register_load(), figures_import(path=BELGIUM / "gemeente_stadsmonitor_2023.csv")]
    assert not any(summary.is_change for summary in again)
    assert not StaleMark.objects.exists()


def test_each_region_has_its_zones(loaded: None) -> None:
    zones = {code: active().filter(region__code=code).count() for code in ("BE-VLG", "BE-WAL", "BE-BRU")}
    assert zones == {"BE-VLG": 107, "BE-WAL": 72, "BE-BRU": 6}
    assert Region.objects.filter(kind="province").count() == 10
    assert active().filter(province__isnull=True).count() == 6


def test_the_residents_of_zones_and_municipalities_are_those_of_the_country(loaded: None) -> None:
    places = AreaStatistic.objects.filter(subject__kind="municipality").aggregate(total=Sum("value"))["total"]
    assert places == sum(residents().values()) == 11_492_641


def test_the_largest_smallest_and_median_zone_are_the_known_ones(loaded: None) -> None:
    people = residents()
    assert max(people, key=lambda code: people[code]) == "5345"
    assert min(people, key=lambda code: people[code]) == "5382"
    assert (people["5345"], people["5382"], median(people.values())) == (529_247, 4_175, 45_810)


def test_forty_one_zones_have_one_municipality(loaded: None) -> None:
    sizes = [corps.municipalities.count() for corps in active().prefetch_related("municipalities")]
    assert (len(sizes), sizes.count(1), sum(sizes)) == (185, 41, 581)


def test_the_mean_trust_of_the_municipalities_is_the_published_one(loaded: None) -> None:
    trust = DeliveredFigure.objects.filter(indicator="PRV-03", period="2023")
    assert trust.count() == 299
    assert round(trust.aggregate(mean=Avg("value"))["mean"] * 100, 2) == 45.43


def test_only_flanders_has_figures(loaded: None) -> None:
    corps = Municipality.objects.filter(figures__isnull=False).values_list("corps__region__code", flat=True)
    assert set(corps) == {"BE-VLG"}


def test_mergers_keep_the_residents_and_say_how_much_of_a_successor_is_known(loaded: None) -> None:
    links = CorpsLink.objects.values("successor__code").annotate(known=Sum("residents"))
    people = residents()
    known = {link["successor__code"]: link["known"] / people[link["successor__code"]] for link in links}
    assert {code: round(share, 2) for code, share in known.items() if share < 1} == {
        "5904": 0.44, "5907": 0.24, "5909": 0.87, "5911": 0.69,
    }  # fmt: skip
    assert set(CorpsLink.objects.values_list("share", flat=True)) == {1.0}
    assert Corps.objects.filter(valid_to__isnull=False).count() == 17


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("5277", ("Luik", "Liège", "Lüttich", "Liège")),
        ("5345", ("Antwerpen", "Anvers", "Antwerpen", "Antwerp")),
        ("57096", ("Moeskroen", "Mouscron", "Mouscron", "Mouscron")),
        ("63080", ("Waimes", "Waimes", "Weismes", "Waimes")),
        ("63067", ("Sankt Vith", "Saint-Vith", "Sankt Vith", "Sankt Vith")),
        ("21009", ("Elsene", "Ixelles", "Elsene / Ixelles", "Elsene / Ixelles")),
        ("53053", ("Bergen", "Mons", "Mons", "Mons")),
        ("BE-WLG", ("Luik", "Liège", "Lüttich", "Liège")),
        ("FEDP", ("Federale politie", "Police fédérale", "Föderale Polizei", "Federal Police")),
    ],
)
def test_names_follow_the_language_of_the_page(loaded: None, code: str, names: tuple[str, ...]) -> None:
    subject = Subject.objects.get(code=code)
    for language, name in zip(("nl", "fr", "de", "en"), names, strict=True):
        with translation.override(language):
            assert subject.display_name == name


def test_the_federal_police_stands_beside_the_zones(loaded: None) -> None:
    federal = Corps.objects.get(code="FEDP")
    assert (federal.type, federal.region, federal.province) == (Corps.Type.FEDERAL, None, None)


def test_the_map_has_every_active_zone_once(loaded: None) -> None:
    shapes = [feature["id"] for feature in map_features(MAP)]
    assert sorted(shapes) == sorted(active().values_list("code", flat=True))


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "code"),
    [
        ("Grote Markt, Antwerpen", 4.4003, 51.2213, "5345"),
        ("Belfort, Gent", 3.7249, 51.0536, "5415"),
        ("Grand-Place, Bruxelles", 4.3525, 50.8467, "5339"),
        ("Citadelle, Namur", 4.8653, 50.4597, "5303"),
        ("Eupen", 6.0314, 50.6279, "5292"),
    ],
)
def test_known_places_lie_in_their_zone(place: str, longitude: float, latitude: float, code: str) -> None:
    assert [f["id"] for f in map_features(MAP) if holds(f["geometry"], longitude, latitude)] == [code]


def map_features(path: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def holds(geometry: dict[str, Any], x: float, y: float) -> bool:
    """Whether a point lies in a polygon: a line to the east crosses its rings an odd number of times."""
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    crossings = sum(
        (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0)
        for polygon in polygons
        for ring in polygon
        for (x0, y0), (x1, y1) in pairwise(ring)
    )
    return bool(crossings % 2)


def test_the_survey_is_credited_as_it_asks(loaded: None) -> None:
    figure = DeliveredFigure.objects.select_related("delivery").earliest("pk")
    assert figure.delivery.credit == "Agentschap Binnenlands Bestuur, Gemeente-Stadsmonitor 2023"
    assert figure.delivery.origin == "real"
    assert figure.n is None
