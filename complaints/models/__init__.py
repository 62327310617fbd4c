"""The tables of complaints. Who complained stands apart and sealed (`identity`); the file never names them."""

from complaints.models.contact import Letter, Message, Notification, PreservationRequest
from complaints.models.figures import RegisterMonth
from complaints.models.file import Allegation, Complaint, Finding, InvolvedMember, Measure, MemberAllegation
from complaints.models.handling import (
    Assignment,
    Conflict,
    Event,
    FileLink,
    Mediation,
    Note,
    Pause,
    Referral,
    Review,
    Task,
)
from complaints.models.identity import Identity
from complaints.models.intake import BoundaryContact, Draft
from complaints.models.keeping import Disposal, RetentionHold
from complaints.models.searching import SavedSearch, SearchText

__all__ = [
    "Allegation",
    "Assignment",
    "BoundaryContact",
    "Complaint",
    "Conflict",
    "Disposal",
    "Draft",
    "Event",
    "FileLink",
    "Finding",
    "Identity",
    "InvolvedMember",
    "Letter",
    "Measure",
    "Mediation",
    "MemberAllegation",
    "Message",
    "Note",
    "Notification",
    "Pause",
    "PreservationRequest",
    "Referral",
    "RegisterMonth",
    "RetentionHold",
    "Review",
    "SavedSearch",
    "SearchText",
    "Task",
]
