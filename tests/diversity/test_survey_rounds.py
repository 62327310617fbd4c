"""Planning, opening and closing a round, and its slips: what is refused, and what is left once it closed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from time import sleep
from typing import Any

import pytest
import time_machine
from celery import current_app
from django.conf import settings
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from diversity.models import SlipBatch, SurveyRound
from diversity.services.surveys import (
    AnswerError,
    FaultError,
    answer_take,
    round_close,
    round_open,
    round_remove,
    round_save,
    slips_issue,
)
from diversity.tasks import survey_rounds_close_task
from diversity.workflow.survey_scoring import Result
from diversity.workflow.surveys import RoundState
from legitimacy.answers.services import buffer_flush
from legitimacy.models import Answer, AnswerBuffer, AnswerToken, Corps, StaleMark, TrailEvent, User
from tests.diversity.surveys import answered, favourable, round_make, values_of

pytestmark = pytest.mark.django_db


def refused(act: Callable[[], Any]) -> str:
    with pytest.raises(FaultError) as caught:
        act()
    return caught.value.field


def test_a_round_is_planned_with_dates_and_numbers_that_can_be(demervallei: Corps, bart: User) -> None:
    today = timezone.localdate()
    wrong: dict[str, dict[str, Any]] = {
        "wave": {"wave": "spring"},
        "opens_on": {"opens_on": today - timedelta(days=400), "closes_on": today},
        "closes_on": {"closes_on": today + timedelta(weeks=9)},
        "invited": {"invited": 0},
        "assessed_on": {"assessed_on": today + timedelta(days=1)},
        "advice": {"advice": " "},
    }
    for field, given in wrong.items():
        attempt = partial(
            round_save, survey_round=SurveyRound(corps=demervallei), values=values_of(**given), actor=bart
        )
        assert refused(attempt) == field
    one = round_save(survey_round=SurveyRound(corps=demervallei), values=values_of(), actor=bart)
    assert (one.state, one.wording, one.origin) == (RoundState.PLANNED, "2026-1", "simulated")
    twin = SurveyRound(corps=demervallei)
    assert refused(lambda: round_save(survey_round=twin, values=values_of(), actor=bart)) == "wave"
    assert set(TrailEvent.objects.values_list("verb", "corps")) == {("survey_round.planned", "V017")}


def test_nothing_opens_without_assessment_advice_and_enough_people(demervallei: Corps, katrien: User) -> None:
    one = round_make(demervallei, state=RoundState.PLANNED)
    tomorrow = timezone.localdate() + timedelta(days=1)
    lacking: list[dict[str, Any]] = [
        {"invited": 24}, {"assessment": "", "assessed_on": None}, {"advice": ""}, {"opens_on": tomorrow},
    ]  # fmt: skip
    for fault in lacking:
        sound = {name: getattr(one, name) for name in fault}
        SurveyRound.objects.filter(pk=one.pk).update(**fault)
        refused(lambda: round_open(survey_round=one, actor=katrien))
        SurveyRound.objects.filter(pk=one.pk).update(**sound)
    round_open(survey_round=one, actor=katrien)
    other = round_make(demervallei, state=RoundState.PLANNED, wave=str(one.year))
    refused(lambda: round_open(survey_round=other, actor=katrien))
    refused(lambda: round_save(survey_round=one, values=values_of(), actor=katrien))
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyRound.objects.filter(pk=other.pk).update(state=RoundState.OPEN, advice="")


def test_a_planned_round_can_go_and_an_open_one_cannot(demervallei: Corps) -> None:
    one = round_make(demervallei, state=RoundState.PLANNED)
    round_remove(survey_round=one, actor=None)
    assert not SurveyRound.objects.exists()
    opened = round_make(demervallei)
    refused(lambda: round_remove(survey_round=opened, actor=None))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_answer_that_comes_while_the_round_closes_is_refused_and_not_left_behind(demervallei: Corps) -> None:
    one = round_make(demervallei)
    codes = answered(one, *[favourable(one, 4)] * 11)

    def late() -> str:
        try:
            answer_take(code=codes[11], given=favourable(one, 1))
        except AnswerError as error:
            return error.reason
        finally:
            connections.close_all()
        return "taken"

    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            round_close(survey_round=one)
            waiting = thread.submit(late)
            sleep(0.3)
            assert not waiting.done()
        assert waiting.result() == "code"
    one.refresh_from_db()
    assert (one.answered, AnswerBuffer.objects.count()) == (11, 0)


def test_slips_are_made_once_and_lost_ones_replaced_within_a_limit(demervallei: Corps) -> None:
    one = round_make(demervallei)
    assert refused(lambda: slips_issue(survey_round=one, actor=None, lost=1)) == "lost"
    codes = slips_issue(survey_round=one, actor=None)
    assert len(set(codes)) == 40
    refused(lambda: slips_issue(survey_round=one, actor=None))
    assert refused(lambda: slips_issue(survey_round=one, actor=None, lost=5)) == "lost"
    slips_issue(survey_round=one, actor=None, lost=3)
    assert refused(lambda: slips_issue(survey_round=one, actor=None, lost=2)) == "lost"
    assert list(SlipBatch.objects.values_list("size", "is_replacement")) == [(40, False), (3, True)]
    by_key = list(AnswerToken.objects.order_by("pk").values_list("code_hash", flat=True)[:40])
    assert by_key == sorted(by_key)  # the order of the slips is not that of the rows


def test_replacements_never_push_the_response_over_everybody(demervallei: Corps) -> None:
    one = round_make(demervallei, invited=30)
    codes = answered(one, *[favourable(one, 4)] * 30)
    extra = slips_issue(survey_round=one, actor=None, lost=3)
    for code in extra:
        answer_take(code=code, given=favourable(one, 4))
    assert len(codes) == 30
    assert round_close(survey_round=one).answered == 30


def test_a_round_closes_by_itself_and_leaves_sums_only(demervallei: Corps) -> None:
    one = round_make(demervallei)
    answered(one, *[favourable(one, 5)] * 6, *[favourable(one, 3)] * 4)
    buffer_flush()
    AnswerBuffer.objects.bulk_create(
        AnswerBuffer(
            key=f"00000000-0000-4000-8000-00000000000{n}", survey=one.survey, subject=demervallei, period=one.wave,
            origin="simulated", answers=favourable(one, 3),
        )
        for n in range(2)
    )  # fmt: skip
    survey_rounds_close_task()
    one.refresh_from_db()
    assert one.state == RoundState.OPEN
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        survey_rounds_close_task()
    one.refresh_from_db()
    assert (one.state, one.answered, one.scored, one.score) == (RoundState.CLOSED, 12, 12, 75.0)
    assert not any(model.objects.exists() for model in (Answer, AnswerBuffer, AnswerToken))
    assert set(StaleMark.objects.values_list("indicator", "period")) == {
        ("DRV-10", str(one.year)), ("DRV-11", str(one.year)),
    }  # fmt: skip
    stored = one.result
    assert round_close(survey_round=one).result == stored


def test_three_answers_are_told_to_nobody_and_destroyed(demervallei: Corps) -> None:
    one = round_make(demervallei)
    answered(one, *[favourable(one, 1)] * 3)
    assert buffer_flush() == 0
    one = round_close(survey_round=one)
    assert (one.answered, one.score, one.result) == (3, None, {})
    assert not AnswerBuffer.objects.exists()


def test_what_is_stored_of_a_round_names_no_group_size(demervallei: Corps) -> None:
    one = round_make(demervallei, invited=90)
    given = [favourable(one, 4, sex="f")] * 30 + [favourable(one, 2, sex="m")] * 31 + [favourable(one, 1, sex="x")]
    answered(one, *given)
    result = Result.read(round_close(survey_round=one).result)
    assert (result.gaps["sex"].high, result.gaps["sex"].low, result.gaps["sex"].value) == ("f", "m", 50.0)
    assert set(result.stored()["gaps"]["sex"]) == {"high", "low", "value", "lower", "upper"}
    assert list(result.gaps) == ["sex"]


def test_rounds_are_closed_every_night() -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["close-survey-rounds"]
    assert entry["task"] == survey_rounds_close_task.name
    assert "diversity.tasks" in current_app.conf.imports
