"""Random records, counted by plain loops and by the product."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from audit.indicators.standards import standards_compute
from audit.models import Assessment, Sample, Standard
from audit.services.standards.counting import CODES
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps
from tests.audit.standards.registers import register_draw
from tests.people import corps_make

pytestmark = pytest.mark.django_db
Close = Callable[..., Sample]
Q4 = Period(2025, 4)


def value(corps: Corps, code: str, period: Period = Q4) -> dict[str, Any]:
    """One value; an empty answer where there is no row."""
    values = standards_compute(period, None, frozenset({code}))
    rows = values[(values["subject_id"] == corps.pk) & (values["indicator"] == code)].to_dict("records")
    return {str(name): cell for name, cell in rows[0].items()} if rows else {}


def counted(corps: Corps, code: str, period: Period = Q4) -> tuple[float, float]:
    row = value(corps, code, period)
    assert row["state"] == State.OK
    return row["numerator"], row["denominator"]


def by_hand(corps: Corps, code: str) -> tuple[float, float] | str:
    """Numerator and denominator at the end of 2025, or the state, by plain loops over all rows."""
    if code in ("LEG-13", "PRV-07"):
        return dated_by_hand(corps, code)
    if code == "PRV-14":
        tests = [
            sample
            for sample in Sample.objects.filter(corps=corps, standard__indicator=code).order_by("period_to")
            if sample.stage in ("closed", "rejected") and months_to_end(sample.period_to) < 12
        ]
        if not tests:
            return "not_delivered"
        if tests[-1].stage == "rejected":
            return "rejected"
        items = list(tests[-1].items.all())
        return sum(bool(item.passes) for item in items), len(items)
    newest: dict[tuple[str, str], Assessment] = {}
    for row in Assessment.objects.filter(corps=corps, standard__indicator=code, stage="validated").order_by(
        "period_to"
    ):
        newest[row.standard.code, row.subject] = row
    lasting = [row for row in newest.values() if months_to_end(row.period_to) < 24]
    if not lasting:
        return "not_delivered"
    if code == "DRV-13":
        return sum(bool(row.all_met) for row in lasting), len(lasting)
    return sum(row.points or 0 for row in lasting), sum(row.most or 0 for row in lasting)


def dated_by_hand(corps: Corps, code: str) -> tuple[float, float] | str:
    samples = list(Sample.objects.filter(corps=corps, standard__indicator=code))
    states = []
    for quarter in [Q4.shift(-step) for step in (3, 2, 1, 0)]:
        over = {each.stage for each in samples if each.period_from <= quarter.start and quarter.end <= each.period_to}
        states.append("closed" if "closed" in over else "rejected" if "rejected" in over else "")
    before = any(each.stage == "closed" and each.period_from < Q4.shift(-3).start for each in samples)
    if not any(states):
        return "not_delivered"
    if "rejected" in states:
        return "rejected"
    due = states if before else states[states.index("closed") :]
    if "" in due:
        return "not_delivered"
    items = [
        item
        for sample in samples
        if sample.stage == "closed"
        for item in sample.items.all()
        if item.on and Q4.shift(-3).start <= item.on <= Q4.end
    ]
    return sum(bool(item.passes) for item in items), len(items)


def months_to_end(day: date) -> int:
    return (Q4.end.year - day.year) * 12 + Q4.end.month - day.month


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_recount_of_random_records_by_plain_loops_gives_the_same(
    seed: int, standards: dict[str, Standard], demervallei: Corps, heidekant: Corps
) -> None:
    corps = [demervallei, heidekant, corps_make("V030", "Third"), corps_make("V031", "Fourth")]
    register_draw(seed, corps, standards)
    values = standards_compute(Q4).set_index(["subject_id", "indicator"])
    states = set()
    for each in corps:
        for code in CODES:
            found, expected = values.loc[(each.pk, code)], by_hand(each, code)
            states.add(found["state"])
            if isinstance(expected, str):
                assert found["state"] == expected, (each.code, code)
            else:
                assert (found["numerator"], found["denominator"]) == expected, (each.code, code)
    assert len(states) > 1
