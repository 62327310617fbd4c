"""The simulated cases: the same every time, near the world behind the figures, and four to work on."""

from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from django.utils import timezone

from legitimacy.demo.levels import example_make
from legitimacy.demo.members import members_write
from legitimacy.demo.people import accounts_write
from legitimacy.demo.register import register_write
from legitimacy.indicators.periods import Period
from legitimacy.models import StaleMark
from professionalism.demo.discipline import DISCIPLINE
from professionalism.demo.discipline.drawing import DrawnCase, cases_draw
from professionalism.models import DisciplinaryCase, DisciplinaryCount
from professionalism.selectors.discipline.counts import consistency, national
from professionalism.services.discipline.erasing import cases_past
from professionalism.services.discipline.history import clocks_set, history_of
from professionalism.workflow.discipline import Status

TODAY = date(2026, 11, 26)


@cache
def drawn() -> list[DrawnCase]:
    return cases_draw(example_make(), TODAY)


def test_two_drawings_are_equal_and_one_corps_keeps_no_register() -> None:
    assert cases_draw(example_make(), TODAY) == drawn()
    assert "V038" not in {one.code for one in drawn()}


def test_cases_are_as_many_as_said_and_keep_the_limit_as_their_corps_should() -> None:
    example = example_make()
    recent = [one for one in drawn() if one.settled_on.year == 2024]
    residents = float((example.residents[:, -4] * example.alive[:, -4]).sum())
    assert len(recent) / residents * 10_000 == pytest.approx(0.5, abs=0.12)
    inside = [one for one in drawn() if Period(2023, 1).start <= one.settled_on <= Period(2025, 4).end]
    share = float(np.mean([one.in_time for one in inside]))
    expected = float(np.average(example.expected("LEG-09")[:, -12:].mean(axis=1), weights=example.residents[:, -1]))
    assert share == pytest.approx(expected, abs=0.05)


@pytest.mark.slow
@pytest.mark.django_db
def test_written_and_planted_once_with_clocks_that_agree_with_their_history(
    settings: pytest.FixtureRequest,
) -> None:
    settings.DEMO_PASSWORD = "a word of the demo"  # type: ignore[attr-defined]  # the fixture of pytest-django
    register_write()
    accounts_write()
    members_write()
    assert DISCIPLINE.simulate(example_make()) > 1000
    assert DISCIPLINE.plant() == 4
    assert (DISCIPLINE.simulate(example_make()), DISCIPLINE.plant()) == (0, 0)
    today = timezone.localdate()
    for case in DisciplinaryCase.objects.select_related("corps").order_by("?")[:40]:
        assert not clocks_set(case, history_of(case), today), case.known_on
        assert case.erase_on is None or case.erase_on > today or case.form_key
    planted = {str(one.form_key)[-1]: one for one in DisciplinaryCase.objects.filter(form_key__isnull=False)}
    assert (planted["1"].alarm, planted["1"].known_on) == (150, today - timedelta(days=150))
    assert (planted["2"].criminal_open, planted["2"].limit_on) == (True, None)
    assert planted["3"].status == Status.COUNCIL
    assert list(cases_past(today)) == [planted["4"]]
    assert DisciplinaryCount.objects.exists()
    assert StaleMark.objects.filter(indicator="LEG-09").exists()
    assert len(national("example", today.year).lines) >= 4
    tables = consistency(planted["1"].corps, today.year)
    assert tables[0].table.lines
    assert not tables[0].table.unsafe
