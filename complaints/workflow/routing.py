"""Which body gets a new complaint: rules as data (`data/complaints/routing.csv`), the first that fits wins.

`routing_samples.csv` holds cases with the body that must come out; a test runs every one of them.
"""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from complaints.workflow.codes import DATA, category_require

CORPS, COMMITTEE_P, GENERAL_INSPECTORATE, MAYOR, PROSECUTOR = (
    "corps",
    "committee_p",
    "general_inspectorate",
    "mayor",
    "prosecutor",
)
INTAKE_BODY = COMMITTEE_P
"""Who looks after files that no other body has taken: Committee P is told of every complaint."""
LAST_RESORT_RULE = "corps"
INTAKE = "intake"
"""Who sends a file that the public form routed: nobody, so that it can be refused to no one."""


@dataclass(frozen=True, slots=True)
class RoutingRule:
    """`flags` must all be there; `about` is chief, federal or unknown; empty fits everything. `notify` are bodies that
    are told.
    """

    order: int
    rule: str
    flags: frozenset[str]
    about: str
    kind: str
    body: str
    notify: tuple[str, ...]
    version: str
    source: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What routing looks at: flags of the allegations and of the story, whom it is about, and the kind of intake."""

    flags: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    kind: str = "complaint"


@dataclass(frozen=True, slots=True)
class Route:
    body: str
    rule: str
    version: str
    notify: tuple[str, ...]


@cache
def rules() -> tuple[RoutingRule, ...]:
    with (DATA / "routing.csv").open(encoding="utf-8", newline="") as lines:
        found = [
            RoutingRule(
                int(row["order"]),
                row["rule"],
                frozenset(row["flags"].split()),
                row["about"],
                row["kind"],
                row["body"],
                tuple(row["notify"].split()),
                row["version"],
                row["source"],
                row["explanation"],
            )
            for row in csv.DictReader(lines)
        ]
    return tuple(sorted(found, key=lambda rule: rule.order))


def facts_of(
    *,
    categories: Collection[str],
    injured: bool,
    possible_offence: bool,
    about_chief: bool,
    corps_known: bool,
    federal: bool,
    kind: str,
) -> Facts:
    """Facts of one complaint. Force with injuries is serious."""
    flags = {flag for code in categories for flag in category_require(code).flags}
    if injured:
        flags.add("serious")
    if possible_offence:
        flags.add("offence")
    about = {
        word for word, is_so in (("chief", about_chief), ("federal", federal), ("unknown", not corps_known)) if is_so
    }
    return Facts(frozenset(flags), frozenset(about), kind)


def rules_fitting(facts: Facts) -> list[RoutingRule]:
    """Every rule that fits, the one that wins first."""
    return [
        rule
        for rule in rules()
        if rule.flags <= facts.flags and (not rule.about or rule.about in facts.about) and rule.kind in ("", facts.kind)
    ]


def route(facts: Facts) -> Route:
    """The first rule that fits. The last rule fits everything."""
    for rule in rules_fitting(facts):
        return Route(rule.body, rule.rule, rule.version, rule.notify)
    raise LookupError("No routing rule fits: data/complaints/routing.csv must end with one that fits everything.")
