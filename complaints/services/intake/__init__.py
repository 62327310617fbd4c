"""One way in: the public form, staff at the desk, other bodies' systems and imports all register through here.

Every rule is checked here again, whatever a form checked before.
"""

from complaints.services.intake.checks import LONGEST_STORY, intake_check
from complaints.services.intake.given import IdentityIntake, Intake, IntakeError, InvolvedIntake, received_at_of
from complaints.services.intake.registering import Registered, complaint_register, title_from
from complaints.services.intake.secrets import code_for, code_hash, intake_key_make, person_lookup

__all__ = [
    "LONGEST_STORY",
    "IdentityIntake",
    "Intake",
    "IntakeError",
    "InvolvedIntake",
    "Registered",
    "code_for",
    "code_hash",
    "complaint_register",
    "intake_check",
    "intake_key_make",
    "person_lookup",
    "received_at_of",
    "title_from",
]
