"""The plan over the six-year cycle: per register each corps with its last audit, when the next is due, and why now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import Max

from audit.models import Audit, PastAudit
from audit.selectors.audits.suggestions import Reason, reasons_by_corps
from audit.workflow.audits import BEFORE_FINAL
from legitimacy.access import Person, standing_of
from legitimacy.conflicts import ConflictCheck, ties_of
from legitimacy.deadlines.rules import rule_set_on
from legitimacy.disclosure.selectors import periods_available
from legitimacy.models import Corps, CorpsLink, Register, Role
from legitimacy.models.disclosure import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One corps. `due_on` is None where no audit is known: it is due now. `inherited`: the last audit was of a corps
    that merged into it; `afterwards`: it was entered afterwards. `running` is the audit that is under way; `tie` keeps
    this reader out.
    """

    corps: Corps
    last_on: date | None
    due_on: date | None
    inherited: bool
    afterwards: bool
    is_covered: bool
    running: Audit | None
    reasons: list[Reason] = field(default_factory=list)
    tie: ConflictCheck | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All corps of a register that exist today, the most pressing first; `covered` had an audit in the cycle."""

    register: str
    period: str
    rows: list[PlanRow]

    @property
    def covered(self) -> int:
        return sum(row.is_covered for row in self.rows)


def registers_of(user: Person) -> list[str]:
    """Registers that this auditor works in."""
    return [register for register in Register if standing_of(user).over(Role.AUDITOR, register)]


def plan_of(user: Person, register: str, today: date) -> Plan:
    """The plan of a register, in a fixed number of queries. Of corps with a tie it says only that there is one."""
    corps = list(_existing(register, today))
    ties = ties_of(user)
    own = [row.pk for row in corps if row.pk not in ties]
    last, inherited, afterwards = last_audits(register)
    period = next(iter(periods_available(audience=Audience.AUDITOR, register=register)), "")
    reasons = reasons_by_corps(own, period, last, today)
    running = {audit.corps_id: audit for audit in Audit.objects.filter(register=register, status__in=BEFORE_FINAL)}
    rows = []
    for one in corps:
        last_on, tied = last.get(one.pk), one.pk in ties
        due_on = last_on + relativedelta(months=cycle_months(today)) if last_on else None
        rows.append(
            PlanRow(
                corps=one,
                last_on=last_on,
                due_on=due_on,
                inherited=one.pk in inherited,
                afterwards=one.pk in afterwards,
                is_covered=due_on is not None and due_on >= today,
                running=None if tied else running.get(one.pk),
                reasons=reasons.get(one.pk, []),
                tie=ties.get(one.pk),
            )
        )
    return Plan(register=register, period=period, rows=sorted(rows, key=_pressing))


def cycle_months(day: date) -> int:
    return rule_set_on("audits", day).rule("cycle").amount


def last_audits(register: str) -> tuple[dict[int, date | None], set[int], set[int]]:
    """Day of the last completed audit by corps; which corps have it from one that merged into it, and of which it was
    entered afterwards. Three queries.
    """
    rows = Audit.objects.filter(register=register, final_on__isnull=False).order_by().values_list("corps_id")
    last: dict[int, date | None] = dict(rows.annotate(last=Max("final_on")).values_list("corps_id", "last"))
    entered = PastAudit.objects.filter(register=register).order_by().values_list("corps_id")
    inherited: set[int] = set()
    afterwards: set[int] = set()
    for corps_id, day in entered.annotate(last=Max("reported_on")).values_list("corps_id", "last"):
        own = last.get(corps_id)
        if own is None or own < day:
            last[corps_id] = day
            afterwards.add(corps_id)
    links = CorpsLink.objects.filter(successor__register=register).order_by("on")
    for old, new in links.values_list("predecessor_id", "successor_id"):
        before, own = last.get(old), last.get(new)
        if before is not None and (own is None or own < before):
            last[new] = before
            inherited.add(new)
            afterwards = afterwards | {new} if old in afterwards else afterwards - {new}
    return last, inherited, afterwards


def rows_narrowed(rows: Iterable[PlanRow], *, words: str = "", only: str = "", year: str = "") -> list[PlanRow]:
    """Rows by a part of the name or code of the corps, by `only` (suggested, uncovered), or by the year due."""
    wanted = words.strip().casefold()
    kept = []
    for row in rows:
        if wanted and wanted not in row.corps.display_name.casefold() and wanted != row.corps.code.casefold():
            continue
        if only == "suggested" and not row.reasons:
            continue
        if only == "uncovered" and row.is_covered:
            continue
        if year and str(row.due_on.year if row.due_on else "") != year:
            continue
        kept.append(row)
    return kept


def _existing(register: str, today: date) -> Iterable[Corps]:
    rows = Corps.objects.filter(register=register).exclude(valid_from__gt=today).exclude(valid_to__lt=today)
    return rows.order_by("code")


def _pressing(row: PlanRow) -> tuple[int, date, str]:
    """Most reasons first, then what is due first."""
    return -len(row.reasons), row.due_on or date.min, row.corps.code
