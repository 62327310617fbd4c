"""Names of letters and of their values, for the pages of handlers."""

from django.utils.translation import gettext_lazy as _

LETTERS = {
    "acknowledgement": _("Acknowledgement of receipt"),
    "admissible": _("The complaint is admissible"),
    "inadmissible": _("The complaint will not be examined"),
    "progress": _("News about the file"),
    "extension": _("More time is needed"),
    "referral_notice": _("The file goes to another body"),
    "mediation_offer": _("Offer of mediation"),
    "hearing_invitation": _("Invitation to be heard"),
    "decision": _("Decision with its reasons"),
    "closing": _("The file is closed"),
    "transmission_prosecutor": _("Transmission to the public prosecutor"),
    "transmission_committee_p": _("Notice to Committee P"),
    "transmission_body": _("Transmission to another body"),
    "preservation_request": _("Request to keep images"),
}
VALUES = {
    "allegations": _("the alleged failings"),
    "decide_by": _("the last day for the decision"),
    "disposition": _("how the file ended"),
    "reasons": _("the reasons of the decision"),
    "extension_reason": _("the extension and its reason"),
    "other_body": _("a referral to another body"),
    "referral_reason": _("the reason of the referral"),
    "receipt_due_on": _("the day by which the other body confirms receipt"),
    "mediation": _("an offer of mediation in the file"),
    "mediator": _("the mediator"),
    "images": _("a request to keep images"),
    "keep_until": _("the last day on which images are kept"),
    "place": _("the place"),
    "moment": _("the moment"),
    "corps": _("the police it is about"),
    "oversight": _("the internal oversight of that police"),
    "findings": _("the findings"),
    "measures": _("the measures"),
    "legal_basis": _("the legal basis"),
    "review_until": _("the last day for a review"),
    "external_body": _("another body to turn to"),
    "mailbox": _("the way to the mailbox, as this file has no code"),
}


def value_label(name: str) -> str:
    """The reader's words for a value; its name where there are none."""
    return str(VALUES.get(name, name))
