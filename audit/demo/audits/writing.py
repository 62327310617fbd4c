"""Writes drawn audits as records, each table in one go: what lies in the future is left out."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from audit.demo.audits import texts
from audit.demo.audits.drawing import ANSWERED, REPLY, VERIFIED, DrawnAudit, DrawnRecommendation
from audit.models import (
    Audit,
    AuditEvent,
    AuditFinding,
    AuditMember,
    AuditReply,
    AuditReport,
    Recommendation,
)
from audit.services.audits.reports import digest_of, report_content
from audit.services.audits.terms import term_end
from audit.workflow.audits import Answer, Status
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, ImprovementAction, Register, User

BATCH = 500


def audits_write(drawn: Sequence[DrawnAudit], auditors: Sequence[User], today: date) -> int:
    """Write all drawn audits; number of audits."""
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    writers = [
        AuditRow(one, corps[one.code], auditors[place % len(auditors)], today)
        for place, one in enumerate(drawn)
        if one.code in corps
    ]
    Audit.objects.bulk_create([row.audit for row in writers], batch_size=BATCH)
    AuditMember.objects.bulk_create([row.member() for row in writers], batch_size=BATCH)
    AuditFinding.objects.bulk_create([each for row in writers for each in row.findings], batch_size=BATCH)
    actions = [each for row in writers for each in row.actions() if each is not None]
    ImprovementAction.objects.bulk_create(actions, batch_size=BATCH)
    Recommendation.objects.bulk_create([each for row in writers for each in row.recommendations], batch_size=BATCH)
    AuditReply.objects.bulk_create([row.reply() for row in writers], batch_size=BATCH)
    AuditEvent.objects.bulk_create([each for row in writers for each in row.events()], batch_size=BATCH)
    AuditReport.objects.bulk_create([row.report() for row in writers], batch_size=BATCH)
    return len(writers)


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


class AuditRow:
    """One drawn audit and the records that it becomes, as they stand today."""

    def __init__(self, drawn: DrawnAudit, corps: Corps, lead: User, today: date) -> None:
        self.drawn, self.corps, self.lead, self.today = drawn, corps, lead, today
        self.language = texts.language_of(corps.languages)
        open_rows = [each for each in drawn.recommendations if not (each.verdict or each.confirmed)]
        self.is_closed = not open_rows
        self.audit = self._audit()
        self.findings = [
            AuditFinding(
                audit=self.audit,
                number=number,
                grade=grade,
                title=texts.FINDINGS[self.language][place][0],
                text=texts.FINDINGS[self.language][place][1],
                written_by=lead,
            )
            for number, (place, grade) in enumerate(drawn.findings, start=1)
        ]
        self.recommendations = [
            self._recommendation(number, each) for number, each in enumerate(drawn.recommendations, start=1)
        ]

    def _audit(self) -> Audit:
        drawn, final_on = self.drawn, self.drawn.final_on
        closed_on = max((self._settled_on(each) for each in drawn.recommendations), default=final_on)
        return Audit(
            id=uuid.uuid5(uuid.NAMESPACE_OID, f"audit {drawn.code} {final_on}"),
            register=Register.EXAMPLE,
            origin=Origin.SIMULATED,
            corps=self.corps,
            status=Status.CLOSED if self.is_closed else Status.FOLLOW_UP,
            version=9,
            title=texts.TITLES[self.language] % {"year": final_on.year},
            pillars=["EFF", "PRV"],
            period_from=date(final_on.year - 1, 1, 1),
            period_to=date(final_on.year - 1, 12, 31),
            planned_for=drawn.opened_on,
            opened_on=drawn.opened_on,
            draft_sent_on=drawn.draft_sent_on,
            reply_due_on=term_end("reply", drawn.draft_sent_on),
            replied_on=drawn.draft_sent_on + timedelta(days=REPLY),
            final_on=final_on,
            answer_due_on=term_end("answer", final_on),
            closed_on=min(closed_on, self.today) if self.is_closed else None,
        )

    def _settled_on(self, drawn: DrawnRecommendation) -> date:
        if drawn.confirmed:
            return self.drawn.final_on + timedelta(days=ANSWERED + VERIFIED)
        return max(drawn.due_on, drawn.done_on or drawn.due_on) + timedelta(days=VERIFIED)

    def _recommendation(self, number: int, drawn: DrawnRecommendation) -> Recommendation:
        text, owner = texts.RECOMMENDATIONS[self.language][drawn.text]
        settled = self._settled_on(drawn)
        return Recommendation(
            audit=self.audit,
            finding=self.findings[drawn.finding],
            number=number,
            priority="urgent" if drawn.urgent else "ordinary",
            text=text,
            owner=owner,
            due_on=drawn.due_on,
            original_due_on=drawn.due_on,
            answer=drawn.answer,
            answered_on=self.drawn.final_on + timedelta(days=ANSWERED) if drawn.answer else None,
            answer_note=texts.REASON[self.language] if drawn.answer == Answer.REJECTED else "",
            rejection_confirmed_on=settled if drawn.confirmed else None,
            done_on=drawn.done_on,
            done_note=texts.DONE[self.language] if drawn.done_on else "",
            verdict=drawn.verdict,
            verified_on=settled if drawn.verdict else None,
            verified_note=texts.SEEN[self.language] if drawn.verdict else "",
        )

    def actions(self) -> Iterator[ImprovementAction | None]:
        """An improvement action for what was accepted, set on its recommendation."""
        for row in self.recommendations:
            if row.answer != Answer.ACCEPTED:
                continue
            row.action = ImprovementAction(
                corps=self.corps,
                source=ImprovementAction.Source.AUDIT,
                reference=str(self.audit.pk),
                what=row.text,
                owner=row.owner,
                due_on=row.due_on,
                original_due_on=row.original_due_on,
                done_on=row.done_on,
                origin=Origin.SIMULATED,
            )
            yield row.action

    def member(self) -> AuditMember:
        return AuditMember(audit=self.audit, user=self.lead, is_lead=True, joined_on=self.drawn.opened_on)

    def reply(self) -> AuditReply:
        replied_on = self.audit.replied_on or self.drawn.final_on
        return AuditReply(audit=self.audit, text=texts.REPLIES[self.language], written_at=moment(replied_on))

    def report(self) -> AuditReport:
        content = report_content(self.audit)
        return AuditReport(
            audit=self.audit,
            content=content,
            digest=digest_of(content),
            frozen_at=moment(self.drawn.final_on),
            frozen_by=self.lead,
        )

    def events(self) -> Iterator[AuditEvent]:
        audit = self.audit
        steps = (
            ("planned", audit.planned_for, "", ""),
            ("open", audit.opened_on, Status.PLANNED, Status.OPENED),
            ("send_draft", audit.draft_sent_on, Status.OPENED, Status.DRAFT_SENT),
            ("reply", audit.replied_on, Status.DRAFT_SENT, Status.REPLIED),
            ("finalise", audit.final_on, Status.REPLIED, Status.FINAL),
            ("follow_up", audit.final_on, Status.FINAL, Status.FOLLOW_UP),
            ("close", audit.closed_on, Status.FOLLOW_UP, Status.CLOSED),
        )
        for place, (kind, day, before, after) in enumerate(steps):
            if day is not None:
                yield AuditEvent(
                    audit=audit,
                    at=moment(day) + timedelta(minutes=place),
                    on=day,
                    kind=kind,
                    actor_kind="corps" if kind == "reply" else "team",
                    actor=None if kind == "reply" else self.lead,
                    status_from=before,
                    status_to=after,
                )
