"""Anonymous answers: a token works once, and nothing ties an answer to it, to its order or to its time."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from celery import current_app
from django.conf import settings
from django.db import connection, connections, models
from django.utils import timezone
from scipy.stats import spearmanr
from structlog.testing import capture_logs

from legitimacy.answers import services
from legitimacy.answers.services import (
    WRITTEN_TOGETHER,
    AnswersError,
    FlushListener,
    TokenError,
    Written,
    answer_buffer,
    answer_give,
    buffer_flush,
    token_create,
    token_is_open,
    token_redeem,
)
from legitimacy.answers.tasks import buffer_flush_task
from legitimacy.indicators.registry import Registry
from legitimacy.models import Answer, AnswerBuffer, AnswerToken, Corps, TrailEvent
from legitimacy.trail.retention import retention_rules

SURVEY = "closing"
LATER = date(2100, 1, 1)


def wait(corps: Corps, number: int = 0, survey: str = SURVEY) -> None:
    answer_buffer(
        survey=survey, subject=corps, period="2026-Q4", origin="simulated", answers={"q": f"a{number}", "other": ["x"]}
    )


def invited(survey: str = SURVEY) -> str:
    return token_create(survey=survey, expires_on=LATER)


@pytest.mark.django_db
def test_a_token_works_once_and_leaves_a_date() -> None:
    code = invited()
    assert token_is_open(survey=SURVEY, code=code)
    token_redeem(survey=SURVEY, code=code)
    assert AnswerToken.objects.get().used_on == timezone.localdate()
    with pytest.raises(TokenError):
        token_redeem(survey=SURVEY, code=code)
    assert not token_is_open(survey=SURVEY, code=code)


@pytest.mark.django_db
def test_a_code_is_long_and_stored_nowhere() -> None:
    code = invited()
    assert len(bytes.fromhex(code)) >= 16
    assert code not in str(AnswerToken.objects.values())


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["", "0" * 40, "' OR 1=1 --", "x" * 10_000])
def test_a_guessed_code_opens_nothing(wrong: str) -> None:
    invited()
    with pytest.raises(TokenError):
        token_redeem(survey=SURVEY, code=wrong)


@pytest.mark.django_db
def test_a_token_of_one_survey_does_not_open_another() -> None:
    with pytest.raises(TokenError):
        token_redeem(survey="equality", code=invited())


@pytest.mark.django_db
def test_an_expired_token_opens_nothing_and_goes() -> None:
    code = token_create(survey=SURVEY, expires_on=timezone.localdate() - timedelta(days=1))
    invited()
    with pytest.raises(TokenError):
        token_redeem(survey=SURVEY, code=code)
    assert retention_rules.get("answer_token").count() == 1
    assert retention_rules.get("answer_token").apply() == 1
    assert AnswerToken.objects.count() == 1


@pytest.mark.django_db
def test_the_same_secret_makes_one_token_that_stays_used() -> None:
    for _ in range(2):
        token_create(survey=SURVEY, expires_on=LATER, code="secret" * 8)
    token_redeem(survey=SURVEY, code="secret" * 8)
    token_create(survey=SURVEY, expires_on=LATER, code="secret" * 8)
    assert AnswerToken.objects.count() == 1
    assert not token_is_open(survey=SURVEY, code="secret" * 8)


@pytest.mark.django_db(transaction=True)
def test_a_token_used_twice_at_the_same_moment_gives_one_answer(demervallei: Corps) -> None:
    code = invited()

    def give(_: int) -> bool:
        try:
            answer_give(
                survey=SURVEY, code=code, subject=demervallei, period="2026-Q4", origin="simulated", answers={"q": "a"}
            )
        except TokenError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(give, range(4))) == [False, False, False, True]
    assert AnswerBuffer.objects.count() == 1


@pytest.mark.django_db
def test_too_few_answers_wait_and_the_leftover_waits_again(demervallei: Corps) -> None:
    for number in range(WRITTEN_TOGETHER - 1):
        wait(demervallei, number)
    wait(demervallei, survey="equality")
    assert buffer_flush() == 0
    wait(demervallei, WRITTEN_TOGETHER)
    assert buffer_flush() == WRITTEN_TOGETHER
    wait(demervallei)
    buffer_flush_task()
    assert Answer.objects.count() == WRITTEN_TOGETHER
    assert sorted(AnswerBuffer.objects.values_list("survey", flat=True)) == [SURVEY, "equality"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answers",
    [{"q": "They broke my arm."}, {"My name": "a"}, {"q": ["a", "<b>"]}, {"q": "x" * 41}, {"q": [["a"]]}, {"q": ""}],
)
def test_no_text_gets_into_an_answer(demervallei: Corps, answers: dict[str, Any]) -> None:
    with pytest.raises(AnswersError):
        answer_buffer(survey=SURVEY, subject=demervallei, period="2026", origin="simulated", answers=answers)
    assert not AnswerBuffer.objects.exists()


@pytest.mark.parametrize("table", [Answer, AnswerBuffer])
def test_an_answer_has_no_column_for_a_time_an_order_or_a_person(table: type[models.Model]) -> None:
    columns = {field.name for field in table._meta.get_fields() if isinstance(field, models.Field)}
    assert columns == {"key", "survey", "subject", "period", "origin", "answers"}
    assert isinstance(table._meta.pk, models.UUIDField)


@pytest.mark.django_db
def test_order_of_answering_is_not_to_be_found_in_what_is_written(demervallei: Corps) -> None:
    """Neither by key nor by where the database put the row; with 300 answers chance alone stays far below 0.3."""
    for number in range(300):
        wait(demervallei, number)
    keys_waiting = set(AnswerBuffer.objects.values_list("key", flat=True))
    buffer_flush()
    by_row = {
        "sqlite": "SELECT answers FROM legitimacy_answer ORDER BY rowid",
        "postgresql": "SELECT answers FROM legitimacy_answer ORDER BY ctid",
    }
    with connection.cursor() as cursor:
        cursor.execute(by_row[connection.vendor])
        by_place = [int("".join(filter(str.isdigit, str(row[0])))) for row in cursor.fetchall()]
    by_key = [int(row["q"][1:]) for row in Answer.objects.order_by("key").values_list("answers", flat=True)]
    for found in (by_place, by_key):
        assert sorted(found) == list(range(300))
        assert abs(spearmanr(found, range(300)).statistic) < 0.3
    assert not keys_waiting & set(Answer.objects.values_list("key", flat=True))
    assert all(key.version == 4 for key in keys_waiting if isinstance(key, uuid.UUID))


@pytest.mark.django_db
def test_days_of_answering_leave_no_difference_in_what_is_written(demervallei: Corps) -> None:
    """Ten people with the same answers on ten days: an attacker with every table sees ten equal rows."""
    start = timezone.now()
    with time_machine.travel(start) as clock:
        for _ in range(10):
            answer_give(
                survey=SURVEY, code=invited(), subject=demervallei, period="2026-Q4", origin="simulated",
                answers={"q": "same"},
            )  # fmt: skip
            clock.shift(timedelta(days=1))
        buffer_flush()
    rows = {str({name: value for name, value in row.items() if name != "key"}) for row in Answer.objects.values()}
    assert len(rows) == 1


@pytest.mark.django_db
def test_no_value_is_shared_between_tokens_and_answers(demervallei: Corps) -> None:
    for number in range(6):
        answer_give(
            survey=SURVEY, code=invited(), subject=demervallei, period="2026-Q4", origin="simulated",
            answers={"q": f"a{number}"},
        )  # fmt: skip
    buffer_flush()
    of_tokens = {str(value) for row in AnswerToken.objects.values() for name, value in row.items() if name != "survey"}
    of_answers = {
        str(value) for row in Answer.objects.values() for name, value in row.items() if name in ("key", "answers")
    }
    assert not of_tokens & of_answers
    assert not AnswerBuffer.objects.exists()


@pytest.mark.django_db
def test_answering_leaves_nothing_on_the_trail_and_nothing_in_the_log(demervallei: Corps) -> None:
    with capture_logs() as logs:
        for _ in range(6):
            answer_give(
                survey=SURVEY, code=invited(), subject=demervallei, period="2026-Q4", origin="simulated",
                answers={"q": "a"},
            )  # fmt: skip
        buffer_flush_task()
    assert logs == []
    assert not TrailEvent.objects.exists()


@pytest.mark.django_db
def test_who_counts_the_answers_hears_of_the_batch_and_no_numbers(
    demervallei: Corps, heidekant: Corps, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[Written] = []
    listeners: Registry[FlushListener] = Registry("listener", key=lambda entry: entry.survey)
    listeners.register(FlushListener(SURVEY, heard.extend))
    monkeypatch.setattr(services, "flush_listeners", listeners)
    for corps in (demervallei, heidekant) * 3:
        wait(corps)
    buffer_flush()
    assert set(heard) == {Written(demervallei.pk, "2026-Q4"), Written(heidekant.pk, "2026-Q4")}


def test_waiting_answers_are_written_every_hour() -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["write-anonymous-answers"]
    assert entry["task"] == buffer_flush_task.name
    assert entry["task"].rpartition(".")[0] in current_app.conf.imports
    assert len(entry["schedule"].minute) == 1
    assert len(entry["schedule"].hour) == 24
