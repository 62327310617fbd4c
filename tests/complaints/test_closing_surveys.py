"""The surveys at the end: voluntary, once, and tied to nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint, Event
from complaints.services.intake import Intake
from complaints.services.surveys import open_until, survey_secret
from complaints.workflow.surveys import CLOSING, EQUALITY, MONITORING, TREATMENT, group_of
from legitimacy.answers.services import buffer_flush
from legitimacy.indicators.periods import Period
from legitimacy.models import Answer, AnswerBuffer, AnswerToken, Corps, Region, StaleMark, TrailEvent, User
from tests.complaints.mailbox import KEY, decide, file_with_code, nation_make, opened, page_of

IntakeOf = Callable[..., Intake]
HAPPY = {question.code: "agree" for question in TREATMENT}


@pytest.fixture
def nation(db: None) -> Region:
    return nation_make()


@pytest.fixture
def ended(intake_of: IntakeOf, ilse: User, hanne: User) -> tuple[Complaint, Client]:
    """A decided file, and a browser in which it stands open."""
    return ended_file(intake_of, ilse)


def ended_file(intake_of: IntakeOf, handler: User, key: str = KEY, **given: Any) -> tuple[Complaint, Client]:
    complaint, code = file_with_code(intake_of(intake_key=key, **given))
    return decide(complaint, handler), opened(code)


def answer(client: Client, name: str = "treatment", **given: Any) -> str:
    response = client.post(reverse("complaint_mailbox_survey", kwargs={"name": name}), given, follow=True)
    return str(response.content.decode())


def test_nothing_is_asked_while_the_file_is_open(intake_of: IntakeOf, ilse: User, hanne: User, nation: Region) -> None:
    _, code = file_with_code(intake_of(intake_key=KEY))
    client = opened(code)
    assert "How were you treated?" not in page_of(client)
    assert "closed, or you answered them already" in answer(client, **HAPPY)
    assert not AnswerToken.objects.exists()


def test_answers_wait_with_the_corps_the_quarter_and_the_outcome(
    ended: tuple[Complaint, Client], demervallei: Corps
) -> None:
    assert "Nobody can see that these answers are yours." in answer(ended[1], **HAPPY)
    row = AnswerBuffer.objects.get()
    assert (row.survey, row.subject_id, row.origin) == (CLOSING, demervallei.pk, "simulated")
    assert row.period == str(Period.containing(timezone.localdate()))
    assert row.answers == HAPPY | {"outcome": "founded"}


def test_every_question_may_be_left_out(ended: tuple[Complaint, Client]) -> None:
    answer(ended[1], respect="disagree", listened="no_answer", explained="", satisfied="<script>")
    assert AnswerBuffer.objects.get().answers == {"respect": "disagree", "outcome": "founded"}


def test_no_answer_at_all_burns_no_token(ended: tuple[Complaint, Client]) -> None:
    assert "You answered no question." in answer(ended[1], respect="no_answer")
    assert not AnswerBuffer.objects.exists()
    answer(ended[1], **HAPPY)
    assert AnswerBuffer.objects.count() == 1


def test_a_survey_is_answered_once_whatever_browser(ended: tuple[Complaint, Client], intake_of: IntakeOf) -> None:
    answer(ended[1], **HAPPY)
    assert "answered them already" in answer(ended[1], **HAPPY)
    again = opened(file_with_code(intake_of(intake_key=KEY))[1])
    assert "Five questions" not in page_of(again)
    assert "answered them already" in answer(again, **HAPPY)
    assert AnswerBuffer.objects.count() == 1


def test_nobody_can_tell_from_the_rows_whose_token_it_is(ended: tuple[Complaint, Client]) -> None:
    """Every token of a quarter looks alike, and no event of the file or the trail tells of an answer."""
    complaint, client = ended
    page_of(client)
    events, trail = Event.objects.count(), TrailEvent.objects.count()
    answer(client, **HAPPY)
    token = AnswerToken.objects.get(survey=CLOSING)
    assert token.invited_on == Period.containing(timezone.localdate()).start
    assert token.expires_on == open_until(complaint)
    assert (Event.objects.count(), TrailEvent.objects.count()) == (events, trail)
    assert str(complaint.code_hash) not in str(AnswerToken.objects.values())


def test_the_secret_of_a_survey_does_not_open_the_mailbox(ended: tuple[Complaint, Client]) -> None:
    code = "ABCD-" * 6 + "ABCD"
    assert survey_secret(code) == survey_secret(code.lower().replace("-", " "))
    client = Client()
    assert client.post(reverse("complaint_status"), {"code": survey_secret(code)}).status_code == 200


def test_surveys_close_at_the_end_of_the_next_quarter(ended: tuple[Complaint, Client], intake_of: IntakeOf) -> None:
    last = open_until(ended[0])
    assert last is not None
    days = (last - timezone.localdate()).days
    assert 89 <= days <= 185
    with time_machine.travel(timezone.now() + timedelta(days=days + 1)):
        later = opened(file_with_code(intake_of(intake_key=KEY))[1])
        assert "How were you treated?" not in page_of(later)


def test_a_file_of_another_body_speaks_of_the_country_and_the_year(
    intake_of: IntakeOf, ilse: User, hanne: User, nation: Region
) -> None:
    """So that the corps' own answers tell nothing of files that it may not know."""
    _, client = ended_file(intake_of, hanne, about_chief=True)
    answer(client, **HAPPY)
    row = AnswerBuffer.objects.get()
    assert (row.subject_id, row.period) == (nation.pk, str(timezone.localdate().year))


def test_equality_answers_are_a_survey_of_their_own_about_the_country(
    ended: tuple[Complaint, Client], nation: Region
) -> None:
    page = page_of(ended[1], "complaint_mailbox_survey", name="equality")
    assert all(str(question.text) in page for question in MONITORING)
    answer(ended[1], "equality", age="25_39", gender="woman", grounds=["origin", "age", "nonsense"])
    row = AnswerBuffer.objects.get()
    assert (row.survey, row.subject_id, row.period) == (EQUALITY, nation.pk, str(timezone.localdate().year))
    assert row.answers == {"age": "25_39", "gender": "woman", "grounds": ["origin", "age"]}
    answer(ended[1], **HAPPY)
    assert AnswerToken.objects.filter(used_on__isnull=False).count() == 2


def test_without_a_country_in_the_register_equality_is_not_asked(ended: tuple[Complaint, Client]) -> None:
    assert "equal treatment" not in page_of(ended[1])
    assert "closed" in answer(ended[1], "equality", age="25_39")


def test_a_batch_of_closing_answers_is_counted_again(
    intake_of: IntakeOf, ilse: User, hanne: User, demervallei: Corps
) -> None:
    for number in range(5):
        _, client = ended_file(intake_of, ilse, key=f"{number}" * 43)
        answer(client, **HAPPY)
    StaleMark.objects.all().delete()
    assert buffer_flush() == 5
    assert set(StaleMark.objects.values_list("indicator", "subject")) == {("PRV-06", demervallei.pk)}
    assert Answer.objects.filter(survey=CLOSING, answers__outcome="founded").count() == 5


@pytest.mark.parametrize(
    ("outcome", "group"),
    [
        ("founded", "founded"),
        ("partly_founded", "founded"),
        ("organisational_dysfunction", "founded"),
        ("unfounded", "not_founded"),
        ("no_fault", "not_founded"),
        ("not_established", "not_founded"),
        ("", "no_finding"),
    ],
)
def test_outcomes_fall_in_three_groups(outcome: str, group: str) -> None:
    assert group_of(outcome) == group


def test_an_unknown_survey_is_not_found(ended: tuple[Complaint, Client]) -> None:
    assert ended[1].get(reverse("complaint_mailbox_survey", kwargs={"name": "other"})).status_code == 404
