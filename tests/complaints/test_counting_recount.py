"""Random registers, counted by the source and again in pandas from the plain rows, without a line in common."""

import random
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest

from complaints.indicators.counting import complaints_compute
from complaints.models import Allegation, Complaint, Mediation, Pause
from legitimacy.indicators.intervals import wilson_interval
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, ImprovementAction, User
from tests.complaints.counted import filed

pytestmark = pytest.mark.django_db
PERIOD = Period(2025, 2)
END, YEAR, THREE_YEARS = date(2025, 6, 30), date(2024, 7, 1), date(2022, 7, 1)
DISPOSITIONS = (
    "decided",
    "decided",
    "decided",
    "decided",
    "mediated",
    "inadmissible",
    "withdrawn",
    "duplicate",
    "not_competent",
)
OUTCOMES = ("founded", "partly_founded", "organisational_dysfunction", "unfounded", "no_fault")


def register_draw(seed: int, corps: list[Corps], handler: User) -> None:
    rng = random.Random(seed)  # noqa: S311  not for secrets
    for _ in range(240):
        received = date(2022, 1, 1) + timedelta(days=rng.randrange(1400))
        ended = received + timedelta(days=rng.randrange(3, 320)) if rng.random() < 0.8 else None
        disposition = rng.choice(DISPOSITIONS) if ended else ""
        withdrawn = disposition == "withdrawn"
        closed = ended if withdrawn else ended + timedelta(days=rng.randrange(40)) if ended else None
        begun = received + timedelta(days=2)
        given: dict[str, Any] = {
            "decided": "" if ended is None or withdrawn else ended.isoformat(),
            "closed": closed.isoformat() if closed else "",
            "holder": rng.choice(("corps", "corps", "corps", "committee_p")),
            "kind": rng.choice(("complaint",) * 6 + ("report_of_dysfunction",)),
            "is_anonymous": rng.random() < 0.2,
            "acknowledged_on": received + timedelta(days=rng.randrange(14)) if rng.random() < 0.8 else None,
            "committee_p_notified_on": received if rng.random() < 0.7 else None,
            "disposition": disposition,
            "outcome": rng.choice(OUTCOMES) if disposition == "decided" else "",
            "categories": tuple(rng.sample(["T1", "T4", "H1", "H3", "H5"], rng.randrange(1, 4))),
            "pauses": ((begun.isoformat(), (begun + timedelta(days=40)).isoformat()),) if rng.random() < 0.2 else (),
            "independent": (handler, rng.random() < 0.7) if rng.random() < 0.8 else None,
            "mediation": _mediation(rng, received) if rng.random() < 0.3 else None,
        }
        complaint = filed(rng.choice(corps), received.isoformat(), **given)
        if rng.random() < 0.4:
            about = complaint.corps or corps[0]
            ImprovementAction.objects.create(
                corps=about, source="complaint", reference=complaint.number, what="Learn.",
                owner="Chief", due_on=END, original_due_on=END, origin="simulated",
            )  # fmt: skip


def _mediation(rng: random.Random, received: date) -> dict[str, Any]:
    agreed = rng.random() < 0.5
    outcome = "agreed" if agreed else "failed"
    return {"started_on": received + timedelta(days=5), "outcome": outcome, "confirmed_by_both": agreed}


def plain_rows() -> pd.DataFrame:
    """Every file with what belongs to it, as plain columns."""
    rows = pd.DataFrame(list(Complaint.objects.values()))
    categories = pd.DataFrame(list(Allegation.objects.values_list("complaint_id", "category")), columns=["id", "code"])
    has = categories.groupby("id")["code"].agg(set)
    mediations = {each.complaint_id: each for each in Mediation.objects.all()}
    pauses = {each.complaint_id: each for each in Pause.objects.all()}
    assigned = dict(Complaint.objects.values_list("pk", "assignments__is_independent"))
    learnt = set(ImprovementAction.objects.values_list("reference", flat=True))
    rows["codes"] = [has.get(pk, set()) for pk in rows["id"]]
    rows["mediation"] = pd.Series([mediations.get(pk) for pk in rows["id"]], dtype=object)
    rows["pause"] = pd.Series([pauses.get(pk) for pk in rows["id"]], dtype=object)
    rows["independent"] = pd.Series([assigned[pk] for pk in rows["id"]], dtype=object)
    rows["learnt"] = rows["number"].isin(learnt)
    own = (rows["holder"] == "corps") & (rows["kind"] == "complaint") & (rows["disposition"] != "duplicate")
    return rows[own]


def each_of(rows: pd.DataFrame) -> list[Any]:
    return list(rows.itertuples())


def within(days: pd.Series, first: date) -> pd.Series:
    return pd.Series([day is not None and first <= day <= END for day in days], index=days.index)


def shares(rows: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Numerator and denominator of every share, by plain loops."""
    year, three = rows[within(rows["received_on"], YEAR)], rows[within(rows["received_on"], THREE_YEARS)]
    closed, closed3 = rows[within(rows["closed_on"], YEAR)], rows[within(rows["closed_on"], THREE_YEARS)]
    reachable = year[~year["is_anonymous"].astype(bool)]
    in_time = [
        each.acknowledged_on is not None and (each.acknowledged_on - each.received_on).days <= 7
        for each in each_of(reachable)
    ]
    decided = closed3[closed3["disposition"] == "decided"]
    founded = decided[decided["outcome"].isin(["founded", "partly_founded"])]
    eligible = [each for each in each_of(closed) if not each.is_anonymous and "T4" not in each.codes]
    started = [
        each.mediation
        for each in each_of(rows)
        if each.mediation is not None and THREE_YEARS <= each.mediation.started_on <= END
    ]
    alone = [each.independent is True and not {"T4", "H5"} & each.codes for each in each_of(closed)]
    waiting = [each for each in each_of(rows) if _waits(each)]
    return {
        "EFF-05": (int(founded["learnt"].sum()), len(founded)),
        "EFF-07": (sum(in_time), len(reachable)),
        "EFF-08": (sum((END - each.received_on).days > 180 for each in waiting), len(waiting)),
        "EFF-09": (int(year["committee_p_notified_on"].notna().sum()), len(year)),
        "LEG-02": (int(decided["outcome"].isin(OUTCOMES[:3]).sum()), len(decided)),
        "DRV-03": (sum(bool({"H1", "H5"} & codes) for codes in three["codes"]), len(three)),
        "PRV-04": (sum(each.mediation is not None for each in eligible), len(eligible)),
        "PRV-05": (sum(each.outcome == "agreed" for each in started), len(started)),
        "PRV-08": (sum(alone), len(closed)),
        "PRV-09": (int((year["disposition"] != "not_competent").sum()), len(year)),
    }


def _waits(row: Any) -> bool:
    ended = row.decided_on or row.closed_on
    is_open = row.received_on <= END and (ended is None or ended > END)
    is_paused = row.pause is not None and row.pause.from_on <= END < row.pause.to_on
    return bool(is_open and not is_paused)


def median_by_hand(rows: pd.DataFrame) -> float:
    """Kaplan-Meier, one death after another; the middle of a flat stretch at one half."""
    seen = []
    for row in each_of(rows[within(rows["received_on"], YEAR)]):
        decided = row.decided_on if row.decided_on and row.decided_on <= END else None
        closed = row.closed_on if row.closed_on and row.closed_on <= END else None
        until = decided or closed or END
        paused = max(0, (min(row.pause.to_on, until) - row.pause.from_on).days) if row.pause else 0
        seen.append((max(0, (until - row.received_on).days - paused), decided is not None))
    survival, at_half = 1.0, 0.0
    for days in sorted({days for days, ended in seen if ended}):
        at_risk = sum(each >= days for each, _ended in seen)
        survival *= 1 - sum(each == days and ended for each, ended in seen) / at_risk
        if at_half:
            return (at_half + float(days)) / 2
        if survival < 0.5 - 1e-9:
            return float(days)
        if survival < 0.5 + 1e-9:
            at_half = float(days)
    return at_half or float(max(days for days, _ended in seen))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_recount_of_random_files_in_pandas_gives_the_same(
    seed: int, demervallei: Corps, heidekant: Corps, ilse: User
) -> None:
    register_draw(seed, [demervallei, heidekant], ilse)
    values = complaints_compute(PERIOD).set_index(["subject_id", "indicator"])
    rows = plain_rows()
    for corps in (demervallei, heidekant):
        own = rows[rows["corps_id"] == corps.pk]
        for code, (numerator, denominator) in shares(own).items():
            found = values.loc[(corps.pk, code)]
            assert (found["numerator"], found["denominator"]) == (numerator, denominator), code
            assert denominator > 0, code
            limits = wilson_interval(numerator, denominator)
            assert np.allclose(found[["lower", "upper"]].astype(float), np.array([limits.lower, limits.upper])), code
        assert values.loc[(corps.pk, "EFF-06"), "value"] == median_by_hand(own)


def test_counting_twice_gives_the_same_values(demervallei: Corps, ilse: User) -> None:
    register_draw(7, [demervallei], ilse)
    first, second = (complaints_compute(PERIOD).drop(columns="as_of") for _ in range(2))
    pd.testing.assert_frame_equal(first, second)
