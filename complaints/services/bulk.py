"""The same step for several files: each goes through the service of a single one, and each is answered by itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from complaints.models import Complaint
from complaints.services.assigning import CannotHandleError, NotIndependentError, complaint_assign
from complaints.services.history import ChangedMeanwhileError
from complaints.services.needs import NeedMissingError
from complaints.services.steps import complaint_step
from complaints.workflow.states import StepError
from complaints.workflow.wording import heading_of, status_words
from legitimacy.models import User

MOST = 100
Selection = Sequence[tuple[int, int]]
"""Files and the versions that the person looked at."""


class TooManyError(ValueError):
    """More files than one go takes."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one file; `reason` is a sentence where it was refused. `complaint` is None for a file that is not
    there for this person, so that nothing tells whether it exists.
    """

    complaint: Complaint | None
    reason: str = ""

    @property
    def title(self) -> str:
        return heading_of(self.complaint.title) if self.complaint else ""

    @property
    def done(self) -> bool:
        return not self.reason


def bulk_assign(*, selection: Selection, handler: User, actor: User) -> list[Result]:
    """Give every selected file to one handler."""

    def assign(complaint: Complaint, version: int) -> None:
        complaint_assign(complaint=complaint, handler=handler, actor=actor, version=version)

    return _each(selection, actor, assign)


def bulk_close(*, selection: Selection, actor: User) -> list[Result]:
    """Close every selected file of which the decision was sent and the measures are done."""

    def close(complaint: Complaint, version: int) -> None:
        complaint_step(complaint=complaint, step="close", actor=actor, version=version)

    return _each(selection, actor, close)


Act = Callable[[Complaint, int], object]


def _each(selection: Selection, actor: User, act: Act) -> list[Result]:
    wanted = dict(selection)
    if len(wanted) > MOST:
        raise TooManyError
    files = {row.pk: row for row in Complaint.objects.held_for(actor).filter(pk__in=wanted)}
    results = []
    for pk, version in wanted.items():
        complaint = files.get(pk)
        if complaint is None:
            results.append(Result(None, _("This file is not in your hands, or no longer.")))
            continue
        results.append(Result(complaint, _tried(act, complaint, version)))
    return results


def _tried(act: Act, complaint: Complaint, version: int) -> str:
    """Empty when it was done, else why not."""
    try:
        act(complaint, version)
    except ChangedMeanwhileError:
        return _("Somebody changed this file after you opened the list. Look at it again first.")
    except NotIndependentError:
        return _("The handler has a tie to this file. Open the file to choose somebody else or to explain.")
    except CannotHandleError:
        return _("This person cannot handle this file.")
    except NeedMissingError as missing:
        return str(missing)
    except StepError as refused:
        return _("This step is not possible: the file is at “%(status)s”.") % {"status": status_words(refused.status)}
    return ""
