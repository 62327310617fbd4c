"""Pages of letters and of evidence: who reaches them, what goes wrong kindly, and what the documents hold."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from complaints.letters.documents import letter_pdf, transmission_pdf
from complaints.letters.sending import letter_send
from complaints.models import Complaint, Letter
from complaints.services.identities import identity_open
from complaints.services.redacting import story_redact
from complaints.services.referring import referral_send
from legitimacy.exports.pdf import pdf_render
from legitimacy.models import Attachment, TrailEvent, User
from tests.attachments.conftest import kept  # noqa: F401  files in a folder of the test
from tests.attachments.files import PDF
from tests.complaints.pages import CLAIRE, add, handled_file, url  # noqa: F401  the file

Make = Callable[..., Complaint]


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What documents were made of, as a PDF itself is compressed."""
    made: list[dict[str, Any]] = []

    def watched(template: Any, data: Any, **given: Any) -> bytes:
        made.append(dict(data))
        return pdf_render(template, data, **given)

    monkeypatch.setattr("complaints.letters.documents.pdf_render", watched)
    return made


def test_a_letter_is_written_changed_sent_and_read(file: Complaint, client: Client, ilse: User) -> None:
    client.force_login(ilse)
    assert "Acknowledgement of receipt" in client.get(url("complaint_letters", file)).content.decode()
    page = url("complaint_letter_write", file, template="acknowledgement")
    text = client.get(page).context["preview"].text
    answer = client.post(page, {"text": text + "\n\nUntil Monday.", "version": file.version})
    letter = Letter.objects.get()
    assert answer.headers["Location"] == url("complaint_letter", file, pk=letter.pk)
    assert "Until Monday." in client.get(answer.headers["Location"]).content.decode()
    assert client.get(url("complaint_letters", file)).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("template", "posted", "status"),
    [
        ("progress", {"text": "", "version": 0}, 422),
        ("progress", {"text": "Hello", "version": 0}, 409),
        ("progress", {"text": "Hello"}, 422),
        ("decision", {"text": "Hello", "version": None}, 422),
        ("nonsense", {"text": "Hello", "version": 0}, 404),
    ],
)
def test_a_letter_that_cannot_go_keeps_what_was_typed(
    file: Complaint, client: Client, ilse: User, template: str, posted: dict[str, Any], status: int
) -> None:
    client.force_login(ilse)
    if posted.get("version", 0) is None:
        posted = posted | {"version": file.version}
    answer = client.post(url("complaint_letter_write", file, template=template), posted)
    assert answer.status_code == status
    assert not Letter.objects.exists()
    if status in (409, 422) and posted["text"]:
        assert "Hello" in answer.content.decode()


def test_only_handlers_of_the_holding_body_reach_letters_and_files(
    file: Complaint, client: Client, ilse: User, heidi: User, hanne: User, katrien: User, bart: User, outsider: User
) -> None:
    letter = letter_send(complaint=file, template="progress", actor=ilse)
    attachment = add(file, PDF, "a.pdf")
    pages = [
        url("complaint_letters", file),
        url("complaint_letter_write", file, template="progress"),
        url("complaint_letter", file, pk=letter.pk),
        url("complaint_letter_pdf", file, pk=letter.pk),
        url("complaint_evidence_list", file),
        url("complaint_evidence", file, pk=attachment.pk),
        url("complaint_evidence_original", file, pk=attachment.pk),
    ]
    expected = {ilse: {200}, heidi: {404}, hanne: {404}, katrien: {403}, bart: {403}, outsider: {403}}
    for person, statuses in expected.items():
        client.force_login(person)
        assert {client.get(page).status_code for page in pages} == statuses, person
    assert TrailEvent.objects.filter(verb="access.denied", actor_id=heidi.pk, corps="").count() == len(pages)


def test_a_letter_of_another_complaint_is_not_reached_by_this_one(
    file: Complaint, complaint_of: Make, client: Client, ilse: User
) -> None:
    letter = letter_send(complaint=file, template="progress", actor=ilse)
    client.force_login(ilse)
    assert client.get(url("complaint_letter_pdf", complaint_of(), pk=letter.pk)).status_code == 404


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_a_letter_is_a_tagged_document_in_its_language(
    complaint_of: Make, ilse: User, language: str, rendered: list[dict[str, Any]]
) -> None:
    complaint = complaint_of(language=language, identity=CLAIRE)
    pdf = letter_pdf(letter_send(complaint=complaint, template="progress", actor=ilse))
    assert pdf.startswith(b"%PDF-")
    assert b"/MarkInfo" in pdf
    assert b"/StructTreeRoot" in pdf
    assert f"/Lang({language}-BE)".encode() in pdf
    assert b"pdfuaid:part" in pdf
    assert complaint.number.encode() in pdf
    assert rendered[0]["address"] == []


def test_what_people_wrote_is_never_run_in_a_document(complaint_of: Make, ilse: User) -> None:
    letter = letter_send(
        complaint=complaint_of(),
        template="progress",
        actor=ilse,
        text='#panic("x") $a$ 😀 = Title\n\n#read("/etc/passwd")',
    )
    assert letter_pdf(letter).startswith(b"%PDF-")


def test_name_and_address_are_on_paper_only_with_a_reason(
    file: Complaint, client: Client, ilse: User, rendered: list[dict[str, Any]]
) -> None:
    letter = letter_send(complaint=file, template="progress", actor=ilse, by_post=True)
    client.force_login(ilse)
    client.get(url("complaint_letter_pdf", file, pk=letter.pk))
    named = url("complaint_letter_named", file, pk=letter.pk)
    assert client.post(named, {}).status_code == 422
    assert not TrailEvent.objects.filter(verb="identity.opened").exists()
    assert client.post(named, {"reason": "contact"}).headers["Content-Type"] == "application/pdf"
    assert [data["address"] for data in rendered] == [[], ["Claire Citoyen", "Kerkstraat 12", "3200 Demer"]]
    assert TrailEvent.objects.get(verb="identity.opened").reason == "contact"


def test_an_identity_for_the_external_body_alone_is_not_put_on_paper_by_the_corps(
    complaint_of: Make, client: Client, ilse: User
) -> None:
    complaint = complaint_of(identity=CLAIRE, identity_for_body_only=True)
    letter = letter_send(complaint=complaint, template="progress", actor=ilse)
    client.force_login(ilse)
    assert client.post(url("complaint_letter_named", complaint, pk=letter.pk), {"reason": "contact"}).status_code == 404


def test_the_prosecutor_gets_the_whole_file(file: Complaint, ilse: User, rendered: list[dict[str, Any]]) -> None:
    add(file, PDF, "a.pdf")
    letter = letter_send(complaint=file, template="transmission_prosecutor", actor=ilse, language="nl")
    assert transmission_pdf(letter).startswith(b"%PDF-")
    annex = rendered[0]["annex"]
    assert annex["story"] == file.story
    assert annex["files"][0]["digest"] == Attachment.objects.get().digest
    facts = str(annex["facts"])
    assert "Agent Smit" in facts
    assert "Claire Citoyen" not in facts
    opened = identity_open(identity=file.identity, actor=ilse, reason="handling")
    transmission_pdf(letter, identity=opened)
    assert "Claire Citoyen" in str(rendered[1]["annex"]["facts"])


def test_names_of_members_on_paper_are_on_the_trail(file: Complaint, client: Client, ilse: User) -> None:
    letter = letter_send(complaint=file, template="transmission_prosecutor", actor=ilse)
    client.force_login(ilse)
    assert client.get(url("complaint_letter_pdf", file, pk=letter.pk)).status_code == 200
    opened = TrailEvent.objects.get(verb="member_identity.opened")
    assert (opened.actor, opened.object_id) == (ilse, str(file.pk))


def test_other_bodies_get_the_redacted_story_and_nothing_that_names(
    file: Complaint, client: Client, ilse: User, rendered: list[dict[str, Any]]
) -> None:
    file = story_redact(complaint=file, passages=["Claire"], actor=ilse)
    referral_send(complaint=file, to_body="unia", actor=ilse, reason="other_body")
    letter = letter_send(complaint=file, template="transmission_body", actor=ilse)
    client.force_login(ilse)
    assert client.get(url("complaint_letter_pdf", file, pk=letter.pk)).status_code == 200
    assert rendered[0]["annex"]["story"] == "████ was pushed by a man at the desk."
    everything = str(rendered[0])
    for secret in ("Claire", "Smit", "claire@example.org"):
        assert secret not in everything
    assert rendered[0]["annex"]["files"] == []
    assert client.post(url("complaint_letter_named", file, pk=letter.pk), {"reason": "contact"}).status_code == 404


def test_without_a_redacted_story_no_story_is_shared(
    file: Complaint, ilse: User, rendered: list[dict[str, Any]]
) -> None:
    referral_send(complaint=file, to_body="unia", actor=ilse, reason="other_body")
    letter = letter_send(complaint=file, template="transmission_body", actor=ilse, language="en")
    transmission_pdf(letter)
    assert rendered[0]["annex"]["story"] == "No text of the story is shared."
