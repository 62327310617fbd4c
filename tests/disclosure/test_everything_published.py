"""An attacker takes everything that two releases published, in every format, and cannot narrow what is protected."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.models import Allegation, Complaint
from legitimacy.access import PUBLIC_URL_NAMES
from legitimacy.accounts.api_tokens import token_create
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.models import Register, Role, User
from legitimacy.opendata.exports import VALUE_COLUMNS, value_row
from legitimacy.opendata.services.research import access_ask, access_decide
from legitimacy.opendata.services.writing import TYPES
from tests.disclosure.collector import BEGIN, PASSED_OVER, Collector, filled
from tests.disclosure.everything_attacker import EverythingAttacker, Form, Goal, minus
from tests.disclosure.published_world import AREAS, CODES, INSIDE, PROVINCES, YEARS, PublishedWorld, world_make
from tests.disclosure.told import Told, told_by
from tests.people import person_make

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

CODES_KNOWN = (*CODES, "EFF-03")
EMPTY_HERE = {
    *("school_page", "school_figures_csv", "practice_page", "account_public", "account_public_pdf", "standard_page"),
    *("api_complaint_submit", "api_token_create", "api_token_revoke", "api_not_found"),
    *("opendata_catalog_file", "opendata_latest", "api_indicator_detail"),
    "policy_calendar_feed",  # at an address that is shown to one person, once
}
"""Public addresses without anything in this world, that only take what is sent, or lead to what is collected anyway."""
SUMMED = ("EFF-09", "LEG-03", "DRV-04")
SHARES = ("EFF-08", "EFF-09", "LEG-03", "DRV-04")
PARTITIONS = {"complaints": ("route", "duration"), "force": ("level", "review")}
COUNTED = {"complaints": ("LEG-01", "numerator"), "force": ("LEG-03", "denominator")}
"""What figures of corps count the same files as a dataset of the whole register."""
TOTALS = {"complaints": "complaints:complaints:total", "force": "force:incidents:total"}


def minimum(indicator: str, audience: str = "public") -> int:
    """The smallest count of a class that an audience may see, from the rules themselves."""
    wanted = "diversity" if indicator.startswith(("DRV", "staff")) else "ordinary"
    with (settings.BASE_DIR / "data/disclosure/minima.csv").open(encoding="utf-8") as file:
        return next(
            int(row["minimum_count"])
            for row in csv.DictReader(file)
            if (row["disclosure_class"], row["audience"]) == (wanted, audience)
        )


@pytest.fixture
def world(steward1: User, steward2: User) -> PublishedWorld:
    return world_make((steward1, steward2))


def attacker_of(world: PublishedWorld, told: list[Told]) -> EverythingAttacker:
    goals = {
        item.indicator: Goal(f"{item.indicator[:3]}.{item.facet}", item.weight, item.floor, item.target)
        for item in world.framework.items.all()
        if item.floor is not None and item.target is not None
    }
    bases = {
        key[:3]: base
        for key, base in world.figures.items()
        if key[3] == "denominator" and key[1] in ("EFF-01", "EFF-08", "EFF-09")
    }
    attacker = EverythingAttacker(AREAS, PROVINCES, SUMMED, goals, bases)
    attacker.read(told)
    attacker.link()
    for year in map(str, YEARS):
        for dataset, (indicator, side) in COUNTED.items():
            whole: Form = {("example", TOTALS[dataset], year, "count"): 1.0}
            corps = {(code, indicator, f"{year}-Q4", side): -1.0 for code in INSIDE}
            attacker.add({**whole, **corps}, 0, 0)
            for table in PARTITIONS[dataset]:
                cells = {
                    key: -1.0 for key in attacker.states if key[1].startswith(f"{dataset}:{table}:") and key[2] == year
                }
                assert cells
                attacker.add({**whole, **cells}, 0, 0)
    return attacker


Wanted = tuple[str, Form, float, float]
"""Name, form, true value and least width."""


def protected(world: PublishedWorld, attacker: EverythingAttacker, audience: str = "public") -> list[Wanted]:
    """Everything that nobody may work out."""
    found = [*small_figures(world, attacker, audience), *small_staff(world, attacker, minimum("staff", audience))]
    least = minimum("LEG", audience)
    for (table, code, year), count in split_counts().items():
        if 0 < count < least:
            found.append((f"{table} {code} {year}", {("example", f"{table}:{code}", year, "count"): 1.0}, count, least))
    return found


def small_figures(world: PublishedWorld, attacker: EverythingAttacker, audience: str) -> Iterator[Wanted]:
    """Counts, what is left of their base, and bases of cases."""
    for (subject, indicator, period, side), count in world.figures.items():
        if side != "numerator" or indicator == "EFF-01":  # objectives are things
            continue
        base, least = world.figures[subject, indicator, period, "denominator"], minimum(indicator, audience)
        counted, whole = (attacker.form((subject, indicator, period, one)) for one in ("numerator", "denominator"))
        name = f"{subject} {indicator} {period}"
        if 0 < count < least:
            yield name, counted, count, min(least, base)
        if indicator in SHARES and base - count < least:
            yield f"{name} rest", minus(whole, counted), base - count, min(least, base)
        if indicator == "LEG-03" and 0 < base < least:
            yield f"{name} base", whole, base, least


def small_staff(world: PublishedWorld, attacker: EverythingAttacker, few: int) -> Iterator[Wanted]:
    """Few women or men, and few who came or went, in a corps, a province or the country."""
    for area, sex in product(AREAS, ("f", "m", "all")):
        sums = [
            sum(world.staff[code, year, one] for code in AREAS[area] for one in ("fm" if sex == "all" else sex))
            for year in YEARS
        ]
        forms = [attacker.form((area, f"staff:framework:all:{sex}", str(year), "count")) for year in YEARS]
        for form, year, count in zip(forms, YEARS, sums, strict=True):
            if 0 < count < few:
                yield f"{area} staff {sex} {year}", form, count, few
        if 0 < abs(sums[1] - sums[0]) < few:
            yield f"{area} staff {sex} change", minus(forms[1], forms[0]), sums[1] - sums[0], few


def split_counts() -> dict[tuple[str, str, str], int]:
    """Counts of the country behind some of the bands, file by file."""
    found: dict[tuple[str, str, str], int] = {}
    for complaint in Complaint.objects.all():
        year = str(complaint.received_on.year)
        for table, code in (("complaints:route", complaint.channel),):
            found[table, code, year] = found.get((table, code, year), 0) + 1
    for category, day in Allegation.objects.values_list("category", "complaint__received_on"):
        place = "complaints:allegation", category, str(day.year)
        found[place] = found.get(place, 0) + 1
    return found


def too_narrow(world: PublishedWorld, told: list[Told], audience: str = "public") -> dict[str, tuple[float, float]]:
    """What the attacker narrows below its least width, with the limits that are found."""
    attacker = attacker_of(world, told)
    wanted = protected(world, attacker, audience)
    assert len(wanted) > 20
    limits = attacker.narrow([form for _name, form, _value, _least in wanted])
    for (name, _form, value, _least), (low, high) in zip(wanted, limits, strict=True):
        assert low - 1e-6 <= value <= high + 1e-6, (name, value, low, high)  # the system is true
    return {
        name: (low, high)
        for (name, _form, _value, least), (low, high) in zip(wanted, limits, strict=True)
        if high - low < least - 1e-6
    }


FIGURES = (
    *("api_value_list application/json", "api_values_file text/csv", "api_scorecard_list application/json"),
    *("opendata_file text/csv", "opendata_file application/json"),
    *(f"opendata_edition_file {TYPES[ending].partition(';')[0]}" for ending in ("csv", "jsonl", "xlsx")),
    *("corps_indicator_csv text/csv", "corps_figures_csv text/csv", "compare_csv text/csv"),
    "compare_indicator_csv text/csv",
)
"""Channels that have figures of corps."""
UNDELIVERED = ("api_value_list", "api_values_file", "opendata_edition_file", "corps_indicator_csv")
"""These list what was stored; what nobody ever delivered has no row in them."""


def test_nobody_narrows_what_is_protected_with_everything_that_was_published(
    client: Client, world: PublishedWorld
) -> None:
    collector = Collector(client, CODES_KNOWN)
    collector.collect(*BEGIN)
    there = {name for name in PUBLIC_URL_NAMES if not name.startswith(PASSED_OVER)}
    of_figures = {"corps_indicator", "corps_indicator_csv"}  # of a hidden figure nothing leads to its page
    pages = collector.collect(*filled((there - collector.names) | of_figures, INSIDE, CODES_KNOWN))
    assert sorted(there - collector.names - EMPTY_HERE) == [], "give the world something that these addresses show"
    told = list(told_by(pages))
    attacker = attacker_of(world, told)
    assert attacker.disagreeing() == {}
    assert any(low + 1 < high for low, high in attacker.scores.values()), "no band to attack"
    assert too_narrow(world, told) == {}
    hidden, zero, missing = (
        (corps, code, "2025-Q4", "figure")
        for corps, code in (("V101", "LEG-01"), ("V105", "EFF-01"), ("V101", "EFF-03"))
    )
    for channel in FIGURES:
        assert channel in attacker.states[hidden]["hidden"], channel
        assert channel in attacker.states[zero]["ok"], channel
        if not channel.startswith(UNDELIVERED):
            assert channel in attacker.states[missing]["not_delivered"], channel
    for key in (hidden, zero, missing):
        assert len(attacker.states[key]) == 1, attacker.states[key]
    assert attacker.exact["V105", "EFF-01", "2025-Q4", "numerator"] == (0, 0)
    nobody = "V101", "staff:framework:operational:x", "2025", "count"
    assert attacker.exact[nobody] == (0, 0)
    assert len(attacker.states[nobody]["ok"]) >= 5


def test_a_researcher_with_a_token_and_access_narrows_no_more(
    client: Client, world: PublishedWorld, steward1: User
) -> None:
    nina = person_make("Nina", (Role.RESEARCHER, Register.EXAMPLE))
    asked = access_ask(
        person=nina, register=Register.EXAMPLE, title="T", purpose="T", ethics="T", plan="T", team="T",
        until=timezone.localdate(),
    )  # fmt: skip
    access_decide(request=asked, actor=steward1, granted=True, reason="A plan.")
    _about, secret = token_create(person=nina, name="mine", scopes=["figures"], lasts=timedelta(days=1))
    scientist = Client()
    scientist.force_login(nina)
    collector = Collector(Client(), CODES_KNOWN, {"authorization": f"Token {secret}"})
    lists = [
        f"/api/v1/{one}/?corps={code}&period={year}-Q4"
        for one in ("values", "scorecards")
        for code in INSIDE
        for year in YEARS
    ]
    pages = collector.collect("/api/v1/", *lists)
    signed_in = Collector(scientist, CODES_KNOWN)
    values = reverse("research_access_values", kwargs={"pk": asked.pk})
    staff = [f"/en/diversity/of/{area}/" for area in AREAS]
    pages += signed_in.collect(values, "/en/corps/", "/opendata/catalog", *staff)
    assert values in signed_in.pages
    assert too_narrow(world, list(told_by(pages)), "researcher") == {}


def published_quickly(client: Client) -> list[Told]:
    """The numbers alone: the API, the files of both releases, and the staff tables."""
    staff = [f"/en/diversity/of/{area}/staff.csv?year={year}" for area in AREAS for year in YEARS]
    files = [
        f"/opendata/releases/year-{year}/{dataset}.csv"
        for year in YEARS
        for dataset in ("values", "scorecards", "complaints", "force")
    ]
    collector = Collector(client, CODES_KNOWN)
    return list(told_by(collector.collect("/api/v1/values.csv?register=example", *files, *staff, follow=False)))


def test_the_attacker_finds_one_channel_that_leaks_and_one_number_too_many(
    client: Client, world: PublishedWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = published_quickly(client)
    assert too_narrow(world, told) == {}
    attacker = attacker_of(world, told)

    # The stream of the API gives the numerator of a hidden figure away.
    def leaking(register: str, value: VisibleValue) -> tuple[object, ...]:
        row = list(value_row(register, value))
        if (value.corps_code, value.indicator, value.period) == ("V101", "LEG-01", "2025-Q4"):
            row[VALUE_COLUMNS.index("numerator")] = 1
        return tuple(row)

    with monkeypatch.context() as patch:
        patch.setattr("legitimacy.opendata.api.streams.value_row", leaking)
        leaked = published_quickly(client)
    assert ("V101", "LEG-01", "2025-Q4", "figure") in attacker_of(world, leaked).disagreeing()
    assert too_narrow(world, leaked).get("V101 LEG-01 2025-Q4") == (1, 1)

    # A number that is large enough by itself covers a small one of the same row: to publish it opens that one.
    women, men = (world.staff["V101", 2024, sex] for sex in "fm")
    covers = [
        Told(place, "ok", count, count, "mistake")
        for sex, count in (("m", men), ("all", women + men))
        if attacker.states[place := ("V101", f"staff:framework:operational:{sex}", "2024", "count")].keys()
        == {"hidden"}
    ]
    assert covers
    assert all(one.low is not None and one.low >= minimum("staff") for one in covers)
    assert too_narrow(world, [*told, *covers])["V101 staff f 2024"] == (women, women)


def test_bands_without_room_above_the_count_would_tell_the_one_that_is_hidden(
    client: Client, steward1: User, steward2: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """119 complaints told as 110 to 119, while all corps but one publish theirs: 118."""

    def tens(count: int, _room: int) -> tuple[int, int]:
        return count // 10 * 10, count // 10 * 10 + 9

    monkeypatch.setattr("legitimacy.disclosure.banded.band", tens)
    world = world_make((steward1, steward2))
    found = too_narrow(world, published_quickly(client))
    assert found == {"V101 LEG-01 2024-Q4": (0, 3), "V101 LEG-01 2025-Q4": (0, 1)}
