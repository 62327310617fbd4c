"""Frameworks as the pages show them: in force, to come, former, drafts; items by pillar and facet; signatures."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from audit.models import FrameworkChange, FrameworkDraft, FrameworkSignature
from legitimacy import numbers
from legitimacy.access import Person, can
from legitimacy.indicators.definitions import Pillar
from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.models import Framework, FrameworkFacet, FrameworkItem, Release
from legitimacy.models.disclosure import public_releases
from legitimacy.models.framework import framework_for, frameworks_signed


class Phase(StrEnum):
    DRAFT = "draft"
    TO_COME = "to_come"
    IN_FORCE = "in_force"
    FORMER = "former"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One framework in the list. `until` is the last period that it judges, empty while no other is signed."""

    framework: Framework
    phase: Phase
    until: str
    draft: FrameworkDraft | None
    signed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetRows:
    facet: FrameworkFacet
    rows: list["ItemRow"]
    effective: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarRows:
    pillar: Pillar
    weight: float
    facets: list[FacetRows]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """`effective` is the weight in the overall score, the product down the tree; all of them sum to 1."""

    item: FrameworkItem
    effective: float


def frameworks_listed(user: Person, today: date | None = None) -> list[Listed]:
    """Newest first; drafts for who may see them. Three queries."""
    frameworks = list(Framework.objects.all())
    seen = [each for each in frameworks if not each.is_draft or can(user, "framework.weigh")]
    rows = _listed(seen, frameworks, today)
    return sorted(rows, key=lambda row: (row.framework.begins.start, row.framework.pk), reverse=True)


def framework_listed(framework: Framework, today: date | None = None) -> Listed:
    """One of them. Three queries."""
    return _listed([framework], list(Framework.objects.all()), today)[0]


def _listed(chosen: Sequence[Framework], frameworks: Sequence[Framework], today: date | None) -> list[Listed]:
    drafts = {draft.framework_id: draft for draft in FrameworkDraft.objects.select_related("base", "created_by")}
    signatures: dict[int, list[FrameworkSignature]] = defaultdict(list)
    for signature in FrameworkSignature.objects.all():
        signatures[signature.framework_id].append(signature)
    rows = []
    for framework in chosen:
        draft = drafts.get(framework.pk)
        valid = [one for one in signatures[framework.pk] if draft is not None and one.version == draft.version]
        rows.append(
            Listed(
                framework=framework,
                phase=phase_of(framework, frameworks, today),
                until=until_of(framework, frameworks),
                draft=draft,
                signed=len(valid),
            )
        )
    return rows


def phase_of(framework: Framework, frameworks: Sequence[Framework], today: date | None = None) -> Phase:
    """Where it stands today: a signed one is in force from its first quarter until the next one begins."""
    today = today or localdate()
    if framework.is_draft:
        return Phase.DRAFT
    if framework == framework_for(Period.containing(today), frameworks):
        return Phase.IN_FORCE
    return Phase.TO_COME if framework.begins.start > today else Phase.FORMER


def until_of(framework: Framework, frameworks: Sequence[Framework]) -> str:
    signed = frameworks_signed(frameworks)
    if framework not in signed or framework == signed[-1]:
        return ""
    following = signed[signed.index(framework) + 1]
    return str(Period.containing(following.begins.start).previous)


def framework_seen(user: Person, code: str) -> Framework | None:
    """The framework with this code, where the person may read it: a draft does not exist for others."""
    framework = Framework.objects.filter(code=code).first()
    return framework if framework is not None and can(user, "framework.read", framework) else None


def pillars_of(framework: Framework) -> list[PillarRows]:
    """Everything it says, in the order in which it is read. Two queries."""
    facets = list(framework.facets.order_by("pk"))
    items: dict[tuple[str, str], list[FrameworkItem]] = defaultdict(list)
    for item in framework.items.all():
        items[item.indicator[:3], item.facet].append(item)
    found = []
    for pillar in Pillar:
        own = [facet for facet in facets if facet.pillar == pillar]
        if own:
            rows = [_facet_rows(facet, items[facet.pillar, facet.code]) for facet in own]
            found.append(PillarRows(pillar=pillar, weight=own[0].pillar_weight, facets=rows))
    return found


def _facet_rows(facet: FrameworkFacet, items: list[FrameworkItem]) -> FacetRows:
    share, total = facet.pillar_weight * facet.weight, sum(item.weight for item in items)
    rows = [ItemRow(item, share * item.weight / total if total else 0.0) for item in items]
    return FacetRows(facet=facet, rows=rows, effective=share)


def signatures_valid(draft: FrameworkDraft) -> list[FrameworkSignature]:
    """Those under what the framework says now. One query."""
    found = FrameworkSignature.objects.filter(framework=draft.framework_id, version=draft.version)
    return list(found.select_related("by"))


def signatures_void(draft: FrameworkDraft) -> list[FrameworkSignature]:
    """Those under an earlier version: a change after them made them void. One query."""
    found = FrameworkSignature.objects.filter(framework=draft.framework_id, version__lt=draft.version)
    return list(found.select_related("by"))


def drafts_to_sign(user: Person) -> list[Framework]:
    """Drafts of which somebody else signed the version of today, for who may sign. One query."""
    if not can(user, "framework.draft"):
        return []
    signed = FrameworkSignature.objects.filter(
        framework__status=Framework.Status.DRAFT, version=F("framework__draft__version")
    )
    found = {one.framework: one.by_id for one in signed.select_related("framework")}
    return [
        framework for framework, by_id in found.items() if by_id != user.pk and can(user, "framework.sign", framework)
    ]


def changes_of(framework: Framework) -> list[FrameworkChange]:
    """Newest first. One query."""
    return list(FrameworkChange.objects.filter(framework=framework).select_related("by").order_by("-pk"))


def start_fault(valid_from: str) -> str:
    """Why a framework cannot begin there, in a sentence; empty when it can."""
    try:
        period = Period.parse(valid_from)
    except PeriodError:
        return _("Write a quarter such as 2027-Q1.")
    if period.is_year:
        return _("Write a quarter such as 2027-Q1.")
    newest = next(reversed(frameworks_signed(Framework.objects.all())), None)
    if newest is not None and period.start <= newest.begins.start:
        words = {"code": newest.code, "period": numbers.period_short(newest.valid_from)}
        return _("Framework %(code)s judges from %(period)s on; begin later.") % words
    closed = _released_after(period)
    if closed:
        return _("Figures of %(period)s were released already; begin later.") % {
            "period": numbers.period_short(str(closed))
        }
    return ""


def _released_after(period: Period) -> Period | None:
    """The last period, ending with or after `period`, of which figures were released by the framework of then."""
    listed = Release.objects.filter(**public_releases()).values_list("periods", flat=True)
    later = [each for periods in listed for each in map(Period.parse, periods) if each.end >= period.end]
    return max(later, key=lambda each: each.end, default=None)
