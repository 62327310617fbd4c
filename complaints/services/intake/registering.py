"""Taking a complaint: file, allegations, sealed identity, route, notices and the first event."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from complaints.models import Allegation, Complaint, Identity, InvolvedMember, MemberAllegation, PreservationRequest
from complaints.selectors.places import municipality_named
from complaints.services.clock import clock_refresh
from complaints.services.conflicts import conflicts_find
from complaints.services.counting import stale_for
from complaints.services.history import history_append
from complaints.services.intake.checks import intake_check
from complaints.services.intake.given import Intake
from complaints.services.intake.secrets import KEY_PURPOSE, code_for, code_hash, person_lookup
from complaints.services.notifying import notifications_send
from complaints.services.referring import initial_referral_create
from complaints.services.searching import search_text_write
from complaints.workflow.codes import categories
from complaints.workflow.routing import Facts, facts_of, route
from legitimacy.models import Corps
from legitimacy.models.fields import lookup_hashes

IMAGES_KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Registered:
    """The file, the secret code for its mailbox, and whether this was the first time that it was sent."""

    complaint: Complaint
    code: str
    is_new: bool


def complaint_register(intake: Intake) -> Registered:
    """Take a complaint: file, allegations, sealed identity, route, notices and the first event, whole or not at all.

    Raises IntakeError. The same `intake_key` again, even at the same moment, gives the file of the first time.
    """
    intake_check(intake)
    code = code_for(intake.intake_key) if intake.intake_key else ""
    keys = lookup_hashes(KEY_PURPOSE, intake.intake_key) if intake.intake_key else []
    known = Complaint.objects.filter(intake_key__in=keys).first()
    if known is not None:
        return Registered(known, code, is_new=False)
    try:
        return Registered(_file_take(intake, keys[0] if keys else None, code), code, is_new=True)
    except IntegrityError:
        known = Complaint.objects.filter(intake_key__in=keys).first()
        if known is None:
            raise
        return Registered(known, code, is_new=False)


@transaction.atomic
def _file_take(intake: Intake, key: str | None, code: str) -> Complaint:
    complaint = _file_create(intake, key, code)
    involved = _involved_create(complaint, intake)
    _allegations_create(complaint, intake, involved)
    _identity_create(complaint, intake)
    search_text_write(complaint)
    conflicts_find(complaint)
    if intake.images:
        _preservation_ask(complaint, intake)
    history_append(
        complaint,
        kind="received",
        actor=intake.entered_by,
        actor_kind="" if intake.entered_by else "complainant",
        on=complaint.received_on,
    )
    initial_referral_create(complaint)
    notifications_send(complaint, route(_facts(intake)).notify)
    clock_refresh(complaint)
    stale_for(complaint)
    return complaint


def _facts(intake: Intake) -> Facts:
    return facts_of(
        categories=intake.categories,
        injured=intake.injured,
        possible_offence=intake.possible_offence,
        about_chief=intake.about_chief,
        corps_known=intake.corps is not None,
        federal=intake.corps is not None and intake.corps.type == Corps.Type.FEDERAL,
        kind=intake.kind,
    )


def _file_create(intake: Intake, key: str | None, code: str) -> Complaint:
    chosen = route(_facts(intake))
    received_at = intake.received_at or timezone.now()
    received_on = timezone.localdate(received_at)
    offence = intake.possible_offence or any("offence" in categories()[code].flags for code in intake.categories)
    return Complaint.objects.create(
        register=intake.register,
        origin=intake.origin,
        corps=intake.corps,
        kind=intake.kind,
        channel=intake.channel,
        language=intake.language,
        external_reference=intake.external_reference,
        holder=chosen.body,
        routing_rule=chosen.rule,
        routing_version=chosen.version,
        title=(intake.title or title_from(intake.categories))[:120],
        story=intake.story,
        happened_on=intake.happened_on,
        happened_text=intake.happened_text,
        place=intake.place,
        is_online=intake.is_online,
        injured=intake.injured,
        images_exist=bool(intake.images),
        wishes=list(intake.wishes),
        wants_mediation=intake.wants_mediation,
        interpreter=intake.interpreter,
        is_anonymous=intake.is_anonymous,
        identity_for_body_only=intake.identity_for_body_only,
        about_chief=intake.about_chief,
        possible_offence=offence,
        offence_flagged_on=received_on if offence else None,
        received_on=received_on,
        received_at=received_at,
        discipline_known_on=received_on,
        entered_by=intake.entered_by,
        code_hash=code_hash(code) if code else None,
        intake_key=key,
    )


def title_from(chosen: Sequence[str]) -> str:
    """A title that names no one: the first alleged failing, in Dutch as the register's language."""
    return categories()[chosen[0]].label.nl if chosen else ""


def _involved_create(complaint: Complaint, intake: Intake) -> list[InvolvedMember]:
    rows = []
    for given in intake.involved:
        described = any((given.name, given.number, given.description, given.vehicle))
        kind = InvolvedMember.Kind.DESCRIBED if described else InvolvedMember.Kind.UNKNOWN
        rows.append(
            InvolvedMember.objects.create(
                complaint=complaint,
                kind=kind,
                unit=given.unit,
                name=given.name,
                number=given.number,
                description=given.description,
                vehicle=given.vehicle,
            )
        )
    return rows


def _allegations_create(complaint: Complaint, intake: Intake, involved: list[InvolvedMember]) -> None:
    allegations = [Allegation.objects.create(complaint=complaint, category=code) for code in intake.categories]
    for person, given in zip(involved, intake.involved, strict=True):
        places = given.allegations or range(len(allegations))
        MemberAllegation.objects.bulk_create(
            MemberAllegation(allegation=allegations[place], involved=person)
            for place in places
            if place < len(allegations)
        )


def _identity_create(complaint: Complaint, intake: Intake) -> None:
    given = intake.identity
    if given is None or not any(
        (given.name, given.email, given.phone, given.address, given.support_person, given.needs)
    ):
        return
    Identity.objects.create(
        complaint=complaint,
        name=given.name,
        email=given.email,
        phone=given.phone,
        address=given.address,
        support_person=given.support_person,
        needs=given.needs,
        lookup=person_lookup(given),
        notify_by_email=given.notify_by_email,
        shared_with_corps=not intake.identity_for_body_only and not intake.is_anonymous,
    )


def _preservation_ask(complaint: Complaint, intake: Intake) -> None:
    """Ask for images at once. Without a known day, 30 days count from today, as nobody can say better."""
    day = intake.happened_on or complaint.received_on
    PreservationRequest.objects.create(
        complaint=complaint,
        what=intake.images[:200],
        place=intake.place,
        happened_on=intake.happened_on,
        window=intake.images_window,
        municipality=municipality_named(intake.corps, intake.place, intake.municipality),
        moment=(intake.happened_on.isoformat() if intake.happened_on else intake.happened_text)[:200],
        keep_until=day + timedelta(days=IMAGES_KEPT_DAYS),
    )
