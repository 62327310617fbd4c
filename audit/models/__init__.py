"""The tables of the audit body."""

from audit.models.funding import (
    FundingDecision,
    FundingInput,
    FundingItem,
    FundingReply,
    FundingResult,
    FundingSample,
    FundingScheme,
    FundingSignature,
)
from audit.models.reports import Report

__all__ = [
    "FundingDecision",
    "FundingInput",
    "FundingItem",
    "FundingReply",
    "FundingResult",
    "FundingSample",
    "FundingScheme",
    "FundingSignature",
    "Report",
]
