"""Four cases of V017 Demervallei for the people of the demo, with days counted back from today.

One on day 150 of its limit, one that waits for a criminal case, a heavy one at the disciplinary council, and one whose
sanction is to be erased with the next night.
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member, Register, User
from professionalism.demo.discipline.writing import moment
from professionalism.models import DisciplinaryCase, DisciplinaryEvent, DisciplinaryPaper, Sanction
from professionalism.services.discipline.history import clocks_set
from professionalism.workflow.discipline import BY_NAME, FIRST, Status

DEMERVALLEI, OFFICER = "V017", "INTB6K"
KEY = "planted-discipline-"
Event = tuple[str, int, str]
"""Kind, days ago, actor."""


@transaction.atomic
def cases_plant() -> int:
    """Plant the cases once; how many. Does nothing where the corps or its members are missing."""
    corps = Corps.objects.filter(register=Register.EXAMPLE, code=DEMERVALLEI).first()
    members = {one.pseudonym: one for one in Member.objects.filter(corps=corps)} if corps else {}
    names = (OFFICER, "VRK9MS", "WYK4DN", "RCH6YU")
    if corps is None or not members.keys() >= set(names):
        return 0
    if DisciplinaryCase.objects.filter(form_key__startswith=KEY).exists():
        return 0
    people = {one.email.split("@")[0]: one for one in User.objects.filter(email__endswith="@voorbeeld.example")}
    officer, traffic, district, detective = (members[name] for name in names)
    today = timezone.localdate()
    _near_the_limit(corps, traffic, people, today)
    _before_the_court(corps, detective, people, today)
    _at_the_council(corps, officer, people, today)
    _to_be_erased(corps, district, people, today)
    return 4


def _near_the_limit(corps: Corps, member: Member, people: dict[str, User], today: date) -> None:
    _write(
        corps, member, people, today, 1, ("opened", 150, "standards"), ("known", 150, "standards"),
        ("inquire", 140, "standards"), facts_kind="data", level="light", authority="ordinary",
        facts="Raadpleegde vijf keer de nummerplaat van een buur, zonder opdracht. Logboek gevraagd en ontvangen.",
        charge="Heeft tussen maart en mei vijf keer het rijksregister geraadpleegd zonder dienstnoodzaak.",
    )  # fmt: skip


def _before_the_court(corps: Corps, member: Member, people: dict[str, User], today: date) -> None:
    _write(
        corps, member, people, today, 2, ("opened", 260, "standards"), ("known", 260, "standards"),
        ("inquire", 250, "standards"), ("criminal_opened", 215, "standards"), ("prosecutor_asked", 210, "standards"),
        facts_kind="integrity", level="heavy", authority="higher",
        prosecutor_asked_on=today - timedelta(days=210),
        facts="Een opsporingsonderzoek loopt over dezelfde feiten. Wacht op de definitieve beslissing.",
    )  # fmt: skip


def _at_the_council(corps: Corps, member: Member, people: dict[str, User], today: date) -> None:
    case = _write(
        corps, member, people, today, 3, ("opened", 170, "standards"), ("known", 170, "standards"),
        ("inquire", 160, "standards"), ("introduce", 95, "authority"), ("defence", 70, "officer"),
        ("hearing", 55, "standards"), ("propose", 30, "authority"), ("reconsider", 24, "officer"),
        facts_kind="attitude", level="heavy", authority="higher", proposed="pay_deduction",
        introduced_on=today - timedelta(days=95),
        facts="Twee collega's en een burger verklaren hetzelfde. Eerder gesprek met de leidinggevende in het voorjaar.",
        charge="Heeft bij een controle een burger grof toegesproken en weggeduwd, zonder dat dit nodig was.",
    )  # fmt: skip
    for kind, days, text in (
        ("defence", 70, "Ik werd eerst beledigd. Ik heb mijn stem verheven, maar niemand geduwd."),
        ("hearing", 55, "Blijft bij de schriftelijke verdediging. Vraagt om de beelden van de bodycam te bekijken."),
        ("request", 24, "De voorgestelde straf is te zwaar voor een eerste feit."),
    ):
        DisciplinaryPaper.objects.create(
            case=case, kind=kind, on=today - timedelta(days=days), text=text, has_defender=kind == "hearing",
            asks_hearing=kind == "defence",
        )  # fmt: skip


def _to_be_erased(corps: Corps, member: Member, people: dict[str, User], today: date) -> None:
    decided_on = today - relativedelta(months=24)
    days = (today - decided_on).days
    case = _write(
        corps, member, people, today, 4, ("opened", days + 120, "standards"), ("known", days + 120, "standards"),
        ("inquire", days + 110, "standards"), ("introduce", days + 60, "authority"), ("defence", days + 40, "officer"),
        ("decide", days, "authority"), facts_kind="duty", level="light", authority="ordinary",
        introduced_on=decided_on - timedelta(days=60), decided_on=decided_on, erase_on=today,
        charge="Kwam drie keer te laat zonder te verwittigen.",
    )  # fmt: skip
    Sanction.objects.create(
        case=case, code="reprimand", level="light", authority="ordinary", decided_on=decided_on,
        reasons="Drie keer in een maand, ondanks een gesprek. Een blaam volstaat.",
    )  # fmt: skip


def _write(
    corps: Corps, member: Member, people: dict[str, User], today: date, number: int, *events: Event, **given: object
) -> DisciplinaryCase:
    """One case with its history; the clocks fill their own columns."""
    known_on = today - timedelta(days=max(days for _kind, days, _by in events))
    case = DisciplinaryCase(
        register=Register.EXAMPLE, origin=Origin.SIMULATED, corps=corps, member=member, known_on=known_on,
        happened_on=known_on - timedelta(days=3), version=len(events), form_key=f"{KEY}{number}",
        opened_by=people.get("professionele-normen"), **given,
    )  # fmt: skip
    actors = {
        "standards": people.get("professionele-normen"),
        "officer": None,  # stands on no history by account
        "authority": people.get("burgemeester" if case.authority == "higher" else "korpschef"),
    }
    status, rows = FIRST, []
    for place, (kind, days, by) in enumerate(events):
        before, status = status, BY_NAME[kind].target if kind in BY_NAME else status
        on = today - timedelta(days=days)
        moved = {"status_from": before, "status_to": status} if kind in BY_NAME else {}
        rows.append(
            DisciplinaryEvent(
                case=case, at=moment(on) + timedelta(minutes=place), on=on, kind=kind, actor_kind=by,
                actor=actors[by], code=case.authority if kind == "known" else "", **moved,
            )
        )  # fmt: skip
    case.status = Status(status)
    clocks_set(case, [(row.kind, row.on) for row in rows], today)
    case.save()
    DisciplinaryEvent.objects.bulk_create(rows)
    return case
