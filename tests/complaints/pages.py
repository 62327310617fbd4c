"""A complaint with a handler and an identity, and ways to its pages."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from complaints.models import Complaint
from complaints.services.assigning import complaint_assign
from complaints.services.evidence import evidence_add
from complaints.services.intake import IdentityIntake, InvolvedIntake
from legitimacy.models import Attachment, User
from tests.attachments.conftest import kept  # noqa: F401  files in a folder of the test

Make = Callable[..., Complaint]
CLAIRE = IdentityIntake(name="Claire Citoyen", email="claire@example.org", address="Kerkstraat 12\n3200 Demer")


@pytest.fixture(name="file")
def handled_file(complaint_of: Make, ilse: User) -> Complaint:
    complaint = complaint_of(
        identity=CLAIRE,
        story="Claire was pushed by a man at the desk.",
        place="Cell of Claire",
        involved=(InvolvedIntake(name="Agent Smit"),),
    )
    complaint_assign(complaint=complaint, handler=ilse, actor=ilse)
    complaint.refresh_from_db()
    return complaint


def url(name: str, complaint: Complaint, **more: object) -> str:
    return reverse(name, kwargs={"number": complaint.number, **more})


def add(complaint: Complaint, content: bytes, name: str) -> Attachment:
    return evidence_add(complaint=complaint, upload=SimpleUploadedFile(name, content), by_complainant=True)
