"""Five cases in Demervallei for Pina (professional standards), Wout (wellbeing) and Amber (officer), in every stage.

Their signals stand for records that exist, so that the nightly rules change nothing about them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Member, MemberEvent, Register, User
from legitimacy.models.members import user_lookup
from professionalism.models import (
    ColleagueReport,
    CorrectiveAction,
    ForceApplication,
    ForceIncident,
    ForceOfficer,
    OfficerExposure,
    Signal,
    SignalCase,
    SignalEvent,
    SignalWord,
)
from professionalism.selectors.signals.peers import quarters_ended
from professionalism.services.signals.finding import signals_find
from professionalism.services.signals.terms import term_end
from professionalism.workflow.force import Finding, Status
from professionalism.workflow.signals import Effect, Outcome, Party, Stage

DEMERVALLEI, DOMAIN = "V017", "voorbeeld.example"
TEAM = ("INTC3A", "INTD7V", "INTE4B", "INTF8N", "INTG2S", "INTH6T", "INTJ9W", "INTK5X", "INTL3Y", "INTM7Z", "INTN4C")
SHIFTS = (52, 55, 48, 57, 50, 61, 46, 53, 58, 49, 54)
INCIDENTS = (1, 9, 1, 0, 2, 1, 0, 1, 1, 1, 0)
K = MemberEvent.Kind


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a history: days before today, kind, who, and the stages around it."""

    ago: int
    kind: str
    party: Party
    account: str = ""
    before: str = ""
    after: str = ""


OPENED, INFORMED, FOLLOWED, CLOSED = Stage.OPENED, Stage.INFORMED, Stage.FOLLOWED, Stage.CLOSED


@transaction.atomic
def signals_plant() -> int:
    """Write the cases once; number of cases."""
    corps = Corps.objects.filter(code=DEMERVALLEI, register=Register.EXAMPLE).first()
    if corps is None or ColleagueReport.objects.filter(corps=corps).exists():
        return 0
    people = {user.username: user for user in User.objects.filter(email__endswith=f"@{DOMAIN}")}
    members = {member.pseudonym: member for member in Member.objects.filter(corps=corps)}
    if "INTB6K" not in members or "professionele-normen" not in people:
        return 0
    planter = Planter(corps, people, members, timezone.localdate())
    planter.waits_for_reply()
    planter.waits_for_decision()
    planter.is_coached()
    planter.has_worked()
    planter.stands_out()
    return 4 + signals_find(corps=corps).opened


class Planter:
    def __init__(self, corps: Corps, people: dict[str, User], members: dict[str, Member], today: date) -> None:
        self.corps, self.people, self.members, self.today = corps, people, members, today

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def case(self, who: str, opened: int, **given: object) -> SignalCase:
        opened_on = self.ago(opened)
        values = {
            "inform_by": term_end("inform", opened_on),
            "decide_by": term_end("decide", opened_on),
            "informed_on": opened_on + timedelta(days=3),
            "reply_until": term_end("reply", opened_on + timedelta(days=3)),
        }
        return SignalCase.objects.create(
            register=Register.EXAMPLE,
            origin=Origin.SIMULATED,
            corps=self.corps,
            member=self.members[who],
            opened_on=opened_on,
            **values | given,
        )

    def event(self, case: SignalCase, kind: str, reference: str, days: int) -> None:
        """A fact that another register reported, and its signal."""
        fact = MemberEvent.objects.create(
            member=self._of(case), kind=kind, source="complaints", reference=reference, on=self.ago(days)
        )
        self.signal(case, kind, "member_event", str(fact.pk), days)

    def signal(self, case: SignalCase, rule: str, source: str, reference: str, days: int) -> None:
        on = self.ago(days)
        Signal.objects.create(
            member=self._of(case),
            case=case,
            rule=rule,
            on=on,
            source=source,
            reference=reference,
            found_on=case.opened_on,
            expires_on=on + relativedelta(months=24),
        )

    def _of(self, case: SignalCase) -> Member:
        return next(member for member in self.members.values() if member.pk == case.member_id)

    def history(self, case: SignalCase, steps: Sequence[Step]) -> None:
        SignalEvent.objects.bulk_create(
            [
                SignalEvent(
                    case=case,
                    at=self.at(step.ago),
                    on=self.ago(step.ago),
                    kind=step.kind,
                    party=step.party,
                    actor=self.people.get(step.account),
                    stage_from=step.before,
                    stage_to=step.after,
                )
                for step in steps
            ]
        )

    def at(self, days: int) -> datetime:
        return timezone.make_aware(datetime.combine(self.ago(days), time(10)))

    def word(self, case: SignalCase, kind: str, text: str, days: int, account: str = "") -> None:
        SignalWord.objects.create(case=case, kind=kind, text=text, at=self.at(days), actor=self.people.get(account))

    def waits_for_reply(self) -> None:
        """Amber was told, and may reply."""
        case = self.case("INTB6K", 7, stage=INFORMED)
        self.event(case, K.ATTITUDE_COMPLAINT, "K-DEMO-ATT1", 9)
        self.history(
            case,
            [
                Step(7, "opened", Party.SYSTEM),
                Step(4, "inform", Party.STANDARDS, "professionele-normen", OPENED, INFORMED),
            ],
        )

    def waits_for_decision(self) -> None:
        """Two signals, a reply and advice: a decision is due in eight days."""
        case = self.case("INTA5R", 22, stage=INFORMED, replied_on=self.ago(12))
        self.event(case, K.FORCE_COMPLAINT, "K-DEMO-FRC1", 25)
        report = ColleagueReport.objects.create(
            corps=self.corps,
            member=self.members["INTA5R"],
            about=ColleagueReport.About.STRAIN,
            seen_on=self.ago(23),
            text="Sinds het ongeval van vorige maand is hij stil en snel geprikkeld. Ik ben bezorgd.",
            reporter="Gita Voorbeeld",
            reporter_lookup=user_lookup(self.people["geweldtoets"].pk),
        )
        self.signal(case, "colleague_report", "colleague_report", str(report.pk), 23)
        self.word(case, SignalWord.Kind.REPLY, "Het waren zware maanden. Ik wil er met iemand over praten.", 12)
        advice = "Een gesprek en begeleiding helpen hier meer dan een maatregel."
        self.word(case, SignalWord.Kind.ADVICE, advice, 8, "welzijn")
        self.history(
            case,
            [
                Step(22, "opened", Party.SYSTEM),
                Step(22, "signal", Party.SYSTEM),
                Step(19, "inform", Party.STANDARDS, "professionele-normen", OPENED, INFORMED),
                Step(12, "reply", Party.MEMBER),
                Step(8, "advise", Party.WELLBEING, "welzijn"),
            ],
        )

    def is_coached(self) -> None:
        """A coaching that was done half a year ago: somebody judges now whether it worked."""
        case = self.case(
            "WYK4DN", 230, stage=FOLLOWED, decided_on=self.ago(208), outcome=Outcome.COACHING,
            reasons="Twee klachten over taal in korte tijd. Begeleiding helpt om rustig te blijven.",
            decided_by=self.people["professionele-normen"], replied_on=self.ago(220),
        )  # fmt: skip
        self.event(case, K.ATTITUDE_COMPLAINT, "K-DEMO-ATT2", 235)
        self._correction(case, Outcome.COACHING, 178)
        self.word(case, SignalWord.Kind.REPLY, "Ik had het die avond anders moeten zeggen.", 220)
        self.history(case, self._decided(230, 220, 208, FOLLOWED))

    def has_worked(self) -> None:
        case = self.case(
            "VRK9MS", 420, stage=CLOSED, decided_on=self.ago(398), outcome=Outcome.TALK, closed_on=self.ago(190),
            reasons="Een gesprek volstaat: het was een eenmalige vergissing.",
            decided_by=self.people["professionele-normen"], replied_on=self.ago(410),
        )  # fmt: skip
        self.event(case, K.ATTITUDE_COMPLAINT, "K-DEMO-ATT3", 425)
        self._correction(case, Outcome.TALK, 380, Effect.WORKED, 190)
        self.history(
            case,
            [
                *self._decided(420, 410, 398, FOLLOWED),
                Step(190, "judged", Party.STANDARDS, "professionele-normen"),
                Step(190, "close", Party.STANDARDS, "professionele-normen", FOLLOWED, CLOSED),
            ],
        )

    def _decided(self, opened: int, replied: int, decided: int, after: str) -> list[Step]:
        standards = "professionele-normen"
        return [
            Step(opened, "opened", Party.SYSTEM),
            Step(opened - 3, "inform", Party.STANDARDS, standards, OPENED, INFORMED),
            Step(replied, "reply", Party.MEMBER),
            Step(decided, "decide", Party.STANDARDS, standards, INFORMED, after),
            Step(decided - 20, "done", Party.STANDARDS, standards),
        ]

    def _correction(self, case: SignalCase, kind: str, done: int, effect: str = "", judged: int = 0) -> None:
        done_on = self.ago(done)
        CorrectiveAction.objects.create(
            case=case, kind=kind, owner="Diensthoofd", due_on=done_on, original_due_on=done_on, done_on=done_on,
            effect_due_on=term_end("effect", done_on), effect=effect, effect_on=self.ago(judged) if effect else None,
            effect_note="Sindsdien geen enkel signaal, en goede gesprekken in de ploeg." if effect else "",
            effect_by=self.people["professionele-normen"] if effect else None, returned=0 if effect else None,
        )  # fmt: skip

    def stands_out(self) -> None:
        """Eleven colleagues with the same work; one of them has more incidents than the others in as many shifts."""
        quarter = quarters_ended(self.today, 1)[0]
        team = Member.objects.bulk_create(
            [Member(corps=self.corps, pseudonym=pseudonym, unit="Interventie C") for pseudonym in TEAM]
        )
        OfficerExposure.objects.bulk_create(
            OfficerExposure(
                member=member, quarter=str(quarter), group="interventie", measure="shifts", count=count,
                origin=Origin.SIMULATED,
            )
            for member, count in zip(team, SHIFTS, strict=True)
        )  # fmt: skip
        for member, number in zip(team, INCIDENTS, strict=True):
            for place in range(number):
                self._incident(member, quarter, place)

    def _incident(self, member: Member, quarter: Period, place: int) -> None:
        """A report that was reviewed and found justified: the signal asks for a look, no more."""
        on = quarter.start + timedelta(days=4 + 9 * place)
        at = timezone.make_aware(datetime.combine(on, time(23)))
        incident = ForceIncident.objects.create(
            register=Register.EXAMPLE, origin=Origin.SIMULATED, corps=self.corps, status=Status.REVIEWED,
            reporter=member, unit=member.unit, happened_on=on, happened_hour=22, registered_at=at, completed_at=at,
            reviewed_on=on + timedelta(days=6), finding=Finding.JUSTIFIED, highest_level=4, warning="given",
            bodycam="yes", report_made="yes",
            why_lawful="Aanhouding van een verdachte op heterdaad.",
            why_needed="Praten en afstand houden hielpen niet.",
            why_measured="Eén greep, gestopt zodra de man rustig was.",
            why_warned="Twee keer luid gewaarschuwd.",
        )  # fmt: skip
        officer = ForceOfficer.objects.create(incident=incident, member=member)
        ForceApplication.objects.create(incident=incident, officer=officer, level=4)
