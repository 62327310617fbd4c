"""Every rule of an intake, checked here again whatever a form checked before."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import Complaint, InvolvedMember, PreservationRequest
from complaints.services.intake.given import Intake, IntakeError
from complaints.workflow.codes import categories, codes
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Register
from legitimacy.models.subjects import LANGUAGES

LONGEST_STORY = 50_000


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
    _lengths_check(intake)
    if intake.corps is not None and intake.corps.register != intake.register:
        raise IntakeError("corps", _("This corps belongs to another register. Choose the corps again."))
    if (intake.register == Register.BELGIUM) != (intake.origin == Origin.REAL):
        raise IntakeError("corps", _("Choose a corps of the example: this is a demo, nothing reaches a real corps."))
    _reach_check(intake)


def _lengths_check(intake: Intake) -> None:
    """Short texts fit their columns: some databases would cut them off, others refuse the whole file."""
    texts = {name: getattr(intake, name) for name in ("place", "happened_text", "interpreter", "external_reference")}
    for name, text in texts.items():
        _length_check(name, text, Complaint._meta.get_field(name))
    for person in intake.involved:
        for name in ("unit", "vehicle"):
            _length_check("involved", getattr(person, name), InvolvedMember._meta.get_field(name))


def _length_check(field: str, text: str, column: Any) -> None:
    if len(text) > column.max_length:
        reason = _("At most %(most)s characters fit here. Shorten it, and tell the rest in the story.")
        raise IntakeError(field, reason % {"most": column.max_length})


def _codes_check(intake: Intake) -> None:
    today = timezone.localdate()
    for field, wanted, known in (
        ("categories", intake.categories, [code for code, each in categories().items() if each.is_offered(today)]),
        ("wishes", intake.wishes, codes()["wish"]),
        ("kind", (intake.kind,), codes()["kind"]),
        ("channel", (intake.channel,), codes()["channel"]),
        ("images_window", (intake.images_window,), ["", *PreservationRequest.Window.values]),
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
