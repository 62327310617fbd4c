"""Pages of files: who opens what, what a browser may do with it, and what goes wrong kindly."""

import io
from collections.abc import Callable

from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from complaints.models import Complaint
from complaints.services.referring import referral_send
from legitimacy.models import Attachment, TrailEvent, User
from tests.attachments.conftest import kept  # noqa: F401  files in a folder of the test
from tests.attachments.files import MP3, PDF, SVG, image
from tests.complaints.pages import add, handled_file, url  # noqa: F401  the file

Make = Callable[..., Complaint]


def test_a_corps_loses_sight_of_files_that_another_body_holds(
    file: Complaint, client: Client, ilse: User, hanne: User
) -> None:
    attachment = add(file, PDF, "a.pdf")
    Complaint.objects.filter(pk=file.pk).update(holder="committee_p")
    for person, status in ((ilse, 404), (hanne, 200)):
        client.force_login(person)
        assert client.get(url("complaint_evidence", file, pk=attachment.pk)).status_code == status


def test_a_body_that_was_only_offered_the_file_reads_copies_and_no_originals(
    file: Complaint, client: Client, ilse: User, hanne: User
) -> None:
    attachment = add(file, PDF, "a.pdf")
    referral_send(complaint=file, to_body="committee_p", actor=ilse, reason="other_body")
    client.force_login(hanne)
    assert client.get(url("complaint_evidence", file, pk=attachment.pk)).status_code == 200
    original = url("complaint_evidence_original", file, pk=attachment.pk)
    assert client.post(original, {"reason": "handling"}).status_code == 403
    assert client.post(url("complaint_evidence_list", file), {}).status_code == 403


def test_a_file_of_another_complaint_is_not_reached_by_this_one(
    file: Complaint, complaint_of: Make, client: Client, ilse: User
) -> None:
    elsewhere = add(complaint_of(), PDF, "a.pdf")
    client.force_login(ilse)
    assert client.get(url("complaint_evidence", file, pk=elsewhere.pk)).status_code == 404


def test_downloads_can_do_nothing_in_a_browser(file: Complaint, client: Client, ilse: User) -> None:
    client.force_login(ilse)
    for content, name, disposition in ((PDF, "né\u202e.pdf", "attachment"), (image(located=True), "a.jpg", "inline")):
        answer = client.get(url("complaint_evidence", file, pk=add(file, content, name).pk))
        assert answer.headers["Content-Disposition"].startswith(disposition)
        assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
    with Image.open(io.BytesIO(answer.content)) as copy:
        assert not copy.getexif()


def test_sound_is_opened_as_an_original_with_a_reason(file: Complaint, client: Client, ilse: User) -> None:
    attachment = add(file, MP3, "call.mp3")
    client.force_login(ilse)
    assert client.get(url("complaint_evidence", file, pk=attachment.pk)).status_code == 302
    original = url("complaint_evidence_original", file, pk=attachment.pk)
    assert client.post(original, {"reason": "curious"}).status_code == 422
    answer = client.post(original, {"reason": "handling"})
    assert answer.content == MP3
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_file_in_quarantine_or_damaged_is_told_and_not_opened(
    file: Complaint, client: Client, ilse: User, settings: LazySettings
) -> None:
    attachment = add(file, PDF, "a.pdf")
    client.force_login(ilse)
    Attachment.objects.update(state=Attachment.State.QUARANTINE)
    answer = client.get(url("complaint_evidence", file, pk=attachment.pk), follow=True)
    assert "Waits for the virus scan" in answer.content.decode()
    Attachment.objects.update(state=Attachment.State.CLEAN)
    (settings.ATTACHMENTS_DIR / attachment.copy_path).unlink()
    answer = client.get(url("complaint_evidence", file, pk=attachment.pk), follow=True)
    assert "is not what was sealed" in answer.content.decode()
    assert not TrailEvent.objects.filter(verb="evidence.read").exists()


def test_good_files_are_taken_beside_one_that_is_refused(file: Complaint, client: Client, ilse: User) -> None:
    client.force_login(ilse)
    chosen = [SimpleUploadedFile("a.pdf", PDF), SimpleUploadedFile("../<b>.svg", SVG), SimpleUploadedFile("c.txt", b"")]
    answer = client.post(url("complaint_evidence_list", file), {"evidence": chosen})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "1 file was added." in shown
    assert "&lt;b&gt;.svg: This kind of file cannot be taken." in shown
    assert "c.txt: The file is empty." in shown
    assert [row.name for row in Attachment.objects.all()] == ["a.pdf"]


def test_choosing_no_file_or_too_many_is_told(file: Complaint, client: Client, ilse: User) -> None:
    client.force_login(ilse)
    page = url("complaint_evidence_list", file)
    assert "Choose at least one file." in client.post(page, {}).content.decode()
    many = [SimpleUploadedFile(f"{number}.pdf", PDF) for number in range(11)]
    assert "at most 10 files" in client.post(page, {"evidence": many}).content.decode()
    assert not Attachment.objects.exists()


def test_the_page_of_the_file_lists_what_the_complainant_sent(file: Complaint, client: Client, ilse: User) -> None:
    add(file, PDF, "certificate.pdf")
    client.force_login(ilse)
    assert "certificate.pdf" in client.get(url("complaint_detail", file)).content.decode()
