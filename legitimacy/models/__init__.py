"""The rows that all apps share."""

from legitimacy.models.actions import ImprovementAction
from legitimacy.models.answers import Answer, AnswerBuffer, AnswerToken
from legitimacy.models.api_tokens import ApiToken, Scope
from legitimacy.models.areas import AreaStatistic
from legitimacy.models.attachments import Attachment
from legitimacy.models.audit_grants import AuditGrant
from legitimacy.models.deliveries import DeliveredFigure, Delivery
from legitimacy.models.disclosure import (
    DisclosureReport,
    PartPublication,
    Publication,
    Release,
    ReleaseApproval,
    ScorecardPublication,
    TablePublication,
)
from legitimacy.models.editions import Edition, EditionFile, ReleaseNote, ReleaseWithdrawal
from legitimacy.models.framework import Framework, FrameworkFacet, FrameworkItem, PeerLink
from legitimacy.models.members import Member, MemberEvent, MemberIdentity
from legitimacy.models.operations import OperationalCount
from legitimacy.models.people import Invitation, Membership, Role, User
from legitimacy.models.rebases import TrendRebase
from legitimacy.models.research import AccessFetch, AccessRequest, ResearchOutput
from legitimacy.models.runs import Run, RunPart, StaleMark
from legitimacy.models.subjects import Corps, CorpsLink, Municipality, Region, Register, School, Subject, SubjectKind
from legitimacy.models.trail import TrailCheckpoint, TrailEvent, TrailSeal
from legitimacy.models.values import CurrentValue, IndicatorScore, IndicatorValue, Reply, Scorecard, ScorePart

__all__ = [
    "AccessFetch",
    "AccessRequest",
    "Answer",
    "AnswerBuffer",
    "AnswerToken",
    "ApiToken",
    "AreaStatistic",
    "Attachment",
    "AuditGrant",
    "Corps",
    "CorpsLink",
    "CurrentValue",
    "DeliveredFigure",
    "Delivery",
    "DisclosureReport",
    "Edition",
    "EditionFile",
    "Framework",
    "FrameworkFacet",
    "FrameworkItem",
    "ImprovementAction",
    "IndicatorScore",
    "IndicatorValue",
    "Invitation",
    "Member",
    "MemberEvent",
    "MemberIdentity",
    "Membership",
    "Municipality",
    "OperationalCount",
    "PartPublication",
    "PeerLink",
    "Publication",
    "Region",
    "Register",
    "Release",
    "ReleaseApproval",
    "ReleaseNote",
    "ReleaseWithdrawal",
    "Reply",
    "ResearchOutput",
    "Role",
    "Run",
    "RunPart",
    "School",
    "Scope",
    "ScorePart",
    "Scorecard",
    "ScorecardPublication",
    "StaleMark",
    "Subject",
    "SubjectKind",
    "TablePublication",
    "TrailCheckpoint",
    "TrailEvent",
    "TrailSeal",
    "TrendRebase",
    "User",
]
