"""What letters are filled with, from a file, in the language of who reads them."""

from contextlib import suppress
from datetime import date

from django.utils import timezone, translation
from django.utils.formats import date_format

from complaints.letters.texts import words
from complaints.models import Complaint, PreservationRequest, Referral
from complaints.services.clock import rule_set_of
from complaints.workflow.codes import bodies, categories, label_of
from complaints.workflow.routing import COMMITTEE_P, CORPS
from complaints.workflow.states import Status
from legitimacy.deadlines.clock import due_day
from legitimacy.models import Corps

PERSONAL = frozenset({"coaching", "training", "functioning_note", "order_measure", "discipline"})


def letter_values(complaint: Complaint, language: str, *, referral: Referral | None = None) -> dict[str, str]:
    """Every value by its name; empty where nothing is known. Never an identity."""
    with translation.override(language):
        return {
            "number": complaint.number,
            "received_on": day(complaint.received_on),
            "corps": _corps(complaint, language),
            "oversight": _oversight(complaint, language),
            "holder": _holder(complaint, language),
            "handler": words(language)[f"handler_{bodies()[complaint.holder].kind}"],
            "next_step": words(language)["next"][complaint.status],
            "decide_by": day(complaint.due_on),
            "mailbox": words(language)["mailbox"] if complaint.code_hash else "",
            "allegations": _allegations(complaint),
            "disposition": label_of("disposition", complaint.disposition) if complaint.disposition else "",
            "reasons": complaint.decision,
            "legal_basis": complaint.legal_basis,
            "findings": _findings(complaint, language),
            "measures": _measures(complaint, language),
            "review_until": day(_review_until(complaint)),
            "external_body": "" if complaint.holder == COMMITTEE_P else words(language)["committee_p"],
            "extension_reason": _extension_reason(complaint),
            **_referral(complaint, referral, language),
            **_mediation(complaint),
            **_images(complaint),
        }


def day(value: date | None) -> str:
    """A day as the active language writes it, in full."""
    if value is None:
        return ""
    return date_format(value, "j. F Y" if translation.get_language() == "de" else "j F Y")


def _corps(complaint: Complaint, language: str) -> str:
    if complaint.corps is None:
        return str(words(language)["corps_unknown"])
    kind = "corps_local" if complaint.corps.type == Corps.Type.LOCAL else "corps_other"
    return str(words(language)[kind]).format(name=complaint.corps.display_name)


def _oversight(complaint: Complaint, language: str) -> str:
    if complaint.corps is None:
        return ""
    kind = "oversight" if complaint.corps.type == Corps.Type.LOCAL else "oversight_other"
    return str(words(language)[kind]).format(name=complaint.corps.display_name)


def _holder(complaint: Complaint, language: str) -> str:
    if complaint.holder == CORPS and complaint.corps is not None:
        return _oversight(complaint, language)
    return str(bodies()[complaint.holder].label)


def _allegations(complaint: Complaint) -> str:
    known = categories()
    codes = dict.fromkeys(complaint.allegations.values_list("category", flat=True))
    return "\n".join(f"- {known[code].label if code in known else code}" for code in codes)


def _findings(complaint: Complaint, language: str) -> str:
    known = categories()
    lines = []
    for allegation in complaint.allegations.prefetch_related("findings"):
        found = next((row.finding for row in allegation.findings.all() if row.authority == complaint.holder), "")
        label = known[allegation.category].label if allegation.category in known else allegation.category
        lines.append(f"- {label}: {label_of('finding', found) if found else words(language)['no_finding']}")
    return "\n".join(lines) if complaint.disposition == "decided" else ""


def _measures(complaint: Complaint, language: str) -> str:
    """What follows. A measure about one member of the police is named as such, no more: it is theirs."""
    codes = [code for code in complaint.measures.values_list("code", flat=True) if code != "none"]
    if not codes:
        return str(words(language)["no_measures"]) if complaint.disposition == "decided" else ""
    labels = [words(language)["personal"] if code in PERSONAL else label_of("measure", code) for code in codes]
    return "\n".join(f"- {label}" for label in dict.fromkeys(labels))


def _review_until(complaint: Complaint) -> date | None:
    """The last day for a review; counted from today while the decision was not sent. None after a review."""
    if getattr(complaint, "review", None) is not None:
        return None
    if complaint.review_until is not None or complaint.status != Status.DECIDED:
        return complaint.review_until
    return due_day(rule_set_of(complaint).rule("review"), timezone.localdate(), ())


def _extension_reason(complaint: Complaint) -> str:
    event = complaint.events.filter(kind="extended").order_by("-at").first()
    return f"{label_of('reason', event.reason)}. {event.note}".strip() if event else ""


def _referral(complaint: Complaint, referral: Referral | None, language: str) -> dict[str, str]:
    referral = referral or referral_of(complaint)
    if referral is None:
        return {"other_body": "", "referral_reason": "", "receipt_due_on": ""}
    to_corps = referral.to_body == CORPS and complaint.corps is not None
    return {
        "other_body": _oversight(complaint, language) if to_corps else str(bodies()[referral.to_body].label),
        "referral_reason": label_of("reason", referral.reason or "other_body"),
        "receipt_due_on": day(referral.receipt_due_on),
    }


def referral_of(complaint: Complaint) -> Referral | None:
    """The newest referral that moves the file: the one that letters are about."""
    return complaint.referrals.filter(is_copy=False).last()


def _mediation(complaint: Complaint) -> dict[str, str]:
    mediation = getattr(complaint, "mediation", None)
    return {"mediation": "offered" if mediation else "", "mediator": mediation.mediator if mediation else ""}


def _images(complaint: Complaint) -> dict[str, str]:
    request = PreservationRequest.objects.filter(complaint=complaint).order_by("-asked_at", "-pk").first()
    if request is None:
        return {"images": "", "place": "", "moment": "", "keep_until": ""}
    moment = request.moment
    with suppress(ValueError):  # else it is in the complainant's own words
        moment = day(date.fromisoformat(moment))
    return {"images": request.what, "place": request.place, "moment": moment, "keep_until": day(request.keep_until)}
