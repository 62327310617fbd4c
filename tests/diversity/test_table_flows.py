"""Who came and who went beside who is there: three of the four numbers never tell the fourth."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pytest
from django.test import Client
from scipy.optimize import linprog

from diversity.datasets import staff_read, years_linked
from diversity.models import StaffCell, StaffReturn
from diversity.workflow.staffing import FRAMEWORKS, SEXES
from legitimacy.disclosure.families import Known, Place, Protected, family_protect
from legitimacy.disclosure.policy import minimum_of_class
from legitimacy.disclosure.services import release_approve, release_propose
from legitimacy.indicators.definitions import Disclosure
from legitimacy.models import Corps, Region, Register, Release, SubjectKind, User
from legitimacy.models.disclosure import Audience
from tests.disclosure.world import framework_make
from tests.diversity.test_tables import staff_make
from tests.people import corps_make

MINIMUM = 10
OPERATIONAL, CIVILIAN = FRAMEWORKS
By = dict[tuple[str, str], int]
"""Heads by framework and sex."""
Balance = tuple[By, By, By]
"""Staff a year ago, who came, who went."""


def balance(women: tuple[int, int, int]) -> Balance:
    """Civilian women before, come and gone; the others are always the same."""
    rest = {(CIVILIAN, "m"): (90, 20, 15), (OPERATIONAL, "f"): (120, 30, 25), (OPERATIONAL, "m"): (400, 60, 55)}
    before, came, went = ({place: rows[n] for place, rows in rest.items()} for n in range(3))
    place = CIVILIAN, "f"
    return before | {place: women[0]}, came | {place: women[1]}, went | {place: women[2]}


def stock_make(corps: Corps, year: int, heads: By) -> None:
    keys = {OPERATIONAL: "basic", CIVILIAN: "calog_c"}
    staff_make(corps, year, {(f, keys[f], s): heads.get((f, s), 0) for f, s in product(FRAMEWORKS, SEXES)})


def return_make(corps: Corps, year: int, kind: str, cells: list[tuple[str, str, str, str, int]]) -> StaffReturn:
    made = StaffReturn.objects.create(
        corps=corps, kind=kind, reference_date=date(year, 12, 31), state="validated", source="official",
        origin="simulated", legal_basis="fictional" if kind == "origin" else "",
    )  # fmt: skip
    StaffCell.objects.bulk_create(
        StaffCell(staff_return=made, part=part, framework=framework, key=key, group=group, heads=heads)
        for part, framework, key, group, heads in cells
    )
    return made


def flows_make(corps: Corps, year: int, came: By, went: By) -> None:
    keys = {OPERATIONAL: "basic", CIVILIAN: "calog_c"}
    return_make(corps, year, "movements", [
        (part, framework, keys[framework], sex, heads)
        for part, flow in (("joined", came), ("left", went))
        for (framework, sex), heads in flow.items()
    ])  # fmt: skip


def year_make(corps: Corps, year: int, numbers: Balance, *, with_stock_before: bool = True) -> None:
    before, came, went = numbers
    if with_stock_before:
        stock_make(corps, year - 1, before)
    flows_make(corps, year, came, went)
    stock_make(corps, year, {place: before[place] + came[place] - went[place] for place in before})


def protected_of(year: int, known: Known | None = None) -> Protected:
    counts = staff_read(Register.EXAMPLE, year, (known or Known()).years)
    assert counts is not None
    minimum = minimum_of_class(Disclosure.DIVERSITY, Audience.PUBLIC)
    return family_protect(counts, minimum, known or Known())


def shown_of(found: Protected, corps: Corps) -> dict[tuple[str, str, str], int | None]:
    return {
        (one.part, one.row, one.column): found.value(place)
        for place, one in enumerate(found.quantities)
        if one.subject_id == corps.pk
    }


@pytest.mark.django_db
def test_few_of_last_year_are_not_told_by_who_came_and_went() -> None:
    corps = corps_make("W001", "Alone")
    year_make(corps, 2025, balance((4, 20, 0)))
    shown = shown_of(protected_of(2025), corps)
    # 24 - 20 + 0 = 4: each number by itself is harmless.
    assert None in [shown[part, CIVILIAN, "f"] for part in ("framework", "joined", "left")]
    assert (shown["framework", OPERATIONAL, "f"], shown["joined", "", ""], shown["left", "", ""]) == (125, 130, 95)


@pytest.mark.django_db
def test_a_value_that_is_hidden_for_a_change_is_not_given_back_by_its_row() -> None:
    """DRV-04 hides 125 of 530, since it moved by few; men, the row and the column would subtract to it."""
    corps = corps_make("W001", "Alone")
    stock_make(
        corps, 2025, {(CIVILIAN, "m"): 95, (CIVILIAN, "f"): 60, (OPERATIONAL, "f"): 125, (OPERATIONAL, "m"): 405}
    )
    open_ = shown_of(protected_of(2025), corps)
    assert open_["framework", OPERATIONAL, "f"] == 125
    told = {(2025, corps.pk, "DRV-04", side): None for side in ("numerator", "rest")}
    hidden = Known(told=told, moved={(2025, corps.pk, "DRV-04")})
    shown = shown_of(protected_of(2025, hidden), corps)
    assert shown["framework", OPERATIONAL, "f"] is None
    assert None in [shown["framework", OPERATIONAL, column] for column in ("m", "x", "")]
    assert None in [shown["framework", row, "f"] for row in (CIVILIAN, "")]


@pytest.mark.django_db
def test_few_of_last_year_are_guarded_where_nobody_handed_that_year_over() -> None:
    corps = corps_make("W001", "Alone")
    year_make(corps, 2025, balance((4, 20, 0)), with_stock_before=False)
    shown = shown_of(protected_of(2025), corps)
    assert None in [shown[part, CIVILIAN, "f"] for part in ("framework", "joined", "left")]


@pytest.mark.django_db
def test_few_who_changed_in_another_way_are_not_told() -> None:
    """Two women moved to the civilian framework: last year's are known, so one of the others is hidden."""
    corps = corps_make("W001", "Alone")
    before, came, went = balance((40, 20, 12))
    stock_make(corps, 2024, before)
    known = Known(shown={one.place: value for one, value in _values(protected_of(2024))})
    flows_make(corps, 2025, came, went)
    now = {place: before[place] + came[place] - went[place] for place in before}
    now[CIVILIAN, "f"] += 2
    now[OPERATIONAL, "f"] -= 2
    stock_make(corps, 2025, now)
    shown = shown_of(protected_of(2025, known), corps)
    for row in FRAMEWORKS:
        assert None in [shown[part, row, "f"] for part in ("framework", "joined", "left")]


@pytest.mark.django_db
def test_a_correction_of_few_in_last_year_is_not_told_by_who_came_and_went() -> None:
    """91 women were published; the corrected 94 would stand there as 104 - 20 + 10."""
    corps = corps_make("W001", "Alone")
    stock_make(corps, 2024, balance((91, 0, 0))[0])
    known = Known(shown={one.place: value for one, value in _values(protected_of(2024))})
    assert known.shown[Place(2024, corps.pk, "framework", CIVILIAN, "f")] == 91
    StaffReturn.objects.all().update(state="replaced", version=0)
    year_make(corps, 2025, balance((94, 20, 10)))
    shown = shown_of(protected_of(2025, known), corps)
    assert None in [shown[part, CIVILIAN, "f"] for part in ("framework", "joined", "left")]


def _values(found: Protected) -> Iterator[tuple[Any, int]]:
    for place, one in enumerate(found.quantities):
        value = found.value(place)
        if value is not None:
            yield one, value


@pytest.mark.django_db
def test_what_was_not_handed_over_has_no_number() -> None:
    corps = corps_make("W001", "Alone")
    stock_make(corps, 2025, balance((40, 0, 0))[0])
    cells = [(part, OPERATIONAL, "basic", "f", 30) for part in ("joined", "left")]
    return_make(corps, 2025, "movements", cells)
    parts = {part for part, _row, _column in shown_of(protected_of(2025), corps)}
    assert parts == {"framework"}


@pytest.mark.django_db
def test_zero_is_told_and_few_are_not() -> None:
    corps = corps_make("W001", "Alone")
    year_make(corps, 2025, balance((40, 3, 0)))
    shown = shown_of(protected_of(2025), corps)
    assert (shown["joined", CIVILIAN, "f"], shown["left", CIVILIAN, "f"]) == (None, 0)


@pytest.mark.django_db
def test_disability_and_origin_are_told_in_counts_that_are_large_enough() -> None:
    big, small = corps_make("W001", "Big"), corps_make("W002", "Small")
    for corps, declared, foreign in ((big, 30, 60), (small, 3, 4)):
        stock_make(corps, 2025, balance((90, 0, 0))[0])
        whole = {OPERATIONAL: 520, CIVILIAN: 180}
        return_make(corps, 2025, "disability", [
            (part, framework, "", "", heads)
            for framework, all_ in whole.items()
            for part, heads in (("declared", declared if framework == OPERATIONAL else 0), ("asked", all_))
        ])  # fmt: skip
        groups = {"belgian": 700 - foreign - 40, "foreign_background": foreign, "non_belgian": 40}
        return_make(corps, 2025, "origin", [("staff", "", "", group, heads) for group, heads in groups.items()])
    found = protected_of(2025)
    told, untold = shown_of(found, big), shown_of(found, small)
    assert told["declared", "", "declared"] == 30
    assert (told["staff", "belgian", ""], told["staff", "foreign_background", ""]) == (600, 60)
    assert untold["declared", "", "declared"] is None
    assert untold["staff", "foreign_background", ""] is None
    # 700 less one of the other two would give it.
    assert None in (untold["staff", "belgian", ""], untold["staff", "non_belgian", ""], untold["staff", "", ""])


@pytest.mark.django_db
def test_few_of_unknown_origin_are_not_told_beside_all_staff() -> None:
    corps = corps_make("W001", "Alone")
    stock_make(corps, 2025, balance((90, 0, 0))[0])
    groups = {"belgian": 597, "foreign_background": 60, "non_belgian": 40}
    return_make(corps, 2025, "origin", [("staff", "", "", group, heads) for group, heads in groups.items()])
    shown = shown_of(protected_of(2025), corps)
    known = [shown["staff", group, ""] for group in groups]
    assert shown["framework", "", ""] is None or (shown["staff", "", ""] is None and None in known)


def test_years_hang_together_without_a_gap() -> None:
    assert years_linked({2021, 2022, 2023, 2024, 2025}, 2024, ()) == [2023, 2024]
    assert years_linked({2021, 2022, 2023, 2024, 2025}, 2024, (2022, 2025)) == [2022, 2023, 2024, 2025]
    assert years_linked({2022, 2024, 2025}, 2025, (2022,)) == [2024, 2025]


SIZES = (0.4, 0.7, 1.0, 1.6, 0.5, 3.0)


@pytest.fixture
def country(steward1: User, steward2: User) -> dict[Corps, dict[int, tuple[By, By, By]]]:
    """Six fictional corps in two provinces, three years, the last two released one after another."""
    framework_make()
    nation = Region.objects.create(code="VBL", name="Land", register=Register.EXAMPLE, kind=SubjectKind.NATION)
    provinces = [
        Region.objects.create(
            code=f"VBL-{n}", name=f"P{n}", register=Register.EXAMPLE, kind=SubjectKind.PROVINCE, parent=nation
        )
        for n in range(2)
    ]
    chance = np.random.default_rng(11)
    truth: dict[Corps, dict[int, tuple[By, By, By]]] = {}
    for number, size in enumerate(SIZES):
        corps = corps_make(f"W{number:03}", f"Corps {number}")
        corps.province = provinces[number // 3]
        corps.save()
        heads = {(OPERATIONAL, "f"): 40, (OPERATIONAL, "m"): 160, (CIVILIAN, "f"): 25, (CIVILIAN, "m"): 15}
        stock = {place: round(heads[place] * size) for place in heads}
        stock_make(corps, 2023, stock)
        truth[corps] = {}
        for year in (2024, 2025):
            came = {place: int(chance.binomial(stock[place], 0.12)) for place in stock}
            went = {place: int(chance.binomial(stock[place], 0.08)) for place in stock}
            flows_make(corps, year, came, went)
            stock = {place: stock[place] + came[place] - went[place] for place in stock}
            stock_make(corps, year, stock)
            truth[corps][year] = (dict(stock), came, went)
    for year in (2024, 2025):
        release = release_propose(code=f"of-{year}", register=Register.EXAMPLE, periods=[f"{year}-Q4"], actor=steward1)
        release_approve(release=release, actor=steward1)
        release_approve(release=release, actor=steward2)
    return truth


@pytest.mark.django_db
def test_an_attacker_who_reads_stock_and_flows_of_two_years_narrows_nothing(
    client: Client, country: dict[Corps, dict[int, tuple[By, By, By]]]
) -> None:
    """Atoms: staff of 2024 and 2025, and who came and went between, of each corps; their balance is an equation."""
    parts = (("framework", 2024), ("framework", 2025), ("joined", 2025), ("left", 2025))
    places = list(product((OPERATIONAL, CIVILIAN), ("f", "m")))
    atoms = [(corps, part, year, *place) for corps in country for part, year in parts for place in places]
    index = {atom: number for number, atom in enumerate(atoms)}
    which = {"framework": 0, "joined": 1, "left": 2}
    truth = np.array([country[c][y][which[p]][f, s] for c, p, y, f, s in atoms], dtype=float)
    rows, sums = [], []
    for one in client.get("/api/v1/tables/", {"page_size": 10_000}).json()["results"]:
        if (one["part"], int(one["year"])) not in parts or one["state"] != "ok":
            continue
        row = np.array([
            one["subject"] in (c.code, "VBL", c.province.code if c.province else "")
            and (p, y) == (one["part"], int(one["year"]))
            and one["row"] in (f, "total") and one["column"] in (s, "total")
            for c, p, y, f, s in atoms
        ], dtype=float)  # fmt: skip
        assert row @ truth == one["count"]
        rows.append(row)
        sums.append(float(one["count"]))
    assert len({one for one in sums if one}) > 30
    for corps, (framework, sex) in product(country, places):
        row = np.zeros(len(atoms))
        for (part, year), sign in zip(parts, (1.0, -1.0, 1.0, -1.0), strict=True):
            row[index[corps, part, year, framework, sex]] = sign
        assert row @ truth == 0
        rows.append(row)
        sums.append(0.0)
    matrix, told = np.array(rows), np.array(sums)
    small = [number for number, count in enumerate(truth) if 0 < count < MINIMUM]
    assert len(small) > 30
    for number in small:
        goal = np.zeros(len(atoms))
        goal[number] = 1.0
        ends = [linprog(sign * goal, A_eq=matrix, b_eq=told, bounds=(0, None)) for sign in (1.0, -1.0)]
        width = np.inf if ends[1].status == 3 else -float(ends[1].fun or 0.0) - float(ends[0].fun or 0.0)
        assert width >= MINIMUM - 1e-6, (atoms[number], truth[number])
    assert Release.objects.filter(status="approved").count() == 2
