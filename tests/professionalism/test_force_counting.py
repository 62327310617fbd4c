"""What counts in the indicators of the force register, case by case, and once more by plain loops."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CorpsLink, Member, StaleMark
from legitimacy.scorecards.sources import value_sources
from professionalism.indicators.counting.force import force_compute
from professionalism.models import ForceIncident
from professionalism.services.force_counting import COUNTED as CODES
from professionalism.services.force_counting import SOURCE, force_marks, force_stale_by_age
from tests.people import corps_make, person_make
from tests.professionalism.counted import (
    REASONS,
    a_year,
    counted,
    day,
    forced,
    happened,
    judged,
    moment,
    officer,
    value_row,
)

pytestmark = pytest.mark.django_db


def test_the_source_claims_what_reports_can_mark() -> None:
    assert set(value_sources.get(SOURCE).named) == set(CODES)


def test_a_corps_that_never_kept_a_register_is_not_delivered(demervallei: Corps, heidekant: Corps) -> None:
    forced(demervallei, "2025-03-01")
    a_year(demervallei, "interventions", 100)
    a_year(heidekant, "interventions", 100)
    for code in CODES:
        row = value_row(heidekant, code)
        assert (row["state"], row["numerator"] != row["numerator"]) == ("not_delivered", True)


def test_since_its_first_report_a_year_without_force_is_a_real_zero(demervallei: Corps) -> None:
    forced(demervallei, "2023-05-01")
    a_year(demervallei, "interventions", 100, year=2024)
    a_year(demervallei, "interventions", 100)
    assert counted(demervallei, "LEG-05") == (0, 1_200, "ok")
    assert counted(demervallei, "LEG-03") == (0, 0, "too_few")
    assert value_row(demervallei, "LEG-03", "2022-Q4") == {}


@pytest.mark.parametrize(
    ("completed", "hour", "in_time"),
    [("2025-03-04", 12, 1), ("2025-03-04", 13, 0), ("2025-03-01", 13, 1), ("2025-03-09", 9, 0)],
)
def test_complete_within_72_hours_of_the_hour_of_the_incident(
    demervallei: Corps, completed: str, hour: int, in_time: int
) -> None:
    incident = forced(demervallei, "2025-03-01", completed=completed)
    incident.completed_at = moment(completed, hour)
    incident.save()
    assert counted(demervallei, "LEG-03")[:2] == (in_time, 1)


def test_where_the_hour_is_unknown_its_day_counts_to_the_last_hour(demervallei: Corps) -> None:
    forced(demervallei, "2025-03-01", completed="2025-03-04", happened_hour=None)
    assert counted(demervallei, "LEG-03")[:2] == (1, 1)


def test_one_missing_reason_is_no_reasoning(demervallei: Corps) -> None:
    forced(demervallei, "2025-03-01")
    for name in REASONS:
        forced(demervallei, "2025-03-01", **{name: ""})
    assert counted(demervallei, "LEG-04")[:2] == (1, 5)


def test_force_above_a_verbal_command_for_each_intervention(demervallei: Corps) -> None:
    a_year(demervallei, "interventions", 100)
    for level in (0, 1, 2, 10, None):
        forced(demervallei, "2025-03-01", highest_level=level)
    assert counted(demervallei, "LEG-05") == (2, 1_200, "ok")
    assert value_row(demervallei, "LEG-05")["value"] == pytest.approx(2 / 1.2)


def test_a_month_without_interventions_is_no_month_without_work(demervallei: Corps) -> None:
    forced(demervallei, "2025-01-05")
    a_year(demervallei, "interventions", 100)
    demervallei.operational_counts.filter(month=day("2025-08-01")).delete()
    assert counted(demervallei, "LEG-05")[2] == "not_delivered"


def test_a_quarter_handed_over_as_a_whole_counts_once(demervallei: Corps) -> None:
    forced(demervallei, "2025-01-05")
    for month in ("2025-01", "2025-04", "2025-07", "2025-10"):
        happened(demervallei, "interventions", month, 300, months=3)
    assert counted(demervallei, "LEG-05") == (1, 1_200, "ok")


def test_practice_joined_drafts_and_withdrawn_reports_never_count(demervallei: Corps) -> None:
    head = forced(demervallei, "2025-03-01")
    forced(demervallei, "2025-03-01", joined_to=head)
    forced(demervallei, "2025-03-01", is_training=True)
    forced(demervallei, "2025-03-01", status="draft")
    forced(demervallei, "2025-03-01", status="void")
    for code in ("LEG-03", "LEG-04", "LEG-07"):
        assert counted(demervallei, code)[1] == 1


@pytest.mark.parametrize(("on", "in_time"), [("2025-03-15", 1), ("2025-03-16", 0)])
def test_a_review_is_in_time_to_the_fourteenth_day_after_handing_in(demervallei: Corps, on: str, in_time: int) -> None:
    judged(forced(demervallei, "2025-02-20", registered="2025-03-01"), on)
    assert counted(demervallei, "LEG-07")[:2] == (in_time, 1)


def test_only_a_review_by_somebody_who_took_no_part_counts(demervallei: Corps) -> None:
    member = Member.objects.create(corps=demervallei, pseudonym="AAA222")
    other = Member.objects.create(corps=demervallei, pseudonym="BBB222")
    gita = person_make("Gita")
    judged(forced(demervallei, "2025-03-01"), "2025-03-02", took_part=True)
    took_part = forced(demervallei, "2025-03-01")
    officer(took_part, member)
    judged(took_part, "2025-03-02", member=member)
    reported = forced(demervallei, "2025-03-01", reported_by=gita)
    judged(reported, "2025-03-02", reviewer=gita)
    head = forced(demervallei, "2025-03-01")
    officer(forced(demervallei, "2025-03-01", joined_to=head), member)
    judged(head, "2025-03-02", member=member)
    apart = forced(demervallei, "2025-03-01")
    officer(apart, member)
    judged(apart, "2025-03-02", member=other)
    assert counted(demervallei, "LEG-07")[:2] == (1, 5)


def test_a_review_becomes_overdue_because_the_day_came(demervallei: Corps) -> None:
    today = timezone.localdate()
    period = str(Period.containing(today - timedelta(days=14)))
    forced(demervallei, (today - timedelta(days=14)).isoformat())
    assert counted(demervallei, "LEG-07", period)[1] == 0
    late = forced(demervallei, (today - timedelta(days=15)).isoformat())
    assert counted(demervallei, "LEG-07", period)[:2] == (0, 1)
    StaleMark.objects.all().delete()
    force_stale_by_age(today)
    marked = set(StaleMark.objects.values_list("indicator", "period"))
    assert {("LEG-07", str(Period.containing(late.happened_on or today)))} <= marked


def test_findings_count_by_the_day_of_the_review(demervallei: Corps) -> None:
    for finding in ("justified", "partly", "not", "insufficient"):
        judged(forced(demervallei, "2022-12-20"), "2023-01-05", finding)
    forced(demervallei, "2025-03-01")
    assert counted(demervallei, "LEG-06")[:2] == (2, 4)
    assert value_row(demervallei, "LEG-06", "2022-Q4")["denominator"] == 0


def test_what_a_register_elsewhere_does_not_tell_is_left_out(demervallei: Corps) -> None:
    forced(demervallei, "2025-03-01", source_reference="A-1", registered_at=None, completed_at=None, finding="not")
    a_year(demervallei, "interventions", 100)
    for code in ("LEG-03", "LEG-04", "LEG-07"):
        assert value_row(demervallei, code) == {}
    assert counted(demervallei, "LEG-05") == (1, 1_200, "ok")
    assert counted(demervallei, "LEG-06")[:2] == (1, 1)


def test_a_late_report_changes_the_quarter_in_which_it_happened(demervallei: Corps) -> None:
    forced(demervallei, "2024-01-01")
    StaleMark.objects.all().delete()
    late = forced(demervallei, "2025-02-10", registered="2025-12-01")
    force_marks(late)
    assert set(StaleMark.objects.values_list("period", flat=True)) == {"2025-Q1"}
    assert counted(demervallei, "LEG-03")[:2] == (0, 1)


def test_the_first_report_marks_every_quarter_since(demervallei: Corps) -> None:
    force_marks(forced(demervallei, "2025-02-10"))
    marked = set(StaleMark.objects.filter(source=SOURCE).values_list("indicator", "period"))
    assert marked >= {(code, f"2025-Q{quarter}") for code in CODES for quarter in (1, 2, 3, 4)}


def test_a_corrected_day_marks_the_quarter_that_it_left(demervallei: Corps) -> None:
    forced(demervallei, "2024-01-01")
    moved = forced(demervallei, "2025-02-10")
    StaleMark.objects.all().delete()
    force_marks(moved, left_on=[day("2024-12-31")])
    marks = StaleMark.objects.filter(source=SOURCE)
    assert set(marks.values_list("period", flat=True)) == {"2024-Q4", "2025-Q1"}


def test_a_merged_corps_counts_with_its_predecessors(demervallei: Corps, heidekant: Corps) -> None:
    heir = corps_make("V090", "Demerkant")
    for corps in (demervallei, heidekant):
        CorpsLink.objects.create(predecessor=corps, successor=heir, on=day("2025-07-01"), share=1.0)
        forced(corps, "2025-02-01")
    forced(demervallei, "2025-08-01")  # still under the old corps
    forced(heir, "2025-09-01")
    assert counted(heir, "LEG-04")[:2] == (4, 4)


def test_however_many_corps_the_queries_stay_the_same(demervallei: Corps) -> None:
    forced(demervallei, "2025-03-01")
    counts = []
    for number in range(2):
        for each in range(number * 4):
            corps = corps_make(f"V8{each}", f"Corps {each}")
            judged(forced(corps, "2025-03-01"), "2025-03-05")
            a_year(corps, "interventions", 40)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            force_compute(Period.parse("2025-Q4"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_registers_counted_again_by_plain_loops(demervallei: Corps, heidekant: Corps, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  not for secrets
    member = Member.objects.create(corps=demervallei, pseudonym="CCC222")
    for _each in range(150):
        register_draw(rng, rng.choice([demervallei, heidekant]), member)
    for corps in (demervallei, heidekant):
        a_year(corps, "interventions", 50)
        for code, pair in by_hand(corps).items():
            assert counted(corps, code)[:2] == pair, code


def register_draw(rng: random.Random, corps: Corps, member: Member) -> None:
    on = date(2022, 6, 1) + timedelta(days=rng.randrange(1_300))
    registered = on + timedelta(days=rng.randrange(6))
    given = {name: "" for name in REASONS if rng.random() < 0.1}
    incident = forced(
        corps, on.isoformat(), registered=registered.isoformat(), happened_hour=rng.choice([None, 3, 12, 22]),
        highest_level=rng.randrange(0, 11), is_training=rng.random() < 0.1,
        status=rng.choice(["submitted", "returned", "draft", "void", "submitted"]), **given,
    )  # fmt: skip
    if rng.random() < 0.3:
        officer(incident, member)
    if rng.random() < 0.7 and incident.status == "submitted":
        on = registered + timedelta(days=rng.randrange(25))
        finding = rng.choice(["justified", "partly", "not", "insufficient"])
        judged(incident, on.isoformat(), finding, member=rng.choice([None, member]), took_part=rng.random() < 0.1)


def by_hand(corps: Corps) -> dict[str, tuple[int, int]]:
    every = [
        each
        for each in ForceIncident.objects.filter(corps=corps)
        if each.status in ("submitted", "returned", "reviewed") and not each.is_training
    ]
    year = [each for each in every if each.happened_on and each.happened_on.year == 2025]
    three = [each for each in every if each.reviewed_on and date(2023, 1, 1) <= each.reviewed_on <= date(2025, 12, 31)]
    return {
        "LEG-03": (sum(map(_complete_by_hand, year)), len(year)),
        "LEG-04": (sum(all(getattr(each, name) for name in REASONS) for each in year), len(year)),
        "LEG-05": (sum((each.highest_level or 0) >= 2 for each in year), 600),
        "LEG-06": (sum(each.finding in ("partly", "not") for each in three), len(three)),
        "LEG-07": (sum(map(_reviewed_by_hand, year)), len(year)),
    }


def _complete_by_hand(incident: ForceIncident) -> bool:
    assert incident.happened_on is not None
    local = timezone.localtime(incident.completed_at)
    hour = 23 if incident.happened_hour is None else incident.happened_hour
    return (local.date() - incident.happened_on).days * 24 + local.hour - hour <= 72


def _reviewed_by_hand(incident: ForceIncident) -> bool:
    own = set(incident.officers.values_list("member", flat=True))
    handed_in = timezone.localtime(incident.registered_at).date()
    return any(
        not review.took_part
        and (review.reviewer_member_id is None or review.reviewer_member_id not in own)
        and review.decided_on is not None
        and (review.decided_on - handed_in).days <= 14
        for review in incident.reviews.all()
    )
