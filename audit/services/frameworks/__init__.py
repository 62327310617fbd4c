"""Working on frameworks: drafts, signatures, and the trials that say what a draft would do."""

from audit.services.frameworks.drafting import draft_create, item_change, weights_change
from audit.services.frameworks.errors import DraftError, DraftMovedError, DraftRefusedError, SignatureError
from audit.services.frameworks.signing import framework_sign
from audit.services.frameworks.trials import diff_compute, diff_request, robustness_compute, robustness_request

__all__ = [
    "DraftError",
    "DraftMovedError",
    "DraftRefusedError",
    "SignatureError",
    "diff_compute",
    "diff_request",
    "draft_create",
    "framework_sign",
    "item_change",
    "robustness_compute",
    "robustness_request",
    "weights_change",
]
