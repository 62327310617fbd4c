"""The disclosure report of a release: what is hidden and why, and what somebody who solves for it is left with.

It holds no hidden count: numbers of cells, shares, and the narrowest interval against the minimum.
"""

import hashlib
import json
from collections import Counter
from typing import Any

from legitimacy.disclosure.services.freezing import Contents
from legitimacy.disclosure.services.tables import DecidedTable
from legitimacy.indicators.definitions import State
from legitimacy.indicators.suppression.choice import PRIMARY, SECONDARY


def report_make(contents: Contents) -> dict[str, Any]:
    """`values`: measured figures and how many are withheld by reason. `tables`: a row per family and year."""
    measured = [one for one in contents.value_ids if contents.cells[one].state == State.OK]
    reasons = Counter(contents.decided[one].reason for one in measured if not contents.decided[one].is_shown)
    return {
        "values": {"measured": len(measured), "withheld": dict(sorted(reasons.items()))},
        "tables": [_table(table) for table in contents.tables],
    }


def report_digest(report: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(report, sort_keys=True).encode()).hexdigest()


def _table(table: DecidedTable) -> dict[str, Any]:
    protected = table.protected
    reasons = Counter(
        reason for reason, is_shown in zip(protected.reasons, protected.published, strict=True) if not is_shown
    )
    width = protected.narrowest
    return {
        "family": table.family.key,
        "year": table.year,
        "level": protected.level,
        "left_out": list(protected.left_out),
        "numbers": len(protected.published),
        "shown": int(protected.published.sum()),
        "primary": reasons[PRIMARY],
        "secondary": reasons[SECONDARY],
        "hidden_people": round(protected.hidden_people, 3),
        "minimum": protected.minimum,
        # Without an end the attacker knows nothing; JSON has no infinity.
        "narrowest": int(width) if width < 1_000_000 else None,
    }
