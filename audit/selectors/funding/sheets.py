"""Calculation sheets: everything behind the advice to one corps, so that anybody can compute it again."""

from dataclasses import asdict
from typing import Any

from audit.models import FundingInput, FundingResult, FundingScheme
from legitimacy.indicators.funding import Input, sheet_digest

INPUT = tuple(Input.__slots__)
EARNED = ("indicator", "outcome", "earned", "score", "gap_closed")
TYPED, READ = "typed", "read"
"""How the audited sample that lets a figure count came in: typed by an auditor, or read in this installation."""
RESULT = ("maximum_cents", "assessed", "points", "amount_cents")


def sheet_content(scheme: FundingScheme, result: FundingResult, inputs: list[FundingInput]) -> dict[str, Any]:
    """A sheet without its digest and signatures, as `legitimacy.indicators.funding` computes it again."""
    return {
        "scheme": str(scheme.pk),
        "title": scheme.title,
        "year": scheme.year,
        "register": scheme.register,
        "origin": scheme.origin,
        "framework": scheme.framework.code,
        "period": scheme.period,
        "baseline_period": scheme.baseline_period,
        "calculation": scheme.calculation,
        "cut_off": scheme.cut_off.isoformat() if scheme.cut_off else None,
        "corps": result.corps.code,
        "corps_name": result.corps.name,
        "residents": result.residents,
        "size_share": result.size_share,
        "rules": asdict(scheme.rules),
        "inputs": [_row(one) for one in sorted(inputs, key=lambda each: each.indicator)],
        "result": {name: getattr(result, name) for name in RESULT},
    }


def _row(one: FundingInput) -> dict[str, Any]:
    numbers = {name: getattr(one, name) for name in (*INPUT, *EARNED)}
    figures = {"measured": one.measured_id, "measured_before": one.measured_before_id, "pooled": one.pooled}
    # Sheets from before samples could be chosen say nothing of them, and keep their checksum.
    sample = {} if one.sample_typed is None else {"sample": TYPED if one.sample_typed else READ}
    return numbers | figures | sample


def sheet_get(result: FundingResult) -> dict[str, Any]:
    """The whole sheet of one corps, with its digest and who signed. Three queries."""
    scheme = result.scheme
    content = sheet_content(scheme, result, list(result.inputs.all()))
    signatures = [
        {"person": str(one.person), "signed_at": one.signed_at.isoformat(), "digest": one.digest}
        for one in scheme.signatures.select_related("person")
    ]
    return content | {"digest": sheet_digest(content), "signatures": signatures}
