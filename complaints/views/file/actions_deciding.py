"""Actions on what a decision is made of, on terms, and on what goes to other bodies."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from complaints.forms.file.base import EmptyForm, FileForm
from complaints.forms.file.deciding import (
    AllegationForm,
    DecisionForm,
    FindingForm,
    HeardForm,
    LessonDoneForm,
    LessonForm,
    MeasureDoneForm,
    MeasureForm,
)
from complaints.forms.file.steps import DisciplineForm, ExtendForm, RecallForm, ReferForm
from complaints.models import Complaint, Referral
from complaints.services import deciding, notifying, pausing, referring
from complaints.services.members import allegation_about
from complaints.services.reviewing import discipline_known_note
from complaints.views.file.acting import Action


def _allegation(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    allegation = deciding.allegation_add(
        complaint=complaint,
        category=data["category"],
        text=data["text"],
        actor=form.user,
        injured=data.get("injured", False),
        about_chief=data.get("about_chief", False),
    )
    allegation_about(allegation=allegation, involved=data["involved"])
    return allegation


def _finding(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return deciding.finding_record(
        allegation=data["allegation"],
        finding=data["finding"],
        authority=data["authority"],
        found_on=data["found_on"],
        note=data["note"],
        actor=form.user,
    )


def _heard(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return deciding.officer_heard_note(
        complaint=complaint, actor=form.user, heard_on=data["heard_on"], note=data["note"]
    )


def _decision(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return deciding.decision_write(
        complaint=complaint, actor=form.user, reasons=data["reasons"], legal_basis=data["legal_basis"]
    )


def _measure(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return deciding.measure_add(
        complaint=complaint, code=data["code"], note=data["note"], done_on=data["done_on"], actor=form.user
    )


def _measure_done(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return deciding.measure_done(measure=data["measure"], actor=form.user, done_on=data["done_on"])


def _lesson(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return deciding.lesson_add(
        complaint=complaint, what=data["what"], owner=data["owner"], due_on=data["due_on"], actor=form.user
    )


def _lesson_done(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return deciding.lesson_done(complaint=complaint, lesson=data["lesson"], done_on=data["done_on"], actor=form.user)


def _refer(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return referring.referral_send(
        complaint=complaint, to_body=data["to_body"], reason=data["reason"], note=data["note"], actor=form.user
    )


def _recall(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    under_way = complaint.referrals.filter(state=Referral.State.SENT, is_copy=False).first()
    if under_way is None:
        raise referring.ReferralError("answered")
    return referring.referral_recall(referral=under_way, actor=form.user, reason=data["reason"], note=data["note"])


def _extend(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return pausing.term_extend(complaint=complaint, actor=form.user, reason=data["reason"], note=data["note"])


def _discipline(complaint: Complaint, form: FileForm) -> object:
    known_on = cast(DisciplineForm, form).cleaned_data["known_on"]
    return discipline_known_note(complaint=complaint, actor=form.user, known_on=known_on)


DECIDING = (
    Action(
        name="allegation", path="allegations/add", form=AllegationForm, run=_allegation, section="allegations",
        title=_("Add an alleged failing"), button=_("Add"),
        effect=_(
            "Each alleged failing needs a finding of its own before the decision. Force with injuries, discrimination, "
            "integrity, a possible offence and what is about the chief of corps go to Committee P first."
        ),
    ),
    Action(
        name="finding", path="findings", form=FindingForm, run=_finding, section="allegations",
        title=_("Give a finding"), button=_("Record the finding"),
        effect=_("The newest finding of an authority counts; an earlier one stays in the history."),
    ),
    Action(
        name="heard", path="heard", form=HeardForm, run=_heard, section="decision",
        title=_("Note the hearing"), button=_("Note"),
        effect=_("Nothing is decided about a known member of the police before they were heard, or declined to be."),
    ),
    Action(
        name="decision", path="decision", form=DecisionForm, run=_decision, section="decision",
        title=_("Write the decision"), button=_("Save the text"),
        effect=_("The text may change until the decision is taken. The complainant reads it when it is communicated."),
    ),
    Action(
        name="measure", path="measures/add", form=MeasureForm, run=_measure, section="measures",
        title=_("Add a measure"), button=_("Add"),
        effect=_("What follows from the file. It stays open until every measure is done."),
    ),
    Action(
        name="measure_done", path="measures/done", form=MeasureDoneForm, run=_measure_done, section="measures",
        title=_("Note that a measure is done"), button=_("Note"), effect=_("When all are done the file can be closed."),
    ),
    Action(
        name="lesson", path="lessons/add", form=LessonForm, run=_lesson, section="measures",
        title=_("Learn from it"), button=_("Add the improvement action"),
        effect=_("The corps gets an improvement action with an owner and a day; it is counted whether it is kept."),
    ),
    Action(
        name="lesson_done", path="lessons/done", form=LessonDoneForm, run=_lesson_done, section="measures",
        title=_("Note that an improvement is done"), button=_("Note"),
        effect=_("It counts as kept when this day is not after the day first agreed."),
    ),
    Action(
        name="refer", path="refer", form=ReferForm, run=_refer, template="complaints/file/refer.html",
        title=_("Refer to another body"), button=_("Send the file"),
        effect=_("Until the other body receives it the file stays with you, and the complainant sees where it is."),
        done=_("The file was sent. It stays with you until it is received."),
    ),
    Action(
        name="recall", path="recall", form=RecallForm, run=_recall,
        title=_("Call the file back"), button=_("Call back"),
        effect=_("The other body is no longer asked to take the file. You go on with assessing it."),
    ),
    Action(
        name="wait", path="wait", form=EmptyForm, section="terms",
        run=lambda complaint, form: pausing.waiting_begin(complaint=complaint, actor=form.user),
        title=_("Wait for the complainant"), button=_("Pause the terms"),
        effect=_(
            "Terms stop while you wait for an answer: 30 days at most, all such waits together. They run again as soon "
            "as the complainant writes. Send the question as a message."
        ),
        done=_("The terms are paused."),
    ),
    Action(
        name="wait_end", path="wait/end", form=EmptyForm, section="terms",
        run=lambda complaint, form: pausing.waiting_end(complaint=complaint, actor=form.user),
        title=_("Stop waiting"), button=_("Let the terms run"),
        effect=_("The terms run again from today."), done=_("The terms run again."),
    ),
    Action(
        name="extend", path="extend", form=ExtendForm, run=_extend, section="terms",
        title=_("Extend the term"), button=_("Extend by 45 days"),
        effect=_("The term for the decision grows by 45 days, once. The complainant reads why."),
    ),
    Action(
        name="discipline", path="discipline", form=DisciplineForm, run=_discipline, section="terms",
        title=_("Note the day of knowledge"), button=_("Note"),
        effect=_(
            "Disciplinary action is possible for six months from that day (art. 56). You are warned after 90, 150 and "
            "170 days."
        ),
    ),
    Action(
        name="offence", path="offence", form=EmptyForm, section="terms",
        run=lambda complaint, form: notifying.offence_pass(complaint=complaint, actor=form.user),
        title=_("Flag a possible offence"), button=_("Send the prosecutor a copy"),
        effect=_(
            "The prosecutor gets a copy of the file at once (art. 29 Code of criminal procedure). Mediation is no "
            "longer possible, and a corps goes on with the file only when Committee P was asked to take it. This "
            "cannot be undone."
        ),
        done=_("The file is flagged, and the prosecutor has a copy."),
    ),
)  # fmt: skip
