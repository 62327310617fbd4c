"""The list of closed files from which auditors draw: numbers and days, nothing of what is in them."""

from collections.abc import Collection
from datetime import date

from complaints.selectors.register import own_register
from legitimacy.sampling import Listed, SamplingRegister


def closed_files(corps_ids: Collection[int], first: date, last: date) -> dict[int, Listed]:
    """Every file of the corps's own register closed in these days, in one query."""
    rows = own_register().filter(corps_id__in=corps_ids, closed_on__range=(first, last)).order_by("closed_on", "number")
    found: dict[int, Listed] = {}
    for corps, number, closed_on in rows.values_list("corps_id", "number", "closed_on"):
        if closed_on is not None:
            found.setdefault(corps, []).append((number, closed_on))
    return found


CLOSED_FILES = SamplingRegister(kind="files", list_items=closed_files)
