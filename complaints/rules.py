"""Who may do what with complaints. Files are found through `Complaint.objects.visible_to`; these ask about one."""

from typing import Any

from complaints.models import Complaint, Identity, PreservationRequest, Referral
from complaints.querysets import bodies_of, body_of
from complaints.workflow.codes import body_require
from complaints.workflow.routing import CORPS
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Role

HANDLING_ROLES = (Role.COMPLAINTS_OFFICER, Role.INDEPENDENT_HANDLER, Role.AUTHORITY)


def handles_files(user: Person, _: object = None) -> bool:
    return bool(bodies_of(user))


def may_view(user: Person, complaint: Any) -> bool:
    return isinstance(complaint, Complaint) and Complaint.objects.visible_to(user).filter(pk=complaint.pk).exists()


def may_handle(user: Person, complaint: Any) -> bool:
    """Somebody of the body that holds the file now, without a conflict."""
    return isinstance(complaint, Complaint) and Complaint.objects.held_for(user).filter(pk=complaint.pk).exists()


def may_receive(user: Person, referral: Any) -> bool:
    """Somebody of the body that a referral went to."""
    if not isinstance(referral, Referral) or referral.state != Referral.State.SENT:
        return False
    mine = any(
        body_of(m) == referral.to_body
        and (m.corps_id == referral.complaint.corps_id if m.corps_id else m.register == referral.complaint.register)
        for m in standing_of(user).current
    )
    return mine and Complaint.objects.offered_to(user).filter(pk=referral.complaint_id).exists()


def may_enter(user: Person, corps: Any = None) -> bool:
    """Reception staff and handlers write down what people say by telephone, letter or at the desk."""
    standing = standing_of(user)
    if isinstance(corps, Corps):
        if standing.has(Role.STAFF, Role.COMPLAINTS_OFFICER, corps=corps):
            return True
        return standing.over(Role.INDEPENDENT_HANDLER, corps.register)
    return standing.has(Role.STAFF, Role.COMPLAINTS_OFFICER, Role.INDEPENDENT_HANDLER)


def may_open_identity(user: Person, identity: Any) -> bool:
    """A handler of the holding body; those of a corps only when the name was not given to the external body alone."""
    if not isinstance(identity, Identity) or not may_handle(user, identity.complaint):
        return False
    complaint = identity.complaint
    return complaint.holder != CORPS or not complaint.identity_for_body_only or identity.shared_with_corps


def may_see_counter(user: Person, complaint: Any) -> bool:
    """Reports that the police made against the complainant are seen by external bodies only."""
    return may_view(user, complaint) and any(body_require(body).kind == "external" for body in bodies_of(user))


def may_see_figures(user: Person, corps: Any) -> bool:
    """The head of internal oversight, the chief of corps, and an auditor of the register: counts, never files."""
    if not isinstance(corps, Corps):
        return False
    standing = standing_of(user)
    if standing.has(Role.COMPLAINTS_OFFICER, Role.CHIEF_OF_CORPS, corps=corps):
        return True
    return standing.over(Role.AUDITOR, corps.register) and corps.pk not in standing.ever_in


def may_answer_preservation(user: Person, request: Any) -> bool:
    """Internal oversight of the corps that has the images, whoever holds the file."""
    if not isinstance(request, PreservationRequest) or request.complaint.corps is None:
        return False
    return standing_of(user).has(Role.COMPLAINTS_OFFICER, corps=request.complaint.corps)


def enters_for_somebody(user: Person, _: object = None) -> bool:
    return may_enter(user)


def works_with_complaints(user: Person, _: object = None) -> bool:
    """Who has something to do on the work pages at all."""
    standing = standing_of(user)
    return handles_files(user) or standing.has(Role.STAFF, Role.CHIEF_OF_CORPS, Role.AUDITOR)


def sees_some_figures(user: Person, _: object = None) -> bool:
    """Somebody who may see the figures of at least one corps."""
    return standing_of(user).has(Role.COMPLAINTS_OFFICER, Role.CHIEF_OF_CORPS, Role.AUDITOR)


predicates.register(
    Predicate("complaint.work", works_with_complaints, needs_object=False),
    Predicate("complaint.list", handles_files, needs_object=False),
    Predicate("complaint.view", may_view),
    Predicate("complaint.handle", may_handle),
    Predicate("complaint.enter", enters_for_somebody, needs_object=False),
    Predicate("complaint.enter_for", may_enter),
    Predicate("complaint.figures", may_see_figures),
    Predicate("complaint.figures_some", sees_some_figures, needs_object=False),
    Predicate("referral.receive", may_receive),
    Predicate("identity.open", may_open_identity),
    Predicate("counter_complaint.view", may_see_counter),
    Predicate("preservation.answer", may_answer_preservation),
)
