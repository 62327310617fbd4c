"""The example register: fictional names, a whole map, a merger that adds up."""

import csv
import json
import unicodedata
from collections import Counter
from itertools import pairwise

import pytest

from legitimacy.demo.files import DATA, EXAMPLE_MAP, CorpsRow, areas_read, corps_read, links_read
from legitimacy.demo.hexagons import example_map_text
from legitimacy.demo.register import register_write
from legitimacy.models import AreaStatistic, Corps, CorpsLink, Register, Subject

NOW = [row for row in corps_read() if row.valid_to is None]
Ring = list[list[float]]


def plain(name: str) -> str:
    """Letters only, without accents and case."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


def belgian_names() -> set[str]:
    """Every name of a zone and of its parts, and of every municipality in both languages, with their translations."""
    names: set[str] = set()
    for file in ("zones", "municipalities", "names", "zone_mergers_2013_2021", "federal_police"):
        with (DATA / "belgium" / f"{file}.csv").open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                names |= {text for column, text in row.items() if "name" in column and text}
    parts = {part for name in names for part in name.replace("-", "/").split("/")}
    return {plain(name) for name in names | parts}


def all_names(row: CorpsRow) -> list[str]:
    return [row.name, *(name for name in row.names.values() if name)]


def rings() -> dict[str, Ring]:
    features = json.loads(EXAMPLE_MAP.read_text(encoding="utf-8"))["features"]
    return {feature["id"]: feature["geometry"]["coordinates"][0] for feature in features}


def neighbours(one: Ring, other: Ring) -> bool:
    """Two hexagons that share an edge share exactly two corners."""
    return len({tuple(corner) for corner in one} & {tuple(corner) for corner in other}) == 2


def test_no_example_corps_bears_the_name_of_a_belgian_zone_or_municipality() -> None:
    belgian = belgian_names()
    assert len(belgian) > 700
    assert [name for row in corps_read() for name in all_names(row) if plain(name) in belgian] == []


def test_eighty_corps_stand_today_under_codes_that_no_belgian_zone_has() -> None:
    assert [row.code for row in NOW] == [f"V{number:03d}" for number in range(1, 81)]


def test_names_of_the_example_are_unique() -> None:
    assert max(Counter(plain(row.name) for row in corps_read()).values()) == 1


def test_the_corps_of_the_example_page_is_demervallei_in_oost() -> None:
    demervallei = next(row for row in NOW if row.code == "V017")
    assert (demervallei.name, demervallei.province, demervallei.population) == ("Demervallei", "VBL-O", 61240)


def test_the_example_speaks_three_languages_in_four_provinces() -> None:
    assert {language for row in NOW for language in row.languages.split()} == {"nl", "fr", "de"}
    assert {row.province for row in NOW} == {area.code for area in areas_read() if area.kind == "province"}


def test_the_shipped_map_is_what_the_function_draws() -> None:
    assert EXAMPLE_MAP.read_text(encoding="utf-8") == example_map_text(corps_read())


def test_every_corps_of_today_has_one_hexagon_and_no_other_has() -> None:
    assert sorted(rings()) == [row.code for row in NOW]


def test_hexagons_run_clockwise_as_the_belgian_map_does() -> None:
    for ring in rings().values():
        assert sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring)) > 0


@pytest.mark.parametrize("province", ["VBL-N", "VBL-O", "VBL-Z", "VBL-W"])
def test_each_province_is_one_piece_on_the_map(province: str) -> None:
    drawn = rings()
    left = {row.code for row in NOW if row.province == province}
    reached = {left.pop()}
    while near := {code for code in left if any(neighbours(drawn[code], drawn[there]) for there in reached)}:
        reached |= near
        left -= near
    assert left == set()


def test_predecessors_bring_all_their_residents_to_the_merged_corps() -> None:
    population = {row.code: row.population for row in corps_read()}
    links = links_read()
    assert {link.successor for link in links} == {"V064"}
    assert sum(population[link.predecessor] for link in links) == population["V064"]


@pytest.mark.django_db
def test_the_register_is_written_once() -> None:
    assert register_write() == 82
    assert register_write() == 0
    assert Corps.objects.filter(register=Register.EXAMPLE).count() == 82


@pytest.mark.django_db
def test_everything_written_belongs_to_the_example_register() -> None:
    register_write()
    assert set(Subject.objects.values_list("register", flat=True)) == {Register.EXAMPLE}
    assert CorpsLink.objects.count() == 2


@pytest.mark.django_db
def test_demervallei_has_its_residents_on_the_first_day_of_2025() -> None:
    register_write()
    fact = AreaStatistic.objects.get(subject__code="V017", kind="population", date="2025-01-01")
    assert fact.value == 61240


@pytest.mark.django_db
def test_names_follow_the_readers_language() -> None:
    register_write()
    corps = Corps.objects.get(code="V041")
    assert (corps.name, corps.name_nl, corps.display_name) == ("Les Quatre-Vents", "Vierwinden", "Vierwinden")
