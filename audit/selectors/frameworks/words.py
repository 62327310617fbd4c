"""Changes of a framework in words: of one item, of all of them together, and what they mean for funding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from audit.models import FrameworkChange
from audit.workflow.frameworks import FACET_WEIGHT, GOALPOSTS, ITEM_FIELDS, LABELS, PILLAR_WEIGHT, fields_of, read_kept
from legitimacy import numbers
from legitimacy.indicators.definitions import Direction
from legitimacy.indicators.registry import indicators
from legitimacy.models import Framework, FrameworkFacet, FrameworkItem
from legitimacy.standings import PILLARS

NOTHING, AUDITED_SAMPLE = "\u2013", "audited sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of one part that differs between two frameworks, or in one step of a draft. `code` may be empty."""

    code: str
    name: str
    field: str
    old: str
    new: str
    reason: str = ""
    by: str = ""
    change: FrameworkChange | None = None


def changes_told(changes: Iterable[FrameworkChange], framework: Framework) -> list[Difference]:
    """Each step of a draft, as it was written down. One query."""
    facets = {f"{facet.pillar}.{facet.code}": facet for facet in framework.facets.all()}
    return [
        Difference(
            code=change.item if change.item in indicators else "",
            name=part_name(change.item, facets),
            field=str(LABELS[change.field]),
            old=value_told(change.item, change.field, read_kept(change.old)),
            new=value_told(change.item, change.field, read_kept(change.new)),
            reason=change.reason,
            by=str(change.by) if change.by else "",
            change=change,
        )
        for change in changes
    ]


def differences(
    framework: Framework, base: Framework, reasons: Mapping[tuple[str, str], str] | None = None
) -> list[Difference]:
    """What `framework` says otherwise than `base`, shares first. `reasons` by (item, field). Four queries."""
    reasons = reasons or {}
    return [*_shares_told(framework, base, reasons), *_items_told(framework, base, reasons)]


def _items_told(framework: Framework, base: Framework, reasons: Mapping[tuple[str, str], str]) -> list[Difference]:
    before = {item.indicator: item for item in base.items.all()}
    found = []
    for item in framework.items.all():
        old = before.get(item.indicator)
        if old is None:
            continue
        for field in ITEM_FIELDS:
            ours, theirs = getattr(item, field), getattr(old, field)
            if ours != theirs:
                name = str(indicators.get(item.indicator).name)
                found.append(_told(item.indicator, name, field, theirs, ours, reasons))
    return found


def _shares_told(framework: Framework, base: Framework, reasons: Mapping[tuple[str, str], str]) -> list[Difference]:
    facets = {(facet.pillar, facet.code): facet for facet in base.facets.all()}
    found: list[Difference] = []
    seen: set[str] = set()
    for facet in framework.facets.order_by("pk"):
        old = facets.get((facet.pillar, facet.code))
        if old is None:
            continue
        if facet.pillar_weight != old.pillar_weight and facet.pillar not in seen:
            seen.add(facet.pillar)
            name = str(PILLARS[facet.pillar])
            found.append(_told(facet.pillar, name, PILLAR_WEIGHT, old.pillar_weight, facet.pillar_weight, reasons))
        if facet.weight != old.weight:
            key = f"{facet.pillar}.{facet.code}"
            found.append(_told(key, str(facet), FACET_WEIGHT, old.weight, facet.weight, reasons))
    return found


def _told(item: str, name: str, field: str, old: Any, new: Any, reasons: Mapping[tuple[str, str], str]) -> Difference:
    return Difference(
        code=item if item in indicators else "",
        name=name,
        field=str(LABELS[field]),
        old=value_told(item, field, old),
        new=value_told(item, field, new),
        reason=reasons.get((item, field), ""),
    )


def part_name(item: str, facets: Mapping[str, FrameworkFacet]) -> str:
    """An indicator, a pillar or a facet by its name."""
    if item in indicators:
        return str(indicators.get(item).name)
    return str(PILLARS[item]) if item in PILLARS else str(facets.get(item, item))


def value_told(item: str, field: str, value: Any) -> str:
    """A value of a field as a reader writes it."""
    if value is None or value == "":
        return NOTHING
    if field == "funding_allowed":
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    if field in GOALPOSTS:
        return numbers.goalpost_text(value, indicators.get(item).unit)
    if isinstance(value, str):
        return condition_told(value) if field == "funding_condition" else value
    if item not in indicators:
        return numbers.goalpost_text(value, "%")
    return numbers.number_text(value, 0 if value == int(value) else 2)


def condition_told(condition: str) -> str:
    """A condition for funding; those of the shipped framework in the reader's language."""
    return _("audited sample") if condition == AUDITED_SAMPLE else condition


def goalposts_told(item: FrameworkItem) -> str:
    """From where to where it is judged: `40% to 90%`, a band, or that it is background."""
    unit = indicators.get(item.indicator).unit
    told = [getattr(item, name) for name in fields_of(item.direction) if name in GOALPOSTS]
    texts = [numbers.goalpost_text(value, unit) for value in told if value is not None]
    if not texts:
        return _("background: not judged")
    if item.direction == Direction.BAND and len(texts) == 4:
        words = {"outer_low": texts[0], "low": texts[1], "high": texts[2], "outer_high": texts[3]}
        return _("full between %(low)s and %(high)s, nothing at %(outer_low)s or %(outer_high)s") % words
    return " → ".join(texts)


def funding_told(framework: Framework, base: Framework) -> list[str]:
    """What may be used for funding from now on, and what no longer, in sentences. Two queries."""
    before = {item.indicator: item for item in base.items.all()}
    told = []
    for item in framework.items.all():
        old = before.get(item.indicator)
        if old is None:
            continue
        name = indicators.get(item.indicator).name
        words = {"code": item.indicator, "name": name, "condition": condition_told(item.funding_condition)}
        if item.funding_allowed and not old.funding_allowed:
            told.append(_("%(code)s %(name)s may be used for funding from now on.") % words)
        elif old.funding_allowed and not item.funding_allowed:
            told.append(_("%(code)s %(name)s may no longer be used for funding.") % words)
        elif item.funding_allowed and item.funding_condition != old.funding_condition:
            if item.funding_condition:
                told.append(_("%(code)s %(name)s counts for funding on a condition: %(condition)s.") % words)
            else:
                told.append(_("%(code)s %(name)s counts for funding without a condition.") % words)
    return told
