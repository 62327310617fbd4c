"""What an auditor reads of who looked."""

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from complaints.models import Complaint
from complaints.services.evidence import evidence_add, evidence_open
from complaints.services.identities import identity_open
from complaints.services.notifying import copy_take
from complaints.services.redacting import redaction_suggest
from legitimacy.models import Corps, Register, Role, User
from tests.attachments.conftest import files_in, kept  # noqa: F401  files in a folder of the test
from tests.attachments.files import image
from tests.people import person_joins, person_make

Make = Callable[..., Complaint]


def page_of(person: User, query: str = "") -> str:
    client = Client()
    client.force_login(person)
    return client.get(f"/en/complaints/looks/{query}").content.decode()


def test_an_auditor_reads_who_opened_an_identity_and_why_but_not_whose(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of()
    identity_open(identity=complaint.identity, actor=ilse, reason="contact")
    found = page_of(person_make("Anton", (Role.AUDITOR, Register.EXAMPLE)))
    assert "opened who complained" in found
    assert "contact with the complainant" in found
    assert "Claire" not in found
    assert complaint.number not in found


def test_taking_cognisance_is_there_too(complaint_of: Make, hanne: User) -> None:
    copy_take(complaint=complaint_of(), body="committee_p", actor=hanne, reason="safety", note="why")
    found = page_of(person_make("Anton", (Role.AUDITOR, Register.EXAMPLE)))
    assert "took cognisance" in found
    assert "Committee P" in found


def test_an_auditor_does_not_read_about_a_corps_they_worked_for(
    complaint_of: Make, demervallei: Corps, ilse: User
) -> None:
    identity_open(identity=complaint_of().identity, actor=ilse, reason="contact")
    anton = person_make("Anton", (Role.AUDITOR, Register.EXAMPLE))
    person_joins(anton, Role.STAFF, demervallei)
    assert "opened who complained" not in page_of(anton)


def test_nothing_is_said_where_nobody_looked(db: None) -> None:
    assert "Nobody has looked" in page_of(person_make("Anton", (Role.AUDITOR, Register.EXAMPLE)), "?before=x")


def test_an_auditor_reads_that_evidence_was_opened(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of()
    attachment = evidence_add(complaint=complaint, upload=SimpleUploadedFile("photo.jpg", image("JPEG")), actor=ilse)
    evidence_open(complaint=complaint, attachment=attachment, actor=ilse)
    found = page_of(person_make("Anton", (Role.AUDITOR, Register.EXAMPLE)))
    assert "read evidence" in found
    assert complaint.number not in found


def test_an_auditor_reads_that_a_story_was_compared_with_a_name(complaint_of: Make, ilse: User) -> None:
    redaction_suggest(complaint=complaint_of(), actor=ilse)
    found = page_of(person_make("Anton", (Role.AUDITOR, Register.EXAMPLE)))
    assert "compared the story with who complained" in found
