"""Files of waves for tests: forty respondents whose scores are worked out by hand."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import orjson
from django.core.management import call_command

from evaluation.models import SurveyWave, WaveGap, WaveResult
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Delivery

HEADER = "corps,id,w,sex,age,respect,fair,explain,trust"
A, B = "4,3,5,5", "2,1,2,1"
"""Two kinds of answers: A scores 83.33 in fair treatment (its last answer says nothing), B 22.22."""
WAVE = """
kind = "survey"
source = "Own survey"
one_row_per = "respondent"
optional = ["corps", "id", "w", "sex", "age", "trust"]
[wave]
survey = "Safety survey"
wave = "2025"
mode = "web"
wording = "1"
asked = 400
[fields]
corps = "corps"
respondent = "id"
weight = "w"
sex = "sex"
age = "age"
respect = "respect"
fair_decisions = "fair"
explain = "explain"
trust = "trust"
[codebook]
respect = { scale = [1, 4], missing = [8] }
fair_decisions = { scale = [1, 4] }
explain = { scale = [1, 4], missing = [5] }
trust = { scale = [1, 5] }
"""


def wave_make(corps: Corps, year: str = "2024", **given: Any) -> SurveyWave:
    """A stored wave with a score for fair treatment (`mean`, `n`), a share that trusts, and a gap by gender."""
    mean, n = given.pop("mean", 60.0), given.pop("n", 400)
    delivery = Delivery.objects.create(source="Safety survey", register=corps.register, origin=Origin.SIMULATED)
    facts = {"survey": "Safety survey", "wave": year, "mode": "web", "wording": "1", "asked": 1000, "answered": n}
    wave = SurveyWave.objects.create(
        corps=corps, origin=Origin.SIMULATED, delivery=delivery, stored_on=date(2025, 2, 1), **facts | given
    )
    WaveResult.objects.create(
        wave=wave, construct="procedural", n=n, mean=mean, deviation=20.0, share=0.5, design_effect=1.5
    )
    WaveResult.objects.create(wave=wave, construct="trust", n=n, share=0.45, design_effect=1.5)
    WaveResult.objects.create(wave=wave, construct="moral", n=12)
    WaveGap.objects.create(
        wave=wave,
        construct="procedural",
        split="sex",
        high="f",
        low="m",
        difference=5.0,
        lower=1.0,
        upper=9.0,
        least=80,
    )  # fmt: skip
    return wave


def rows(many: int = 20, *, code: str = "V017") -> list[str]:
    """As many women of 20 who answer A with weight 1, and men of 50 who answer B with weight 3."""
    women = [f"{code},a{number},1,f,20,{A}" for number in range(many)]
    return women + [f"{code},b{number},3,m,50,{B}" for number in range(many)]


def files(
    folder: Path, lines: list[str], *, swap: tuple[str, str] = ("", ""), header: str = HEADER
) -> tuple[Path, Path]:
    table, mapping = folder / "wave.csv", folder / "wave.toml"
    table.write_text("\n".join((header, *lines)), encoding="utf-8")
    mapping.write_text(WAVE.replace(*swap) if swap[0] else WAVE, encoding="utf-8")
    return table, mapping


def imported(folder: Path, lines: list[str], **given: Any) -> dict[str, Any]:
    table, mapping = files(folder, lines, **given)
    out = StringIO()
    call_command("records_import", "survey", table, "--mapping", mapping, "--json", stdout=out)
    summary: dict[str, Any] = orjson.loads(out.getvalue())
    return summary
