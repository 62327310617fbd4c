"""Waves of surveys: a hand-worked example, what is kept, what stands against it, and bad input."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluation.models import SurveyWave, WaveGap, WaveResult
from legitimacy.imports.mappings import MAPPINGS
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, DeliveredFigure, Delivery, Municipality, Register, SubjectKind, User
from legitimacy.scorecards.deliveries import deliveries_compute
from tests.evaluation.waves import HEADER, WAVE, A, files, imported, rows, wave_make
from tests.people import corps_make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_demo")]


@pytest.fixture
def _demo(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]


def test_a_wave_gives_the_scores_worked_out_by_hand(
    tmp_path: Path, demervallei: Corps, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A: (100 + 66.67) / 2 = 83.33, weight 1; B: (33.33 + 0 + 33.33) / 3 = 22.22, weight 3. Computed with fractions."""

    def staged(*_given: object) -> None:
        raise AssertionError("a row was staged")

    monkeypatch.setattr("legitimacy.imports.staging.Stage.add", staged)
    assert imported(tmp_path, rows())["added"] == 1
    wave = SurveyWave.objects.get()
    assert (wave.answered, wave.asked, wave.is_weighted, wave.revision) == (40, 400, True, 1)
    fair = wave.results.get(construct="procedural")
    assert (fair.n, fair.design_effect, fair.fed) == (40, 1.5, True)
    assert fair.mean == pytest.approx(37.5)
    assert fair.deviation == pytest.approx(26.798995, abs=1e-6)
    assert fair.share == pytest.approx(0.25)
    trust = wave.results.get(construct="trust")
    assert trust.share == pytest.approx(0.25)
    assert not WaveGap.objects.exists()  # twenty in a group are too few
    # The figures on the scorecard: 37.5 +- 1.959964 x 26.798995 x sqrt(1.5 / 40); Wilson with 40 / 1.5.
    values = deliveries_compute(Period(2025)).set_index("indicator")
    told = [values.loc["PRV-01", name] for name in ("value", "lower", "upper", "n")]
    assert told == pytest.approx([37.5, 27.328565, 47.671435, 40], abs=1e-6)
    assert list(values.loc["PRV-03", ["value", "lower", "upper"]]) == pytest.approx(
        [0.25, 0.124635, 0.438323], abs=1e-6
    )
    again = imported(tmp_path, rows())
    assert (again["unchanged"], again["merged"]) == (1, 39)
    assert imported(tmp_path, rows(), swap=("asked = 400", "asked = 500"))["updated"] == 1
    assert SurveyWave.objects.get().revision == 2


def test_gaps_need_fifty_in_each_group_and_feed_their_indicator(tmp_path: Path, demervallei: Corps) -> None:
    """d = 83.33 - 22.22; everybody in a group answers alike, so the margin is nil."""
    imported(tmp_path, rows(50))
    gap = WaveGap.objects.get(construct="procedural", split="sex")
    assert (gap.high, gap.low, gap.least) == ("f", "m", 50)
    assert [gap.difference, gap.lower] == pytest.approx([61.111111, 61.111111])
    assert DeliveredFigure.objects.get(indicator="DRV-02").value == pytest.approx(61.111111)
    few = imported(tmp_path, rows(10))
    assert "too few respondents" in few["notes"][0] or few["updated"] == 1
    assert WaveResult.objects.filter(mean=None, share=None).count() == 2
    assert not DeliveredFigure.objects.exists()


def test_a_figure_of_another_source_stays(tmp_path: Path, demervallei: Corps) -> None:
    """Trust of a municipality in the zone, from a published survey, is not mixed with a wave of that year."""
    town = Municipality.objects.create(
        code="99901", name="Dorp", register=Register.EXAMPLE, kind=SubjectKind.MUNICIPALITY, corps=demervallei
    )
    published = Delivery.objects.create(source="City monitor", register=Register.EXAMPLE, origin="simulated")
    DeliveredFigure.objects.create(delivery=published, subject=town, indicator="PRV-03", period="2025", value=0.43)
    summary = imported(tmp_path, rows())
    assert "City monitor" in summary["notes"][0]
    assert list(DeliveredFigure.objects.filter(indicator="PRV-03").values_list("value", flat=True)) == [0.43]
    assert not SurveyWave.objects.get().results.get(construct="trust").fed


WRONG = (
    (f"V017,x,-1,f,20,{A}", "w", "gewicht"),
    (f"V017,x,,f,20,{A}", "w", "gewicht"),
    ("V017,x,1,f,20,6,3,5,5", "respect", "1 tot 4"),
    ("V017,x,1,f,20,two,3,5,5", "respect", "1 tot 4"),
    (f"V017,a0,1,f,20,{A}", "id", "rij 2"),
    (f"V017,x,1,woman,20,{A}", "sex", "f, m, x"),
    (f"V017,x,1,f,12,{A}", "age", "15"),
    (f"V017,x,1,f,20,{A},8", "", "kolom"),
    (f"V999,x,1,f,20,{A}", "corps", "korps"),
)


def test_one_wrong_row_holds_the_wave_of_its_corps(tmp_path: Path, demervallei: Corps) -> None:
    for line, column, words in WRONG:
        summary = imported(tmp_path, [*rows(), line])
        wrong = next(reject for reject in summary["rejects"] if reject["row"] == 42)
        assert wrong["column"] == column
        assert words in wrong["reason"]
        assert "woman" not in str(summary)  # no message repeats a cell
        assert SurveyWave.objects.exists() == (column == "corps")  # a row of no corps holds nobody's


def test_weights_of_zero_and_codebooks_that_do_not_fit_are_refused(tmp_path: Path, demervallei: Corps) -> None:
    nothing = [line.replace(",1,f,", ",0,f,").replace(",3,m,", ",0,m,") for line in rows()]
    summary = imported(tmp_path, nothing)
    assert summary["rejected"] == 40
    assert not SurveyWave.objects.exists()
    corps_make("V018", "Heidekant")
    both = imported(tmp_path, [*nothing, *rows(code="V018")])
    assert (both["added"], both["rejected"]) == (1, 40)
    for swap in (
        ('mode = "web"', 'mode = "dream"'), ('wave = "2025"', 'wave = "2199"'), ("scale = [1, 4], missing = [8]", ""),
        ("[codebook]", "[codebook]\nrespekt = { scale = [1, 4] }"), ("asked = 400", "asked = -4"),
        ('respect = "respect"', 'respect = "politeness"'), ("asked = 400", "design_effect = 0"),
    ):  # fmt: skip
        with pytest.raises(CommandError):
            imported(tmp_path, rows(), swap=swap)
    with pytest.raises(CommandError):
        imported(tmp_path, [], header="")
    assert imported(tmp_path, rows(), swap=("asked = 400", "asked = 39"))["rejected"] == 40
    assert imported(tmp_path, rows(), header=f"{HEADER},extra")["added"] == 1


def test_aggregates_are_taken_as_they_are(tmp_path: Path, demervallei: Corps) -> None:
    lines = [
        "V017,procedural,,,420,61.5,20,,1.2", "V017,trust,,,400,,,45,", "V017,procedural,sex,f,200,64,21,,",
        "V017,procedural,sex,m,180,58,19,,", "V017,procedural,sex,x,12,40,25,,",
    ]  # fmt: skip
    header = "corps,construct,split,group,n,mean,deviation,percent,design_effect"
    text = (MAPPINGS / "survey_aggregates.toml").read_text(encoding="utf-8")
    summary = imported(tmp_path, lines, header=header, swap=(WAVE, text))
    assert (summary["added"], summary["rejected"]) == (1, 0)
    wave = SurveyWave.objects.get()
    assert (wave.is_microdata, wave.answered) == (False, 420)
    assert wave.results.get(construct="trust").share == 0.45
    gap = wave.gaps.get()
    # 64 - 58, and 1.959964 x sqrt(21² x 1.5 / 200 + 19² x 1.5 / 180)
    assert [gap.difference, gap.lower, gap.upper] == pytest.approx([6.0, 1.0744, 10.9256], abs=1e-3)
    wrong = imported(tmp_path, [*lines, lines[1]], header=header, swap=(WAVE, text))
    assert wrong["rejected"] == 6


def test_an_officer_stores_a_wave_on_the_pages_and_reads_breaks(
    client: Client, tmp_path: Path, demervallei: Corps, bram: User, katrien: User
) -> None:
    wave_make(demervallei, "2021", mode="phone", mean=50.0)
    wave_make(demervallei, "2023", mean=55.0)
    latest = wave_make(demervallei, "2024", mean=60.0)
    client.force_login(katrien)
    page = client.get(reverse("wave_page", kwargs={"pk": latest.pk})).content.decode()
    assert "hoger dan in 2023" in page  # 55 +- 2.4 and 60 +- 2.4 do not overlap
    assert page.count("nieuwe reeks") == 2  # two constructs began anew in 2023
    assert "te weinig respondenten" in page
    client.force_login(bram)
    table, mapping = files(tmp_path, rows())
    given = {"codebook": "own", "survey": "Own survey", "wave": 2025, "mode": "web", "wording": "2", "asked": "400"}

    def post(**more: str) -> Any:
        with table.open("rb") as lines, mapping.open("rb") as book:
            return client.post(reverse("wave_new"), given | more | {"table": lines, "own_codebook": book})

    assert "40 rijen" in post(check="1").content.decode()
    assert not SurveyWave.objects.filter(survey="Own survey").exists()
    assert post(asked="4").status_code == 422
    done = post()
    wave = SurveyWave.objects.get(survey="Own survey")
    assert (done.status_code, wave.stored_by, wave.asked) == (302, bram, 400)
    with CaptureQueriesContext(connection) as few:
        client.get(done["Location"])
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("wave_page", kwargs={"pk": latest.pk}))
    assert len(many) <= len(few) + 1
    wrong, _mapping = files(tmp_path, [*rows(), WRONG[0][0]])
    faulty = post(wave="2026").content.decode()
    assert wrong == table
    assert "Rij 42" in faulty
    assert "een andere rij is fout" not in faulty, "the forty rows that are right stay out of the list"
    table.write_bytes(b"\x00\x01binary")
    assert post().status_code == 422
