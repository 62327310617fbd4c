"""The tables of the audit body."""

from audit.models.frameworks import (
    FrameworkChange,
    FrameworkDraft,
    FrameworkSignature,
    MethodologyDiff,
    MethodologyDiffRow,
    RobustnessRow,
    RobustnessRun,
    Trial,
)

__all__ = [
    "FrameworkChange",
    "FrameworkDraft",
    "FrameworkSignature",
    "MethodologyDiff",
    "MethodologyDiffRow",
    "RobustnessRow",
    "RobustnessRun",
    "Trial",
]
