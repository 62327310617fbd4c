"""Documents that are generated from the registry, so that they cannot rot."""

import csv
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from legitimacy.indicators.definitions import Indicator, Pillar
from legitimacy.indicators.registry import indicators

FRAMEWORK: Path = settings.BASE_DIR / "data" / "framework" / "framework_2026.csv"
PILLARS = {
    Pillar.EFFICIENCY: "Efficiency",
    Pillar.LEGALITY: "Legality",
    Pillar.DISTRIBUTIVE: "Distributive justice",
    Pillar.PROCEDURAL: "Procedural justice",
}
HEAD = """# The 70 indicators

Written by `manage.py indicators_document` from the passports in the code and the framework in `data/framework/`; do not
edit it by hand. Shares are on a scale of 0 to 1, scores of 0 to 100. Context indicators weigh nothing and are never
ranked, coloured or tied to money.
"""


def indicators_markdown() -> str:
    """All passports by pillar, in English with the Dutch name, with the goalposts of the shipped framework."""
    with FRAMEWORK.open(encoding="utf-8", newline="") as file:
        framework = {row["code"]: row for row in csv.DictReader(file)}
    parts = [HEAD]
    for pillar, title in PILLARS.items():
        parts.append(f"\n## {title}\n")
        parts += [_section(one, framework[one.code]) for one in indicators if one.pillar is pillar]
    return "".join(parts)


def _section(indicator: Indicator, row: Mapping[str, str]) -> str:
    with override("nl"):
        dutch = str(indicator.name)
    with override("en"):
        lines = [
            f"\n### {indicator.code} {indicator.name}\n",
            f"\n*{dutch}.* {indicator.question}\n",
            f"\n- Counts: {indicator.numerator_label}, over {indicator.denominator_label}.",
            f"\n- Method: {indicator.method}",
            f"\n- Caution: {indicator.caution}",
            f"\n- Goalposts: {_goalposts(row)}. Minimum denominator {row['min_denominator']}, "
            f"for the public {row['public_min_denominator']}.",
            f"\n- Basis: {row['basis']}",
            f"\n- Facet `{row['facet']}`, weight {row['weight']}, window {row['window']}, "
            f"measured by {row['measured_by']}, class {row['disclosure_class']}, owner `{row['owner_app']}`, "
            f"may feed funding: {row['funding_allowed']}.\n",
        ]
    return "".join(lines)


def _goalposts(row: Mapping[str, str]) -> str:
    if row["direction"] == "context":
        return "none, context"
    if row["direction"] == "band":
        return f"{row['band_low']} to {row['band_high']}, outer limits {row['outer_low']} and {row['outer_high']}"
    lower = " (lower is better)" if row["direction"] == "lower" else ""
    return f"floor {row['floor']}, target {row['target']}{lower}"
