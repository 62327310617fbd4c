"""Who delivers, merged corps, areas above, registers apart; and a change that is marked, swept and counted again."""

from collections.abc import Callable
from datetime import timedelta

import pandas as pd
import pytest
from django.utils import timezone

from complaints.indicators.counting import CODES, complaints_compute
from complaints.models import Complaint, Referral
from complaints.selectors.figures.national import external_by_year
from complaints.services.assigning import complaint_assign
from complaints.services.counting import COUNTED, SOURCE
from complaints.services.referring import referral_receive, referral_send
from complaints.services.steps import complaint_step
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CorpsLink, IndicatorValue, Region, Register, Run, StaleMark, User
from legitimacy.scorecards.services import open_quarters_recount, run_execute, run_request, stale_marks_sweep
from legitimacy.scorecards.sources import COLUMNS, value_sources
from tests.complaints.counted import PERIOD, counted, day, filed, value_row
from tests.people import corps_make
from tests.scorecards.world import framework_load, region_make, residents_set

pytestmark = pytest.mark.django_db


def test_the_source_claims_what_files_can_mark() -> None:
    assert set(value_sources.get(SOURCE).named) == set(CODES) == set(COUNTED)


def test_a_corps_without_any_file_is_not_delivered(demervallei: Corps, heidekant: Corps) -> None:
    filed(demervallei, "2025-03-01")
    for code in CODES:
        assert value_row(heidekant, code)["state"] == State.NOT_DELIVERED


def test_a_corps_delivers_from_its_first_file_on_and_a_year_without_files_is_zero(demervallei: Corps) -> None:
    residents_set(demervallei, 40_000)
    filed(demervallei, "2023-11-05", decided="2023-12-01", closed="2023-12-02")
    assert value_row(demervallei, "LEG-01", "2023-Q3") == {}
    row = value_row(demervallei, "LEG-01")
    assert (row["numerator"], row["denominator"], row["value"], row["state"]) == (0, 40_000, 0, "ok")
    assert value_row(demervallei, "EFF-07")["state"] == State.TOO_FEW
    assert value_row(demervallei, "EFF-06")["state"] == State.TOO_FEW


def test_a_register_without_files_has_no_rows_at_all(demervallei: Corps, belgian_corps: Corps) -> None:
    filed(demervallei, "2025-03-01")
    values = complaints_compute(Period.parse(PERIOD))
    assert list(values.columns) == list(COLUMNS)
    assert belgian_corps.pk not in set(values["subject_id"])
    assert set(values["origin"]) == {"simulated"}


def test_without_any_file_there_are_no_values(demervallei: Corps) -> None:
    assert complaints_compute(Period.parse(PERIOD)).empty


def test_imported_files_of_another_country_stay_in_their_register(demervallei: Corps) -> None:
    foreign = corps_make("NOPD", "New Orleans", Register.FOREIGN_TEST)
    filed(foreign, "2025-03-01", channel="import", acknowledged_on=day("2025-03-02"))
    filed(demervallei, "2025-03-01")
    assert counted(foreign, "EFF-07")[:2] == (1, 1)
    assert value_row(foreign, "EFF-07")["origin"] == "test"
    assert counted(demervallei, "EFF-07")[:2] == (0, 1)


@pytest.fixture
def merged(demervallei: Corps, heidekant: Corps) -> Corps:
    """Demervallei and Heidekant, merged on 1 July 2025."""
    heir = corps_make("V090", "Demerkant")
    for corps in (demervallei, heidekant):
        CorpsLink.objects.create(predecessor=corps, successor=heir, on=day("2025-07-01"), share=1.0)
        Corps.objects.filter(pk=corps.pk).update(valid_to=day("2025-06-30"))
    Corps.objects.filter(pk=heir.pk).update(valid_from=day("2025-07-01"))
    return heir


def test_a_merged_corps_has_the_files_of_its_predecessors(merged: Corps, demervallei: Corps, heidekant: Corps) -> None:
    filed(demervallei, "2025-02-01", acknowledged_on=day("2025-02-02"))
    filed(heidekant, "2025-03-01", decided="2025-03-31")
    filed(heidekant, "2025-08-01", acknowledged_on=day("2025-08-02"))
    filed(merged, "2025-09-01")
    assert counted(merged, "EFF-07") == (2, 4, "ok")
    assert value_row(merged, "EFF-07")["back_cast"]
    assert value_row(merged, "EFF-06")["n"] == 4
    # The files of both that are still open wait at the merged corps.
    assert counted(merged, "EFF-08")[:2] == (1, 3)
    assert value_row(heidekant, "EFF-08") == {}


def area_over(*corps: Corps) -> Region:
    nation = region_make("VBL")
    Corps.objects.filter(pk__in=[each.pk for each in corps]).update(region=nation)
    return nation


def test_areas_sum_their_corps_and_have_a_median_of_all_their_files(demervallei: Corps, heidekant: Corps) -> None:
    area = area_over(demervallei, heidekant)
    for corps in (demervallei, heidekant):
        residents_set(corps, 20_000)
    filed(demervallei, "2025-02-01", decided="2025-02-11")
    filed(heidekant, "2025-02-01", decided="2025-03-03", acknowledged_on=day("2025-02-02"))
    filed(heidekant, "2025-02-01", decided="2025-03-13")
    assert counted(area, "EFF-07") == (1, 3, "ok")
    assert (value_row(area, "EFF-06")["value"], value_row(area, "EFF-06")["n"]) == (30, 3)


def test_an_area_of_which_half_does_not_deliver_has_no_figure(demervallei: Corps, heidekant: Corps) -> None:
    area = area_over(demervallei, heidekant)
    for corps in (demervallei, heidekant):
        residents_set(corps, 20_000)
    filed(demervallei, "2025-02-01", decided="2025-02-11")
    for code in ("EFF-06", "EFF-07"):
        assert value_row(area, code)["state"] == State.NOT_DELIVERED


def test_a_restricted_answer_equals_the_rows_of_the_full_one(demervallei: Corps, heidekant: Corps) -> None:
    for corps in (demervallei, heidekant):
        filed(corps, "2025-02-01", decided="2025-02-11", closed="2025-03-01")
    full = complaints_compute(Period.parse(PERIOD))
    part = complaints_compute(Period.parse(PERIOD), frozenset({heidekant.pk}), frozenset({"EFF-06", "EFF-07"}))
    wanted = full[(full["subject_id"] == heidekant.pk) & full["indicator"].isin(["EFF-06", "EFF-07"])]
    pd.testing.assert_frame_equal(part.drop(columns="as_of"), wanted.drop(columns="as_of").reset_index(drop=True))


def test_external_files_are_counted_by_year_and_body_for_the_whole_country(demervallei: Corps) -> None:
    for received, holder in (("2024-05-01", "committee_p"), ("2025-05-01", "committee_p"), ("2025-06-01", "corps")):
        filed(demervallei, received, holder=holder)
    filed(None, "2025-07-01", holder="general_inspectorate")
    found = external_by_year(Register.EXAMPLE)
    assert found == {2024: {"committee_p": 1}, 2025: {"committee_p": 1, "general_inspectorate": 1}}
    assert external_by_year(Register.BELGIUM) == {}


def test_a_step_marks_and_the_sweep_counts_again_what_a_full_recount_then_finds_unchanged(
    complaint_of: Callable[..., Complaint], ilse: User, hanne: User, demervallei: Corps
) -> None:
    framework_load()
    now = Period.containing(timezone.localdate())
    received = timezone.now() - timedelta(days=40)
    complaint, other = (complaint_of(received_at=received) for _ in range(2))
    run_execute(run_request(period=str(now), reason=Run.Reason.COMMAND, enqueue=False))
    before = in_force(demervallei, "EFF-08", str(now))
    complaint_assign(complaint=complaint, handler=ilse, actor=ilse)
    for step in ("acknowledge", "assess"):
        complaint_step(complaint=complaint, step=step, actor=ilse)
    complaint_step(complaint=complaint, step="settle_early", actor=ilse, note="Settled in a talk.")
    assert StaleMark.objects.filter(source=SOURCE, subject=demervallei).exists()
    for run in stale_marks_sweep(enqueue=False):
        run_execute(run)
    after = in_force(demervallei, "EFF-08", str(now))
    assert (before.denominator, after.denominator) == (2, 1)
    referral = referral_send(complaint=other, to_body="committee_p", actor=ilse, reason="independence")
    referral_receive(referral=Referral.objects.get(pk=referral.pk), actor=hanne)
    for run in [*stale_marks_sweep(enqueue=False)]:
        run_execute(run)
    assert in_force(demervallei, "EFF-08", str(now)).denominator == 0
    recounts = open_quarters_recount(today=timezone.localdate())
    assert [(run.period, run.error) for run in recounts] == [(str(now), "")]


def in_force(corps: Corps, code: str, period: str) -> IndicatorValue:
    return IndicatorValue.objects.get(current__isnull=False, subject=corps, indicator=code, period=period)
