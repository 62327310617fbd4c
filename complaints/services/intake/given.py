"""What may be known of a complaint when it arrives."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from legitimacy.models import Corps, User


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

    `images_window` is the part of the day of images that may exist, `municipality` a name that the form's list offers.
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
    images_window: str = ""
    municipality: str = ""
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


def received_at_of(day: date | None) -> datetime | None:
    """When something was received of which only the day is known; None (now) for today."""
    if day is None or day == timezone.localdate():
        return None
    return timezone.make_aware(datetime.combine(day, time(12)))
