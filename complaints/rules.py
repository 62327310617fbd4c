"""Who may do what with complaints. Files are found through `Complaint.objects.visible_to`; these ask about one."""

from typing import Any

from complaints.models import Complaint, Conflict, Identity, InvolvedMember, PreservationRequest, Referral
from complaints.querysets import bodies_of, body_of
from complaints.workflow.codes import bodies, body_require
from complaints.workflow.routing import COMMITTEE_P, CORPS, INTAKE
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.accounts.selectors import is_same_person
from legitimacy.audit_grants import corps_granted
from legitimacy.models import AuditGrant, Corps, Role, User
from legitimacy.models.members import user_lookup

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


def holds_sent(user: Person, referral: Any) -> bool:
    """Somebody of the body that holds a file of which a referral, or a copy, went to another body."""
    return (
        isinstance(referral, Referral)
        and referral.to_body != referral.complaint.holder
        and may_handle(user, referral.complaint)
    )


def may_refuse(user: Person, referral: Any) -> bool:
    """Who may receive it, unless the public form routed it to them; off the platform the sender enters the letter."""
    if not isinstance(referral, Referral) or referral.state != Referral.State.SENT:
        return False
    if referral.off_platform:
        return not referral.is_copy and holds_sent(user, referral)
    return referral.from_body != INTAKE and may_receive(user, referral)


def may_recall(user: Person, referral: Any) -> bool:
    is_open = isinstance(referral, Referral) and referral.state == Referral.State.SENT and not referral.is_copy
    return is_open and holds_sent(user, referral)


def may_enter_receipt(user: Person, referral: Any) -> bool:
    """The sender enters by hand that a letter arrived."""
    is_open = isinstance(referral, Referral) and referral.state == Referral.State.SENT and referral.off_platform
    return is_open and holds_sent(user, referral)


def may_return(user: Person, referral: Any) -> bool:
    """Who received a file sends it back, who received a copy says what came of it, or the sender enters a letter."""
    if not isinstance(referral, Referral) or referral.state != Referral.State.RECEIVED:
        return False
    if referral.off_platform:
        return holds_sent(user, referral)
    if referral.is_copy:
        return referral.to_body in bodies_of(user) and may_view(user, referral.complaint)
    here = referral.to_body == referral.complaint.holder
    return here and referral.from_body != INTAKE and may_handle(user, referral.complaint)


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


def may_open_involved(user: Person, involved: Any) -> bool:
    """The name of a member of the police in a file: whoever may handle that file."""
    return isinstance(involved, InvolvedMember) and may_handle(user, involved.complaint)


def may_see_patterns(user: Person, complaint: Any) -> bool:
    """Other files of the same members: for the two roles that handle complaints, never for authorities."""
    if not may_handle(user, complaint):
        return False
    standing = standing_of(user)
    if complaint.holder == CORPS:
        return standing.has(Role.COMPLAINTS_OFFICER, corps=complaint.corps)
    return standing.has(Role.INDEPENDENT_HANDLER, register=complaint.register)


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
    if not standing_of(user).has(Role.COMPLAINTS_OFFICER, corps=request.complaint.corps):
        return False
    return Complaint.objects.filter(pk=request.complaint_id).without_conflicts(user).exists()


def keeps_images(user: Person, _: object = None) -> bool:
    """Internal oversight of a corps is asked to keep images."""
    return standing_of(user).has(Role.COMPLAINTS_OFFICER)


def is_told(user: Person, _: object = None) -> bool:
    """Committee P is told of every complaint of a corps."""
    return COMMITTEE_P in bodies_of(user)


def may_take_copy(user: Person, complaint: Any) -> bool:
    """Committee P takes cognisance of a file that a corps holds. Whoever is named in it does not."""
    if not isinstance(complaint, Complaint) or complaint.holder != CORPS:
        return False
    mine = any(
        m.role == Role.INDEPENDENT_HANDLER and m.body == COMMITTEE_P and m.register == complaint.register
        for m in standing_of(user).current
    )
    return mine and Complaint.objects.filter(pk=complaint.pk).without_conflicts(user).exists()


def account_behind(conflict: Conflict) -> User | None:
    """Whose account a conflict points to; None when it has no role in the register any more."""
    people = User.objects.filter(memberships__register=conflict.complaint.register).distinct()
    return next((one for one in people if user_lookup(one.pk) == conflict.user_lookup), None)


def may_lift_conflict(user: Person, conflict: Any) -> bool:
    """A second person lets in who was marked as conflicted: of the body that holds the file, or of Committee P for a
    file of a corps that it reads. Never the colleague, and never who shut them out. Ties on record are not lifted.
    """
    if not isinstance(conflict, Conflict) or not isinstance(user, User) or conflict.kind != Conflict.Kind.DECLARED:
        return False
    complaint, declared_by = conflict.complaint, conflict.declared_by
    if conflict.user_lookup == user_lookup(user.pk) or (declared_by and is_same_person(declared_by, user)):
        return False
    shut_out = account_behind(conflict)
    if shut_out is not None and is_same_person(shut_out, user):
        return False
    if may_handle(user, complaint):
        return True
    return complaint.holder == CORPS and COMMITTEE_P in bodies_of(user) and may_view(user, complaint)


def enters_for_somebody(user: Person, _: object = None) -> bool:
    return may_enter(user)


def audits_looks(user: Person, _: object = None) -> bool:
    """Auditors read who looked at files, never the files."""
    return standing_of(user).has(Role.AUDITOR)


def reads_in_audit(user: Person, _: object = None) -> bool:
    """An auditor who was given access to complaint files of some corps, inside an opened audit, until a day."""
    return bool(corps_granted(user, AuditGrant.Kind.COMPLAINTS))


def may_submit(user: Person, register: Any = None) -> bool:
    """A system of another body: whoever handles files for one, or works for one, in that register."""
    bodies_elsewhere = bodies().keys() - {CORPS}
    return any(
        (not register or membership.register == register)
        and (membership.role == Role.INDEPENDENT_HANDLER or {membership.body, body_of(membership)} & bodies_elsewhere)
        for membership in standing_of(user).current
    )


def may_import(user: Person, corps: Any = None) -> bool:
    """Complaints officers bring the files of their own corps, administrators those of any corps in their register."""
    standing = standing_of(user)
    if isinstance(corps, Corps):
        own = standing.has(Role.COMPLAINTS_OFFICER, corps=corps)
        return own or standing.over(Role.ADMINISTRATOR, corps.register)
    return standing.has(Role.COMPLAINTS_OFFICER) or any(
        m.role == Role.ADMINISTRATOR and m.corps_id is None for m in standing.current
    )


def works_with_complaints(user: Person, _: object = None) -> bool:
    """Who has something to do on the work pages at all."""
    standing = standing_of(user)
    return handles_files(user) or standing.has(Role.STAFF, Role.CHIEF_OF_CORPS, Role.AUDITOR)


def may_dispose(user: Person, complaint: Any = None) -> bool:
    """Internal oversight and independent handlers, for files that their body holds; two of them for each file."""
    if not standing_of(user).has(Role.COMPLAINTS_OFFICER, Role.INDEPENDENT_HANDLER):
        return False
    return complaint is None or may_handle(user, complaint)


def sees_some_figures(user: Person, _: object = None) -> bool:
    """Somebody who may see the figures of at least one corps."""
    return standing_of(user).has(Role.COMPLAINTS_OFFICER, Role.CHIEF_OF_CORPS, Role.AUDITOR)


predicates.register(
    Predicate("complaint.dispose", may_dispose, needs_object=False),
    Predicate("complaint.work", works_with_complaints, needs_object=False),
    Predicate("complaint.list", handles_files, needs_object=False),
    Predicate("complaint.view", may_view),
    Predicate("complaint.handle", may_handle),
    Predicate("complaint.enter", enters_for_somebody, needs_object=False),
    Predicate("complaint.enter_for", may_enter),
    Predicate("complaint.figures", may_see_figures),
    Predicate("complaint.take_copy", may_take_copy),
    Predicate("conflict.lift", may_lift_conflict),
    Predicate("complaint.audit_looks", audits_looks, needs_object=False),
    Predicate("complaint.audit_files", reads_in_audit, needs_object=False),
    Predicate("complaint.submit", may_submit, needs_object=False),
    Predicate("complaint.import", may_import, needs_object=False),
    Predicate("complaint.figures_some", sees_some_figures, needs_object=False),
    Predicate("referral.receive", may_receive),
    Predicate("referral.refuse", may_refuse),
    Predicate("referral.recall", may_recall),
    Predicate("referral.enter", may_enter_receipt),
    Predicate("referral.return", may_return),
    Predicate("identity.open", may_open_identity),
    Predicate("involved.open", may_open_involved),
    Predicate("pattern.view", may_see_patterns),
    Predicate("counter_complaint.view", may_see_counter),
    Predicate("preservation.list", keeps_images, needs_object=False),
    Predicate("preservation.answer", may_answer_preservation),
    Predicate("notification.list", is_told, needs_object=False),
)
