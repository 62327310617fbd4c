"""How long files are kept, what holds them, and the two people it takes to destroy one."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from complaints.models import Complaint, Disposal, Event, Identity, Message
from complaints.services.evidence import evidence_add
from complaints.services.keeping import (
    KeepingError,
    contacts_expire,
    disposal_approve,
    disposal_drop,
    disposal_propose,
    hold_lift,
    hold_place,
    keeping_of,
    retention_due_on,
)
from complaints.services.messages import message_write, messages_read
from complaints.workflow.keeping import keeping_rules
from legitimacy.models import Attachment, TrailEvent, User
from legitimacy.trail.retention import retention_rules
from tests.attachments.conftest import files_in, kept  # noqa: F401  files in a folder of the test
from tests.attachments.files import PDF
from tests.complaints.mailbox import close, days_ago

Make = Callable[..., Complaint]
YEAR = 366


@pytest.fixture
def old(complaint_of: Make) -> Complaint:
    """A file closed six years ago."""
    return close(complaint_of(), days_ago(6 * YEAR), "decided")


@pytest.mark.parametrize(
    ("disposition", "months"),
    [("withdrawn", 12), ("inadmissible", 24), ("manifestly_unfounded", 24), ("decided", 60), ("mediated", 60)],
)
def test_the_disposition_says_how_long(complaint_of: Make, disposition: str, months: int) -> None:
    complaint = close(complaint_of(), date(2020, 2, 29), disposition)
    assert retention_due_on(complaint) == date(2020, 2, 29) + relativedelta(months=months)


def test_every_rule_names_its_source() -> None:
    assert all(rule.source and rule.months > 0 for rule in keeping_rules())


def test_an_open_file_has_no_day(complaint_of: Make) -> None:
    keeping = keeping_of(complaint_of())
    assert keeping.due_on is None
    assert "open" in keeping.blocks
    assert not keeping.may_go


def test_a_file_goes_with_everything_and_leaves_a_tombstone(old: Complaint, ilse: User, ivo: User) -> None:
    number, pk = old.number, old.pk
    disposal = disposal_propose(complaint=old, actor=ilse)
    disposal = disposal_approve(disposal=disposal, actor=ivo)
    assert not Complaint.objects.filter(number=number).exists()
    assert not Event.objects.filter(complaint_id=pk).exists()
    assert not Identity.objects.exists()
    assert (disposal.number, disposal.rule, disposal.corps_code) == (number, "closed", "V017")
    assert (disposal.proposed_by, disposal.approved_by) == (ilse, ivo)
    assert disposal.disposed_at is not None
    verbs = TrailEvent.objects.filter(object_id=str(pk)).values_list("verb", flat=True)
    assert {"disposal.proposed", "complaint.disposed"} <= set(verbs)


def test_evidence_goes_from_the_disk_too(
    old: Complaint, ilse: User, ivo: User, settings: LazySettings, django_capture_on_commit_callbacks: Any
) -> None:
    evidence_add(complaint=old, upload=SimpleUploadedFile("a.pdf", PDF), by_complainant=True)
    assert files_in(settings.ATTACHMENTS_DIR)
    with django_capture_on_commit_callbacks(execute=True):
        disposal_approve(disposal=disposal_propose(complaint=old, actor=ilse), actor=ivo)
    assert not Attachment.objects.exists()
    assert files_in(settings.ATTACHMENTS_DIR) == []


def test_one_person_is_not_enough(old: Complaint, ilse: User, ivo: User) -> None:
    disposal = disposal_propose(complaint=old, actor=ilse)
    with pytest.raises(KeepingError, match="same_person"):
        disposal_approve(disposal=disposal, actor=ilse)
    ilse.delete()
    with pytest.raises(KeepingError, match="same_person"):
        disposal_approve(disposal=disposal, actor=ivo)
    assert Complaint.objects.filter(pk=old.pk).exists()


def test_a_file_is_proposed_once_and_a_proposal_may_be_dropped(old: Complaint, ilse: User, ivo: User) -> None:
    disposal = disposal_propose(complaint=old, actor=ilse)
    with pytest.raises(KeepingError, match="proposed"):
        disposal_propose(complaint=old, actor=ivo)
    disposal_drop(disposal=disposal, actor=ivo)
    with pytest.raises(KeepingError, match="not_proposed"):
        disposal_approve(disposal=disposal, actor=ivo)
    disposal_propose(complaint=old, actor=ivo)
    assert Disposal.objects.count() == 1


def test_nothing_goes_early(complaint_of: Make, ilse: User) -> None:
    with pytest.raises(KeepingError, match="early"):
        disposal_propose(complaint=close(complaint_of(), days_ago(4 * YEAR), "decided"), actor=ilse)


def test_a_hold_keeps_a_file_until_it_is_lifted(old: Complaint, ilse: User, ivo: User) -> None:
    disposal = disposal_propose(complaint=old, actor=ilse)
    with pytest.raises(KeepingError, match="no_reason"):
        hold_place(complaint=old, actor=ivo, reason=" ")
    hold = hold_place(complaint=old, actor=ivo, reason="Claim in court")
    with pytest.raises(KeepingError, match="hold"):
        disposal_approve(disposal=disposal, actor=ivo)
    assert retention_rules.get("complaint_file").count() == 0
    hold_lift(hold=hold, actor=ilse)
    with pytest.raises(KeepingError, match="lifted"):
        hold_lift(hold=hold, actor=ilse)
    disposal_approve(disposal=disposal, actor=ivo)


def test_an_unread_message_keeps_file_and_contact(old: Complaint, ilse: User) -> None:
    message_write(complaint=old, text="Is anybody there?")
    assert retention_rules.get("complaint_file").count() == 0
    assert contacts_expire() == 0
    with pytest.raises(KeepingError, match="unread"):
        disposal_propose(complaint=old, actor=ilse)
    messages_read(complaint=old, actor=ilse)
    assert Message.objects.get().read_at is not None
    disposal_propose(complaint=old, actor=ilse)


def test_a_running_term_keeps_a_file(complaint_of: Make, ilse: User) -> None:
    """A copy of the file went to another body today: the days for its answer run."""
    complaint = close(complaint_of(), days_ago(6 * YEAR), "decided")
    Event.objects.create(
        complaint=complaint,
        at=timezone.now(),
        on=timezone.localdate(),
        kind="refer",
        actor_kind="handler",
        holder="corps",
    )
    assert "term" in keeping_of(complaint).blocks
    with pytest.raises(KeepingError, match="term"):
        disposal_propose(complaint=complaint, actor=ilse)


def test_a_reopened_file_does_not_go(old: Complaint, ilse: User, ivo: User) -> None:
    disposal = disposal_propose(complaint=old, actor=ilse)
    Complaint.objects.filter(pk=old.pk).update(status="inquiry", closed_on=None)
    with pytest.raises(KeepingError, match="open"):
        disposal_approve(disposal=disposal, actor=ivo)


def test_who_complained_goes_a_year_after_closing_and_the_file_stays(complaint_of: Make) -> None:
    young, grown = close(complaint_of(), days_ago(300)), close(complaint_of(), days_ago(YEAR), "decided")
    assert retention_rules.get("complaint_contact").count() == 1
    assert contacts_expire() == 1
    assert list(Identity.objects.values_list("complaint", flat=True)) == [young.pk]
    assert Complaint.objects.filter(pk=grown.pk).exists()
    assert contacts_expire() == 0


def test_the_command_counts_in_a_dry_run_and_never_destroys_a_file(old: Complaint) -> None:
    out = StringIO()
    call_command("retention_apply", "--dry-run", stdout=out)
    assert "complaint_file: 1 complaint files" in out.getvalue()
    assert Identity.objects.exists()
    call_command("retention_apply", stdout=out)
    assert Complaint.objects.filter(pk=old.pk).exists()
    assert not Identity.objects.exists()


def test_a_file_may_go_when_its_time_is_over_and_not_before(complaint_of: Make) -> None:
    complaint = close(complaint_of(), days_ago(10), "withdrawn")
    assert not keeping_of(complaint).may_go
    with time_machine.travel(timezone.now() + timedelta(days=YEAR)):
        assert keeping_of(complaint).may_go
