"""What the page of an objective says its actions changed: noise is called noise, and what is hidden is not judged."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from evaluation.exports.effects import effect_words
from evaluation.models import PolicyObjective
from evaluation.selectors.effects import effect_of
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.before_after import Beside, Verdict
from legitimacy.indicators.intervals import wilson_interval
from legitimacy.models import Corps, Region, Register, Subject, SubjectKind, User
from tests.evaluation.policy import evaluation_make, objective_make

Histories = dict[int, list[VisibleValue]]
BEGUN = date(2024, 2, 1)


def figure(subject: Subject, period: str, x: int, n: int, **given: Any) -> VisibleValue:
    lower, upper = wilson_interval(x, n)
    usual: dict[str, Any] = {
        "subject_id": subject.pk, "corps_code": subject.code, "indicator": "EFF-03", "period": period,
        "window": "rolling_12_months", "state": "ok", "visibility": "shown", "value": x / n, "lower": float(lower),
        "upper": float(upper), "numerator": x, "denominator": n,
    }  # fmt: skip
    return VisibleValue(**usual | given)


@pytest.fixture
def nation(db: None) -> Region:
    return Region.objects.create(code="VBX", name="Land", register=Register.EXAMPLE, kind=SubjectKind.NATION)


@pytest.fixture
def histories(monkeypatch: pytest.MonkeyPatch) -> Histories:
    """What the read path hands out, by subject."""
    known: Histories = {}

    def read(*, audience: str, subject: Subject, indicators: list[str]) -> list[VisibleValue]:
        assert indicators == ["EFF-03"]
        return known.get(subject.pk, [])

    monkeypatch.setattr("evaluation.selectors.effects.values_history", read)
    return known


@pytest.fixture
def objective(demervallei: Corps) -> PolicyObjective:
    return objective_make(demervallei, indicator="EFF-03", measure="", acts_from=BEGUN)


def told(user: User, objective: PolicyObjective) -> tuple[Verdict, str, str, list[str]]:
    effect = effect_of(user, objective)
    assert effect is not None
    with translation.override("en"):
        words = effect_words(effect)
    return effect.result.verdict, words.title, words.sign, words.sentences


def test_windows_on_both_sides_of_the_day_are_compared(
    histories: Histories, objective: PolicyObjective, demervallei: Corps, bram: User
) -> None:
    """The window of 2024-Q4 holds the day, that of 2025-Q1 is the first after it: April 2024 up to March 2025."""
    histories[demervallei.pk] = [figure(demervallei, "2023-Q4", 48, 80), figure(demervallei, "2024-Q4", 70, 70)]
    verdict, _, sign, sentences = told(bram, objective)
    assert (verdict, sign) == (Verdict.TOO_EARLY, "")
    assert "1st quarter of 2025" in sentences[0]
    histories[demervallei.pk].append(figure(demervallei, "2025-Q1", 56, 70))
    verdict, _, sign, sentences = told(bram, objective)
    assert (verdict, sign) == (Verdict.BETTER, "met")
    assert "between +5.2 pp and +33.4 pp" in sentences[0].replace("\xa0", " ")
    assert "weak evidence (2 of 5)" in sentences[-1]


def test_noise_is_called_noise(
    client: Client, histories: Histories, objective: PolicyObjective, demervallei: Corps, bram: User
) -> None:
    histories[demervallei.pk] = [figure(demervallei, "2023-Q4", 48, 80), figure(demervallei, "2025-Q1", 46, 70)]
    evaluation = evaluation_make(objective, "2025-06-01", findings="It worked!")
    client.force_login(bram)
    page = client.get(reverse("policy_evaluation", args=[evaluation.pk])).content.decode()
    assert "Wat veranderde, kan toeval zijn" in page, "beside the findings, whatever they claim"
    verdict, title, sign, _ = told(bram, objective)
    assert (verdict, title, sign) == (Verdict.NOISE, "What changed may be chance", "")


@pytest.mark.parametrize(
    ("country", "beside", "sign"), [((4800, 6400), Beside.ALIKE, ""), ((4800, 4800), Beside.BETTER, "met")]
)
def test_what_the_country_did_too_is_no_success_of_the_corps(
    histories: Histories,
    objective: PolicyObjective,
    demervallei: Corps,
    nation: Region,
    bram: User,
    country: tuple[int, int],
    beside: Beside,
    sign: str,
) -> None:
    histories[demervallei.pk] = [figure(demervallei, "2023-Q4", 480, 800), figure(demervallei, "2025-Q1", 640, 800)]
    periods = zip(("2023-Q4", "2025-Q1"), country, strict=True)
    histories[nation.pk] = [figure(nation, period, x, 8000) for period, x in periods]
    effect = effect_of(bram, objective)
    assert effect is not None
    assert (effect.result.verdict, effect.beside) == (Verdict.BETTER, beside)
    assert told(bram, objective)[2] == sign


def test_a_hidden_figure_is_neither_judged_nor_drawn(
    client: Client, histories: Histories, objective: PolicyObjective, demervallei: Corps, bram: User
) -> None:
    hidden: dict[str, Any] = {"visibility": "suppressed", "value": None, "lower": None, "upper": None}
    histories[demervallei.pk] = [
        figure(demervallei, "2023-Q4", 48, 80, numerator=None, denominator=None, **hidden),
        figure(demervallei, "2025-Q1", 56, 70),
    ]
    assert told(bram, objective)[0] == Verdict.NOTHING_BEFORE
    client.force_login(bram)
    page = client.get(reverse("policy_objective", args=[objective.pk])).content.decode()
    assert "chart-effect" in page
    drawn = page.split('id="figure-effect"')[1].split("</script>")[0]
    assert ("0.8" in drawn, "0.6" in drawn) == (True, False)


def test_without_a_day_or_an_indicator_nothing_is_judged(
    client: Client, demervallei: Corps, bram: User, histories: Histories
) -> None:
    undated = objective_make(demervallei, indicator="EFF-03", measure="", acts_from=None)
    own = objective_make(demervallei, acts_from=BEGUN)
    client.force_login(bram)
    for objective, words in ((undated, "sinds wanneer"), (own, "eigen telling")):
        assert effect_of(bram, objective) is None
        assert words in client.get(reverse("policy_objective", args=[objective.pk])).content.decode()
