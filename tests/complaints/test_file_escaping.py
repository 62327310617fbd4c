"""Whatever people write into a file is shown as text, in whatever script, and never runs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.models import Complaint
from complaints.services import deciding, working
from complaints.services.intake import IdentityIntake, InvolvedIntake
from complaints.services.messages import message_write
from legitimacy.models import User
from tests.complaints.conftest import At
from tests.complaints.filepage import done, look, send, signed_in, text_of

pytestmark = pytest.mark.django_db
EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 }}'
ODD = "🙂 مرحبا =SUM(A1) é\u202e"


def everywhere(at: At, handler: User, text: str) -> Complaint:
    """The text in every field of a file that somebody may write."""
    file = at(
        story=text,
        title=text[:120],
        place=text,
        happened_text=text,
        interpreter=text[:60],
        external_reference=text[:60],
        images=text,
        identity=IdentityIntake(name=text, email="a@example.org", address=text, needs=text),
        involved=(InvolvedIntake(name=text, number=text, description=text, vehicle=text[:60], unit=text[:80]),),
    )
    later = timezone.localdate() + timedelta(days=9)
    deciding.allegation_add(complaint=file, category="T2", text=text, actor=handler)
    deciding.decision_write(complaint=file, reasons=text, legal_basis=text, actor=handler)
    deciding.measure_add(complaint=file, code="policy", note=text, actor=handler)
    deciding.lesson_add(complaint=file, what=text, owner=text[:120], due_on=later, actor=handler)
    deciding.officer_heard_note(complaint=file, actor=handler, heard_on=timezone.localdate(), note=text)
    deciding.finding_record(allegation=file.allegations.all()[0], finding="founded", note=text, actor=handler)
    working.note_write(complaint=file, text=text, actor=handler)
    working.task_add(complaint=file, what=text, actor=handler)
    message_write(complaint=file, text=text)
    return file


def test_no_field_of_the_page_runs(at: At, ilse: User) -> None:
    file = everywhere(at, ilse, EVIL)
    client = signed_in(ilse)
    for name in ("complaint_detail", "complaint_identify", "complaint_decision", "complaint_measure_done"):
        page = text_of(look(client, file, name))
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert text_of(look(client, file)).count("&lt;script&gt;alert(1)") > 12


def test_opened_identity_and_names_do_not_run(at: At, ilse: User) -> None:
    file = everywhere(at, ilse, EVIL)
    client = signed_in(ilse)
    for name in ("complaint_identity", "complaint_involved_open"):
        page = text_of(send(client, file, name, reason="handling"))
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page


def test_kept_text_of_a_stale_form_does_not_run(at: At, ilse: User) -> None:
    file = at()
    page = text_of(send(signed_in(ilse), file, "complaint_note", text=EVIL, version=file.version - 1))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_emoji_and_scripts_from_right_to_left_stand_as_written(at: At, ilse: User) -> None:
    page = text_of(look(signed_in(ilse), everywhere(at, ilse, ODD)))
    assert page.count(ODD) > 8


def test_huge_and_null_texts_are_refused_with_a_sentence(at: At, ilse: User) -> None:
    file = at()
    client = signed_in(ilse)
    assert send(client, file, "complaint_note", text="x" * 20_001).status_code == 422
    assert send(client, file, "complaint_note", text="a\x00b").status_code == 422
    assert send(client, file, "complaint_decision", reasons="x" * 50_001).status_code == 422
    assert done(send(client, file, "complaint_note", text="x" * 20_000))


def test_title_of_a_page_holds_nothing_of_the_file(at: At, ilse: User) -> None:
    file = everywhere(at, ilse, "Very private words")
    client = signed_in(ilse)
    for name in ("complaint_detail", "complaint_decision", "complaint_identity"):
        page = text_of(look(client, file, name))
        assert "Very private" not in page[page.index("<title>") : page.index("</title>")]
