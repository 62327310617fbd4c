"""Letters: complete in four languages, frozen when sent, known to the clock, and only what the file knows."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from complaints.letters import documents
from complaints.letters.sending import LetterError, letter_preview, letter_send
from complaints.letters.templates import TEMPLATES, UnknownLetterError
from complaints.letters.texts import fill
from complaints.letters.values import letter_values
from complaints.models import Complaint, Letter, Notification
from complaints.selectors.letters import letters_of
from complaints.services.assigning import complaint_assign
from complaints.services.deciding import decision_write, measure_add
from complaints.services.history import ChangedMeanwhileError
from complaints.services.intake import IdentityIntake
from complaints.services.needs import NeedMissingError
from complaints.services.steps import complaint_step
from legitimacy.models import User
from legitimacy.models.subjects import LANGUAGES

Make = Callable[..., Complaint]
EVERY = list(product([template.code for template in TEMPLATES], LANGUAGES))


def with_handler(complaint: Complaint, handler: User) -> Complaint:
    complaint_assign(complaint=complaint, handler=handler, actor=handler)
    complaint.refresh_from_db()
    return complaint


def decided(complaint: Complaint, handler: User) -> Complaint:
    complaint = with_handler(complaint, handler)
    complaint = complaint_step(complaint=complaint, step="assess", actor=handler)
    complaint = decision_write(complaint=complaint, actor=handler, reasons="Nobody listened.", legal_basis="Art. 1")
    return complaint_step(complaint=complaint, step="declare_unfounded", actor=handler)


def test_the_decision_names_reasons_basis_review_body_and_last_day(complaint_of: Make, ilse: User) -> None:
    complaint = decided(complaint_of(language="nl"), ilse)
    Complaint.objects.filter(pk=complaint.pk).update(disposition="decided")
    letter = letter_send(complaint=complaint, template="decision", actor=ilse)
    assert "Nobody listened." in letter.text
    assert "Rechtsgrond: Art. 1" in letter.text
    assert "een herziening vragen bij: intern toezicht, lokale politie Demervallei" in letter.text
    complaint.refresh_from_db()
    assert complaint.review_until is not None
    assert f"tot en met {complaint.review_until.day} " in letter.text
    assert "Comité P" in letter.text


def test_a_paragraph_without_its_value_is_left_out_and_told(complaint_of: Make) -> None:
    preview = letter_preview(complaint_of(language="en"), "acknowledgement")
    assert "{" not in preview.text
    assert "secret code" not in preview.text
    assert "mailbox" in preview.left_out


def test_what_people_wrote_is_never_filled_again(complaint_of: Make, ilse: User) -> None:
    complaint = decided(complaint_of(), ilse)
    Complaint.objects.filter(pk=complaint.pk).update(decision="See {number} and {nonsense} [dag]")
    complaint.refresh_from_db()
    assert "See {number} and {nonsense} [dag]" in letter_preview(complaint, "inadmissible").text


def test_a_letter_never_names_the_complainant(complaint_of: Make) -> None:
    complaint = complaint_of(identity=IdentityIntake(name="Claire Citoyen", email="claire@example.org"))
    for code, language in EVERY:
        assert "Claire" not in fill(code, language, letter_values(complaint, language)).text


def test_a_measure_about_one_member_is_named_as_such_only(complaint_of: Make, ilse: User) -> None:
    complaint = decided(complaint_of(), ilse)
    measure_add(complaint=complaint, code="discipline", actor=ilse)
    measure_add(complaint=complaint, code="training", actor=ilse)
    assert letter_values(complaint, "en")["measures"] == "- a measure regarding the member of the police concerned"


def test_the_acknowledgement_takes_its_step_and_the_clock_knows(complaint_of: Make, ilse: User) -> None:
    complaint = with_handler(complaint_of(language="fr"), ilse)
    letter = letter_send(complaint=complaint, template="acknowledgement", actor=ilse)
    complaint.refresh_from_db()
    today = timezone.localdate()
    assert (complaint.status, complaint.acknowledged_on, complaint.informed_on) == ("acknowledged", today, today)
    assert complaint.events.filter(kind="letter", reason="acknowledgement").count() == 1
    assert (letter.language, letter.body, letter.to_complainant) == ("fr", "corps", True)
    assert "Madame, Monsieur" in letter.text


def test_a_second_acknowledgement_takes_no_step(complaint_of: Make, ilse: User) -> None:
    complaint = with_handler(complaint_of(), ilse)
    letter_send(complaint=complaint, template="acknowledgement", actor=ilse)
    letter_send(complaint=complaint, template="acknowledgement", actor=ilse)
    assert complaint.events.filter(kind="acknowledge").count() == 1


def test_an_acknowledgement_without_a_handler_writes_nothing(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of()
    with pytest.raises(NeedMissingError):
        letter_send(complaint=complaint, template="acknowledgement", actor=ilse)
    assert not Letter.objects.exists()


def test_a_decision_is_communicated_by_its_letter(complaint_of: Make, ilse: User) -> None:
    complaint = decided(complaint_of(), ilse)
    letter_send(complaint=complaint, template="inadmissible", actor=ilse)
    complaint.refresh_from_db()
    assert complaint.status == "communicated"
    assert complaint.communicated_on == timezone.localdate()


def test_what_was_sent_does_not_change_with_the_file(complaint_of: Make, ilse: User) -> None:
    complaint = with_handler(complaint_of(), ilse)
    letter = letter_send(complaint=complaint, template="progress", actor=ilse, text="  As I wrote it.\r\nTwice.  ")
    letter.refresh_from_db()
    assert letter.text == "As I wrote it.\nTwice."


@pytest.mark.parametrize(
    ("template", "given", "reason"),
    [
        ("decision", {}, "state"),
        ("closing", {}, "state"),
        ("extension", {}, "missing"),
        ("referral_notice", {}, "missing"),
        ("transmission_body", {}, "missing"),
        ("preservation_request", {}, "missing"),
        ("progress", {"text": " \n "}, "empty"),
        ("progress", {"text": "x" * 30_001}, "long"),
        ("progress", {"by_post": True}, "address"),
    ],
)
def test_a_letter_that_does_not_fit_is_not_sent(
    complaint_of: Make, ilse: User, template: str, given: dict[str, object], reason: str
) -> None:
    complaint = with_handler(complaint_of(), ilse)
    with pytest.raises(LetterError) as refused:
        letter_send(complaint=complaint, template=template, actor=ilse, **given)  # type: ignore[arg-type]  # table
    assert refused.value.reason == reason
    assert not Letter.objects.exists()


def test_what_is_left_to_write_must_be_written(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_step(complaint=with_handler(complaint_of(), ilse), step="assess", actor=ilse)
    preview = letter_preview(complaint, "hearing_invitation")
    assert preview.to_write == ("[dag en uur]", "[plaats]")
    with pytest.raises(LetterError) as refused:
        letter_send(complaint=complaint, template="hearing_invitation", actor=ilse)
    assert refused.value.reason == "to_write"
    written = preview.text.replace("[dag en uur]", "maandag 10 uur").replace("[plaats]", "Markt 1")
    assert letter_send(complaint=complaint, template="hearing_invitation", actor=ilse, text=written)


def test_an_unknown_letter_is_refused(complaint_of: Make, ilse: User) -> None:
    with pytest.raises(UnknownLetterError):
        letter_send(complaint=complaint_of(), template="../../etc/passwd", actor=ilse)


def test_who_writes_on_an_older_version_is_told(complaint_of: Make, ilse: User) -> None:
    complaint = with_handler(complaint_of(), ilse)
    letter_send(complaint=complaint, template="progress", actor=ilse, version=complaint.version)
    with pytest.raises(ChangedMeanwhileError):
        letter_send(complaint=complaint, template="progress", actor=ilse, version=complaint.version)
    assert Letter.objects.count() == 1


def test_a_letter_to_the_prosecutor_says_that_the_copy_went_out(complaint_of: Make, hanne: User) -> None:
    complaint = with_handler(complaint_of(possible_offence=True), hanne)
    assert complaint.offence_passed_on is None
    letter = letter_send(complaint=complaint, template="transmission_prosecutor", actor=hanne, language="fr")
    complaint.refresh_from_db()
    assert complaint.offence_passed_on == timezone.localdate()
    assert (letter.to_complainant, letter.to_body, letter.language) == (False, "prosecutor", "fr")
    assert complaint.informed_on is None
    assert not complaint.events.filter(kind="letter").exists()


def test_a_notice_to_committee_p_by_letter_is_marked_as_sent(complaint_of: Make, ilse: User) -> None:
    complaint = with_handler(complaint_of(), ilse)
    Notification.objects.update_or_create(complaint=complaint, body="committee_p", defaults={"notified_on": None})
    letter_send(complaint=complaint, template="transmission_committee_p", actor=ilse)
    assert Notification.objects.get(complaint=complaint).notified_on == timezone.localdate()


def test_a_request_to_keep_images_tells_nothing_of_the_complainant(complaint_of: Make) -> None:
    complaint = complaint_of(images="Camera in the cell", place="Markt 1", story="SECRET STORY")
    text = letter_preview(complaint, "preservation_request", language="en").text
    assert "Camera in the cell" in text
    assert "SECRET" not in text


def test_letters_of_an_external_body_are_not_read_by_the_corps(complaint_of: Make, ilse: User, hanne: User) -> None:
    complaint = with_handler(complaint_of(), ilse)
    own = letter_send(complaint=complaint, template="progress", actor=ilse)
    Complaint.objects.filter(pk=complaint.pk).update(holder="committee_p")
    complaint.refresh_from_db()
    theirs = letter_send(complaint=complaint, template="progress", actor=hanne)
    assert letters_of(complaint, hanne) == [theirs, own]
    assert letters_of(complaint, ilse) == [own]


def test_the_last_day_for_a_review_is_told_once_only(complaint_of: Make, ilse: User) -> None:
    complaint = decided(complaint_of(), ilse)
    in_preview = letter_values(complaint, "en")["review_until"]
    letter_send(complaint=complaint, template="inadmissible", actor=ilse)
    complaint.refresh_from_db()
    assert complaint.review_until is not None
    assert complaint.review_until - timezone.localdate() >= timedelta(days=30)
    assert letter_values(complaint, "en")["review_until"] == in_preview


def test_a_letter_about_a_fictional_corps_says_so_on_paper(
    complaint_of: Make, ilse: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []

    def pdf_render(template: object, data: dict[str, str], **words: str) -> bytes:
        printed.append(data["mark"])
        return b""

    monkeypatch.setattr(documents, "pdf_render", pdf_render)
    complaint = complaint_of()
    letter = letter_send(complaint=with_handler(complaint, ilse), template="acknowledgement", actor=ilse)
    documents.letter_pdf(letter)
    letter.complaint.origin = "real"
    documents.letter_pdf(letter)
    assert "Voorbeeldland" in printed[0]
    assert printed[1] == ""
