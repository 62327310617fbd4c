"""What a draft would do: computed by a worker, kept, and read only as far as an auditor may."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.demo.frameworks import plant, settle
from audit.models import MethodologyDiff, RobustnessRun, Trial
from audit.selectors.frameworks.found import base_for, diff_rows, is_outdated, robustness_rows
from audit.selectors.frameworks.words import differences, funding_told
from audit.services.frameworks import (
    diff_compute,
    diff_request,
    item_change,
    robustness_compute,
    robustness_request,
    weights_change,
)
from audit.tasks import diff_compute_task, robustness_compute_task
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Framework, Publication, Register, Role, Scorecard, ScorePart, User
from legitimacy.models.disclosure import Audience
from legitimacy.scorecards.sources import value_sources
from tests.audit.frameworks.conftest import version_of
from tests.people import corps_make, person_joins
from tests.scorecards.test_scoring import all_of_efficiency
from tests.scorecards.world import compute

pytestmark = pytest.mark.django_db
PERIOD = Period(2025, 4)
SHARES = {"V017": 0.55, "V098": 0.6, "V099": 0.8}


@pytest.fixture(autouse=True)
def _delivered_figures_only(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {source.name: source for source in value_sources if not source.named}
    monkeypatch.setattr(value_sources, "_entries", kept)


@pytest.fixture
def counted(base: Framework, demervallei: Corps) -> dict[str, Corps]:
    """Three corps with a score for efficiency in 2025-Q4, by code."""
    corps = {"V017": demervallei} | {code: corps_make(code, f"Corps {code}") for code in ("V098", "V099")}
    for code, share in SHARES.items():
        all_of_efficiency(corps[code], share)
    compute("2025-Q4")
    return corps


@pytest.fixture
def tried(draft: Framework, counted: dict[str, Corps], kaat: User) -> Callable[[], MethodologyDiff]:
    """Asks for the diff of the draft on 2025-Q4 and does it."""

    def ask() -> MethodologyDiff:
        diff = diff_request(
            framework=draft, base=Framework.objects.get(code="2026.1"), period=PERIOD, register=Register.EXAMPLE,
            actor=kaat,
        )  # fmt: skip
        assert diff_compute(pk=diff.pk)
        return MethodologyDiff.objects.get(pk=diff.pk)

    return ask


def change(draft: Framework, actor: User, indicator: str = "EFF-01", **values: object) -> None:
    item_change(
        framework=draft, indicator=indicator, version=version_of(draft), values=values, reason="Agreed", actor=actor
    )


def test_a_draft_that_says_the_same_moves_nobody(tried: Callable[[], MethodologyDiff], kaat: User) -> None:
    diff = tried()
    rows = diff_rows(diff, kaat, "EFF")
    assert len(rows) == 3
    stored = dict(ScorePart.objects.filter(key="EFF").values_list("scorecard__corps__code", "score"))
    assert {row.corps.code: row.old_score for row in rows} == pytest.approx(stored)
    assert all(row.old_score == row.new_score for row in rows)
    assert diff.effects == []


def test_a_change_moves_scores_and_no_stored_scorecard(
    tried: Callable[[], MethodologyDiff], draft: Framework, kaat: User
) -> None:
    before = list(ScorePart.objects.order_by("pk").values())
    change(draft, kaat, target=0.7)  # EFF-01 at 11, 12 and 16 of 20 between 0.40 and 0.90: 30, 40 and 80 of 100
    diff = tried()
    weight = 1 / 13 / 2
    expected = {"V017": (50 - 30) * weight, "V098": (200 / 3 - 40) * weight, "V099": (100 - 80) * weight}
    moved = {row.corps.code: row.new_score - row.old_score for row in diff_rows(diff, kaat, "EFF")}  # type: ignore[operator]
    present = sum(1 for code in ("EFF-01", "EFF-03", "EFF-05", "EFF-07", "EFF-08", "EFF-09", "EFF-11", "EFF-13",
                                 "EFF-14", "EFF-21"))  # fmt: skip
    assert moved == pytest.approx({code: value * 13 / present for code, value in expected.items()})
    assert next(row.corps.code for row in diff_rows(diff, kaat, "EFF")) == "V098"
    assert diff.effects == [{"indicator": "EFF-01", "reached": [0, 1], "counted": [3, 3]}]
    assert list(ScorePart.objects.order_by("pk").values()) == before
    assert set(Scorecard.objects.values_list("framework__code", flat=True)) == {"2026.1"}


def test_a_higher_minimum_leaves_corps_without_a_figure(
    tried: Callable[[], MethodologyDiff], draft: Framework, kaat: User
) -> None:
    change(draft, kaat, min_denominator=21, public_min_denominator=21)
    assert {"indicator": "EFF-01", "reached": [0, 0], "counted": [3, 0]} in tried().effects


def test_what_an_auditor_may_not_see_is_in_no_row_and_in_no_rank(
    tried: Callable[[], MethodologyDiff], draft: Framework, counted: dict[str, Corps], kaat: User
) -> None:
    hidden = Publication.objects.filter(audience=Audience.AUDITOR, value__subject=counted["V099"])
    hidden.filter(value__indicator="EFF-01").update(visibility="suppressed")
    change(draft, kaat, target=0.7)
    diff = tried()
    rows = {row.corps.code: row for row in diff_rows(diff, kaat, "EFF")}
    assert rows["V099"].hidden
    assert rows["V099"].old_score is rows["V099"].new_score is rows["V099"].new_rank_low is None
    assert max(row.new_rank_high or 0 for row in rows.values()) == 2
    assert diff.left_out == {"EFF": 1, "overall": 1}
    assert {"indicator": "EFF-01", "reached": [0, 0], "counted": [2, 2]} not in diff.effects
    run = robustness_request(framework=draft, period=PERIOD, register=Register.EXAMPLE, actor=kaat)
    robustness_compute(pk=run.pk)
    ranks = robustness_rows(RobustnessRun.objects.get(pk=run.pk), kaat, "EFF")
    assert {(row.corps.code, row.group_size) for row in ranks} == {("V017", 2), ("V098", 2)}


def test_an_auditor_does_not_read_the_corps_they_belonged_to(
    tried: Callable[[], MethodologyDiff], counted: dict[str, Corps], amina: User
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    person_joins(amina, Role.STAFF, counted["V017"], valid_from=yesterday, valid_to=yesterday)
    assert {row.corps.code for row in diff_rows(tried(), amina, "EFF")} == {"V098", "V099"}


def test_robustness_is_kept_with_its_seed(draft: Framework, counted: dict[str, Corps], kaat: User) -> None:
    run = robustness_request(framework=draft, period=PERIOD, register=Register.EXAMPLE, actor=kaat)
    robustness_compute_task(run.pk)
    run = RobustnessRun.objects.get(pk=run.pk)
    assert (run.status, run.runs) == (Trial.Status.DONE, 500)
    first = list(run.rows.order_by("corps", "key").values("corps", "key", "median", "lower", "upper", "shift"))
    assert [row.corps.code for row in robustness_rows(run, kaat, "EFF")] == ["V099", "V098", "V017"]
    again = robustness_request(framework=draft, period=PERIOD, register=Register.EXAMPLE, actor=kaat)
    robustness_compute_task(again.pk)
    assert list(run.rows.order_by("corps", "key").values("corps", "key", "median", "lower", "upper", "shift")) == first


def test_a_trial_is_done_once_and_known_to_be_old(
    tried: Callable[[], MethodologyDiff], draft: Framework, kaat: User
) -> None:
    diff = tried()
    diff_compute_task(diff.pk)  # nothing waits
    draft.refresh_from_db()
    assert not is_outdated(diff, draft)
    change(draft, kaat, target=0.7)
    draft.refresh_from_db()
    assert is_outdated(diff, draft)


def test_who_asks_while_it_waits_joins(draft: Framework, base: Framework, kaat: User, klaus: User) -> None:
    asked = [
        diff_request(framework=draft, base=base, period=PERIOD, register=Register.EXAMPLE, actor=actor)
        for actor in (kaat, klaus)
    ]
    assert asked[0] == asked[1]
    assert MethodologyDiff.objects.get().requested_by == kaat
    MethodologyDiff.objects.update(requested_at=timezone.now() - timedelta(hours=1), status=Trial.Status.WORKING)
    diff_request(framework=draft, base=base, period=PERIOD, register=Register.EXAMPLE, actor=klaus)
    assert MethodologyDiff.objects.get().status == Trial.Status.WAITING


def test_a_failure_is_kept_and_tried_again(
    draft: Framework, base: Framework, kaat: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    diff = diff_request(framework=draft, base=base, period=PERIOD, register=Register.EXAMPLE, actor=kaat)
    with monkeypatch.context() as patch:
        patch.setattr("audit.services.frameworks.trials.tried", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            diff_compute(pk=diff.pk)
    assert MethodologyDiff.objects.get().status == Trial.Status.FAILED
    diff_request(framework=draft, base=base, period=PERIOD, register=Register.EXAMPLE, actor=kaat)
    assert diff_compute(pk=diff.pk)


def test_a_register_without_figures_gives_an_empty_answer(draft: Framework, base: Framework, kaat: User) -> None:
    diff = diff_request(framework=draft, base=base, period=PERIOD, register=Register.BELGIUM, actor=kaat)
    assert diff_compute(pk=diff.pk)
    run = robustness_request(framework=draft, period=PERIOD, register=Register.BELGIUM, actor=kaat)
    assert robustness_compute(pk=run.pk)
    assert not diff.rows.exists()
    assert not run.rows.exists()


def test_changes_and_funding_are_told_in_words(draft: Framework, base: Framework, kaat: User) -> None:
    change(draft, kaat, "EFF-06", target=40.0)
    change(draft, kaat, "PRV-09", funding_allowed=True, funding_condition="audited sample")
    change(draft, kaat, "PRV-04", funding_allowed=False)
    weights_change(
        framework=draft,
        version=version_of(draft),
        pillars={},
        facets={"DRV.treatment": 0.65, "DRV.organisation": 0.35},
        reason="Advice",
        actor=kaat,
    )
    reasons = {("EFF-06", "target"): "Agreed"}
    told = [(one.code, one.old, one.new, one.reason) for one in differences(draft, base, reasons)]
    assert told[:3] == [("", "60%", "65%", ""), ("", "40%", "35%", ""), ("EFF-06", "45 dagen", "40 dagen", "Agreed")]
    sentences = funding_told(draft, base)
    assert len(sentences) == 2
    assert sentences[0].startswith("PRV-04")
    assert sentences[1].startswith("PRV-09")


def test_a_signed_framework_is_compared_with_the_one_before(draft: Framework, base: Framework) -> None:
    assert base_for(draft, PERIOD) == base
    draft.status = Framework.Status.IN_FORCE
    draft.save()
    assert base_for(draft, Period(2027, 2)) == base
    assert base_for(base, PERIOD) is None


def test_the_pages_show_what_was_found(
    client: Client, tried: Callable[[], MethodologyDiff], draft: Framework, kaat: User
) -> None:
    change(draft, kaat, target=0.7)
    client.force_login(kaat)
    names = ("audit_framework_diff", "audit_framework_robustness")
    diff_url, ranks_url = (reverse(name, args=["2027.1"]).replace("/nl/", "/en/") for name in names)
    here = "period=2025-Q4&register=example"
    assert "This was not computed yet." in client.get(f"{diff_url}?{here}").content.decode()
    asked = client.post(f"{diff_url}?{here}", follow=True).content.decode()
    assert "It is being computed." in asked
    tried()
    text = client.get(f"{diff_url}?{here}&part=EFF").content.decode()
    assert "Efficiency: of 3 corps with a score under both, 3 go up and 0 go down." in text
    assert "PZ Corps V098" in text
    lines = client.get(f"{diff_url.replace('/diff/', '/diff.csv')}?{here}").content.decode().splitlines()
    assert lines[0].startswith("framework,base,register,period,corps,part,visibility,old_score")
    assert sum(line.startswith("2027.1,2026.1,example,2025-Q4,V098,EFF,shown,") for line in lines) == 1
    client.post(f"{ranks_url}?{here}")
    robustness_compute(pk=RobustnessRun.objects.get().pk)
    text = client.get(f"{ranks_url}?{here}").content.decode()
    assert "PZ Corps V099" in text
    assert "not distinguishable" in text  # three places, and each spread covers more than one
    assert "Efficiency: 3 corps." in text
    lines = client.get(f"{ranks_url.replace('/robustness/', '/robustness.csv')}?{here}").content.decode().splitlines()
    assert sum(line.startswith("2027.1,example,2025-Q4,") and ",V099,EFF,3,1,1," in line for line in lines) == 1


def test_the_demo_plants_one_draft_and_the_real_register_stays_as_it_was(
    base: Framework, belgian_corps: Corps, counted: dict[str, Corps], kaat: User
) -> None:
    kept = ("corps", "period", "framework", "delivered", "due", "compensation_loss")
    before = list(Scorecard.objects.order_by("pk").values_list(*kept))
    assert plant() == 1
    assert plant() == 0
    assert (settle(), settle()) == (2, 0)
    draft = Framework.objects.get(code="2027.1")
    assert draft.is_draft
    assert draft.changes.count() == 9
    assert {trial.register for trial in (*MethodologyDiff.objects.all(), *RobustnessRun.objects.all())} == {"example"}
    compute("2025-Q4")
    assert list(Scorecard.objects.order_by("pk").values_list(*kept)) == before
