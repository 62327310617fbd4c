"""What becomes of recommendations: the corps answers and carries out, an auditor verifies."""

from datetime import date
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Audit, Recommendation
from audit.selectors.audits.evidence import DONE
from audit.services.audits.counting import stale_for_recommendation
from audit.services.audits.history import AuditTextError, audit_append, audit_lock, audit_save
from audit.services.audits.team import team_require
from audit.workflow.audits import FOLLOWED, Actor, Answer, Verdict
from legitimacy.access import require_person
from legitimacy.attachments.services import attachment_keep, attachment_prepare
from legitimacy.models import Attachment, ImprovementAction, User
from legitimacy.scorecards.services import improvements_stale


@transaction.atomic
def recommendation_answer(
    *,
    recommendation: Recommendation,
    answer: Answer,
    note: str,
    actor: User,
    owner: str = "",
    version: int | None = None,
) -> Recommendation:
    """The corps accepts, as an improvement action with owner and date, or rejects with a reason. Once."""
    audit, row = _of_corps(recommendation, actor, version)
    if row.answer:
        raise AuditTextError(_("This recommendation was answered already."))
    if answer is Answer.REJECTED and not note.strip():
        raise AuditTextError(_("Say why the recommendation is rejected: the auditor judges the reason."))
    row.answer, row.answered_on, row.answer_note = answer, timezone.localdate(), note.strip()
    row.owner = owner.strip() or row.owner
    if answer is Answer.ACCEPTED:
        row.action = _action_create(audit, row, actor)
    row.save(update_fields=["answer", "answered_on", "answer_note", "owner", "action"])
    return _written(audit, row, answer, actor, Actor.CORPS)


@transaction.atomic
def recommendation_postpone(
    *, recommendation: Recommendation, until: date, note: str, actor: User, version: int | None = None
) -> Recommendation:
    """Another date for what was accepted. The date first agreed stays, and EFF-13 counts with that one."""
    audit, row = _of_corps(recommendation, actor, version)
    _accepted_require(row)
    if until <= row.due_on:
        raise AuditTextError(_("Choose a day after the date that stands now."))
    if not note.strip():
        raise AuditTextError(_("Write down why."))
    row.due_on = until
    row.save(update_fields=["due_on"])
    _action_update(row, due_on=until)
    return _written(audit, row, "postponed", actor, Actor.CORPS, note)


@transaction.atomic
def recommendation_done(
    *, recommendation: Recommendation, on: date, note: str, actor: User, version: int | None = None
) -> Recommendation:
    """The corps says that it was done, when and how. Only the verification of an auditor counts."""
    audit, row = _of_corps(recommendation, actor, version)
    _accepted_require(row)
    if on > timezone.localdate():
        raise AuditTextError(_("This day has not come yet. Give today or an earlier day."))
    if audit.final_on is not None and on < audit.final_on:
        raise AuditTextError(_("This day is before the final report. Give the day on which it was carried out."))
    if not note.strip():
        raise AuditTextError(_("Say what was done and how the auditor can see it."))
    row.done_on, row.done_note = on, note.strip()
    row.save(update_fields=["done_on", "done_note"])
    _action_update(row, done_on=on)
    return _written(audit, row, "done", actor, Actor.CORPS)


def done_file_add(*, recommendation: Recommendation, upload: "UploadedFile[bytes]", actor: User) -> Attachment:
    """A file that shows it. AttachmentRefusedError has a sentence for who sent it; then nothing was kept."""
    prepared = attachment_prepare(name=upload.name or "", stream=cast(BinaryIO, upload))
    try:
        with transaction.atomic():
            audit, row = _of_corps(recommendation, actor, None)
            _accepted_require(row)
            file = attachment_keep(prepared, owner_type=DONE, owner_id=row.pk, uploaded_by=actor)
            audit_append(audit, kind="evidence", actor=actor, actor_kind=Actor.CORPS, about=f"R{row.number}")
    except BaseException:
        prepared.discard()
        raise
    return file


@transaction.atomic
def rejection_confirm(
    *, recommendation: Recommendation, note: str, actor: User, version: int | None = None
) -> Recommendation:
    """The auditor agrees with the reason: the recommendation is settled and leaves the count of EFF-13."""
    audit, row = _of_team(recommendation, actor, version)
    if row.answer != Answer.REJECTED:
        raise AuditTextError(_("The corps did not reject this recommendation."))
    if row.is_settled:
        raise AuditTextError(_("This recommendation is settled already."))
    row.rejection_confirmed_on, row.verified_note = timezone.localdate(), note.strip()
    row.save(update_fields=["rejection_confirmed_on", "verified_note"])
    return _written(audit, row, "rejection_confirmed", actor, Actor.TEAM, note)


@transaction.atomic
def recommendation_verify(
    *, recommendation: Recommendation, verdict: Verdict, note: str, actor: User, version: int | None = None
) -> Recommendation:
    """What the auditor found. On time only where the corps said so by the date first agreed; on time and late only of
    what the corps said was done.
    """
    audit, row = _of_team(recommendation, actor, version)
    if row.is_settled:
        raise AuditTextError(_("This recommendation is settled already."))
    if not note.strip():
        raise AuditTextError(_("Write down what you saw: the verdict rests on it."))
    if verdict is not Verdict.NOT_DONE and row.done_on is None:
        raise AuditTextError(_("The corps has not said yet that this was done."))
    if verdict is Verdict.ON_TIME and row.done_on is not None and row.done_on > row.original_due_on:
        raise AuditTextError(_("It was done after the date first agreed, so it is late. A postponement does not help."))
    if verdict is Verdict.NOT_DONE and row.original_due_on >= timezone.localdate() and row.answer != Answer.REJECTED:
        raise AuditTextError(_("The agreed date is not over yet: the corps still has time."))
    row.verdict, row.verified_on, row.verified_note = verdict, timezone.localdate(), note.strip()
    row.save(update_fields=["verdict", "verified_on", "verified_note"])
    worked = ImprovementAction.Effect.FAILED if verdict is Verdict.NOT_DONE else ImprovementAction.Effect.WORKED
    _action_update(row, effect=worked, effect_checked_on=row.verified_on)
    return _written(audit, row, "verified", actor, Actor.TEAM)


def _of_corps(row: Recommendation, actor: User, version: int | None) -> tuple[Audit, Recommendation]:
    audit = audit_lock(row.audit, version=version)
    require_person(actor, "audit.follow", audit)
    return audit, audit.recommendations.get(pk=row.pk)


def _of_team(row: Recommendation, actor: User, version: int | None) -> tuple[Audit, Recommendation]:
    audit = audit_lock(row.audit, version=version)
    team_require(audit, actor)
    if audit.status not in FOLLOWED:
        raise AuditTextError(_("Recommendations are followed from the final report until the audit is closed."))
    return audit, audit.recommendations.get(pk=row.pk)


def _accepted_require(row: Recommendation) -> None:
    if row.answer != Answer.ACCEPTED:
        raise AuditTextError(_("Accept the recommendation first."))
    if row.is_settled:
        raise AuditTextError(_("This recommendation is settled already."))


def _action_create(audit: Audit, row: Recommendation, actor: User) -> ImprovementAction:
    action = ImprovementAction.objects.create(
        corps=audit.corps,
        source=ImprovementAction.Source.AUDIT,
        reference=str(audit.pk),
        what=row.text,
        owner=row.owner,
        due_on=row.due_on,
        original_due_on=row.original_due_on,
        created_by=actor,
        origin=audit.origin,
    )
    improvements_stale([action])
    return action


def _action_update(row: Recommendation, **columns: object) -> None:
    """The same on the improvement action of what was accepted."""
    if row.action_id is not None:
        action = ImprovementAction.objects.filter(pk=row.action_id)
        action.update(**columns)
        improvements_stale(action)


def _written(
    audit: Audit, row: Recommendation, kind: str, actor: User, actor_kind: Actor, note: str = ""
) -> Recommendation:
    """History, next version and stale marks of a changed recommendation."""
    audit_append(audit, kind=kind, actor=actor, actor_kind=actor_kind, about=f"R{row.number}", note=note)
    audit_save(audit)
    stale_for_recommendation(audit, row)
    return row
