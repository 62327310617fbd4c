"""Actions about people: who handles the file, who may not, who is meant."""

from typing import Any, cast

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from complaints.forms.file.base import FileForm
from complaints.forms.file.people import (
    TIES,
    AssignForm,
    ConflictForm,
    IdentifyForm,
    InvolvedForm,
    LiftConflictForm,
    RecuseForm,
)
from complaints.models import Complaint
from complaints.services.assigning import CannotHandleError, complaint_assign, independence_check
from complaints.services.conflicts import conflict_declare, conflict_lift, handler_recuse
from complaints.services.deciding import involved_identify
from complaints.services.members import involved_add
from complaints.services.reviewing import had_a_part, review_assign
from complaints.views.file.acting import Action
from legitimacy.members import member_register
from legitimacy.models import User


class ReviewAssignForm(AssignForm):
    """Only who had no part in the decision."""

    @cached_property
    def people(self) -> list[User]:
        return [person for person in super().people if not had_a_part(self.complaint, person)]


def candidates(complaint: Complaint, form: FileForm) -> dict[str, Any]:
    """Who may be chosen, each with the ties that the records show."""
    asked = cast(AssignForm, form)
    if asked.person is not None:
        return {"person": asked.person}
    rows = []
    for person in asked.people:
        check = independence_check(complaint, person)
        ties = [str(words) for name, words in TIES.items() if getattr(check, name)]
        rows.append({"person": person, "ties": ties, "is_me": person.pk == form.user.pk})
    return {"candidates": sorted(rows, key=lambda row: not row["is_me"])}


def _assign(complaint: Complaint, form: FileForm) -> object:
    return complaint_assign(complaint=complaint, **_assignment(form))


def _review_assign(complaint: Complaint, form: FileForm) -> object:
    given = _assignment(form)
    return review_assign(complaint=complaint, reviewer=given.pop("handler"), **given)


def _assignment(form: FileForm) -> dict[str, Any]:
    asked = cast(AssignForm, form)
    if asked.person is None:
        raise CannotHandleError
    data = form.cleaned_data
    return {
        "handler": asked.person,
        "actor": form.user,
        "check": asked.check,
        "note": data["note"],
        "accept_ties": data["accept_ties"],
    }


def _recuse(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return handler_recuse(complaint=complaint, actor=form.user, reason=data["reason"], note=data["note"])


def _conflict(complaint: Complaint, form: FileForm) -> object:
    person = cast(ConflictForm, form).chosen()
    data = form.cleaned_data
    return conflict_declare(
        complaint=complaint, person=person, actor=form.user, reason=data["reason"], note=data["note"]
    )


def _conflict_lift(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return conflict_lift(conflict=data["conflict"], actor=form.user, note=data["note"])


def _involved(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return involved_add(
        complaint=complaint,
        actor=form.user,
        description=data["description"],
        unit=data["unit"],
        vehicle=data["vehicle"],
        allegations=data["allegations"],
    )


def _identify(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    member = data["member"]
    if member is None and complaint.corps is not None:
        member = member_register(
            corps=complaint.corps,
            unit=data["unit"],
            superior=data["superior"],
            name=data["name"],
            number=data["number"],
            account=cast(IdentifyForm, form).account_chosen(),
        )
    return involved_identify(involved=data["involved"], member=member, actor=form.user)


PEOPLE = (
    Action(
        name="assign",
        path="assign",
        form=AssignForm,
        run=_assign,
        shows=candidates,
        template="complaints/file/assign.html",
        title=_("Assign a handler"),
        effect=_("The independence check is recorded with the assignment. The handler has the file from now on."),
        button=_("Record the check and assign"),
        section="people",
        done=_("The file was assigned and the independence check recorded."),
    ),
    Action(
        name="review_assign",
        path="review/assign",
        form=ReviewAssignForm,
        run=_review_assign,
        shows=candidates,
        template="complaints/file/assign.html",
        title=_("Assign a second handler for the review"),
        effect=_("Only somebody who had no part in the decision can be chosen. They have the file from now on."),
        button=_("Record the check and assign"),
        section="people",
        done=_("The review was assigned and the independence check recorded."),
    ),
    Action(
        name="recuse",
        path="recuse",
        form=RecuseForm,
        run=_recuse,
        title=_("Step back from this file"),
        effect=_("From now on you do not see this file any more, not even its number. It waits for another handler."),
        button=_("Step back"),
        done=_("You stepped back. The file waits for another handler."),
    ),
    Action(
        name="conflict",
        path="conflict",
        form=ConflictForm,
        run=_conflict,
        title=_("Shut a colleague out"),
        effect=_(
            "From now on this colleague does not see the file any more. If they handle it, it waits for another. "
            "Committee P is told why. Only a second person can let the colleague in again."
        ),
        button=_("Shut out"),
        section="people",
        done=_("The colleague does not see this file any more."),
    ),
    Action(
        name="involved",
        path="involved/add",
        form=InvolvedForm,
        run=_involved,
        title=_("Add a member of the police"),
        effect=_("Somebody whom the complaint is about, described or unknown. You can say later who it is."),
        button=_("Add"),
        section="allegations",
    ),
    Action(
        name="identify",
        path="involved/identify",
        form=IdentifyForm,
        run=_identify,
        template="complaints/file/identify.html",
        title=_("Say which member of the police is meant"),
        effect=_("The member and everybody above them in the line of command are shut out of this file at once."),
        button=_("Identify"),
        section="allegations",
        done=_("The member was identified. They and their line of command are shut out of the file."),
    ),
)
LIFT = Action(
    name="conflict_lift",
    path="conflict/lift",
    form=LiftConflictForm,
    run=_conflict_lift,
    title=_("Let a colleague in again"),
    effect=_("The colleague sees the file again from now on. It stands in the history, and Committee P is told why."),
    button=_("Let in again"),
    section="people",
    done=_("The colleague sees this file again."),
)
