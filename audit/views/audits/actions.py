"""What can be done with an audit, as data: each action has a form, a service, and words for what will happen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from audit.forms.audits import base, planning, writing
from audit.models import Audit
from audit.services.audits import findings, grants, recommendations, replies, steps, team
from audit.services.audits.planning import audit_change
from audit.workflow.audits import Answer, Verdict
from legitimacy.models import AuditGrant

Run = Callable[[Audit, Any], object]
FINDING, RECOMMENDATION, GRANT, MEMBER = "finding", "recommendation", "grant", "member"
EXTEND = "audit.extend"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """`name` makes the URL name `audit_<name>`. `may` is a predicate about the audit, but about the row for EXTEND;
    `about` the kind of row it needs, `row_optional` where one may be missing; `tab` where it shows afterwards.
    """

    name: str
    path: str
    form: type[base.AuditForm]
    run: Run
    title: object
    button: object
    effect: object = ""
    tab: str = ""
    about: str = ""
    row_optional: bool = False
    may: str = "audit.carry_out"
    done: object = _("Saved.")
    start: Callable[[Audit, Any], dict[str, Any]] | None = None
    with_files: bool = False


def rows_of(audit: Audit, about: str) -> Any:
    """The rows of this audit that an action can be about."""
    if about == GRANT:
        return AuditGrant.objects.filter(audit=audit.pk).select_related("corps")
    if about == MEMBER:
        return audit.team.filter(left_on=None).select_related("user")
    rows = audit.findings if about == FINDING else audit.recommendations
    return rows.all()


def _finding(audit: Audit, form: Any) -> None:
    row = findings.finding_write(
        audit=audit, given=form.given(), actor=form.user, finding=form.about, version=form.cleaned_data["version"]
    )
    if form.cleaned_data["evidence"]:
        findings.finding_file_add(audit=audit, finding=row, upload=form.cleaned_data["evidence"], actor=form.user)


def _done(audit: Audit, form: Any) -> None:
    given = form.cleaned_data
    recommendations.recommendation_done(
        recommendation=form.about, on=given["on"], note=given["note"], actor=form.user, version=given["version"]
    )
    if given["evidence"]:
        recommendations.done_file_add(recommendation=form.about, upload=given["evidence"], actor=form.user)


def _version(form: Any) -> dict[str, Any]:
    return {"actor": form.user, "version": form.cleaned_data["version"]}


ACTIONS = (
    Action(
        name="change",
        path="scope",
        form=planning.ScopeForm,
        start=planning.ScopeForm.start,
        run=lambda audit, form: audit_change(audit=audit, scope=form.scope(), **_version(form)),
        title=_("Change scope and dates"),
        button=_("Save"),
    ),
    Action(
        name="join",
        path="team",
        form=planning.TeamForm,
        run=lambda audit, form: team.team_add(
            audit=audit,
            person=form.people[form.cleaned_data["person"]],
            is_lead=form.cleaned_data["is_lead"],
            **_version(form),
        ),
        title=_("Add an auditor to the team"),
        effect=_("Ties with the corps are looked at first: earlier work there, and complaint files that were handled."),
        button=_("Add"),
    ),
    Action(
        name="leave",
        path="team/leave",
        form=base.EmptyForm,
        about=MEMBER,
        run=lambda audit, form: team.team_leave(audit=audit, person=form.about.user, **_version(form)),
        title=_("Take somebody out of the team"),
        effect=_("Their access to records ends at once."),
        button=_("Take out"),
    ),
    Action(
        name="finding",
        path="finding",
        form=writing.FindingForm,
        start=writing.FindingForm.start,
        about=FINDING,
        row_optional=True,
        with_files=True,
        run=_finding,
        title=_("Write a finding"),
        button=_("Save the finding"),
        tab="findings",
    ),
    Action(
        name="finding_remove",
        path="finding/remove",
        form=base.EmptyForm,
        about=FINDING,
        run=lambda audit, form: findings.finding_remove(audit=audit, finding=form.about, **_version(form)),
        title=_("Remove a finding"),
        effect=_("The finding and its files are destroyed. That it was there stays in the history."),
        button=_("Remove"),
        tab="findings",
    ),
    Action(
        name="recommendation",
        path="recommendation",
        form=writing.RecommendationForm,
        start=writing.RecommendationForm.start,
        about=RECOMMENDATION,
        row_optional=True,
        run=lambda audit, form: findings.recommendation_write(
            audit=audit, given=form.given(), recommendation=form.about, **_version(form)
        ),
        title=_("Write a recommendation"),
        button=_("Save the recommendation"),
        tab="recommendations",
    ),
    Action(
        name="recommendation_remove",
        path="recommendation/remove",
        form=base.EmptyForm,
        about=RECOMMENDATION,
        run=lambda audit, form: findings.recommendation_remove(
            audit=audit, recommendation=form.about, **_version(form)
        ),
        title=_("Remove a recommendation"),
        effect=_("The recommendation is removed from the draft. That it was there stays in the history."),
        button=_("Remove"),
        tab="recommendations",
    ),
    Action(
        name="grant",
        path="records",
        form=planning.GrantForm,
        run=lambda audit, form: grants.grant_ask(
            audit=audit,
            **{name: form.cleaned_data[name] for name in ("kind", "reason", "days", "note")},
            **_version(form),
        ),
        title=_("Ask access to records"),
        effect=_(
            "For yourself, read-only, until the day you choose or until the draft is sent. "
            "You see files that the corps holds itself; never who complained. Every file you open is on the trail."
        ),
        button=_("Give me access"),
        tab="records",
    ),
    Action(
        name="extend",
        path="records/extend",
        form=base.EmptyForm,
        about=GRANT,
        may=EXTEND,
        run=lambda _audit, form: grants.grant_extend(grant=form.about, actor=form.user),
        title=_("Extend access of a colleague"),
        effect=_("You are the second auditor. Access lasts as long again as one may ask, from today."),
        button=_("Extend"),
        tab="records",
    ),
    Action(
        name="grant_end",
        path="records/end",
        form=base.EmptyForm,
        about=GRANT,
        run=lambda _audit, form: grants.grant_end(grant=form.about, actor=form.user),
        title=_("End access to records"),
        effect=_("From now on no file opens any more."),
        button=_("End access"),
        tab="records",
    ),
    Action(
        name="step",
        path="step",
        form=planning.StepForm,
        run=lambda audit, form: steps.audit_step(
            audit=audit, step=form.cleaned_data["step"], note=form.cleaned_data["note"], **_version(form)
        ),
        title=_("Next step"),
        button=_("Do it"),
    ),
    Action(
        name="reply",
        path="reply",
        form=writing.ReplyForm,
        may="audit.reply",
        run=lambda audit, form: replies.reply_send(
            audit=audit,
            overall=form.cleaned_data[writing.OVERALL],
            by_finding=form.texts(),
            **_version(form),
        ),
        title=_("Reply to the draft report"),
        effect=_("Say what is wrong, what is missing, and what you already do. Your reply goes into the final report."),
        button=_("Send the reply"),
        tab="findings",
        done=_("Your reply was sent to the audit team."),
    ),
    Action(
        name="answer",
        path="recommendation/answer",
        form=writing.AnswerForm,
        start=writing.AnswerForm.start,
        about=RECOMMENDATION,
        may="audit.follow",
        run=lambda _audit, form: recommendations.recommendation_answer(
            recommendation=form.about,
            answer=Answer(form.cleaned_data["answer"]),
            note=form.cleaned_data["note"],
            owner=form.cleaned_data["owner"],
            **_version(form),
        ),
        title=_("Accept or reject a recommendation"),
        effect=_("What you accept becomes an improvement action of your corps, with its owner and date."),
        button=_("Save the answer"),
        tab="recommendations",
    ),
    Action(
        name="postpone",
        path="recommendation/postpone",
        form=writing.PostponeForm,
        about=RECOMMENDATION,
        may="audit.follow",
        run=lambda _audit, form: recommendations.recommendation_postpone(
            recommendation=form.about,
            until=form.cleaned_data["until"],
            note=form.cleaned_data["note"],
            **_version(form),
        ),
        title=_("Postpone a recommendation"),
        effect=_("The date first agreed stays beside the new one, and the indicator counts with the first."),
        button=_("Postpone"),
        tab="recommendations",
    ),
    Action(
        name="done",
        path="recommendation/done",
        form=writing.DoneForm,
        about=RECOMMENDATION,
        may="audit.follow",
        with_files=True,
        run=_done,
        title=_("Say that it is done"),
        effect=_("An auditor verifies it. Only that verification counts."),
        button=_("Save"),
        tab="recommendations",
    ),
    Action(
        name="verify",
        path="recommendation/verify",
        form=writing.VerifyForm,
        about=RECOMMENDATION,
        run=lambda _audit, form: recommendations.recommendation_verify(
            recommendation=form.about,
            verdict=Verdict(form.cleaned_data["verdict"]),
            note=form.cleaned_data["note"],
            **_version(form),
        ),
        title=_("Verify a recommendation"),
        effect=_("Your verdict settles it, and the indicator counts it."),
        button=_("Save the verdict"),
        tab="recommendations",
    ),
    Action(
        name="confirm",
        path="recommendation/confirm",
        form=writing.ConfirmForm,
        about=RECOMMENDATION,
        run=lambda _audit, form: recommendations.rejection_confirm(
            recommendation=form.about, note=form.cleaned_data["note"], **_version(form)
        ),
        title=_("Confirm a rejection"),
        effect=_("You agree with the reason of the corps. The recommendation is settled and leaves the count."),
        button=_("Confirm"),
        tab="recommendations",
    ),
)
BY_NAME = {action.name: action for action in ACTIONS}
