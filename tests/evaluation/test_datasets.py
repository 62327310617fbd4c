"""Constructs of survey waves as open data: what goes out, what is hidden, and what waits."""

from zoneinfo import ZoneInfo

import pytest

from evaluation.datasets import construct_rows
from evaluation.models import SurveyWave, WaveResult
from evaluation.workflow.waves import constructs
from legitimacy.exports.datasets import datasets
from legitimacy.models import Corps, Framework, Release, User
from legitimacy.opendata.services.describing import descriptor_make
from tests.disclosure.conftest import english, framework, release_make, stewards  # noqa: F401
from tests.disclosure.world import run_make, value_make
from tests.evaluation.waves import wave_make

NAMES = datasets.get("surveys").names


def told(release: Release) -> dict[tuple[str, str], dict[str, object]]:
    rows: list[dict[str, object]] = [dict(zip(NAMES, row, strict=True)) for row in construct_rows(release)]
    found = {(str(row["corps"]), str(row["construct"])): row for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.fixture
def wave(framework: Framework, demervallei: Corps) -> SurveyWave:  # noqa: F811
    """400 respondents: fair treatment 60 with a deviation of 20, trust 45 %; 12 told about moral alignment."""
    return wave_make(demervallei)


def test_a_mean_and_a_share_with_their_limits_and_too_few_without(
    wave: SurveyWave,
    stewards: tuple[User, User],  # noqa: F811
) -> None:
    """60 +- 1.96 x 20 x sqrt(1.5 / 400) = 57.6 to 62.4; Wilson of 45 % with 400 / 1.5 respondents: 39.1 to 51.0 %."""
    rows = told(release_make(stewards, "2025-Q4"))
    fair, trust, moral = (rows["V017", one] for one in ("procedural", "trust", "moral"))
    assert [fair[name] for name in ("figure", "state", "value", "lower", "upper")] == ["mean", "ok", 60.0, 57.6, 62.4]
    assert (trust["figure"], trust["value"], trust["lower"], trust["upper"]) == ("share", 0.45, 0.391, 0.51)
    assert (fair["respondents"], fair["mode"], fair["wording"], fair["origin"]) == ("200-499", "web", "1", "simulated")
    assert (moral["state"], moral["value"], moral["respondents"]) == ("too_few", None, None)
    assert told(release_make(stewards, "2023-Q4", code="before")) == {}


def test_what_feeds_an_indicator_goes_out_as_its_figure_does(
    wave: SurveyWave,
    demervallei: Corps,
    stewards: tuple[User, User],  # noqa: F811
) -> None:
    WaveResult.objects.filter(wave=wave, construct__in=("procedural", "trust")).update(fed=True)
    early = release_make(stewards, "2025-Q4")
    assert set(told(early)) == {("V017", "moral")}, "no figure was released yet"
    run = run_make("2024-Q4")
    value_make(run, demervallei, "PRV-01", value=60.0, n=400, period="2024")
    value_make(run, demervallei, "PRV-03", numerator=3, denominator=400, period="2024")
    rows = told(release_make(stewards, "2024", "2025-Q4", code="second"))
    assert (rows["V017", "procedural"]["state"], rows["V017", "procedural"]["indicator"]) == ("ok", "PRV-01")
    assert (rows["V017", "trust"]["state"], rows["V017", "trust"]["value"]) == ("suppressed", None)


def test_few_who_answered_so_and_a_wave_corrected_after_a_release_are_hidden(
    wave: SurveyWave,
    stewards: tuple[User, User],  # noqa: F811
) -> None:
    WaveResult.objects.filter(wave=wave, construct="trust").update(share=0.99)  # 4 of 400 did not
    release = release_make(stewards, "2025-Q4")
    rows = told(release)
    assert (rows["V017", "trust"]["state"], rows["V017", "procedural"]["state"]) == ("suppressed", "ok")
    SurveyWave.objects.filter(pk=wave.pk).update(revision=2)
    assert told(release)["V017", "procedural"]["state"] == "ok", "it was corrected before anything was public"
    assert release.approved_at is not None
    later = release.approved_at.astimezone(ZoneInfo("Europe/Brussels")).date()
    SurveyWave.objects.filter(pk=wave.pk).update(stored_on=later)
    assert told(release)["V017", "procedural"]["state"] == "suppressed"


def test_the_schema_is_whole_in_four_languages() -> None:
    descriptor = descriptor_make(datasets.get("surveys"))
    assert descriptor["schema"]["primaryKey"] == ["corps", "survey", "wave", "construct"]
    for field in descriptor["schema"]["fields"]:
        assert len(set(field["descriptions"])) == 4
    (construct,) = [one for one in descriptor["schema"]["fields"] if one["name"] == "construct"]
    assert construct["constraints"]["enum"] == sorted(constructs())
