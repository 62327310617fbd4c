"""Moving a disciplinary case along the table of `workflow.discipline`: the one function behind every page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from legitimacy.codes import Code
from legitimacy.models import User
from professionalism.models import DisciplinaryCase, DisciplinaryPaper, Sanction
from professionalism.services.discipline.history import CaseTextError, case_append, case_lock, case_save, history_of
from professionalism.services.discipline.needs import CaseConcernError, CaseNeedError, concerns_of, missing
from professionalism.services.discipline.ties import ties_refuse
from professionalism.workflow.discipline import Actor, StepError, step_for
from professionalism.workflow.discipline_clock import History
from professionalism.workflow.discipline_codes import ANNULLED, CODES, SANCTIONS, erased_on, sanctions_on

Kind = DisciplinaryPaper.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a step is given. `code` is a sanction, an opinion, an outcome or a reason to close, as the step asks."""

    on: date
    code: str = ""
    text: str = ""
    detail: str = ""
    confirmed: bool = False


@transaction.atomic
def case_step(
    *, case: DisciplinaryCase, step: str, given: Given, actor: User, actor_kind: Actor, version: int | None = None
) -> DisciplinaryCase:
    """Take one step. StepError when the table has no such step here for this actor; CaseNeedError, CaseTextError or
    TieError for what is missing, does not fit, or whoever may not; CaseConcernError for what must be confirmed;
    CaseChangedError for an older `version`. Then nothing was written.
    """
    case = case_lock(case, version=version)
    taken = step_for(step, case.status)
    if actor_kind not in taken.actors:
        raise StepError(step, case.status)
    ties_refuse(case, actor, actor_kind)
    lacking = missing(case, taken)
    if lacking is not None:
        raise CaseNeedError(lacking)
    history = history_of(case)
    _day_check(given.on, history)
    concerns = concerns_of(case, taken, history, given.on)
    if concerns and not given.confirmed:
        raise CaseConcernError(concerns)
    before = case.status
    changed = EFFECTS[step](case, given) if step in EFFECTS else ()
    case.status = taken.target
    case_append(
        case,
        kind=step,
        actor=actor,
        actor_kind=actor_kind,
        on=given.on,
        status_from=before,
        code=concerns[0].code if concerns else "",
        note=given.text if step in NOTED else "",
    )
    case_save(case, "status", *changed)
    return case


def sanction_check(case: DisciplinaryCase, code: str, on: date) -> Code:
    """The sanction, or CaseTextError: not on the list of that day, not for this authority, or erased by now."""
    entry = SANCTIONS.lists["sanction"].get(code)
    if entry is None or not entry.is_offered(on):
        sentence = _("The list of sanctions of %(day)s does not hold this one. Choose another.")
        raise CaseTextError(sentence % {"day": date_format(on)}, "code")
    if entry not in sanctions_on(on, case.authority):
        raise CaseTextError(_("The ordinary authority cannot give this sanction: it is for the higher one."), "code")
    erased = erased_on(entry, on)
    if erased is not None and erased <= timezone.localdate():
        sentence = _("This sanction was erased on %(day)s. It may not be entered any more.")
        raise CaseTextError(sentence % {"day": date_format(erased)}, "code")
    return entry


def closing_check(code: str, on: date) -> Code:
    """The reason to close, or CaseTextError: it is not on the list of that day, or nobody chooses it."""
    entry = SANCTIONS.lists["closing"].get(code)
    if entry is None or entry.code == ANNULLED or not entry.is_offered(on):
        raise CaseTextError(_("Choose one of the reasons on the list."), "code")
    return entry


def _day_check(on: date, history: History) -> None:
    if on > timezone.localdate():
        raise CaseTextError(_("This day has not come yet. Give today or an earlier day."), "on")
    known = min(day for kind, day in history if kind == "known")
    last = max([known, *(day for kind, day in history if kind in ORDERED)])
    if on < last:
        sentence = _("The step before it was taken on %(day)s. Give that day or a later one.")
        raise CaseTextError(sentence % {"day": date_format(last)}, "on")


def _introduce(case: DisciplinaryCase, given: Given) -> tuple[str, ...]:
    case.introduced_on = given.on
    return ("introduced_on",)


def _propose(case: DisciplinaryCase, given: Given) -> tuple[str, ...]:
    entry = sanction_check(case, given.code, given.on)
    if not given.text.strip():
        raise CaseTextError(_("Write down the reasons."), "text")
    case.proposed = entry.code
    return ("proposed",)


def _decide(case: DisciplinaryCase, given: Given) -> tuple[str, ...]:
    entry = sanction_check(case, given.code, given.on)
    if not given.text.strip():
        raise CaseTextError(_("Write down the reasons."), "text")
    Sanction.objects.create(
        case=case,
        code=entry.code,
        level=entry.extra["level"],
        authority=case.authority,
        decided_on=given.on,
        reasons=given.text,
        detail=given.detail,
    )
    case.decided_on, case.erase_on = given.on, erased_on(entry, given.on)
    return ("decided_on", "erase_on")


def _close(case: DisciplinaryCase, given: Given) -> tuple[str, ...]:
    entry = closing_check(given.code, given.on)
    if not given.text.strip():
        raise CaseTextError(_("Write down the reasons."), "text")
    case.closing, case.decided_on, case.erase_on = entry.code, given.on, erased_on(entry, given.on)
    return ("closing", "decided_on", "erase_on")


def _annul(case: DisciplinaryCase, given: Given) -> tuple[str, ...]:
    """The sanction is gone as if it had never been."""
    Sanction.objects.filter(case=case).delete()
    _paper(case, given, Kind.APPEAL_END, ANNULLED)
    entry = SANCTIONS.require("closing", ANNULLED)
    case.closing, case.decided_on, case.erase_on = ANNULLED, given.on, erased_on(entry, given.on)
    return ("closing", "decided_on", "erase_on")


def _paper(case: DisciplinaryCase, given: Given, kind: Kind, code: str) -> tuple[str, ...]:
    DisciplinaryPaper.objects.create(case=case, kind=kind, on=given.on, code=code, text=given.text)
    return ()


def _listed(kind: Kind, list_name: str) -> Callable[[DisciplinaryCase, Given], tuple[str, ...]]:
    def write(case: DisciplinaryCase, given: Given) -> tuple[str, ...]:
        if given.code not in dict(CODES.offered(list_name, given.on)):
            raise CaseTextError(_("Choose one of the answers on the list."), "code")
        return _paper(case, given, kind, given.code)

    return write


EFFECTS: Mapping[str, Callable[[DisciplinaryCase, Given], tuple[str, ...]]] = {
    "introduce": _introduce,
    "propose": _propose,
    "decide": _decide,
    "decide_final": _decide,
    "close": _close,
    "annul": _annul,
    "reconsider": lambda case, given: _paper(case, given, Kind.REQUEST, ""),
    "advise": _listed(Kind.COUNCIL, "opinion"),
    "appeal": lambda case, given: _paper(case, given, Kind.APPEAL, ""),
    "appeal_end": _listed(Kind.APPEAL_END, "appeal_end"),
}
NOTED = frozenset({"inquire", "introduce", "propose", "close"})
"""Steps whose text stands in the history, as it stands in no paper."""
ORDERED = frozenset(
    {*("inquire", "introduce", "propose", "reconsider", "advise", "decide", "decide_final", "appeal", "appeal_end")}
)
