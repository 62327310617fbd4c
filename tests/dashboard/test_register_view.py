"""The register: searched in any language, filtered, never mixed, and the same as map, list and file."""

import json

import pytest
from django.test import Client
from django.utils import translation

from legitimacy.models import Corps, Municipality, Register, SubjectKind

URL = "/en/corps/"


@pytest.fixture
def liege(belgian_corps: Corps) -> Corps:
    corps = belgian_corps
    corps.name, corps.name_nl, corps.name_fr, corps.name_de = "Liège", "Luik", "Liège", "Lüttich"
    corps.save()
    Municipality.objects.create(
        code="62063", name="Herstal", register=Register.BELGIUM, kind=SubjectKind.MUNICIPALITY, corps=corps
    )
    return corps


def found(client: Client, query: str) -> str:
    return client.get(f"{URL}?{query}").content.decode()


@pytest.mark.parametrize("words", ["luik", "LIÈGE", "liege", "Lüttich", "9901", "herstal", "62063"])
def test_corps_is_found_by_any_of_its_names_its_code_and_its_municipalities(
    client: Client, liege: Corps, words: str
) -> None:
    assert "/en/corps/9901/" in found(client, f"q={words}")


@pytest.mark.parametrize(("language", "name"), [("nl", "Luik"), ("fr", "Liège"), ("de", "Lüttich")])
def test_names_are_in_the_language_of_the_page(client: Client, liege: Corps, language: str, name: str) -> None:
    with translation.override(language):
        assert f">{name}</a>" in client.get(f"/{language}/corps/").content.decode()


def test_search_that_finds_nothing_says_what_to_do(client: Client, liege: Corps) -> None:
    assert "No corps answers to this" in found(client, "q=atlantis")


def test_registers_never_mix(client: Client, measured: Corps, liege: Corps) -> None:
    belgium, example = found(client, "register=belgium"), found(client, "register=example")
    assert "/en/corps/9901/" in belgium
    assert "/en/corps/V017/" not in belgium
    assert "/en/corps/9901/" not in example


def test_region_and_province_narrow_the_list(client: Client, measured: Corps, heidekant: Corps) -> None:
    page = found(client, "register=example&province=VBL-E")
    assert "/en/corps/V017/" in page
    assert "/en/corps/V018/" not in page


def test_figure_stands_in_list_map_and_file_alike(client: Client, measured: Corps) -> None:
    query = "register=example&indicator=EFF-19&period=2025-Q4"
    page = found(client, query)
    figure = json.loads(page.split('id="figure-map">')[1].split("</script>")[0])
    drawn = figure["data"][0]
    lines = client.get(f"{URL}list.csv?{query}").content.decode().splitlines()
    assert "73.0%" in page
    assert "73.0%" in drawn["text"][0]
    assert lines[1].split(",")[6] == "0.73"


def test_map_counts_only_corps_that_have_an_area(client: Client, measured: Corps) -> None:
    Corps.objects.create(
        code="V999", name="Federal", register=Register.EXAMPLE, kind=SubjectKind.CORPS, type=Corps.Type.FEDERAL
    )
    page = found(client, "register=example&indicator=EFF-19&period=2025-Q4")
    assert "/en/corps/V999/" in page
    missing = page.count('class="no-figure"')
    assert f"{missing - 1} corps without one" in page


def test_long_names_may_break_after_a_slash(client: Client, liege: Corps) -> None:
    Corps.objects.filter(pk=liege.pk).update(name_en="Bierbeek/<b>Lubbeek")
    assert ">Bierbeek/<wbr>&lt;b&gt;Lubbeek</a>" in found(client, "register=belgium")


def test_map_of_other_pages_is_the_same_figure(client: Client, measured: Corps) -> None:
    figure = client.get(f"{URL}map.json?register=example&indicator=EFF-19&highlight=V017").json()
    assert figure["data"][-1]["locations"] == ["V017"]


def test_context_indicator_never_colours_a_map(client: Client, measured: Corps) -> None:
    page = found(client, "register=example&indicator=LEG-01")
    assert '<option value="LEG-01"' not in page
    assert '<option value="PRV-03" selected' in page


def test_htmx_gets_the_list_and_the_map_only(client: Client, liege: Corps) -> None:
    fragment = client.get(URL, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "/en/corps/9901/" in fragment


@pytest.mark.parametrize("query", ["register=nowhere", "period=", "region=XX&province=YY", "q=" + "x" * 500])
def test_odd_filters_never_break_the_page(client: Client, liege: Corps, query: str) -> None:
    assert client.get(f"{URL}?{query}").status_code == 200


def test_unknown_indicator_and_period_are_said_in_a_sentence(client: Client, liege: Corps) -> None:
    for query in ("indicator=ZZZ-99", "period=soon"):
        response = client.get(f"{URL}?{query}")
        assert response.status_code == 404
