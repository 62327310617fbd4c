"""Acting on audits in the browser: planning, findings, replies, records, recommendations; bad input; two at once."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from audit.models import Audit, AuditFinding
from audit.services.audits.steps import audit_step
from audit.services.standards.publishing import standards_publish
from audit.workflow.audits import Status
from legitimacy.models import AuditGrant, Corps, Register, Role, TrailEvent, User
from tests.audit.audits.conftest import Make, evidence_add, finding_make, signed_in
from tests.audit.audits.pages import NEW, form_of, page, text
from tests.people import person_joins, person_make

pytestmark = pytest.mark.django_db


def test_planning_in_the_browser(demervallei: Corps, amina: User) -> None:
    client = signed_in(amina)
    address = f"{NEW}?corps=V017&reasons=long,nonsense&indicators=EFF-08,EFF-99"
    given = form_of(client, address, title="Audit 🚓 مراجعة", pillars=["EFF"])
    assert given["indicators"] == ["EFF-08"]
    answer = client.post(address, given)
    audit = Audit.objects.get()
    assert answer.status_code == 302
    assert (audit.title, audit.reasons, audit.team.get().user) == ("Audit 🚓 مراجعة", ["long"], amina)
    assert client.post(address, given).status_code == 302
    assert Audit.objects.count() == 1
    assert client.get(NEW).status_code == 302
    assert client.get(f"{NEW}?corps=V999").status_code == 404
    assert client.get(f"{NEW}?corps=%00").status_code == 302


def test_published_standards_are_ticked_and_linked(demervallei: Corps, amina: User) -> None:
    standards_publish(register=Register.EXAMPLE)
    standards_publish(register=Register.BELGIUM)
    client = signed_in(amina)
    address = f"{NEW}?corps={demervallei.code}"
    form = form_of(client, address, published=["reasoned-reply", "inclusion-hr"], standards="House rule 7")
    assert client.post(address, form | {"published": ["no-such-one"]}).status_code == 422
    assert client.post(address, form, follow=True).status_code == 200
    audit = Audit.objects.get()
    assert audit.standards.splitlines() == ["reasoned-reply", "inclusion-hr", "House rule 7"]
    shown = text(client, page(audit))
    assert 'href="/en/audit/standards/inclusion-hr/"' in shown
    assert "House rule 7" in shown
    again = client.get(page(audit, part="scope/")).context["form"]
    assert again["published"].value() == ["reasoned-reply", "inclusion-hr"]
    assert again["standards"].value() == "House rule 7"


def test_planning_an_audit_of_a_former_corps_gets_a_sentence(demervallei: Corps, amina: User, aline: User) -> None:
    client = signed_in(aline)
    given = form_of(client, f"{NEW}?corps=V017", title="x", pillars=["EFF"], lead=amina.pk)
    person_joins(amina, Role.STAFF, demervallei, valid_to=timezone.localdate() - timedelta(days=900))
    answer = client.post(f"{NEW}?corps=V017", given)
    assert answer.status_code == 422
    assert "works or worked for this corps" in answer.content.decode()
    refused = TrailEvent.objects.get(verb="audit.conflict_refused")
    assert (refused.object_id, refused.corps, refused.reason) == (str(amina.pk), "V017", "member")
    assert "You cannot audit this corps" in text(signed_in(amina), f"{NEW}?corps=V017")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"pillars": []}, "Choose at least one pillar"),
        ({"period_from": "2025-12-31", "period_to": "2025-01-01"}, "before the first"),
        ({"period_from": "31/02/2025"}, "Enter a valid date"),
        ({"title": "x" * 121}, "at most 120 characters"),
        ({"title": " "}, "required"),
        ({"lead": 999_999}, "valid choice"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_lost(
    demervallei: Corps, amina: User, given: dict[str, Any], sentence: str
) -> None:
    client = signed_in(amina)
    usual = form_of(client, f"{NEW}?corps=V017", title="Keep this", pillars=["EFF"], why="And this")
    answer = client.post(f"{NEW}?corps=V017", usual | given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "And this" in answer.content.decode()
    assert not Audit.objects.exists()


def test_writing_a_finding_with_a_file(audit_at: Make, amina: User, katrien: User, aline: User) -> None:
    audit, client = audit_at(), signed_in(amina)
    address = page(audit, part="finding/")
    given = form_of(client, address, grade="weakness", title="=1+1", text="<script>alert(1)</script>")
    file = SimpleUploadedFile("proof.txt", b"Seen on the spot.")
    assert client.post(address, given | {"evidence": file}).status_code == 302
    finding = audit.findings.get()
    shown = text(client, page(audit, "findings"))
    assert "<script>alert(1)" not in shown
    assert "proof.txt" in shown
    link = shown.split("/evidence/")[1].split('/"')[0]
    read = client.get(page(audit, part=f"evidence/{link}/"))
    assert (read.status_code, read.content) == (200, b"Seen on the spot.")
    assert TrailEvent.objects.filter(verb="evidence.read", actor=amina).exists()
    assert signed_in(katrien).get(page(audit, part=f"evidence/{link}/")).status_code == 404
    assert client.post(address, given).status_code == 302  # the same form again
    assert audit.findings.count() == 1
    again = form_of(client, f"{address}?row={finding.pk}", title="Another title")
    assert client.post(address, again).status_code == 302
    assert audit.findings.get().title == "Another title"


def test_a_file_of_a_kind_that_is_not_taken_keeps_the_text(audit_at: Make, amina: User) -> None:
    audit, client = audit_at(), signed_in(amina)
    address = page(audit, part="finding/")
    given = form_of(client, address, grade="point", title="Title", text="Do not lose this")
    answer = client.post(address, given | {"evidence": SimpleUploadedFile("x.exe", b"MZ\x90\x00" * 200)})
    assert answer.status_code == 422
    assert "Do not lose this" in answer.content.decode()
    assert not audit.findings.exists()


def test_a_huge_text_is_refused_with_a_sentence(audit_at: Make, amina: User) -> None:
    audit, client = audit_at(), signed_in(amina)
    address = page(audit, part="finding/")
    given = form_of(client, address, grade="point", title="Title", text="x" * 8001)
    answer = client.post(address, given)
    assert answer.status_code == 422
    assert "at most 8000 characters" in answer.content.decode()


def test_second_of_two_people_is_told_and_loses_nothing(audit_at: Make, amina: User, aline: User) -> None:
    audit, first, second = audit_at(), signed_in(amina), signed_in(aline)
    address = page(audit, part="finding/")
    mine = form_of(second, address, grade="point", title="Mine", text="What I typed")
    theirs = form_of(first, address, grade="point", title="Theirs", text="Quicker")
    assert first.post(address, theirs).status_code == 302
    answer = second.post(address, mine)
    assert answer.status_code == 409
    assert "Somebody changed this audit meanwhile" in answer.content.decode()
    assert "What I typed" in answer.content.decode()
    again = mine | {"version": answer.context["form"]["version"].value(), "key": "another"}
    assert second.post(address, again).status_code == 302
    assert audit.findings.count() == 2


def test_steps_say_what_is_missing(audit_at: Make, amina: User) -> None:
    audit, client = audit_at(), signed_in(amina)
    assert "Write at least one finding first." in text(client, page(audit))
    address = page(audit, part="step/")
    answer = client.post(address, form_of(client, f"{address}?step=send_draft"))
    assert answer.status_code == 422
    assert "Write at least one finding first." in answer.content.decode()
    assert client.get(f"{address}?step=nonsense").status_code == 404
    wrong = client.post(address, form_of(client, f"{address}?step=finalise"))
    assert wrong.status_code == 422
    assert "cannot be taken now" in wrong.content.decode()
    cancel = form_of(client, f"{address}?step=cancel")
    assert "Write down why." in client.post(address, cancel).content.decode()
    assert client.post(address, cancel | {"note": "No staff.", "key": "k2"}).status_code == 302
    assert Audit.objects.get().status == Status.CANCELLED


def test_the_chief_replies_in_the_browser(audit_at: Make, katrien: User) -> None:
    audit, client = audit_at(Status.DRAFT_SENT), signed_in(katrien)
    assert "Your right of reply" in text(client, page(audit))
    address = page(audit, part="reply/")
    name = f"finding_{audit.findings.get().pk}"
    empty = client.post(address, form_of(client, address))
    assert empty.status_code == 422
    given = form_of(client, address, overall="Dank u 🙏", **{name: "لا نوافق"})
    assert client.post(address, given).status_code == 302
    shown = text(client, page(audit, "findings"))
    assert "Dank u 🙏" in shown
    assert "لا نوافق" in shown
    assert client.get(address).status_code == 403


def test_records_are_asked_extended_by_a_second_auditor_and_ended(audit_at: Make, amina: User, aline: User) -> None:
    audit, client = audit_at(), signed_in(amina)
    address = page(audit, part="records/")
    too_long = client.post(address, form_of(client, address, kind="complaints", reason="sample", days=91))
    assert too_long.status_code == 422
    assert (
        client.post(address, form_of(client, address, kind="complaints", reason="sample", days=30)).status_code == 302
    )
    grant = AuditGrant.objects.get()
    assert (grant.user, (grant.until_on - grant.from_on).days) == (amina, 30)
    assert client.post(page(audit, part="records/extend/"), {"version": 1, "row": grant.pk}).status_code == 403
    twin = person_make("Amina2", (Role.AUDITOR, Register.EXAMPLE))
    User.objects.filter(pk=twin.pk).update(email="amina+2@example.org")  # the same mailbox
    assert signed_in(twin).post(page(audit, part="records/extend/"), {"version": 1, "row": grant.pk}).status_code == 403
    second = signed_in(aline)
    extend = page(audit, part="records/extend/")
    assert second.post(extend, form_of(second, f"{extend}?row={grant.pk}")).status_code == 302
    grant.refresh_from_db()
    assert ((grant.until_on - grant.from_on).days, grant.extended_by) == (90, aline)
    end = page(audit, part="records/end/")
    assert second.post(end, form_of(second, f"{end}?row={grant.pk}")).status_code == 302
    grant.refresh_from_db()
    assert grant.ended_at is not None
    verbs = set(TrailEvent.objects.filter(object_type="auditgrant").values_list("verb", flat=True))
    assert verbs == {"audit_grant.given", "audit_grant.extended", "audit_grant.ended", "access.denied"}


def test_access_that_ran_out_cannot_be_extended(audit_at: Make, amina: User, aline: User) -> None:
    audit, client, second = audit_at(), signed_in(amina), signed_in(aline)
    address, extend = page(audit, part="records/"), page(audit, part="records/extend/")
    client.post(address, form_of(client, address, kind="complaints", reason="sample", days=10))
    grant = AuditGrant.objects.get()
    with time_machine.travel(grant.until_on + timedelta(days=1), tick=False):
        second = signed_in(aline)
        answer = second.post(extend, form_of(second, f"{extend}?row={grant.pk}"))
    assert answer.status_code == 422
    assert "This access is over" in answer.content.decode()


def test_access_ends_when_the_draft_is_sent(audit_at: Make, amina: User) -> None:
    audit, client = audit_at(), signed_in(amina)
    address = page(audit, part="records/")
    client.post(address, form_of(client, address, kind="complaints", reason="sample", days=10))
    evidence_add(finding_make(audit, amina), amina)
    audit_step(audit=audit, step="send_draft", actor=amina)
    assert AuditGrant.objects.get().ended_at is not None
    assert "nobody has access" in text(client, page(audit, "records"))


def test_recommendations_in_the_browser_from_answer_to_verdict(audit_at: Make, amina: User, katrien: User) -> None:
    audit = audit_at(Status.FOLLOW_UP)
    row = audit.recommendations.get().pk
    chief, auditor = signed_in(katrien), signed_in(amina)

    def act(client: Client, path: str, **given: Any) -> int:
        address = page(audit, part=f"recommendation/{path}/")
        return client.post(address, form_of(client, f"{address}?row={row}", **given)).status_code

    assert act(chief, "answer", answer="rejected") == 422
    assert act(chief, "answer", answer="accepted", owner="Head") == 302
    assert act(chief, "answer", answer="accepted", owner="Head") == 422
    later = timezone.localdate() + timedelta(days=90)
    assert act(chief, "postpone", until=later.isoformat(), note="No staff") == 302
    assert "first agreed" in text(chief, page(audit, "recommendations"))
    assert act(chief, "done", on=timezone.localdate().isoformat(), note="Ready") == 302
    assert act(auditor, "verify", verdict="on_time", note="Seen") == 302
    assert "carried out on time" in text(chief, page(audit, "recommendations"))


def test_a_row_of_another_audit_is_no_row(audit_at: Make, amina: User) -> None:
    one, other = audit_at(), audit_at()
    finding = finding_make(other, amina)
    address = page(one, part="finding/remove/")
    client = signed_in(amina)
    for row in (finding.pk, "", "x", "9" * 30):
        assert client.post(address, {"version": one.version, "row": row}).status_code == 404
    assert AuditFinding.objects.filter(pk=finding.pk).exists()
