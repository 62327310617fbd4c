"""Messages between complainant and handler, and the mail that says only that there is news."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from celery import current_app
from django.conf import LazySettings
from django.core import mail
from django.utils import timezone
from kombu.exceptions import OperationalError
from structlog.testing import capture_logs

from complaints.models import Complaint, Identity, Message
from complaints.services import notices
from complaints.services.clock import due_days, terms_of
from complaints.services.intake import IdentityIntake, complaint_register
from complaints.services.messages import (
    LONGEST_MESSAGE,
    MOST_A_DAY,
    MessageError,
    mailbox_read,
    message_send,
    message_write,
    messages_read,
)
from complaints.services.pausing import waiting_begin
from complaints.services.steps import complaint_step
from complaints.tasks import notice_send_task, notices_sweep_task
from complaints.workflow.states import Status
from legitimacy.models import TrailEvent, User
from tests.complaints.mailbox import KEY

Make = Callable[..., Complaint]
At = Callable[..., Complaint]
WITH_MAIL = IdentityIntake(name="Claire", email="claire@example.org", notify_by_email=True)


@pytest.fixture
def complaint(complaint_of: Make, ilse: User) -> Complaint:
    found = complaint_of(intake_key=KEY, identity=WITH_MAIL, language="fr")
    Complaint.objects.filter(pk=found.pk).update(handler=ilse)
    found.refresh_from_db()
    return found


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What workers were told."""
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, args: calls.append((name, *args)))
    return calls


def test_a_message_of_a_handler_is_news_and_a_contact(complaint: Complaint, ilse: User) -> None:
    message_send(complaint=complaint, actor=ilse, text="When was it?")
    complaint.refresh_from_db()
    assert complaint.informed_on == timezone.localdate()
    assert complaint.events.get(kind="message").actor == ilse


def test_a_message_of_the_complainant_ends_the_wait_for_them(complaint: Complaint, ilse: User) -> None:
    complaint_step(complaint=complaint, step="acknowledge", actor=ilse)
    waiting_begin(complaint=complaint, actor=ilse)
    message_write(complaint=complaint, text="It was in the evening.")
    complaint.refresh_from_db()
    assert complaint.paused_on is None
    assert [event.kind for event in complaint.events.all()][-2:] == ["message", "resumed"]


@pytest.mark.parametrize(
    ("text", "reason"), [("", "empty"), (" \n ", "empty"), ("x" * 200_000, "long"), ("\x00", "empty")]
)
def test_empty_and_endless_messages_are_refused_with_a_sentence(complaint: Complaint, text: str, reason: str) -> None:
    with pytest.raises(MessageError) as refused:
        message_write(complaint=complaint, text=text)
    assert refused.value.reason == reason
    assert str(refused.value).endswith(".")
    assert not Message.objects.exists()


def test_the_longest_message_is_kept_whole(complaint: Complaint) -> None:
    assert len(message_write(complaint=complaint, text="é" * LONGEST_MESSAGE).text) == LONGEST_MESSAGE


def test_a_form_sent_twice_is_one_message(complaint: Complaint, ilse: User) -> None:
    first = message_write(complaint=complaint, text="Hello")
    assert message_write(complaint=complaint, text="Hello\r\n") == first
    assert message_send(complaint=complaint, actor=ilse, text="A") == message_send(
        complaint=complaint, actor=ilse, text="A"
    )
    assert Message.objects.count() == 2


def test_a_flood_of_messages_ends_and_goes_on_the_next_day(complaint: Complaint) -> None:
    with time_machine.travel(timezone.now()) as clock:
        for number in range(MOST_A_DAY):
            message_write(complaint=complaint, text=f"{number}")
        with pytest.raises(MessageError, match="tomorrow"):
            message_write(complaint=complaint, text="one more")
        clock.shift(timedelta(days=1, minutes=1))
        message_write(complaint=complaint, text="one more")


def test_each_side_sees_when_the_other_has_read(complaint: Complaint, ilse: User) -> None:
    mine = message_write(complaint=complaint, text="Hello")
    theirs = message_send(complaint=complaint, actor=ilse, text="Good day")
    assert mailbox_read(complaint=complaint) == 1
    assert messages_read(complaint=complaint, actor=ilse) == 1
    assert (mailbox_read(complaint=complaint), messages_read(complaint=complaint, actor=ilse)) == (0, 0)
    for message in (mine, theirs):
        message.refresh_from_db()
        assert message.read_at is not None


def test_nobody_writes_where_no_code_was_given(complaint_of: Make, ilse: User) -> None:
    with pytest.raises(MessageError, match="letter"):
        message_send(complaint=complaint_of(), actor=ilse, text="Hello")


def test_no_words_of_a_message_reach_the_trail(complaint: Complaint, ilse: User) -> None:
    message_send(complaint=complaint, actor=ilse, text="Zwijnaarde")
    assert "Zwijnaarde" not in str(list(TrailEvent.objects.values()))


def test_news_is_announced_after_commit_by_number_alone(
    complaint: Complaint, ilse: User, told: list[tuple[Any, ...]], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        message_send(complaint=complaint, actor=ilse, text="When was it?")
        assert told == []
    assert told == [(notices.TASK, complaint.pk)]


def test_what_the_complainant_does_is_no_news_to_them(complaint: Complaint) -> None:
    message_write(complaint=complaint, text="Hello")
    assert Identity.objects.get().notice_due_at is None


def test_a_notice_tells_nothing_and_goes_once(complaint: Complaint, ilse: User) -> None:
    message_send(complaint=complaint, actor=ilse, text="When was it?")
    notice_send_task(complaint.pk)
    notice_send_task(complaint.pk)
    (sent,) = mail.outbox
    assert sent.to == ["claire@example.org"]
    text = f"{sent.subject} {sent.body}".lower()
    for word in (
        complaint.number.lower(),
        "when was it",
        "polic",
        "politie",
        "claire",
        "http",
        "demervallei",
        "plainte",
    ):
        assert word not in text


def test_who_did_not_ask_for_mail_gets_none(complaint_of: Make, ilse: User) -> None:
    silent = complaint_of(intake_key="q" * 43)
    message_send(complaint=silent, actor=ilse, text="Hello")
    notices_sweep_task()
    assert mail.outbox == []


def test_a_mail_server_that_is_down_breaks_nothing_and_is_tried_again(
    complaint: Complaint, ilse: User, settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    message_send(complaint=complaint, actor=ilse, text="When was it?")
    with capture_logs() as logs:
        notice_send_task(complaint.pk)
    assert "example.org" not in str(logs)
    assert [entry["event"] for entry in logs] == ["notice_not_sent"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    notices_sweep_task()
    assert len(mail.outbox) == 1


def test_a_queue_that_is_down_loses_no_notice(
    complaint: Complaint, ilse: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise OperationalError

    monkeypatch.setattr(current_app, "send_task", down)
    with django_capture_on_commit_callbacks(execute=True):
        message_send(complaint=complaint, actor=ilse, text="When was it?")
    notices_sweep_task()
    assert len(mail.outbox) == 1


def test_an_address_that_takes_no_mail_is_given_up_after_days(complaint: Complaint, ilse: User) -> None:
    message_send(complaint=complaint, actor=ilse, text="When was it?")
    with time_machine.travel(timezone.now() + notices.GIVEN_UP_AFTER + timedelta(minutes=1)):
        notices_sweep_task()
    assert mail.outbox == []
    assert Identity.objects.get().notice_due_at is None


def test_a_file_that_was_just_sent_gives_no_notice(intake_of: Callable[..., Any], ilse: User, hanne: User) -> None:
    complaint_register(intake_of(identity=WITH_MAIL, about_chief=True))
    assert Identity.objects.get().notice_due_at is None


def test_a_message_of_a_handler_moves_the_next_day_that_lists_sort_by(at: At, ilse: User) -> None:
    complaint = at(Status.INQUIRY)
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        message_send(complaint=complaint, actor=ilse, text="We are still looking.")
        complaint.refresh_from_db()
        first = due_days(terms_of(complaint))[1]
        assert complaint.next_due_on == first
