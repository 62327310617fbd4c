"""Files of a complaint: taken whole or not at all, opened on the trail, by whoever may."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from complaints.models import Complaint
from complaints.selectors.evidence import evidence_find, evidence_of, evidence_of_complainant
from complaints.selectors.file import Reach
from complaints.services.evidence import evidence_add, evidence_destroy, evidence_open, evidence_original_open
from complaints.services.needs import NeedMissingError
from legitimacy.attachments.errors import AttachmentRefusedError
from legitimacy.models import Attachment, TrailEvent, User
from tests.attachments.conftest import files_in, kept  # noqa: F401  files in a folder of the test
from tests.attachments.files import PDF, SVG, image

Make = Callable[..., Complaint]
READER = Reach(frozenset({"corps"}), handles=True)


def upload(content: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_file_of_the_complainant_is_listed_for_both_sides(complaint_of: Make) -> None:
    complaint = complaint_of()
    evidence_add(complaint=complaint, upload=upload(image()), by_complainant=True)
    assert [entry.name for entry in evidence_of(complaint, READER)] == ["photo.jpg"]
    assert [entry.opens for entry in evidence_of_complainant(complaint)] == ["copy"]
    event = complaint.events.get(kind="evidence")
    assert (event.actor_kind, event.actor) == ("complainant", None)


def test_a_file_of_a_handler_is_never_shown_to_the_complainant(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of()
    evidence_add(complaint=complaint, upload=upload(PDF, "report.pdf"), actor=ilse)
    ilse.delete()
    assert evidence_of(complaint, READER)
    assert not evidence_of_complainant(complaint)


def test_a_refused_file_leaves_no_event(complaint_of: Make) -> None:
    complaint = complaint_of()
    with pytest.raises(AttachmentRefusedError):
        evidence_add(complaint=complaint, upload=upload(SVG, "drawing.svg"), by_complainant=True)
    assert not complaint.events.filter(kind="evidence").exists()
    assert not Attachment.objects.exists()


def test_reading_is_on_the_trail(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of()
    attachment = evidence_add(complaint=complaint, upload=upload(PDF, "a.pdf"), by_complainant=True)
    assert evidence_open(complaint=complaint, attachment=attachment, actor=ilse) == PDF
    read = TrailEvent.objects.get(verb="evidence.read")
    assert (read.actor_id, read.object_id, read.corps) == (ilse.pk, str(attachment.pk), "V017")


def test_the_original_takes_a_reason(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of()
    attachment = evidence_add(complaint=complaint, upload=upload(PDF, "a.pdf"), by_complainant=True)
    with pytest.raises(NeedMissingError):
        evidence_original_open(complaint=complaint, attachment=attachment, actor=ilse, reason="curious")
    assert not TrailEvent.objects.filter(verb="evidence.original_read").exists()
    evidence_original_open(complaint=complaint, attachment=attachment, actor=ilse, reason="handling")
    assert TrailEvent.objects.get(verb="evidence.original_read").reason == "handling"


def test_a_file_is_not_found_by_way_of_another_complaint(complaint_of: Make, ilse: User) -> None:
    complaint, other = complaint_of(), complaint_of()
    attachment = evidence_add(complaint=complaint, upload=upload(PDF, "a.pdf"), by_complainant=True)
    assert evidence_find(other, attachment.pk) is None
    with pytest.raises(ValueError, match="another record"):
        evidence_open(complaint=other, attachment=attachment, actor=ilse)


@pytest.mark.django_db(transaction=True)
def test_files_sent_at_the_same_moment_meet_the_limit_one_after_the_other(
    complaint_of: Make, settings: LazySettings
) -> None:
    settings.ATTACHMENTS_MOST = 3
    complaint = complaint_of()

    def send(_: int) -> bool:
        try:
            evidence_add(complaint=complaint, upload=upload(PDF, "a.pdf"), by_complainant=True)
        except AttachmentRefusedError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as threads:
        assert sorted(threads.map(send, range(6))) == [False] * 3 + [True] * 3
    assert len(evidence_of(complaint, READER)) == complaint.events.filter(kind="evidence").count() == 3
    assert len(files_in(settings.ATTACHMENTS_DIR)) == 6


def test_files_go_with_the_complaint(
    complaint_of: Make, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    complaint = complaint_of()
    evidence_add(complaint=complaint, upload=upload(PDF, "a.pdf"), by_complainant=True)
    evidence_add(complaint=complaint, upload=upload(image()), by_complainant=True)
    assert evidence_destroy(complaint=complaint) == 2
    assert not evidence_of(complaint, READER)
