"""The surveys at the end of a file: who is asked, until when, and about whom the answers speak.

The token for a survey comes from the mailbox code itself, of which only a hash is kept: without the code nobody can
say whose token it is. The answer names a corps only where the corps held the file. Answers about files of other bodies
name the country and the year, like their other counts, so that no difference of totals reveals a file.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from complaints.models import Complaint
from complaints.services.counting import SOURCE
from complaints.workflow.routing import CORPS
from complaints.workflow.states import AFTER_DECISION
from complaints.workflow.surveys import CLOSING, EQUALITY, QUESTIONS, group_of
from legitimacy.answers.services import FlushListener, Written, answer_give, token_create, token_is_open
from legitimacy.indicators.periods import Period
from legitimacy.models import Region, Subject, SubjectKind
from legitimacy.scorecards.services import stale_mark

SURVEYS = (CLOSING, EQUALITY)


class SurveyError(ValueError):
    """Answers that cannot be taken. `reason`: closed, or empty when no question was answered."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def survey_secret(code: str) -> str:
    """What a mailbox keeps of its code while it is open: enough for one answer to each survey, useless as a code."""
    typed = "".join(code.split()).replace("-", "").casefold()
    return hmac.new(settings.SECRET_KEY.encode(), f"survey\x1f{typed}".encode(), hashlib.sha256).hexdigest()


def surveys_open(complaint: Complaint, secret: str) -> list[str]:
    """Surveys that may still be answered with this mailbox."""
    return [survey for survey in SURVEYS if _is_open(complaint, survey, secret)]


@transaction.atomic
def survey_answer(*, complaint: Complaint, survey: str, secret: str, answers: Mapping[str, Sequence[str]]) -> None:
    """Take the answers that are known codes, and burn the token. SurveyError when closed or nothing was answered."""
    subject = subject_of(complaint, survey)
    if subject is None or not _is_open(complaint, survey, secret):
        raise SurveyError("closed")
    given: dict[str, str | Sequence[str]] = {}
    for question in QUESTIONS[survey]:
        known = [code for code, _text in question.choices if code in answers.get(question.code, ())]
        if known:
            given[question.code] = known if question.many else known[0]
    if not given:
        raise SurveyError("empty")
    if survey == CLOSING:
        given["outcome"] = group_of(complaint.outcome)
    answer_give(
        survey=survey,
        code=f"{secret}{survey}",
        subject=subject,
        period=period_of(complaint, survey),
        origin=complaint.origin,
        answers=given,
    )


def subject_of(complaint: Complaint, survey: str) -> Subject | None:
    """The corps that handled the file itself; else, and for equality always, the country. None: nobody to name."""
    if survey == CLOSING and complaint.holder == CORPS and complaint.corps is not None:
        return complaint.corps
    return Region.objects.filter(register=complaint.register, kind=SubjectKind.NATION).order_by("pk").first()


def period_of(complaint: Complaint, survey: str) -> str:
    """The quarter of answering for the corps' own files, the year for everything that is counted nationally."""
    today = timezone.localdate()
    is_own = survey == CLOSING and complaint.holder == CORPS and complaint.corps_id is not None
    return str(Period.containing(today) if is_own else Period(today.year))


def open_until(complaint: Complaint) -> date | None:
    """Last day of the quarter after the one in which the file ended: a day that many files share."""
    ended_on = complaint.communicated_on or complaint.closed_on
    if complaint.status not in AFTER_DECISION or ended_on is None:
        return None
    return Period.containing(ended_on).shift(1).end


def _is_open(complaint: Complaint, survey: str, secret: str) -> bool:
    last = open_until(complaint)
    today = timezone.localdate()
    if not secret or last is None or today > last or subject_of(complaint, survey) is None:
        return False
    code = f"{secret}{survey}"
    token_create(survey=survey, code=code, expires_on=last, invited_on=Period.containing(today).start)
    return token_is_open(survey=survey, code=code)


def answers_written(written: Sequence[Written]) -> None:
    """New closing answers stand: count the satisfaction of complainants again."""
    for row in written:
        stale_mark(
            source=SOURCE,
            subject_ids=[row.subject_id],
            indicators=("PRV-06",),
            event_date=Period.parse(row.period).start,
        )


CLOSING_ANSWERS = FlushListener(CLOSING, answers_written)
