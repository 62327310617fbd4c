"""For which complaints mediation is offered at all (facts A.8)."""

from complaints.workflow.routing import Facts

EXCLUDING = frozenset({"offence", "force", "serious", "discrimination"})


def mediation_is_offered(facts: Facts) -> bool:
    """Not for possible offences, force, or discrimination; and a report has no complainant who could sit down."""
    return facts.kind == "complaint" and not facts.flags & EXCLUDING
