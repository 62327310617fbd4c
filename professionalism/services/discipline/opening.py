"""Opening a disciplinary case, and changing what it says before the introductory report."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member, User
from professionalism.models import DisciplinaryCase, ForceIncident, SourceKind
from professionalism.services.discipline.following import force_followed_up
from professionalism.services.discipline.history import CaseTextError, case_append, case_lock, case_save
from professionalism.services.discipline.ties import SUBJECT, TieError, tie_with
from professionalism.workflow.discipline import BEFORE_REPORT, UNDECIDED, Actor, Authority, Level
from professionalism.workflow.discipline_codes import CODES
from professionalism.workflow.signals import FollowUpKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known. `known_on` is the day on which `known_by` (a code) knew of it."""

    facts_kind: str
    facts: str
    happened_on: date | None
    level: str
    authority: str
    charge: str = ""
    source_kind: str = SourceKind.OTHER
    source_reference: str = ""


@transaction.atomic
def case_open(
    *, corps: Corps, member: Member, facts: Facts, known_on: date, known_by: str, actor: User, form_key: str = ""
) -> DisciplinaryCase:
    """A new case; the one made before where the same form was sent twice. CaseTextError says what does not fit."""
    if form_key:
        known = DisciplinaryCase.objects.filter(form_key=form_key).first()
        if known is not None:
            return known
    today = timezone.localdate()
    if member.corps_id != corps.pk:
        raise CaseTextError(_("There is no member with this pseudonym in your corps."), "pseudonym")
    _days_check(facts, known_on, today)
    _codes_check(facts, today)
    _source_check(corps, facts)
    case = DisciplinaryCase(
        register=corps.register,
        origin=Origin.REAL if corps.is_real else Origin.SIMULATED,
        corps=corps,
        member=member,
        opened_by=actor,
        known_on=known_on,
        form_key=form_key or None,
    )
    _facts_set(case, facts)
    if tie_with(case, actor) is SUBJECT:
        raise TieError(SUBJECT)
    case.save()
    case_append(case, kind="opened", actor=actor, actor_kind=Actor.STANDARDS)
    case_append(case, kind="known", actor=actor, actor_kind=Actor.STANDARDS, on=known_on, code=known_by)
    case_save(case)
    force_followed_up(case, FollowUpKind.DISCIPLINE)
    return case


@transaction.atomic
def case_write(*, case: DisciplinaryCase, facts: Facts, actor: User, version: int | None = None) -> DisciplinaryCase:
    """Change the facts, the charge, the level or the authority. After the report only level and authority change."""
    case = case_lock(case, version=version)
    if case.status not in UNDECIDED:
        raise CaseTextError(_("This case is over. Nothing in it changes any more."))
    told = case.status not in BEFORE_REPORT
    if told and (facts.charge != case.charge or facts.facts_kind != case.facts_kind):
        raise CaseTextError(_("The officer has the introductory report: the charge stays as it is."), "charge")
    _days_check(facts, case.known_on, timezone.localdate())
    _codes_check(facts, timezone.localdate())
    _source_check(case.corps, facts)
    handed_over = facts.authority != case.authority
    _facts_set(case, facts)
    kind = "handed_over" if handed_over else "written"
    case_append(case, kind=kind, actor=actor, actor_kind=Actor.STANDARDS, code=facts.authority if handed_over else "")
    names = ("facts_kind", "facts", "charge", "happened_on", "level", "authority", "source_kind", "source_reference")
    case_save(case, *names)
    force_followed_up(case, FollowUpKind.DISCIPLINE)
    return case


def _facts_set(case: DisciplinaryCase, facts: Facts) -> None:
    case.facts_kind, case.facts, case.charge = facts.facts_kind, facts.facts, facts.charge
    case.happened_on, case.level, case.authority = facts.happened_on, facts.level, facts.authority
    case.source_kind, case.source_reference = facts.source_kind, facts.source_reference.strip()


def _days_check(facts: Facts, known_on: date, today: date) -> None:
    if known_on > today:
        raise CaseTextError(_("This day has not come yet. Give today or an earlier day."), "known_on")
    if facts.happened_on is not None and facts.happened_on > known_on:
        raise CaseTextError(_("Nobody can know of the facts before they happened. Check both days."), "happened_on")


def _codes_check(facts: Facts, today: date) -> None:
    if facts.facts_kind not in dict(CODES.offered("facts_kind", today)):
        raise CaseTextError(_("Choose one of the kinds of facts on the list."), "facts_kind")
    if facts.level == Level.HEAVY and facts.authority == Authority.ORDINARY:
        raise CaseTextError(_("A heavy sanction is for the higher authority. Choose the higher one."), "authority")


def _source_check(corps: Corps, facts: Facts) -> None:
    number = facts.source_reference.strip()
    if facts.source_kind == SourceKind.OTHER or not number:
        return
    if facts.source_kind == SourceKind.FORCE and not ForceIncident.objects.filter(corps=corps, number=number).exists():
        raise CaseTextError(_("There is no report with this number in your corps."), "source_reference")
