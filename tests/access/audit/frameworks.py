"""Frameworks. The walk looks at a draft: it does not exist for whoever may not see it."""

from typing import Any

from audit.models import FrameworkDraft
from legitimacy.models import Framework, FrameworkItem, Role
from tests.access.entry import Access

MANAGER = frozenset({Role.FRAMEWORK_MANAGER})
WEIGHERS = MANAGER | {Role.AUDITOR}
WORKERS = WEIGHERS | {Role.CHIEF_OF_CORPS, Role.EVALUATION_OFFICER}


def draft(_: Any) -> dict[str, Any]:
    signed, _new = Framework.objects.get_or_create(
        code="2026.9", defaults={"valid_from": "2026-Q1", "status": Framework.Status.IN_FORCE}
    )
    framework, is_new = Framework.objects.get_or_create(code="2099.1", defaults={"valid_from": "2099-Q1"})
    if is_new:
        FrameworkDraft.objects.create(framework=framework, base=signed)
        FrameworkItem.objects.create(
            framework=framework, indicator="EFF-06", facet="system", level="corps", kind="median_days",
            direction="lower", window="rolling_12_months", valid_months=3, measured_by="self", floor=180, target=45,
            min_denominator=10, public_min_denominator=10, weight=1, disclosure_class="ordinary", basis="test",
        )  # fmt: skip
    return {"code": framework.code}


def item(world: Any) -> dict[str, Any]:
    return draft(world) | {"indicator": "EFF-06"}


TABLE: dict[str, Access] = {
    "audit_frameworks": Access(get=WORKERS),
    "audit_framework_new": Access(get=MANAGER, post=MANAGER),
    "audit_framework": Access(get=WEIGHERS, hides=True, place=draft),
    "audit_framework_changes_csv": Access(get=WEIGHERS, hides=True, place=draft),
    "audit_framework_item": Access(get=MANAGER, post=MANAGER, hides=True, place=item),
    "audit_framework_weights": Access(get=MANAGER, post=MANAGER, hides=True, place=draft),
    "audit_framework_sign": Access(get=frozenset(), post=MANAGER, hides=True, place=draft),
    "audit_framework_delete": Access(get=MANAGER, post=MANAGER, hides=True, place=draft),
    "audit_framework_diff": Access(get=WEIGHERS, post=WEIGHERS, hides=True, place=draft),
    "audit_framework_diff_csv": Access(get=frozenset(), hides=True, place=draft),
    "audit_framework_robustness": Access(get=WEIGHERS, post=WEIGHERS, hides=True, place=draft),
    "audit_framework_robustness_csv": Access(get=frozenset(), hides=True, place=draft),
}
