"""One audit and what belongs to it, as its reader may see it, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from audit.models import Audit, AuditEvent, AuditFinding, AuditMember, AuditReply, Recommendation
from audit.querysets.audits import AuditQuerySet
from audit.selectors.audits.evidence import DONE, FINDING, files_of
from audit.selectors.standards.lists import standards_newest
from audit.workflow.audits import SENT
from legitimacy.access import Person, audience_for, standing_of
from legitimacy.charts.measured import state_words
from legitimacy.conflicts import ties_of
from legitimacy.disclosure.selectors import periods_available, values_history, values_standing
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.registry import indicators
from legitimacy.models import Attachment, AuditGrant, Corps, Membership, Role, User
from legitimacy.numbers import interval_text, period_text, value_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The figure that a finding rests on, as this reader may read it. `was_revised`: another one is in force now.

    `value` is empty where the figure was revised, or not released to this reader.
    """

    indicator: str
    name: str
    period: str
    words: str
    was_revised: bool = False
    value: VisibleValue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    row: AuditFinding
    figure: Figure | None
    files: list[Attachment]
    replies: list[AuditReply]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationView:
    row: Recommendation
    files: list[Attachment]
    is_overdue: bool


def audit_find(user: Person, pk: UUID) -> Audit | None:
    """The audit, when this person may see it."""
    found: AuditQuerySet[Audit] = Audit.objects.visible_to(user).select_related("corps", "report")
    return found.filter(pk=pk).first()


def standards_named(register: str, text: str) -> list[tuple[str, str]]:
    """Standards in a scope, as code and name; the code is empty where a line is no published standard."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    names = {each.code: str(each) for each in standards_newest([register])} if lines else {}
    return [(line, names[line]) if line in names else ("", line) for line in lines]


def is_inside(user: Person, audit: Audit) -> bool:
    """An auditor without a tie, who reads drafts, team and history; the corps reads what was sent to it."""
    return standing_of(user).over(Role.AUDITOR, audit.register) and audit.corps_id not in ties_of(user)


def findings_of(user: Person, audit: Audit) -> list[FindingView]:
    """Findings with their figures, files and replies; none to the corps while the draft is with the auditors."""
    if not is_inside(user, audit) and audit.status not in SENT:
        return []
    rows = list(audit.findings.prefetch_related("replies"))
    files = files_of(FINDING, [row.pk for row in rows])
    figures = figures_of(user, audit.corps, [(row.indicator, row.period, row.value_id) for row in rows])
    return [
        FindingView(
            row=row,
            figure=figures.get((row.indicator, row.period, row.value_id)),
            files=files.get(row.pk, []),
            replies=list(row.replies.all()),
        )
        for row in rows
    ]


def replies_to_all(user: Person, audit: Audit) -> list[AuditReply]:
    """What the corps replied to the whole."""
    return list(audit.replies.filter(finding=None))


def recommendations_of(user: Person, audit: Audit, today: date) -> list[RecommendationView]:
    """Recommendations, to the corps from the moment the draft was sent."""
    if not is_inside(user, audit) and audit.status not in SENT:
        return []
    rows = list(audit.recommendations.select_related("finding"))
    files = files_of(DONE, [row.pk for row in rows])
    return [
        RecommendationView(
            row=row,
            files=files.get(row.pk, []),
            is_overdue=row.due_on < today and row.done_on is None and not row.is_settled and row.answer != "rejected",
        )
        for row in rows
    ]


def figures_of(
    user: Person, corps: Corps, wanted: Sequence[tuple[str, str, int | None]]
) -> dict[tuple[str, str, int | None], Figure]:
    """Figures by (indicator, period, key), through the disclosure rules of this reader. One query; none for none."""
    named = [key for key in wanted if key[2] is not None and key[0] in indicators]
    if not named:
        return {}
    values = values_history(
        audience=audience_for(user, corps),
        subject=corps,
        indicators=sorted({key[0] for key in named}),
        periods=sorted({key[1] for key in named}),
    )
    by_place = {(value.indicator, value.period): value for value in values}
    return {key: _figure(key, by_place.get((key[0], key[1]))) for key in named}


def _figure(key: tuple[str, str, int | None], value: VisibleValue | None) -> Figure:
    code, period, value_id = key
    name = str(indicators.get(code).name)
    if value is None:
        return Figure(indicator=code, name=name, period=period, words=_("not released to you"))
    revised = value.value_id != value_id
    return Figure(
        indicator=code,
        name=name,
        period=period,
        words="" if revised else figure_words(value),
        was_revised=revised,
        value=None if revised else value,
    )


def figure_words(value: VisibleValue) -> str:
    """A figure with its interval, or the word for why there is none."""
    unit = indicators.get(value.indicator).unit
    if value.is_shown and value.value is not None:
        interval = interval_text(value.lower, value.upper, unit)
        words = value_text(value.value, unit)
        return f"{words} ({interval})" if interval else words
    return state_words(value)


def figures_to_choose(user: Person, corps: Corps) -> list[tuple[VisibleValue, str]]:
    """The figures on the newest scorecard of a corps that an auditor may rest a finding on, with their words."""
    audience = audience_for(user, corps)
    period = next(iter(periods_available(audience=audience, register=corps.register)), "")
    values = values_standing(audience=audience, subject_ids=[corps.pk], period=period) if period else []
    chosen = [value for value in values if value.value_id is not None and value.indicator in indicators]
    return [
        (value, f"{indicators.get(value.indicator).name}, {period_text(value.period)}: {figure_words(value)}")
        for value in sorted(chosen, key=lambda value: value.indicator)
    ]


def team_of(audit: Audit) -> list[AuditMember]:
    return list(audit.team.filter(left_on=None).select_related("user"))


def events_of(audit: Audit) -> list[AuditEvent]:
    """Newest first. For auditors only."""
    return list(audit.events.select_related("actor").order_by("-at", "-pk"))


def grants_of(audit: Audit) -> list[AuditGrant]:
    """Access that was given in this audit, the newest first."""
    return list(
        AuditGrant.objects.filter(audit=audit.pk).select_related("user", "extended_by", "corps").order_by("-pk")
    )


def colleagues(user: Person, audit_register: str) -> list[User]:
    """Active auditors of a register, by name."""
    today_roles = Membership.objects.filter(role=Role.AUDITOR, register=audit_register, corps=None)
    people = User.objects.filter(pk__in=today_roles.values("user"), is_active=True)
    return list(people.order_by("first_name", "last_name", "pk"))


def has_tie(user: Person, corps: Corps) -> Any:
    """The tie of a reader with a corps, None where there is none."""
    return ties_of(user).get(corps.pk)
