"""Working on frameworks: drafts, signatures, and the trials that say what a draft would do."""

from audit.services.frameworks.deleting import deletion_fault, draft_delete
from audit.services.frameworks.drafting import draft_create, item_change, weights_change
from audit.services.frameworks.errors import (
    DeletionError,
    DraftError,
    DraftMovedError,
    DraftRefusedError,
    SignatureError,
)
from audit.services.frameworks.retiring import frameworks_retire
from audit.services.frameworks.signing import framework_sign
from audit.services.frameworks.trials import diff_compute, diff_request, robustness_compute, robustness_request

__all__ = [
    "DeletionError",
    "DraftError",
    "DraftMovedError",
    "DraftRefusedError",
    "SignatureError",
    "deletion_fault",
    "diff_compute",
    "diff_request",
    "draft_create",
    "draft_delete",
    "framework_sign",
    "frameworks_retire",
    "item_change",
    "robustness_compute",
    "robustness_request",
    "weights_change",
]
