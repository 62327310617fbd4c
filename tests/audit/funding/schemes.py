"""Schemes and figures for tests of funding advice."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from audit.models import FundingItem, FundingReply, FundingResult, FundingScheme
from audit.services.funding import scheme_calculate
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Framework, Register, User


def framework_plain() -> Framework:
    """A framework without items: enough for a scheme that is not calculated."""
    found, _ = Framework.objects.get_or_create(
        code="walk", defaults={"status": Framework.Status.IN_FORCE, "valid_from": "2021", "digest": "0" * 64}
    )
    return found


def scheme_make(register: str = Register.EXAMPLE, **given: Any) -> FundingScheme:
    usual: dict[str, Any] = {
        "register": register,
        "origin": Origin.REAL if register == Register.BELGIUM else Origin.SIMULATED,
        "year": 2026,
        "title": f"Scheme {FundingScheme.objects.count()}",
        "period": "2025-Q4",
        "baseline_period": "2024-Q4",
        "envelope": Decimal(1_000_000),
    }
    if "framework" not in given:
        usual["framework"] = framework_plain()
    return FundingScheme.objects.create(**usual | given)


def result_make(corps: Corps) -> FundingResult:
    """A calculated scheme of the register of the corps, open for replies, with its result and one reply."""
    scheme = scheme_make(
        corps.register,
        state=FundingScheme.State.CALCULATED,
        calculation=1,
        cut_off=timezone.now(),
        reply_until=timezone.localdate() + timedelta(days=30),
        digest="a" * 64,
    )
    FundingItem.objects.create(scheme=scheme, indicator="EFF-01")
    FundingReply.objects.create(scheme=scheme, corps=corps, text="One of our files is missing.")
    return FundingResult.objects.create(
        scheme=scheme,
        corps=corps,
        residents=10_000,
        size_share=1.0,
        maximum_cents=100,
        assessed=1.0,
        points=0.5,
        amount_cents=50,
        digest="b" * 64,
    )


def calculated(draft: FundingScheme, actor: User) -> FundingScheme:
    scheme_calculate(scheme=draft, version=draft.version, actor=actor)
    draft.refresh_from_db()
    return draft


def reply_time_over(scheme: FundingScheme) -> None:
    scheme.reply_until = timezone.localdate() - timedelta(days=1)
    scheme.save(update_fields=["reply_until"])
