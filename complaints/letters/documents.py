"""Letters as tagged PDF, and the transmission of a file to a body that is not on the platform."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from complaints.letters.texts import words
from complaints.letters.values import day, letter_values
from complaints.models import Complaint, Letter
from complaints.selectors.evidence import evidence_of
from complaints.selectors.file import Reach
from complaints.services.identities import OpenIdentity
from complaints.services.redacting import story_to_share
from complaints.workflow.codes import label_of
from complaints.workflow.routing import COMMITTEE_P, GENERAL_INSPECTORATE, PROSECUTOR
from legitimacy.exports.pdf import pdf_render
from legitimacy.indicators.definitions import Origin

PAGES = Path(__file__).parent / "pages"
FULL_FILE = frozenset({PROSECUTOR, COMMITTEE_P, GENERAL_INSPECTORATE})
"""Bodies that by law read the whole file. Every other one gets the story as it was redacted."""


def letter_pdf(letter: Letter, *, address: Sequence[str] = ()) -> bytes:
    """A letter as it was sent. `address` is for the window of the envelope, only when somebody opened it."""
    with translation.override(letter.language):
        data = _head(letter, address)
    return pdf_render(PAGES / "letter.typ", data, language=letter.language, title=letter.subject)


def transmission_pdf(letter: Letter, *, identity: OpenIdentity | None = None) -> bytes:
    """The covering letter with the file behind it: whole for FULL_FILE bodies, else the redacted story alone.

    `identity` was opened for this, with its reason on the trail; it goes to FULL_FILE bodies only.
    """
    full = letter.to_body in FULL_FILE
    with translation.override(letter.language):
        data = _head(letter, ())
        data["annex"] = _annex(letter, full=full, identity=identity if full else None)
    return pdf_render(PAGES / "letter.typ", data, language=letter.language, title=letter.subject)


def _head(letter: Letter, address: Sequence[str]) -> dict[str, Any]:
    is_simulated = letter.complaint.origin == Origin.SIMULATED
    return {
        "mark": _("Voorbeeldland: fictional corps, simulated figures. Legitimiteitsmonitor") if is_simulated else "",
        "sender": letter_values(letter.complaint, letter.language)["holder"],
        "address": [line for line in address if line.strip()],
        "date": day(letter.sent_on),
        "reference": letter.complaint.number,
        "reference_label": _("File"),
        "subject": letter.subject,
        "paragraphs": letter.text.split("\n\n"),
        "annex": None,
    }


def _annex(letter: Letter, *, full: bool, identity: OpenIdentity | None) -> dict[str, Any]:
    complaint, language = letter.complaint, letter.language
    sender = Reach(frozenset({letter.body}), handles=True)
    values = letter_values(complaint, language)
    facts = [
        (_("File"), complaint.number),
        (_("Received"), values["received_on"]),
        (_("Kind"), label_of("kind", complaint.kind)),
        (_("About"), complaint.corps.display_name if complaint.corps else words(language)["corps_unknown"]),
        (_("When it happened"), day(complaint.happened_on) or (complaint.happened_text if full else "")),
        (_("Where"), (complaint.place if full else "") or (_("online") if complaint.is_online else "")),
        (_("Alleged failings"), values["allegations"]),
    ]
    if full:
        facts += [
            (_("Somebody was hurt"), _("yes") if complaint.injured else _("no")),
            (_("Members of the police concerned"), _involved(complaint)),
        ]
    if identity is not None:
        reach = (identity.name, identity.address, identity.email, identity.phone, identity.support_person)
        facts.append((_("Complainant"), "\n".join(line for line in reach if line)))
    return {
        "heading": _("The file") if full else _("What is shared of the file"),
        "facts": [{"label": label, "text": str(text)} for label, text in facts if text],
        "story_heading": _("What was told"),
        "story": complaint.story if full else (story_to_share(complaint) or _("No text of the story is shared.")),
        "files_heading": _("Files in evidence, with their SHA-256") if full else "",
        "files": [{"name": row.name, "digest": row.digest} for row in evidence_of(complaint, sender)] if full else [],
    }


def _involved(complaint: Complaint) -> str:
    lines = [
        ", ".join(
            part for part in (person.name, person.number, person.description, person.unit, person.vehicle) if part
        )
        for person in complaint.involved.all()
    ]
    return "\n".join(f"- {line}" for line in lines if line)
