"""The draft of the demo: framework 2027.1, changed for a few reasons. Until it is signed it judges nothing."""

from audit.models import FrameworkDraft, MethodologyDiff
from audit.services.frameworks import diff_request, draft_create, item_change, robustness_request, weights_change
from legitimacy.indicators.periods import Period
from legitimacy.models import Framework, Register, Role, User
from legitimacy.models.framework import frameworks_signed
from legitimacy.simulations import Example, Simulator

CODE, VALID_FROM, TRIED_ON = "2027.1", "2027-Q1", Period(2025, 4)
# What the people of the demo write is in their own language.
ITEMS: tuple[tuple[str, dict[str, object], str], ...] = (
    (
        "EFF-06",
        {"target": 40.0},
        "Veel korpsen halen de 45 dagen al. De volgende stap is 40 dagen, zoals besproken op het overleg van juni.",
    ),
    (
        "EFF-04",
        {"floor": 35.0, "target": 75.0},
        "De lijst gaat om de twee jaar vijf punten omhoog: de cyclus van 2027 begint bij 75.",
    ),
    (
        "LEG-09",
        {"min_denominator": 10},
        "Onder tien gevallen verschuift één beslissing de score met meer dan tien punten: te weinig om op te oordelen.",
    ),
    (
        "PRV-09",
        {"funding_allowed": True, "funding_condition": "audited sample"},
        "Mag meetellen voor financiering als een auditor een steekproef heeft nagekeken.",
    ),
    (
        "PRV-04",
        {"funding_allowed": False},
        "Een korps kan dit cijfer sturen door anders te registreren: niet geschikt voor financiering.",
    ),
)
SHARES: tuple[dict[str, float], str] = (
    {"DRV.treatment": 0.65, "DRV.organisation": 0.35},
    "Hoe burgers behandeld worden weegt zwaarder dan wie er in het korps werkt: advies van het bewonerspanel.",
)


def simulate(_: Example) -> int:
    return 0


def plant() -> int:
    """One draft by the framework manager of the demo, where a framework is in force; nothing when it is there."""
    base = next(reversed(frameworks_signed(Framework.objects.all())), None)
    managers = User.objects.filter(
        memberships__role=Role.FRAMEWORK_MANAGER, memberships__register=Register.EXAMPLE, is_active=True
    )
    manager = managers.order_by("pk").first()
    if base is None or manager is None or Framework.objects.filter(code=CODE).exists():
        return 0
    framework = draft_create(base=base, code=CODE, valid_from=VALID_FROM, actor=manager)
    for indicator, values, why in ITEMS:
        item_change(
            framework=framework, indicator=indicator, version=_version(framework), values=values, reason=why,
            actor=manager,
        )  # fmt: skip
    shares, why = SHARES
    weights_change(
        framework=framework, version=_version(framework), pillars={}, facets=shares, reason=why, actor=manager
    )
    return 1


def settle() -> int:
    """Ask what the draft would change, once there are scorecards; the worker answers. Nothing when it was asked."""
    framework = Framework.objects.filter(code=CODE, status=Framework.Status.DRAFT).first()
    if framework is None or MethodologyDiff.objects.filter(framework=framework).exists():
        return 0
    draft = FrameworkDraft.objects.select_related("base", "created_by").get(framework=framework)
    if draft.created_by is None:
        return 0
    register, actor = Register.EXAMPLE, draft.created_by
    diff_request(framework=framework, base=draft.base, period=TRIED_ON, register=register, actor=actor)
    robustness_request(framework=framework, period=TRIED_ON, register=register, actor=actor)
    return 2


def _version(framework: Framework) -> int:
    return FrameworkDraft.objects.get(framework=framework).version


FRAMEWORKS = Simulator(key="frameworks", simulate=simulate, plant=plant, settle=settle)
