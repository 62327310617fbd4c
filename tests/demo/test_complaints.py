"""The simulated complaints: possible, the same every time, with the planted cases and the files to work on in them."""

from datetime import date
from functools import cache

import pandas as pd
import pytest
from django.utils import timezone

from complaints.demo import COMPLAINTS
from complaints.demo.drawing import files_draw
from complaints.demo.stories import STORIES
from complaints.indicators.counting import CODES, complaints_compute
from complaints.models import Complaint, Referral
from legitimacy.demo.levels import example_make
from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.funnel import proportion_funnel
from legitimacy.indicators.periods import Period
from legitimacy.models import Register, StaleMark, Subject, User

TODAY = date(2026, 11, 26)


@cache
def files() -> pd.DataFrame:
    return files_draw(example_make(), TODAY)


def test_two_drawings_are_equal() -> None:
    pd.testing.assert_frame_equal(files_draw(example_make(), TODAY), files())


def test_a_later_day_leaves_the_earlier_files_as_they_were() -> None:
    later = files_draw(example_make(), date(2027, 2, 1))
    pd.testing.assert_frame_equal(later[later["received"] <= pd.Timestamp(TODAY)].reset_index(drop=True), files())


def test_files_run_from_2018_to_today_and_their_numbers_are_unique() -> None:
    assert files()["received"].min() < pd.Timestamp(2018, 1, 15)
    assert files()["received"].max() == pd.Timestamp(TODAY)
    assert files()["number"].is_unique


def test_external_bodies_hold_about_as_many_files_as_committee_p_published() -> None:
    outside = files()[(files()["holder"] != "corps") & (files()["received"].dt.year == 2022)]
    assert len(outside) / 4_640_000 * 10_000 == pytest.approx(2.3, abs=0.2)


def test_one_corps_has_no_register() -> None:
    assert "V038" not in set(files()["code"])


class PreparedComplaints:
    """Collected by test_prepared."""

    def test_every_file_of_the_example_is_simulated_and_none_is_in_the_real_register(self) -> None:
        found = set(
            Complaint.objects.exclude(register="foreign_test").values_list("register", "origin", "corps__register")
        )
        assert found == {(Register.EXAMPLE, Origin.SIMULATED, Register.EXAMPLE)}

    def test_the_backlog_of_demervallei_rises_seven_quarters_in_a_row(self) -> None:
        shares = [self.value("V017", "EFF-08", Period(2025, 4).shift(-step)) for step in reversed(range(8))]
        assert shares == sorted(set(shares))
        assert shares[-1] == pytest.approx(1 / 9)

    def test_the_handling_time_of_demervallei_falls_to_about_52_days(self) -> None:
        first, last = self.value("V017", "EFF-06", Period(2021, 4)), self.value("V017", "EFF-06", Period(2025, 4))
        assert first > last + 15
        assert 47 <= last <= 57

    def test_the_two_planted_corps_lie_outside_the_funnel_on_either_side(self) -> None:
        values = complaints_compute(Period(2025, 4), None, frozenset({"EFF-07"}))
        codes = dict(Subject.objects.filter(kind="corps").values_list("pk", "code"))
        rows = values[values["subject_id"].isin(list(codes)) & (values["denominator"] >= 10)]
        funnel = proportion_funnel(rows["numerator"].to_numpy(), rows["denominator"].to_numpy())
        z = pd.Series(funnel.z_adjusted, index=rows["subject_id"].map(codes))
        assert z.idxmin() == "V039"
        assert z["V039"] < -3.09
        assert z["V062"] > 3.09

    def test_the_merged_corps_is_counted_with_its_predecessors(self) -> None:
        values = complaints_compute(Period(2023, 4), None, frozenset(CODES))
        merged = values[values["subject_id"] == Subject.objects.get(code="V064").pk]
        assert merged.loc[merged["indicator"].isin(["EFF-06", "EFF-07"]), "back_cast"].all()

    def test_each_planted_file_stands_in_the_list_of_whoever_holds_it(self) -> None:
        planted = Complaint.objects.filter(external_reference__startswith="VB-")
        assert planted.count() == len(STORIES)
        ilse, hanne = (User.objects.get(username=name) for name in ("intern-toezicht", "behandelaar"))
        chief = planted.get(about_chief=True)
        assert chief not in Complaint.objects.visible_to(ilse)
        assert chief in Complaint.objects.visible_to(hanne)
        seen = Complaint.objects.visible_to(ilse).filter(external_reference__startswith="VB-")
        assert seen.count() == len(STORIES) - 1

    def test_they_hold_a_late_term_a_limitation_date_an_unread_reply_and_a_referral_without_receipt(self) -> None:
        planted = {each.external_reference: each for each in Complaint.objects.filter(corps__code="V017")}
        late = planted["VB-late"].due_on
        assert late is not None
        assert late < timezone.localdate()
        assert planted["VB-limitation"].next_due_on is not None
        assert planted["VB-unread"].messages.filter(from_complainant=True, read_at=None).count() == 1
        assert Referral.objects.get(complaint=planted["VB-sent"]).state == Referral.State.SENT

    def test_planting_again_adds_nothing_and_leaves_no_mark(self) -> None:
        assert COMPLAINTS.simulate(example_make()) == 0
        assert COMPLAINTS.plant() == 0
        assert not StaleMark.objects.filter(source="complaints").exists()

    def value(self, code: str, indicator: str, period: Period) -> float:
        values = complaints_compute(period, None, frozenset({indicator}))
        return float(values.loc[values["subject_id"] == Subject.objects.get(code=code).pk, "value"].iloc[0])
