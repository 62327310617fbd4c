"""Two people at once: one decision, one case, one signal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from legitimacy.models import Corps, Member, User
from professionalism.models import CorrectiveAction, Signal, SignalCase, SignalEvent
from professionalism.services.signals.finding import signals_find
from professionalism.services.signals.history import SignalChangedError
from professionalism.workflow.signals import Outcome, Stage
from tests.professionalism.signals.conftest import CaseAt, decided, judged

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def together(*calls: Callable[[], object]) -> list[object]:
    """What each call gave, or the error it raised; all begin at the same moment."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            barrier.wait(10)
            return call()
        except SignalChangedError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_of_two_decisions_at_once_one_is_taken(pina: User, piet: User, case_at: CaseAt) -> None:
    case = case_at(Stage.INFORMED)
    version = case.version
    found = together(
        lambda: decided(case, pina, Outcome.COACHING, version=version),
        lambda: decided(case, piet, Outcome.TALK, version=version),
    )
    assert sum(isinstance(one, SignalChangedError) for one in found) == 1
    assert CorrectiveAction.objects.get().kind == SignalCase.objects.get().outcome
    assert SignalEvent.objects.filter(kind="decide").count() == 1


def test_two_runs_of_the_rules_at_once_make_one_signal(demervallei: Corps, concerned: Member) -> None:
    judged(concerned)
    found = together(lambda: signals_find(corps=demervallei).new, lambda: signals_find(corps=demervallei).new)
    assert sorted(map(str, found)) == ["0", "1"]
    assert (Signal.objects.count(), SignalCase.objects.count()) == (1, 1)
