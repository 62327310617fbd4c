"""Counts of cases: small ones hidden, own ones only where they and the rest are not, too few told in a sentence."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from legitimacy.indicators.suppression import is_protected
from legitimacy.models import Corps, User
from professionalism.models import DisciplinaryCount
from professionalism.selectors.discipline import counts
from professionalism.services.discipline.freezing import years_freeze
from tests.people import corps_make

pytestmark = pytest.mark.django_db


def ended(corps: Corps, n: int, kind: str = "data", sanction: str = "warning", level: str = "light") -> None:
    DisciplinaryCount.objects.create(
        register=corps.register, origin="simulated", corps=corps, year=counts.last_finished(), facts_kind=kind,
        level=level, sanction=sanction, known_in="2025-Q1", cases=n,
    )  # fmt: skip


def consistency(corps: Corps) -> list[counts.Consistency]:
    years_freeze()
    return counts.consistency(corps, counts.last_finished())


def national(register: str) -> counts.Protected:
    years_freeze()
    return counts.national(register, counts.last_finished())


def test_a_corrected_case_does_not_show_itself_as_a_difference(demervallei: Corps) -> None:
    """A finished year stays as it was counted until as many cases changed together as no small count may be."""
    ended(demervallei, 20)
    assert national("example").lines[-1].total == 20
    ended(demervallei, 1, sanction="reprimand")
    ended(demervallei, 3, kind="force")
    assert national("example").lines[-1].total == 20
    assert consistency(demervallei)[0].own == {"data": 20}
    moved = DisciplinaryCount.objects.get(facts_kind="force")
    moved.cases = 4
    moved.save()
    assert national("example").lines[-1].total == 25


def test_a_kind_with_too_few_cases_is_left_out_and_named(demervallei: Corps) -> None:
    ended(demervallei, 20)
    ended(demervallei, 7, kind="force")
    for kind in ("duty", "private"):
        ended(demervallei, 4, kind=kind)
    light, heavy = consistency(demervallei)
    assert [line.key for line in light.table.lines] == ["data", "force"]
    assert light.table.too_few == ("duty", "private")
    assert heavy.table.lines == ()


def test_what_is_left_out_cannot_be_worked_out_from_the_table_of_years(demervallei: Corps) -> None:
    for kind, warned, blamed in (("data", 30, 20), ("force", 12, 11), ("duty", 4, 0), ("private", 2, 2)):
        ended(demervallei, warned, kind=kind)
        ended(demervallei, blamed, kind=kind, sanction="reprimand")
    years = national("example").lines[-1]
    assert (years.total, years.cells) == (81, (48, 33))
    light = consistency(demervallei)[0].table
    assert light.too_few == ("duty", "private")
    # The two reprimands left out stand behind a hidden cell of another kind.
    assert None in [line.cells[1] for line in light.lines]


def test_a_single_small_kind_takes_the_next_one_with_it(demervallei: Corps) -> None:
    ended(demervallei, 20)
    ended(demervallei, 6, kind="duty")
    ended(demervallei, 4, kind="force")
    light = consistency(demervallei)[0].table
    assert ([line.key for line in light.lines], light.too_few) == (["data"], ("duty", "force"))


def test_small_cells_are_hidden_and_cannot_be_worked_out(demervallei: Corps) -> None:
    import pandas as pd

    rows = {"data": (30, 2, 25), "force": (12, 9, 11), "duty": (14, 40, 7)}
    for kind, cells in rows.items():
        for sanction, n in zip(("", "warning", "reprimand"), cells, strict=True):
            ended(demervallei, n, kind=kind, sanction=sanction)
    table = consistency(demervallei)[0].table
    found = {line.key: line.cells for line in table.lines}
    assert found["data"][1] is None
    frame = pd.DataFrame.from_dict(rows, orient="index").sort_index()
    shown = pd.DataFrame([[cell is not None for cell in found[key]] for key in frame.index], index=frame.index)
    assert is_protected(frame, shown, counts.minimum())


@pytest.mark.parametrize(("own", "others", "shown"), [(4, 20, None), (5, 20, 5), (20, 4, None), (20, 0, 20), (6, 6, 6)])
def test_own_cases_are_shown_only_where_they_and_the_rest_are_not_small(
    own: int, others: int, shown: int | None, demervallei: Corps, heidekant: Corps
) -> None:
    ended(demervallei, own)
    if others:
        ended(heidekant, others)
    light = consistency(demervallei)[0]
    assert light.own["data"] == shown


def test_other_registers_never_mix_in(demervallei: Corps, belgian_corps: Corps) -> None:
    ended(demervallei, 10)
    ended(belgian_corps, 30)
    assert national("example").lines[-1].total == 10
    assert national("belgium").lines[-1].total == 30


def test_a_table_that_nothing_protects_shows_no_cell() -> None:
    table = Counter({("a", "none"): 5, ("a", "warning"): 1})
    found = counts.protected(table, ["a"])
    assert found.lines[0].cells == (None, None)
    assert found.unsafe


def test_the_pages_say_where_there_are_too_few_and_keep_real_figures_apart(
    client: Client, katrien: User, demervallei: Corps
) -> None:
    client.force_login(katrien)
    page = client.get(reverse("discipline_figures")).content.decode()
    assert "Too few cases ended" in page
    assert "DH 2019" in page
    assert "too few cases of this level" in client.get(reverse("discipline_consistency")).content.decode()
    ended(demervallei, 10)
    ended(corps_make("V040", "Ander"), 12, sanction="reprimand")
    years_freeze()
    page = client.get(reverse("discipline_consistency")).content.decode()
    for words in ("irregular use of databases", ">22<", ">10<", "simulated"):
        assert words in page
