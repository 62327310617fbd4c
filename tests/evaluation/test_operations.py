"""Figures made of operational counts, and their page; numbers worked out by hand."""

from datetime import date
from io import StringIO
from pathlib import Path

import orjson
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from legitimacy.models import AreaStatistic, Corps, DeliveredFigure, Delivery, User

pytestmark = pytest.mark.django_db
HEADER = "corps,period,kind,category,count"


@pytest.fixture(autouse=True)
def _demo(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]


def imported(folder: Path, rows: list[str]) -> str:
    path, out = folder / "counts.csv", StringIO()
    path.write_text("\n".join((HEADER, *(f"V017,{row}" for row in rows))), encoding="utf-8")
    mapping = settings.BASE_DIR / "data" / "mappings" / "operations_plain.toml"
    call_command("records_import", "operations", path, "--mapping", mapping, "--json", stdout=out)
    return out.getvalue()


def fifths(period: str, deprived: int, least: int) -> list[str]:
    """A quarter in which 100 calls of each fifth were timed, and so many reached within 15 minutes."""
    rows = [f"{period},urgent_timed,fifth_{fifth},100" for fifth in (1, 5)]
    return [*rows, f"{period},urgent_within_15,fifth_1,{deprived}", f"{period},urgent_within_15,fifth_5,{least}"]


def figure(indicator: str, period: str) -> DeliveredFigure | None:
    return DeliveredFigure.objects.filter(indicator=indicator, period=period).first()


def test_a_quarter_gives_figures_once_all_its_months_are_there(tmp_path: Path, demervallei: Corps) -> None:
    months = [
        row
        for month in ("2025-01", "2025-02")
        for row in (f"{month},official_reports,,100", f"{month},reports_in_time,,90", f"{month},beat_residents,,8000")
    ]
    imported(tmp_path, months)
    assert not DeliveredFigure.objects.exists()
    last = ["2025-03,official_reports,,100", "2025-03,reports_in_time,,60", "2025-03,beat_residents,,9000"]
    served = [f"2025-0{month},beat_residents_served,,{6000 + month}" for month in (1, 2, 3)]
    imported(tmp_path, [*last, *served])
    reports, beats = figure("LEG-15", "2025-Q1"), figure("DRV-16", "2025-Q1")
    assert reports is not None
    assert (reports.numerator, reports.denominator) == (240, 300)
    assert beats is not None
    assert (beats.numerator, beats.denominator) == (6003, 9000)  # the last month, not a sum
    more = orjson.loads(imported(tmp_path, ["2025-Q2,official_reports,,5", "2025-Q2,reports_in_time,,6"]))
    assert more["rejected"] == 1
    assert figure("LEG-15", "2025-Q2") is None


def test_response_times_by_fifth_give_a_gap_and_never_replace_another_source(
    client: Client, tmp_path: Path, demervallei: Corps, bram: User
) -> None:
    """Least deprived 360 of 400, most deprived 320 of 400: 90 - 80 = 10 points; Newcombe 5.08 to 14.92."""
    other = Delivery.objects.create(source="Dispatching centre", register="example", origin="simulated")
    DeliveredFigure.objects.create(
        delivery=other, subject=demervallei, indicator="EFF-19", period="2025-Q1", numerator=1, denominator=2
    )
    for quarter in range(1, 4):
        imported(tmp_path, fifths(f"2025-Q{quarter}", 80, 90))
    assert figure("DRV-15", "2025-Q3") is None
    imported(tmp_path, [*fifths("2025-Q4", 80, 90), "2025-Q4,urgent_calls,,230"])
    gap, share, kept = figure("DRV-15", "2025-Q4"), figure("EFF-19", "2025-Q4"), figure("EFF-19", "2025-Q1")
    assert gap is not None
    assert [gap.value, gap.lower, gap.upper, gap.n] == pytest.approx([10.0, 5.076, 14.921, 800], abs=1e-3)
    assert share is not None
    assert (share.numerator, share.denominator) == (170, 200)
    assert kept is not None
    assert kept.numerator == 1
    wrong = orjson.loads(imported(tmp_path, ["2025-Q4,urgent_timed,fifth_9,3"]))
    assert "fifth_1" in wrong["rejects"][0]["reason"]  # the sentence names the codes there are
    imported(tmp_path, ["2025-Q4,urgent_within_20,fifth_1,95", "2025-Q4,urgent_within_20,fifth_5,96"])
    client.force_login(bram)
    page = client.get(reverse("voice_operations")).content.decode()
    assert "30</td>" in page  # 230 calls, 200 with an arrival time
    assert "85,0%" in page
    assert "hoogstens 20 minuten" in page
    assert "10,0" in page


def test_crime_is_counted_by_whole_years_as_context(tmp_path: Path, demervallei: Corps) -> None:
    AreaStatistic.objects.create(
        subject=demervallei, kind=AreaStatistic.Kind.POPULATION, date=date(2024, 1, 1), value=20_000, source="test"
    )
    rows = [
        f"2024-Q{quarter},{kind},{group},{count}"
        for quarter in (1, 2, 3, 4)
        for group, offences, cleared in (("theft", 100, 20), ("violence", 50, 40))
        for kind, count in (("offences", offences), ("offences_cleared", cleared))
    ]
    imported(tmp_path, rows[:-1])
    assert figure("EFF-20", "2024") is None
    imported(tmp_path, rows)
    crime, cleared = figure("EFF-18", "2024"), figure("EFF-20", "2024")
    assert crime is not None
    assert (crime.numerator, crime.denominator) == (600, 20_000)
    assert cleared is not None
    assert (cleared.numerator, cleared.denominator) == (240, 600)
