"""Staff tables of a release: nobody who collects everything published can narrow what is hidden."""

from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

import numpy as np
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from scipy.optimize import linprog

from diversity.models import StaffCell, StaffReturn
from diversity.workflow.staffing import FRAMEWORK, FRAMEWORKS, SEXES
from legitimacy.disclosure.services import release_approve, release_propose
from legitimacy.models import Corps, DisclosureReport, Region, Register, Release, SubjectKind, TablePublication, User
from tests.disclosure.world import framework_make
from tests.people import corps_make

MINIMUM = 10
GRADES = (("operational", "basic"), ("operational", "middle"), ("operational", "officer"), ("civilian", "calog_c"))
Truth = dict[Corps, dict[int, dict[tuple[str, str, str], int]]]
SIZES = (14, 30, 60, 90, 150, 260, 420, 700)


def staff_make(corps: Corps, year: int, heads: dict[tuple[str, str, str], int]) -> None:
    """A validated return with the same people by grade, statute and age."""
    made = StaffReturn.objects.create(
        corps=corps, kind="composition", reference_date=date(year, 12, 31), state="validated", source="file",
        origin="simulated",
    )  # fmt: skip
    rows = [("grade", framework, key, sex, count) for (framework, key, sex), count in heads.items()]
    for framework in ("operational", "civilian"):
        for sex in SEXES:
            whole = sum(count for (f, _k, s), count in heads.items() if (f, s) == (framework, sex))
            rows += [("statute", framework, "statutory", sex, whole), ("statute", framework, "contractual", sex, 0)]
            rows += [("age", framework, "35_44", sex, whole // 2), ("age", framework, "45_54", sex, whole - whole // 2)]
    StaffCell.objects.bulk_create(
        StaffCell(staff_return=made, part=part, framework=framework, key=key, group=sex, heads=count)
        for part, framework, key, sex, count in rows
    )


def heads_draw(chance: Random, size: int) -> dict[tuple[str, str, str], int]:
    found: dict[tuple[str, str, str], int] = {}
    for (framework, key), share in zip(GRADES, (0.6, 0.2, 0.06, 0.14), strict=True):
        people = max(1, round(size * share))
        women = sum(chance.random() < (0.28 if framework == "operational" else 0.6) for _ in range(people))
        found |= {(framework, key, "f"): women, (framework, key, "m"): people - women, (framework, key, "x"): 0}
    return found


@pytest.fixture
def country(steward1: User, steward2: User) -> Truth:
    """Sixteen fictional corps in three provinces, two years, each released by two stewards."""
    framework_make()
    chance = Random(7)  # noqa: S311  the same country every time
    nation = Region.objects.create(code="VBL", name="Land", register=Register.EXAMPLE, kind=SubjectKind.NATION)
    provinces = [
        Region.objects.create(
            code=f"VBL-{n}", name=f"P{n}", register=Register.EXAMPLE, kind=SubjectKind.PROVINCE, parent=nation
        )
        for n in range(3)
    ]
    truth: Truth = {}
    for number in range(16):
        corps = corps_make(f"W{number:03}", f"Corps {number}")
        corps.province = provinces[min(number // 6, 2)]
        corps.save()
        heads = heads_draw(chance, SIZES[number % len(SIZES)])
        joined = dict(heads)
        joined["operational", "basic", "f"] += number % 3  # one or two women join in some corps
        truth[corps] = {2024: heads, 2025: joined}
        for year, counts in truth[corps].items():
            staff_make(corps, year, counts)
    for year in (2024, 2025):
        release = release_propose(
            code=f"staff-{year}", register=Register.EXAMPLE, periods=[f"{year}-Q4"], actor=steward1
        )
        release_approve(release=release, actor=steward1)
        release_approve(release=release, actor=steward2)
    return truth


def collected(client: Client, codes: list[str], years: tuple[int, ...]) -> dict[tuple[str, int, str, str, str], int]:
    """Every number in the files that everybody can download."""
    found = {}
    for code in codes:
        for year in years:
            answer = client.get(reverse("staff_public_csv", kwargs={"code": code}), {"year": year})
            if answer.status_code == 404:
                continue
            for line in answer.content.decode().splitlines()[1:]:
                _origin, _area, _register, _year, _release, part, row, sex, heads, state = line.split(",")
                assert (state == "ok") == (heads != "")
                if heads:
                    found[code, year, part, row, sex] = int(heads)
    return found


@dataclass
class Collector:
    """All published sums as equations over unknown counts by corps, year, framework and sex."""

    country: Truth

    def __post_init__(self) -> None:
        cells = list(product(FRAMEWORKS, SEXES))
        self.atoms = [(corps, year, *cell) for corps, years in self.country.items() for year in years for cell in cells]
        self.truth = np.array([self.people(*atom) for atom in self.atoms], dtype=float)
        self.rows: list[np.ndarray] = []

    def people(self, corps: Corps, year: int, framework: str, sex: str) -> int:
        return sum(n for (f, _k, s), n in self.country[corps][year].items() if (f, s) == (framework, sex))

    def line(self, area: str, year: int, framework: str, sex: str) -> np.ndarray:
        inside = [
            area in (corps.code, "VBL", corps.province.code if corps.province else "")
            and (y, framework or f, sex or s) == (year, f, s)
            for corps, y, f, s in self.atoms
        ]
        return np.array(inside, dtype=float)

    def read(self, numbers: dict[tuple[str, int, str, str, str], int]) -> None:
        for (area, year, part, row, sex), count in numbers.items():
            if part == FRAMEWORK:
                line = self.line(area, year, "" if row == "all" else row, "" if sex == "all" else sex)
                assert line @ self.truth == count
                self.rows.append(line)

    def width(self, goal: np.ndarray) -> float:
        matrix = np.array(self.rows)
        ends = [linprog(sign * goal, A_eq=matrix, b_eq=matrix @ self.truth, bounds=(0, None)) for sign in (1, -1)]
        least, most = (float(end.fun or 0.0) for end in ends)
        return np.inf if ends[1].status == 3 else -most - least


@pytest.mark.django_db
def test_an_attacker_who_collects_every_file_narrows_nothing(client: Client, country: Truth) -> None:
    attacker = Collector(country)
    codes = [corps.code for corps in country] + ["VBL", "VBL-0", "VBL-1", "VBL-2"]
    attacker.read(collected(client, codes, (2024, 2025)))
    # A corps of fewer than 100 is told in its province only.
    assert not {area for area, *_rest in collected(client, codes, (2025,))} & {"W000", "W001", "W002", "W003"}
    assert len(attacker.rows) > 40
    small = [atom for atom, count in zip(attacker.atoms, attacker.truth, strict=True) if 0 < count < MINIMUM]
    assert len(small) > 20
    for corps, year, framework, sex in small:
        assert attacker.width(attacker.line(corps.code, year, framework, sex)) >= MINIMUM, (corps, year, framework, sex)
    # Nor can the women or men who joined in a year be told where few did.
    for corps, framework, sex in product(country, FRAMEWORKS, ("f", "m")):
        change = attacker.line(corps.code, 2025, framework, sex) - attacker.line(corps.code, 2024, framework, sex)
        if 0 < abs(change @ attacker.truth) < MINIMUM:
            assert attacker.width(change) >= MINIMUM, (corps, framework, sex)


@pytest.mark.django_db
def test_page_file_and_report_say_the_same_and_nothing_changes_any_more(
    client: Client, country: Truth, steward1: User, katrien: User
) -> None:
    page = client.get("/en/diversity/of/W007/").content.decode()
    assert "simulated" in page
    assert '<abbr title="hidden to protect people">c</abbr>' in client.get("/en/diversity/of/W000/").content.decode()
    shown = TablePublication.objects.filter(subject__code="W007", release__code="staff-2025", visibility="shown")
    assert shown.exists()
    for count in shown.values_list("count", flat=True):
        assert f">{count}<" in page.replace(",", "")
    release = Release.objects.get(code="staff-2025")
    (table,) = DisclosureReport.objects.get(release=release).content["tables"]
    assert table["level"] in ("corps", "province", "nation")
    assert table["narrowest"] is None or table["narrowest"] >= MINIMUM
    address = reverse("release_report", kwargs={"code": "staff-2025"})
    client.force_login(katrien)
    assert client.get(address).status_code == 403
    client.force_login(steward1)
    assert str(table["shown"]) in client.get(address).content.decode()
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        TablePublication.objects.filter(release=release).update(count=1)


@pytest.mark.django_db
def test_a_report_that_changed_since_the_first_approval_is_approved_anew(
    demervallei: Corps, steward1: User, steward2: User
) -> None:
    framework_make()
    release = release_propose(code="one", register=Register.EXAMPLE, periods=["2025-Q4"], actor=steward1)
    release_approve(release=release, actor=steward1)
    staff_make(demervallei, 2025, heads_draw(Random(1), 420))  # noqa: S311
    changed = release_approve(release=release, actor=steward2)
    assert (changed.status, changed.approvals.count()) == (Release.Status.PROPOSED, 0)
    assert len(DisclosureReport.objects.get(release=release).content["tables"]) == 1
    release_approve(release=release, actor=steward2)
    assert release_approve(release=release, actor=steward1).status == Release.Status.APPROVED
