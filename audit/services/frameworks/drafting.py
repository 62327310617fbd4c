"""Drafts: a copy of a framework in force, changed item by item, each change with its reason."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.models import FrameworkChange, FrameworkDraft
from audit.selectors.frameworks.reading import start_fault
from audit.services.frameworks.errors import DraftError, DraftMovedError, DraftRefusedError
from audit.workflow.frameworks import FACET_WEIGHT, PILLAR_WEIGHT, fields_of, kept
from legitimacy.imports.framework.checks import row_faults, structure_faults
from legitimacy.imports.framework.content import facet_row, item_row, stored_digest
from legitimacy.models import Framework, FrameworkFacet, FrameworkItem, User
from legitimacy.trail.services import event_append

CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,15}")
LONGEST_REASON = 1000
TRANSLATIONS = ("basis_nl", "basis_fr", "basis_de")


@transaction.atomic
def draft_create(*, base: Framework, code: str, valid_from: str, actor: User) -> Framework:
    """A draft that says what `base` says. Raises DraftRefusedError for a code or a first quarter that cannot be."""
    faults = []
    if not CODE.fullmatch(code):
        faults.append(("code", _("Use letters, digits, points and hyphens, 16 at most, such as 2027.1.")))
    elif Framework.objects.filter(code__iexact=code).exists():
        faults.append(("code", _("There is a framework with this code already.")))
    if fault := start_fault(valid_from):
        faults.append(("valid_from", fault))
    if base.is_draft:
        faults.append(("base", _("Start from a framework that was signed.")))
    if faults:
        raise DraftRefusedError(faults)
    try:
        with transaction.atomic():
            framework = Framework.objects.create(code=code, valid_from=valid_from, digest="")
    except IntegrityError:
        raise DraftRefusedError([("code", _("There is a framework with this code already."))]) from None
    facets, items = list(base.facets.order_by("pk")), list(base.items.all())
    for facet in facets:
        facet.pk, facet.framework = None, framework
    for item in items:
        item.pk, item.framework = None, framework
    FrameworkFacet.objects.bulk_create(facets)
    FrameworkItem.objects.bulk_create(items)
    _digest_write(framework)
    FrameworkDraft.objects.create(framework=framework, base=base, created_by=actor)
    event_append(verb="framework.drafted", actor=actor, object_type="framework", object_id=code, reason=base.code)
    return framework


@transaction.atomic
def item_change(
    *, framework: Framework, indicator: str, version: int, values: Mapping[str, Any], reason: str, actor: User
) -> list[FrameworkChange]:
    """Change fields of one item; return what differs, an empty list where nothing does.

    Raises DraftError, DraftMovedError when the draft is not at `version` any more, DraftRefusedError with a sentence
    per fault, FrameworkItem.DoesNotExist.
    """
    draft = draft_lock(framework, version)
    item = FrameworkItem.objects.get(framework=framework, indicator=indicator)
    allowed = fields_of(item.direction)
    wanted = {name: values[name] for name in allowed if name in values and values[name] != getattr(item, name)}
    if not wanted:
        return []
    old = {name: getattr(item, name) for name in wanted}
    for name, value in wanted.items():
        setattr(item, name, value)
    faults = [(field, sentence) for field, sentence in row_faults(item_row(item))]
    faults += _nothing_weighs(framework, item) if "weight" in wanted else []
    faults += _reason_fault(reason)
    if faults:
        raise DraftRefusedError(faults)
    if "basis" in wanted:
        for name in TRANSLATIONS:
            setattr(item, name, "")
    item.save()
    changed = [(indicator, name, old[name], value) for name, value in wanted.items()]
    return _changes_write(draft, changed, reason, actor)


@transaction.atomic
def weights_change(
    *,
    framework: Framework,
    version: int,
    pillars: Mapping[str, float],
    facets: Mapping[str, float],
    reason: str,
    actor: User,
) -> list[FrameworkChange]:
    """Change shares (0-1) of pillars (by code) and of facets (by key, EFF.results). Errors as `item_change`."""
    draft = draft_lock(framework, version)
    stored = list(framework.facets.order_by("pk"))
    changed: list[tuple[str, str, float, float]] = []
    for facet in stored:
        key = f"{facet.pillar}.{facet.code}"
        share, weight = pillars.get(facet.pillar, facet.pillar_weight), facets.get(key, facet.weight)
        if share != facet.pillar_weight and facet.pillar not in {item for item, *_rest in changed}:
            changed.append((facet.pillar, PILLAR_WEIGHT, facet.pillar_weight, share))
        if weight != facet.weight:
            changed.append((key, FACET_WEIGHT, facet.weight, weight))
        facet.pillar_weight, facet.weight = share, weight
    if not changed:
        return []
    faults = [*_shares_faults(stored), *_reason_fault(reason)]
    if not faults:
        rows = [item_row(item) for item in framework.items.all()]
        faults = [("", fault.reason) for fault in structure_faults(framework.code, rows, [*map(facet_row, stored)])]
    if faults:
        raise DraftRefusedError(faults)
    FrameworkFacet.objects.bulk_update(stored, ["pillar_weight", "weight"])
    return _changes_write(draft, changed, reason, actor)


def draft_lock(framework: Framework, version: int) -> FrameworkDraft:
    """The draft, held until the transaction ends. Raises DraftError and DraftMovedError."""
    draft = FrameworkDraft.objects.select_for_update().get(framework=framework)
    framework.refresh_from_db()
    if not framework.is_draft:
        raise DraftError(framework)
    if draft.version != version:
        since = FrameworkChange.objects.filter(framework=framework, version__gt=version).select_related("by")
        raise DraftMovedError(draft.version, list(since))
    return draft


def _changes_write(
    draft: FrameworkDraft, changed: list[tuple[str, str, Any, Any]], reason: str, actor: User
) -> list[FrameworkChange]:
    draft.version += 1
    draft.save(update_fields=["version"])
    _digest_write(draft.framework)
    changes = FrameworkChange.objects.bulk_create(
        FrameworkChange(
            framework=draft.framework, version=draft.version, item=item, field=field, old=kept(old), new=kept(new),
            reason=reason.strip(), by=actor,
        )
        for item, field, old, new in changed
    )  # fmt: skip
    event_append(
        verb="framework.changed",
        actor=actor,
        object_type="framework",
        object_id=draft.framework.code,
        reason=f"{changed[0][0]}:{draft.version}",
    )
    return changes


def _digest_write(framework: Framework) -> None:
    framework.digest = stored_digest(framework)
    framework.save(update_fields=["digest"])


def _nothing_weighs(framework: Framework, item: FrameworkItem) -> list[tuple[str, str]]:
    beside = framework.items.filter(facet=item.facet, indicator__startswith=item.indicator[:3], weight__gt=0)
    if item.weight > 0 or beside.exclude(pk=item.pk).exists():
        return []
    return [("weight", _("Then nothing in this facet would weigh anything, and it could have no score."))]


def _shares_faults(facets: list[FrameworkFacet]) -> list[tuple[str, str]]:
    """Field by field: shares below 0, and shares that do not make 100 % together."""
    faults: list[tuple[str, str]] = []
    pillars = {facet.pillar: facet.pillar_weight for facet in facets}
    groups = {"": pillars} | {
        pillar: {f"{pillar}.{facet.code}": facet.weight for facet in facets if facet.pillar == pillar}
        for pillar in pillars
    }
    for shares in groups.values():
        faults += [(key, _("A weight is 0 or more.")) for key, share in shares.items() if not share >= 0]
        if abs(sum(shares.values()) - 1) > 1e-9:
            words = {"sum": f"{100 * sum(shares.values()):g}"}
            faults.append((next(iter(shares)), _("Together these are %(sum)s%%; they must be 100%%.") % words))
    return faults


def _reason_fault(reason: str) -> list[tuple[str, str]]:
    if not reason.strip():
        return [("reason", _("Say why: the reason stays beside the change."))]
    if len(reason) > LONGEST_REASON:
        return [("reason", _("Use at most 1,000 characters."))]
    return []
