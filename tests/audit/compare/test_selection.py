"""The address of a comparison: what it chooses, what it says of text it cannot use, and how links are made of it."""

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import AnonymousUser

from audit.selectors.compare.reader import reader_of
from audit.selectors.compare.selection import Selection, Size, corps_selected, size_of
from legitimacy.access import Person
from legitimacy.models import Corps, User
from tests.audit.compare.conftest import NEWER, RELEASED

Select = Callable[[str, Person], Selection]


def codes(selection: Selection, person: Person) -> list[str]:
    return [one.code for one in corps_selected(selection, reader_of(person))]


def test_without_a_query_it_is_the_newest_period_of_the_real_register(
    four: list[Corps], select: Select, nobody: AnonymousUser, settings: LazySettings
) -> None:
    settings.DEMO = False
    assert select("", nobody).register == "belgium"
    settings.DEMO = True
    chosen = select("", nobody)
    assert (chosen.register, chosen.period, chosen.faults) == ("example", RELEASED, ())


def test_an_auditor_chooses_from_what_is_not_released_yet(four: list[Corps], select: Select, amina: User) -> None:
    assert select("register=example", amina).periods == (NEWER, RELEASED)
    assert select("register=belgium", amina).periods == ()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["V017", "V018", "V020", "V019"]),
        ("province=VBL-W", ["V020"]),
        ("region=VBL-L&size=small", ["V017", "V018", "V019"]),
        ("size=large", ["V020"]),
        ("size=medium", []),
        ("kind=federal", []),
        ("peers=V017", ["V017", "V018", "V019"]),
    ],
)
def test_filters_narrow_the_corps_of_one_register(
    four: list[Corps], select: Select, nobody: AnonymousUser, query: str, found: list[str]
) -> None:
    chosen = select(f"register=example&{query}", nobody)
    assert codes(chosen, nobody) == found
    assert chosen.faults == ()
    assert chosen.is_filtered == bool(query)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("register=mars", "“mars” is not one of the choices here"),
        ("period=soon", "soon is no period"),
        (
            "period=1999-Q1",
            "There are no figures to read for 1st quarter of 1999. You see those of 4th quarter of 2025.",
        ),
        (f"period={NEWER}", "There are no figures to read for 1st quarter of 2026."),
        ("region=VBL-X", "no region or province with the code VBL-X"),
        ("province=<b>", "no region or province with the code <b>"),
        ("size=huge", "“huge” is not one of the choices here (small, medium, large)"),
        ("peers=V999", "There is no corps with the code V999 in this register."),
        ("peers=9901", "There is no corps with the code 9901 in this register."),
        ("peers=V018", "Heidekant has no fair peers"),
        ("kind=royal", "“royal” is not one of the choices here"),
        ("pillar=XYZ", "“XYZ” is not one of the choices here"),
        ("view=cube", "“cube” is not one of the choices here"),
        ("measure=rank", "“rank” is not one of the choices here (value, score, interval)"),
    ],
)
def test_text_that_cannot_be_used_is_left_out_and_named(
    four: list[Corps], select: Select, nobody: AnonymousUser, settings: LazySettings, query: str, sentence: str
) -> None:
    settings.DEMO = True
    chosen = select(query if "register" in query else f"register=example&{query}", nobody)
    assert [sentence in fault for fault in chosen.faults] == [True]
    assert chosen == select("register=example", nobody)
    assert len(codes(chosen, nobody)) == 4


def test_a_link_says_register_and_period_and_what_was_changed(
    four: list[Corps], select: Select, nobody: AnonymousUser
) -> None:
    chosen = select("register=example&province=VBL-E&measure=value", nobody)
    query = chosen.query(sort="EFF-07", desc=True, province="")
    assert query == f"register=example&period={RELEASED}&measure=value&sort=EFF-07&desc=1"
    assert select(query, nobody).query() == query


def test_every_part_of_a_selection_survives_its_own_link(
    four: list[Corps], select: Select, nobody: AnonymousUser
) -> None:
    query = (
        "register=example&region=VBL-L&province=VBL-E&size=small&peers=V017&kind=local&pillar=LEG&view=pillars"
        f"&measure=interval&sort=LEG&desc=1&period={RELEASED}"
    )
    chosen = select(query, nobody)
    assert select(chosen.query(), nobody) == chosen
    assert len(chosen.query().split("&")) == len(query.split("&"))


@pytest.mark.parametrize(
    ("residents", "size"),
    [(0, Size.SMALL), (34_999.9, Size.SMALL), (35_000, Size.MEDIUM), (70_000, Size.LARGE), (None, None)],
)
def test_size_is_by_residents_with_half_open_edges(residents: float | None, size: Size | None) -> None:
    corps = Corps(code="V017")
    corps.population = residents  # type: ignore[attr-defined]
    assert size_of(corps) == size
