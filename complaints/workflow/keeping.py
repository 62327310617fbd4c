"""How long a closed file is kept, as data (`data/complaints/retention.csv`): the first rule that fits counts."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateutil.relativedelta import relativedelta

from complaints.workflow.codes import DATA

CONTACT, FILE = "contact", "file"


@dataclass(frozen=True, slots=True)
class KeepingRule:
    """`what` is `file` or `contact` (who complained); `dispositions` are those it is for, empty for all others."""

    rule: str
    what: str
    dispositions: frozenset[str]
    months: int
    source: str

    def due_on(self, closed_on: date) -> date:
        """First day on which it may go."""
        due: date = closed_on + relativedelta(months=self.months)
        return due

    def closed_until(self, today: date) -> date:
        """Files closed on this day or before may go today."""
        last: date = today - relativedelta(months=self.months)
        return last


@cache
def keeping_rules() -> tuple[KeepingRule, ...]:
    with (DATA / "retention.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            KeepingRule(
                row["rule"], row["what"], frozenset(row["dispositions"].split()), int(row["months"]), row["source"]
            )
            for row in csv.DictReader(lines)
        )


def keeping_rule(what: str, disposition: str) -> KeepingRule:
    """The rule for one file: the one that names its disposition, else the one for all others."""
    rules = [rule for rule in keeping_rules() if rule.what == what]
    named = [rule for rule in rules if disposition in rule.dispositions]
    return (named or [rule for rule in rules if not rule.dispositions])[0]
