"""Recording cases that ended elsewhere: checked like a decision that is taken here, and stored many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member
from professionalism.models import DisciplinaryCase, DisciplinaryEvent, Sanction
from professionalism.services.discipline.counting import stale_for_cases
from professionalism.services.discipline.history import CaseTextError, clocks_fill
from professionalism.services.discipline.steps import closing_check, sanction_check
from professionalism.workflow.discipline import Actor, Level, Status
from professionalism.workflow.discipline_codes import CODES, erased_on

DAYS = ("happened_on", "known_on", "introduced_on", "decided_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A case that ended: by the code of a sanction, or by that of a reason to close. `key` tells it from every other,
    and says nothing. `level` is that of the sanction where there is one.
    """

    key: str
    member: Member
    facts_kind: str
    happened_on: date | None
    known_on: date
    known_by: str
    introduced_on: date | None
    authority: str
    level: str
    sanction: str
    closing: str
    decided_on: date
    detail: str = ""

    @property
    def days(self) -> dict[str, date]:
        """Those that are known, in the order in which they must lie."""
        found = {name: getattr(self, name) for name in DAYS}
        return {name: day for name, day in found.items() if day is not None}


def ended_check(corps: Corps, ended: Ended, today: date) -> None:
    """CaseTextError with the field that is wrong, and why."""
    _days_require(corps, ended, today)
    if ended.facts_kind not in dict(CODES.offered("facts_kind", ended.decided_on)):
        raise CaseTextError(_("Choose one of the kinds of facts on the list."), "facts_kind")
    if bool(ended.sanction) == bool(ended.closing):
        raise CaseTextError(_("Give a sanction, or the reason why the case was closed; not both."), "sanction")
    if ended.sanction and ended.introduced_on is None:
        raise CaseTextError(_("A sanction follows an introductory report: give its day."), "introduced_on")
    _case(corps, ended)


def ended_stands(case: DisciplinaryCase, ended: Ended) -> bool:
    """Whether a case says the same already."""
    sanction = getattr(case, "sanction", None)
    told = (case.member_id, case.facts_kind, case.authority, case.closing, sanction.code if sanction else "")
    same = (ended.member.pk, ended.facts_kind, ended.authority, ended.closing, ended.sanction)
    return told == same and all(getattr(case, name) == getattr(ended, name) for name in DAYS)


def ended_record(corps: Corps, rows: Sequence[Ended], today: date) -> None:
    """Store cases that were checked, in the caller's transaction, in three statements and their stale marks.

    Their history holds no account: nobody took these steps here.
    """
    cases, sanctions, events = [], [], []
    now = timezone.now()
    for ended in rows:
        case, sanction = _case(corps, ended)
        kinds = [("imported", today), ("known", ended.known_on)]
        kinds += [("introduce", ended.introduced_on)] if ended.introduced_on else []
        kinds.append(("decide" if sanction else "close", ended.decided_on))
        clocks_fill(case, kinds, today)
        cases.append(case)
        sanctions += [sanction] if sanction else []
        events += [
            DisciplinaryEvent(
                case=case,
                at=now,
                on=on,
                kind=kind,
                actor_kind=Actor.STANDARDS if kind in ("imported", "known") else Actor.AUTHORITY,
                code=ended.known_by if kind == "known" else "",
                status_to=case.status if kind in ("decide", "close") else "",
            )
            for kind, on in kinds
        ]
    DisciplinaryCase.objects.bulk_create(cases)
    Sanction.objects.bulk_create(sanctions)
    DisciplinaryEvent.objects.bulk_create(events)
    stale_for_cases(corps.pk, cases)


def _case(corps: Corps, ended: Ended) -> tuple[DisciplinaryCase, Sanction | None]:
    """The case and its sanction, unsaved. CaseTextError where they may not be entered any more, or never could."""
    case = DisciplinaryCase(
        register=corps.register,
        origin=Origin.REAL if corps.is_real else Origin.SIMULATED,
        corps=corps,
        member=ended.member,
        status=Status.DECIDED if ended.sanction else Status.CLOSED,
        facts_kind=ended.facts_kind,
        happened_on=ended.happened_on,
        level=ended.level or Level.LIGHT,
        authority=ended.authority,
        known_on=ended.known_on,
        introduced_on=ended.introduced_on,
        decided_on=ended.decided_on,
        closing=ended.closing,
        form_key=ended.key,
    )
    if ended.closing:
        case.erase_on = erased_on(closing_check(ended.closing, ended.decided_on), ended.decided_on)
        _erased_refuse(case.erase_on, "closing")
        return case, None
    entry = sanction_check(case, ended.sanction, ended.decided_on)
    case.level, case.erase_on = entry.extra["level"], erased_on(entry, ended.decided_on)
    sanction = Sanction(
        case=case,
        code=entry.code,
        level=entry.extra["level"],
        authority=ended.authority,
        decided_on=ended.decided_on,
        detail=ended.detail,
    )
    return case, sanction


def _erased_refuse(day: date | None, field: str) -> None:
    if day is not None and day <= timezone.localdate():
        sentence = _("This case was erased on %(day)s. It may not be entered any more.")
        raise CaseTextError(sentence % {"day": date_format(day)}, field)


def _days_require(corps: Corps, ended: Ended, today: date) -> None:
    before: date | None = None
    for name, day in ended.days.items():
        if day > today:
            raise CaseTextError(_("this day has not come yet."), name)
        if corps.valid_from is not None and day < corps.valid_from:
            raise CaseTextError(_("the corps did not exist yet on this day."), name)
        if corps.valid_to is not None and day > corps.valid_to:
            raise CaseTextError(_("the corps did not exist any more on this day."), name)
        if before is not None and day < before:
            sentence = _("this day lies before %(day)s, the day before which it cannot come.")
            raise CaseTextError(sentence % {"day": date_format(before)}, name)
        before = day
