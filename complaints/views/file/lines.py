"""Smaller rows of the page in words: facts of the story, measures, mediation, referrals, links."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from complaints.models import Complaint, FileLink, Measure, Mediation, Referral
from complaints.workflow.codes import label_of
from complaints.workflow.routing import INTAKE
from complaints.workflow.wording import body_words, heading_of, reason_words


@dataclass(frozen=True, slots=True)
class Fact:
    """`is_theirs`: the complainant's own words, in whatever script."""

    name: str
    words: str
    is_theirs: bool = False


@dataclass(frozen=True, slots=True)
class MeasureLine:
    pk: int
    name: str
    note: str
    decided_on: date
    done_on: date | None
    is_none: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the mediation; `on` empty while it is to come."""

    name: str
    on: date | None


@dataclass(frozen=True, slots=True)
class MediationLine:
    mediator: str
    stages: list[Stage]
    outcome: str


@dataclass(frozen=True, slots=True)
class ReferralLine:
    sender: str
    receiver: str
    state: str
    reason: str
    row: Referral


@dataclass(frozen=True, slots=True)
class LinkLine:
    """`number` and `heading` of the other file; `reference` of a police report instead."""

    kind: str
    number: str
    heading: str
    reference: str


def facts_of(complaint: Complaint) -> list[Fact]:
    """What is known around the story; what is not known is left out."""
    known = dict(settings.LANGUAGES)
    language = (
        get_language_info(complaint.language)["name_local"] if complaint.language in known else complaint.language
    )
    wishes = ", ".join(label_of("wish", code) for code in complaint.wishes)
    mediation = {True: _("yes"), False: _("no"), None: ""}[complaint.wants_mediation]
    rows = [
        Fact(_("When"), _when(complaint), is_theirs=True),
        Fact(_("Where"), _("online") if complaint.is_online else complaint.place, is_theirs=not complaint.is_online),
        Fact(_("Came in by"), label_of("channel", complaint.channel)),
        Fact(_("Language"), language),
        Fact(_("Wishes"), wishes),
        Fact(_("Open to mediation"), mediation),
        Fact(_("Interpreter"), complaint.interpreter, is_theirs=True),
        Fact(_("Injuries"), _("yes") if complaint.injured else ""),
        Fact(_("Images may exist"), _("yes") if complaint.images_exist else ""),
        Fact(_("Number elsewhere"), complaint.external_reference, is_theirs=True),
    ]
    return [row for row in rows if row.words]


def measure_lines(measures: Iterable[Measure]) -> list[MeasureLine]:
    return [
        MeasureLine(row.pk, label_of("measure", row.code), row.note, row.decided_on, row.done_on, row.code == "none")
        for row in measures
    ]


def mediation_lines(mediation: Mediation | None) -> MediationLine | None:
    if mediation is None:
        return None
    stages = [
        Stage(_("offered"), mediation.offered_on),
        Stage(_("complainant said yes"), mediation.complainant_accepted_on),
        Stage(_("officer said yes"), mediation.officer_accepted_on),
        Stage(_("talk held"), mediation.held_on),
        Stage(_("ended"), mediation.ended_on),
    ]
    return MediationLine(mediation.mediator, stages, str(mediation.get_outcome_display()) if mediation.outcome else "")


def referral_lines(referrals: Iterable[Referral]) -> list[ReferralLine]:
    """Where the file went and came from. What the public form sends came from nobody."""
    return [
        ReferralLine(
            sender="" if row.from_body == INTAKE else body_words(row.from_body),
            receiver=body_words(row.to_body),
            state=str(row.get_state_display()),
            reason=reason_words("refer", row.reason),
            row=row,
        )
        for row in referrals
    ]


def link_lines(complaint: Complaint, links: Iterable[FileLink]) -> list[LinkLine]:
    """Links as seen from this file."""
    lines = []
    for row in links:
        outward = row.complaint_id == complaint.pk
        other = row.other if outward else row.complaint
        if row.kind == FileLink.Kind.COUNTER or other is None:
            lines.append(LinkLine(_("police report against the complainant"), "", "", row.reference))
            continue
        duplicate = _("duplicate of") if outward else _("has as duplicate")
        kind = duplicate if row.kind == FileLink.Kind.DUPLICATE else _("same facts")
        lines.append(LinkLine(kind, other.number, heading_of(other.title), ""))
    return lines


def _when(complaint: Complaint) -> str:
    day = date_format(complaint.happened_on, "j F Y") if complaint.happened_on else ""
    return ", ".join(words for words in (day, complaint.happened_text) if words)
