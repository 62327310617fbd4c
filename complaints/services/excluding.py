"""Files that are too grave to be settled between the two sides."""

from complaints.models import Complaint
from complaints.workflow.codes import categories


def mediation_exclusion(complaint: Complaint) -> str:
    """Why a file is not for mediation; empty when it is.

    Never with a possible offence or force. With discrimination only when the complainant asked for it in so many words.
    """
    flags: set[str] = set()
    for code in complaint.allegations.values_list("category", flat=True):
        category = categories().get(code)
        flags |= category.flags if category else frozenset()
    if complaint.possible_offence or "offence" in flags:
        return "offence"
    if "force" in flags:
        return "force"
    if "discrimination" in flags and not complaint.wants_mediation:
        return "discrimination"
    return ""
