"""Funding advice of the example: one scheme that was calculated and waits for replies, and a draft to play with."""

from decimal import Decimal

from django.db import transaction

from audit.models import FundingScheme
from audit.services.funding import scheme_calculate, scheme_create
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Framework, Register, User

AUDITOR = "auditor@voorbeeld.example"
PERIOD, BASELINE = "2025-Q4", "2024-Q4"
ENVELOPE = Decimal(12_000_000)


def funding_simulate(_example: object) -> int:
    """Nothing in mass: schemes are few, and need computed figures."""
    return 0


@transaction.atomic
def funding_settle() -> int:
    """Make both schemes once the figures of the period stand; number of schemes made."""
    framework = Framework.objects.filter(status=Framework.Status.IN_FORCE).order_by("valid_from").last()
    auditor = User.objects.filter(email=AUDITOR).first()
    if framework is None or auditor is None or FundingScheme.objects.filter(register=Register.EXAMPLE).exists():
        return 0
    answered = _scheme(framework, auditor, "Kwaliteitsfonds", 2026)
    scheme_calculate(scheme=answered, version=answered.version, actor=auditor)
    _scheme(framework, auditor, "Kwaliteitsfonds", 2027)
    return 2


def _scheme(framework: Framework, auditor: User, title: str, year: int) -> FundingScheme:
    scheme = FundingScheme(
        register=Register.EXAMPLE,
        origin=Origin.SIMULATED,
        title=title,
        year=year,
        framework=framework,
        period=PERIOD,
        baseline_period=BASELINE,
        envelope=ENVELOPE,
        guaranteed_share=0.2,
        minimum_assessed=0.5,
        pooling=FundingScheme.Pooling.PROVINCE,
    )
    return scheme_create(scheme=scheme, actor=auditor)
