"""Who may do what with force reports. They are found through `ForceIncident.objects`; these ask about one."""

from typing import Any

from legitimacy.access import Person, Predicate, predicates
from legitimacy.audit_grants import corps_granted
from legitimacy.models import AuditGrant, Role
from professionalism.models import ForceIncident
from professionalism.querysets.force import corps_of
from professionalism.workflow.force import HANDED_IN, WRITABLE, may_follow

HANDLERS = (Role.OFFICER, Role.FORCE_REVIEWER, Role.PROFESSIONAL_STANDARDS)


def may_report(user: Person, _: object = None) -> bool:
    """An officer of a corps."""
    return bool(corps_of(user, Role.OFFICER))


def may_list(user: Person, _: object = None) -> bool:
    """Reviewers and professional standards of a corps."""
    return bool(corps_of(user, Role.FORCE_REVIEWER) or corps_of(user, Role.PROFESSIONAL_STANDARDS))


def may_open(user: Person, _: object = None) -> bool:
    """Who has force reports to read at all: which ones, `force.view` says."""
    return may_report(user) or may_list(user)


def may_view(user: Person, incident: Any) -> bool:
    return (
        isinstance(incident, ForceIncident) and ForceIncident.objects.visible_to(user).filter(pk=incident.pk).exists()
    )


def may_write(user: Person, incident: Any) -> bool:
    """The reporter, while it is a draft or back for completion, and as long as they are an officer there."""
    return (
        isinstance(incident, ForceIncident)
        and incident.status in WRITABLE
        and incident.corps_id in corps_of(user, Role.OFFICER)
        and ForceIncident.objects.reported_by_person(user).filter(pk=incident.pk).exists()
    )


def may_review(user: Person, incident: Any) -> bool:
    """A reviewer of the corps who took no part; the service looks once more, at other accounts of theirs too."""
    return (
        isinstance(incident, ForceIncident)
        and may_follow("review", incident.status)
        and ForceIncident.objects.reviewable_by(user).filter(pk=incident.pk).exists()
    )


def may_void(user: Person, incident: Any) -> bool:
    return (
        isinstance(incident, ForceIncident)
        and may_follow("void", incident.status)
        and incident.corps_id in corps_of(user, Role.PROFESSIONAL_STANDARDS)
    )


def may_join(user: Person, incident: Any) -> bool:
    """Whoever reads a report that was handed in, as long as they work for its corps."""
    return (
        isinstance(incident, ForceIncident)
        and incident.status in HANDED_IN
        and incident.corps_id in {corps for role in HANDLERS for corps in corps_of(user, role)}
        and may_view(user, incident)
    )


def reads_figures(user: Person, _: object = None) -> bool:
    """The chief and professional standards, of their own corps."""
    return bool(corps_of(user, Role.CHIEF_OF_CORPS) or corps_of(user, Role.PROFESSIONAL_STANDARDS))


def reads_in_audit(user: Person, _: object = None) -> bool:
    """An auditor who was given access to force reports of some corps, inside an opened audit, until a day."""
    return bool(corps_granted(user, AuditGrant.Kind.FORCE))


predicates.register(
    Predicate("force.report", may_report, needs_object=False),
    Predicate("force.list", may_list, needs_object=False),
    Predicate("force.open", may_open, needs_object=False),
    Predicate("force.view", may_view),
    Predicate("force.write", may_write),
    Predicate("force.review", may_review),
    Predicate("force.void", may_void),
    Predicate("force.join", may_join),
    Predicate("force.figures", reads_figures, needs_object=False),
    Predicate("force.audit", reads_in_audit, needs_object=False),
)
