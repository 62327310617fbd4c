"""Random registers, published twice: nobody can solve a hidden count more closely than the minimum allows."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from legitimacy.disclosure.frameworks import frameworks_forget
from legitimacy.disclosure.policy import measures_read, minimum_for
from legitimacy.disclosure.selectors import scorecards_list
from legitimacy.disclosure.services import release_approve, release_propose
from legitimacy.disclosure.visible import VisibleScorecard
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, CurrentValue, Framework, FrameworkItem, IndicatorValue, Register, Role, Run, User
from legitimacy.models.disclosure import Audience
from tests.disclosure.attacker import WINDOWS, Attacker, Solved
from tests.disclosure.world import NOW, card_make, framework_make, run_make
from tests.people import corps_make, person_make
from tests.triggers import triggers_off

FACETS = {
    "EFF.results": ("EFF-19", "EFF-15", "EFF-17"),
    "EFF.system": ("EFF-05", "EFF-07", "EFF-08", "EFF-09", "EFF-01"),
    "LEG.force": ("LEG-03", "LEG-08", "LEG-10", "LEG-07"),
    "LEG.rule_of_law": ("LEG-09", "LEG-11", "LEG-15"),
    "DRV.treatment": ("DRV-12", "DRV-16"),
    "DRV.organisation": ("DRV-04", "DRV-05", "DRV-08", "DRV-13"),
}
CODES = tuple(code for codes in FACETS.values() for code in codes)
FIRST, LAST = Period(2022, 3), Period(2026, 2)
SIZES = (3, 12, 60, 120, 250, 600, 2500)
SNAPSHOT_OF = "2025-Q3"


@dataclass(slots=True)
class Simulated:
    """Quarter counts by corps and indicator, from which every window is summed.

    Snapshots are delivered once and stand on later scorecards. Tables are calm (no small cell), mixed, or a burst: one
    quarter with a handful of cases that leaves the window a quarter later.
    """

    chance: random.Random
    framework: Framework
    corps: list[Corps]
    codes: list[str] = field(default_factory=list)
    quarters: dict[tuple[int, str, Period], tuple[int, int]] = field(default_factory=dict)

    def fill(self) -> None:
        self.codes = [
            code
            for codes in FACETS.values()
            for code in self.chance.sample(codes, self.chance.randint(1, 3) % len(codes) + 1)
        ]
        with triggers_off():  # another framework each time
            self.framework.items.exclude(indicator__in=self.codes).delete()
            for item in self.framework.items.all():
                posts = self.chance.choice((0.0, 0.1, 0.4)), self.chance.choice((0.7, 0.9, 1.0))
                item.floor, item.target = posts if self.chance.random() < 0.8 else posts[::-1]
                item.save()
        frameworks_forget()
        for code in self.codes:
            shape = self.chance.choice(("calm", "mixed", "mixed", "burst"))
            for one in self.corps:
                self._fill_series(one, code, shape)

    def _fill_series(self, corps: Corps, code: str, shape: str) -> None:
        size = self.chance.choice(SIZES[2:] if shape != "mixed" else SIZES)
        share = self.chance.uniform(0.2, 0.8) if shape == "calm" else self.chance.choice((0.03, 0.3, 0.7, 0.97, 1.0))
        length = WINDOWS.get(indicators.get(code).window, 1)
        burst_at = Period(2025, 3).shift(1 - length)
        quarter = FIRST
        while quarter <= LAST:
            base = self.chance.randint(size // 2 + 1, 2 * size)
            count = sum(self.chance.random() < share for _ in range(min(base, 60))) * base // min(base, 60)
            if shape == "burst":
                count = self.chance.randint(6, 12) if quarter == burst_at else 0
            self.quarters[corps.pk, code, quarter] = (count, base)
            quarter = quarter.next

    def counts(self, corps: Corps, code: str, period: Period) -> tuple[int, int]:
        length = WINDOWS.get(indicators.get(code).window, 1)
        window = [self.quarters[corps.pk, code, period.shift(-back)] for back in range(length)]
        return sum(count for count, _ in window), sum(base for _, base in window)

    def measure(self, period: str) -> None:
        """Store what changed, as a run would, and score all corps."""
        run = run_make(period)
        stored = IndicatorValue.objects.filter(current__isnull=False).in_bulk()
        known = {(value.subject_id, value.indicator, value.period): value for value in stored.values()}
        fresh = [
            value
            for one in self.corps
            for code in self.codes
            if (value := self._value(run, one, code, Period.parse(period), known)) is not None
        ]
        IndicatorValue.objects.bulk_create(fresh)
        CurrentValue.objects.filter(
            value__in=[v.pk for v in known.values() if _place(v) in set(map(_place, fresh))]
        ).delete()
        CurrentValue.objects.bulk_create(
            CurrentValue(subject_id=v.subject_id, indicator=v.indicator, period=v.period, value=v) for v in fresh
        )
        for one in self.corps:
            card_make(run, one, self.framework)

    def _value(
        self, run: Run, corps: Corps, code: str, period: Period, known: Mapping[tuple[int, str, str], IndicatorValue]
    ) -> IndicatorValue | None:
        window = indicators.get(code).window
        if window == "snapshot":
            period = Period.parse(SNAPSHOT_OF)
        written = str(period.year) if window in ("year", "survey_wave") else str(period)
        count, base = self.counts(corps, code, period)
        old = known.get((corps.pk, code, written))
        if old and (old.numerator, old.denominator) == (count, base):
            return None
        return IndicatorValue(
            subject=corps, indicator=code, period=written, window=window, numerator=count, denominator=base,
            value=count / base, state="ok", origin="simulated", as_of=NOW, run=run,
            revision=old.revision + 1 if old else 1,
        )  # fmt: skip

    def revise(self) -> None:
        """Late corrections: a few records of a few cells, and whole tables without small cells any more."""
        for place in self.chance.sample(sorted(self.quarters), 20):
            count, base = self.quarters[place]
            self.quarters[place] = (min(base, count + self.chance.randint(0, 2)), base + self.chance.randint(0, 1))
        mended = self.chance.sample(self.codes, len(self.codes) // 2)
        for (corps, code, quarter), (count, base) in self.quarters.items():
            if code in mended and indicators.get(code).window not in WINDOWS and base > 20:
                self.quarters[corps, code, quarter] = (min(max(count, 10), base - 10), base)

    def bases(self) -> dict[int, float]:
        measures = measures_read({})
        values = IndicatorValue.objects.filter(indicator__in=CODES).values_list("pk", "indicator", "denominator")
        return {pk: base for pk, code, base in values if base is not None and measures[code].counts_people}


def _place(value: IndicatorValue) -> tuple[int, str, str]:
    return value.subject_id, value.indicator, value.period


def publish(world: Simulated, stewards: list[User], code: str, periods: list[str]) -> list[VisibleScorecard]:
    release = release_propose(code=code, register=Register.EXAMPLE, periods=periods, actor=stewards[0])
    for steward in stewards:
        release_approve(release=release, actor=steward)
    return [
        card
        for period in periods
        for card in scorecards_list(audience=Audience.PUBLIC, register=Register.EXAMPLE, period=period)
    ]


@pytest.fixture
def scene(db: None) -> tuple[Framework, list[Corps], list[User]]:
    framework = framework_make(CODES)
    with triggers_off():
        FrameworkItem.objects.update(public_min_denominator=5)
    stewards = [person_make(name, (Role.DATA_STEWARD, Register.EXAMPLE)) for name in ("Sofie", "Wim")]
    return framework, [corps_make(f"V90{number}", f"Corps {number}") for number in range(2)], stewards


def published_twice(
    seed: int, scene: tuple[Framework, list[Corps], list[User]]
) -> Iterator[tuple[Simulated, Attacker]]:
    framework, corps, stewards = scene
    world = Simulated(random.Random(seed), framework, corps)  # noqa: S311  nothing secret is drawn
    world.fill()
    items = {item.indicator: item for item in framework.items.all()}
    for period in ("2025-Q3", "2025-Q4"):
        world.measure(period)
    first = publish(world, stewards, "first", ["2025-Q3", "2025-Q4"])
    world.revise()
    for period in ("2025-Q4", "2026-Q1"):
        world.measure(period)
    second = publish(world, stewards, "second", ["2025-Q4", "2026-Q1"])
    attacker = Attacker(items, world.bases())
    attacker.read([*first, *second])
    yield world, attacker


def minimum_of(solved: Solved, items: Mapping[str, FrameworkItem]) -> int:
    return minimum_for(measures_read(items)[solved.value.indicator], Audience.PUBLIC).count


@pytest.mark.slow
@settings(
    max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None, phases=[Phase.generate]
)
@given(seed=st.integers(0, 2**32))
def test_nobody_solves_a_hidden_count(seed: int, scene: tuple[Framework, list[Corps], list[User]]) -> None:
    with transaction.atomic():
        for _world, attacker in published_twice(seed, scene):
            bands = sum(len(many) for many in attacker.equations.values())
            event(f"bands: {min(bands, 5)}")
            found = attacker.solve() + attacker.enumerate_facets()
            assert found
            for one in found:
                # a share of a base smaller than the minimum cannot be wider than its base
                assert one.width >= min(minimum_of(one, attacker.items), attacker.bases[one.value.value_id or 0]), one
            for value, low, high in attacker.solve_quarters():
                minimum = minimum_for(measures_read(attacker.items)[value.indicator], Audience.PUBLIC).count
                assert high <= 1e-6 or high - low >= minimum - 1e-6, (value, low, high)
        transaction.set_rollback(True)
