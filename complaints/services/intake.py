"""One way in: the public form, staff at the desk, other bodies' systems and imports all register through here.

Every rule is checked here again, whatever a form checked before.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import Allegation, Complaint, Identity, InvolvedMember, MemberAllegation, PreservationRequest
from complaints.services.clock import clock_refresh
from complaints.services.conflicts import conflicts_find
from complaints.services.counting import stale_for
from complaints.services.history import history_append
from complaints.services.referring import initial_referral_create, notifications_send
from complaints.services.searching import search_text_write
from complaints.workflow.codes import categories, codes
from complaints.workflow.routing import Facts, facts_of, route
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Register, User
from legitimacy.models.fields import lookup_hash, lookup_hashes
from legitimacy.models.subjects import LANGUAGES

LONGEST_STORY = 50_000
IMAGES_KEPT_DAYS = 30
CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_PURPOSE = "complaint.code"
PERSON_PURPOSE = "complaint.person"
KEY_PURPOSE = "complaint.intake"


class IntakeError(ValueError):
    """An intake that cannot be taken as it is. `field` names the part, the text says what to do."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityIntake:
    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    support_person: str = ""
    needs: str = ""
    notify_by_email: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvedIntake:
    """`allegations` are positions in the intake's categories; empty: all of them."""

    name: str = ""
    number: str = ""
    description: str = ""
    vehicle: str = ""
    unit: str = ""
    allegations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """All that may be known of a complaint when it arrives. Only story, register and the way to be reached are needed.

    `intake_key` is a secret of the sender (at least 128 bits): the same key sent twice gives the same file.
    """

    register: str
    origin: str
    story: str
    categories: tuple[str, ...]
    kind: str = "complaint"
    channel: str = "web"
    language: str = "nl"
    corps: Corps | None = None
    title: str = ""
    happened_on: date | None = None
    happened_text: str = ""
    place: str = ""
    is_online: bool = False
    injured: bool = False
    images: str = ""
    wishes: tuple[str, ...] = ()
    wants_mediation: bool | None = None
    interpreter: str = ""
    about_chief: bool = False
    possible_offence: bool = False
    is_anonymous: bool = False
    identity_for_body_only: bool = False
    identity: IdentityIntake | None = None
    involved: tuple[InvolvedIntake, ...] = ()
    external_reference: str = ""
    intake_key: str = ""
    received_at: datetime | None = None
    entered_by: User | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """The file, the secret code for its mailbox, and whether this was the first time that it was sent."""

    complaint: Complaint
    code: str
    is_new: bool


def code_for(intake_key: str) -> str:
    """The mailbox code that belongs to a sender's secret: 140 bits, seven groups of four, nothing look-alike.

    Made from the secret, so that a form sent twice shows the same code without the code being stored anywhere.
    """
    key = settings.SECRET_KEY.encode()
    digest = hmac.new(key, f"mailbox\x1f{intake_key}".encode(), hashlib.sha256).digest()
    letters = [CODE_ALPHABET[byte & 31] for byte in digest[:28]]
    return "-".join("".join(letters[place : place + 4]) for place in range(0, 28, 4))


def intake_key_make() -> str:
    """A sender's secret of 256 bits."""
    return secrets.token_urlsafe(32)


def code_hash(code: str) -> str:
    """Hash of a mailbox code as somebody typed it: blanks, hyphens and capitals do not count."""
    return lookup_hash(CODE_PURPOSE, "".join(code.split()).replace("-", ""))


def person_lookup(identity: IdentityIntake) -> str:
    """Keyed hash by which other files of the same person are found; empty without an address or number."""
    known = identity.email or identity.phone
    return lookup_hash(PERSON_PURPOSE, known) if known else ""


def intake_check(intake: Intake) -> None:
    """Raise IntakeError for the first thing that is wrong."""
    today = timezone.localdate()
    if not intake.story.strip():
        raise IntakeError("story", _("Tell what happened, in your own words."))
    if len(intake.story) > LONGEST_STORY:
        reason = _("The story is longer than %(most)s characters. Shorten it, and add the rest as a file.")
        raise IntakeError("story", reason % {"most": LONGEST_STORY})
    if intake.happened_on and intake.happened_on > today:
        raise IntakeError("happened_on", _("This day has not come yet. Check the date."))
    _codes_check(intake)
    if intake.corps is not None and intake.corps.register != intake.register:
        raise IntakeError("corps", _("This corps belongs to another register. Choose the corps again."))
    if (intake.register == Register.BELGIUM) != (intake.origin == Origin.REAL):
        raise IntakeError("corps", _("Choose a corps of the example: this is a demo, nothing reaches a real corps."))
    _reach_check(intake)


def _codes_check(intake: Intake) -> None:
    today = timezone.localdate()
    for field, wanted, known in (
        ("categories", intake.categories, categories()),
        ("wishes", intake.wishes, codes()["wish"]),
        ("kind", (intake.kind,), codes()["kind"]),
        ("channel", (intake.channel,), codes()["channel"]),
    ):
        unknown = [code for code in wanted if code not in known]
        if unknown:
            raise IntakeError(field, _("%(code)s is not one of the choices. Choose again.") % {"code": unknown[0][:20]})
    if not intake.categories:
        raise IntakeError("categories", _("Choose at least one thing that the complaint is about."))
    if intake.language not in LANGUAGES:
        raise IntakeError("language", _("Choose Dutch, French, German or English."))
    if intake.received_at and timezone.localdate(intake.received_at) > today:
        raise IntakeError("received_at", _("This day has not come yet. Check the date."))


def _reach_check(intake: Intake) -> None:
    """A way to be reached, or an explicit choice to stay anonymous; never both."""
    if intake.channel == "import":
        return
    given = intake.identity
    reachable = given is not None and any((given.name, given.email, given.phone, given.address))
    if intake.is_anonymous and given is not None and any((given.name, given.email, given.phone, given.address)):
        raise IntakeError("identity", _("You chose to stay anonymous: leave out name and address, or choose again."))
    if not intake.is_anonymous and not reachable:
        raise IntakeError("identity", _("Say how we can reach you, or choose to stay anonymous."))
    if given is not None and given.notify_by_email and not given.email:
        raise IntakeError("email", _("Give an e-mail address, or switch the notices off."))


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
        moment=(intake.happened_on.isoformat() if intake.happened_on else intake.happened_text)[:200],
        keep_until=day + timedelta(days=IMAGES_KEPT_DAYS),
    )
