"""Letters of a file, as far as a reader's body may read them."""

from complaints.models import Complaint, Letter
from complaints.querysets import bodies_of
from complaints.workflow.codes import body_require
from legitimacy.access import Person


def letters_of(complaint: Complaint, user: Person) -> list[Letter]:
    """Newest first. An external body reads all; others what was sent while their own body held the file."""
    mine = bodies_of(user)
    rows = complaint.letters.select_related("author").order_by("-sent_on", "-pk")
    if any(body_require(body).kind in ("external", "judicial") for body in mine):
        return list(rows)
    return list(rows.filter(body__in=mine))


def letter_find(complaint: Complaint, user: Person, pk: int) -> Letter | None:
    return next((letter for letter in letters_of(complaint, user) if letter.pk == pk), None)
