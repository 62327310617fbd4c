"""Which letters there are, for whom, and when they may be sent."""

from dataclasses import dataclass, field

from complaints.workflow.states import AFTER_DECISION, BEFORE_DECISION, OPEN, Status

S = Status
REFUSALS = ("inadmissible", "manifestly_unfounded", "not_competent", "duplicate", "no_response")


class UnknownLetterError(LookupError):
    """There is no letter of this name."""


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """One letter. `needs` are values without which it cannot be sent; `statuses` the states in which it is offered
    (empty: all); `step` is taken when the letter goes out and the file is where the step begins.
    """

    code: str
    statuses: tuple[Status, ...] = ()
    to_complainant: bool = True
    needs: tuple[str, ...] = ()
    step: str = ""
    dispositions: tuple[str, ...] = ()
    not_dispositions: tuple[str, ...] = ()
    body: str = field(default="")


TEMPLATES: tuple[LetterTemplate, ...] = (
    LetterTemplate("acknowledgement", (S.RECEIVED, S.ACKNOWLEDGED, S.ADMISSIBILITY), step="acknowledge"),
    LetterTemplate("admissible", (S.ADMISSIBILITY, S.INQUIRY), needs=("allegations",)),
    LetterTemplate(
        "inadmissible",
        (S.DECIDED, S.COMMUNICATED),
        needs=("disposition", "reasons"),
        step="communicate",
        dispositions=REFUSALS,
    ),
    LetterTemplate("progress", OPEN),
    LetterTemplate("extension", BEFORE_DECISION, needs=("extension_reason",)),
    LetterTemplate("referral_notice", needs=("other_body",)),
    LetterTemplate("mediation_offer", (S.ADMISSIBILITY, S.INQUIRY), needs=("mediation",)),
    LetterTemplate("hearing_invitation", (S.ADMISSIBILITY, S.INQUIRY, S.DRAFT_FINDING, S.HEARD, S.REVIEW)),
    LetterTemplate(
        "decision",
        (S.DECIDED, S.COMMUNICATED),
        needs=("disposition", "reasons"),
        step="communicate",
        not_dispositions=REFUSALS,
    ),
    LetterTemplate("closing", AFTER_DECISION, needs=("disposition",)),
    LetterTemplate("transmission_prosecutor", to_complainant=False, body="prosecutor"),
    LetterTemplate("transmission_committee_p", to_complainant=False, body="committee_p"),
    LetterTemplate("transmission_body", to_complainant=False, needs=("other_body",)),
    LetterTemplate("preservation_request", to_complainant=False, needs=("images",), body="corps"),
)
BY_CODE = {template.code: template for template in TEMPLATES}


def template_require(code: str) -> LetterTemplate:
    try:
        return BY_CODE[code]
    except KeyError:
        raise UnknownLetterError(code) from None


def templates_for(status: str, disposition: str) -> list[LetterTemplate]:
    """Letters that fit a file in this state, in the order of the procedure."""
    return [template for template in TEMPLATES if fits(template, status, disposition)]


def fits(template: LetterTemplate, status: str, disposition: str) -> bool:
    if template.statuses and status not in template.statuses:
        return False
    if template.dispositions and disposition not in template.dispositions:
        return False
    return disposition not in template.not_dispositions
