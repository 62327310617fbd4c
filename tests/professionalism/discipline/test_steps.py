"""A case along its steps: who takes them, what they need, and what is refused with nothing written."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import Error as DatabaseError
from django.db import transaction
from django.utils import timezone

from legitimacy.models import Corps, Member, TrailEvent, User
from professionalism.models import DisciplinaryCase, DisciplinaryEvent, ForceIncident, ForceReview, Sanction
from professionalism.services.discipline import notes
from professionalism.services.discipline.history import CaseChangedError, CaseTextError
from professionalism.services.discipline.needs import CaseConcernError, CaseNeedError
from professionalism.services.discipline.opening import case_open, case_write
from professionalism.services.discipline.steps import Given, case_step
from professionalism.services.discipline.ties import TieError
from professionalism.workflow.discipline import STEPS, Actor, Status, StepError
from tests.professionalism.discipline.conftest import Make, Take, facts

pytestmark = pytest.mark.django_db


def test_a_light_case_to_its_sanction(make: Make, take: Take, amber: User) -> None:
    case = take(take(make(), "inquire"), "introduce")
    assert (case.status, case.in_time, case.settled_on) == (Status.INTRODUCED, True, timezone.localdate())
    case = notes.defence_send(
        case=case, text="I was provoked.", on=timezone.localdate(), actor=amber, actor_kind=Actor.OFFICER
    )
    case = take(case, "decide", code="reprimand")
    assert case.status == Status.DECIDED
    assert case.sanction.level == "light"
    assert case.erase_on == timezone.localdate().replace(year=timezone.localdate().year + 2)


def test_a_heavy_case_through_the_disciplinary_council_and_an_appeal(make: Make, take: Take) -> None:
    case = make(level="heavy", authority="higher")
    for step, code in (
        *(("inquire", ""), ("introduce", ""), ("propose", "suspension"), ("reconsider", ""), ("advise", "lighter")),
        *(("decide_final", "pay_deduction"), ("appeal", ""), ("appeal_end", "rejected")),
    ):
        case = take(case, step, code=code)
    assert (case.status, case.proposed, case.sanction.code) == (Status.DECIDED, "suspension", "pay_deduction")
    assert [paper.kind for paper in case.papers.all()] == ["request", "council", "appeal", "appeal_end"]


def test_an_annulled_sanction_is_gone(make: Make, take: Take) -> None:
    case = take(take(make(), "introduce"), "decide", code="warning")
    case = take(take(case, "appeal"), "annul")
    assert (case.status, case.closing) == (Status.CLOSED, "annulled")
    assert not Sanction.objects.exists()


@pytest.mark.parametrize("steps", [(), ("inquire",), ("introduce",), ("introduce", "propose")])
def test_it_can_be_closed_without_a_sanction_at_any_point_with_a_reason(
    steps: tuple[str, ...], make: Make, take: Take
) -> None:
    case = make(level="heavy", authority="higher")
    for step in steps:
        case = take(case, step, code="suspension")
    with pytest.raises(CaseTextError, match="reasons"):
        take(case, "close", code="no_breach", text=" ")
    with pytest.raises(CaseTextError, match="on the list"):
        take(case, "close", code="annulled")
    case = take(case, "close", code="no_breach")
    assert (case.status, case.closing, case.due_on) == (Status.CLOSED, "no_breach", None)


def test_only_the_table_moves_a_case_and_only_its_actors(make: Make, take: Take) -> None:
    case = make()
    for step in STEPS:
        if case.status not in step.sources:
            with pytest.raises(StepError):
                take(case, step.name)
    with pytest.raises(StepError):
        take(case, "introduce", by=Actor.STANDARDS)
    with pytest.raises(StepError):
        take(case, "inquire", by=Actor.OFFICER)
    case.refresh_from_db()
    assert (case.status, case.events.count()) == (Status.KNOWN, 2)


def test_the_charge_comes_first_and_a_heavy_case_is_proposed_first(make: Make, take: Take) -> None:
    with pytest.raises(CaseNeedError, match="charge"):
        take(make(charge=""), "introduce")
    heavy = take(make(level="heavy", authority="higher"), "introduce")
    with pytest.raises(CaseNeedError, match="proposal"):
        take(heavy, "decide", code="warning")
    light = take(make(), "introduce")
    with pytest.raises(CaseNeedError, match="heavy"):
        take(light, "propose", code="warning")


@pytest.mark.parametrize("code", ["suspension", "dismissal", "pay_deduction"])
def test_the_ordinary_authority_gives_no_heavy_sanction(code: str, make: Make, take: Take) -> None:
    case = take(make(), "introduce")
    with pytest.raises(CaseTextError, match="higher one"):
        take(case, "decide", code=code)
    assert not Sanction.objects.exists()


@pytest.mark.parametrize("code", ["short_suspension", "", "flogging"])
def test_a_sanction_outside_the_list_of_its_date_is_refused(code: str, make: Make, take: Take) -> None:
    case = take(make(), "introduce")
    with pytest.raises(CaseTextError, match="does not hold this one"):
        take(case, "decide", code=code)


def test_a_sanction_that_is_erased_by_now_is_not_entered_any_more(make: Make, take: Take) -> None:
    case = make(days=1200)
    then = timezone.localdate() - timedelta(days=1100)
    case = take(case, "introduce", on=then)
    with pytest.raises(CaseTextError, match="was erased on"):
        take(case, "decide", code="warning", on=then)
    assert not Sanction.objects.exists()


def test_a_report_after_the_last_day_must_be_confirmed_and_counts_as_late(make: Make, take: Take) -> None:
    case = make(days=190)
    last_day = case.known_on + relativedelta(months=6)
    assert (case.limit_on, case.alarm, case.in_time) == (last_day, 170, False)
    with pytest.raises(CaseConcernError, match="limit ended on"):
        take(case, "introduce", confirmed=False)
    case = take(case, "introduce")
    assert (case.in_time, case.settled_on) == (False, last_day + timedelta(days=1))
    assert case.events.get(kind="introduce").code == "limit_over"


def test_terms_of_the_officer_must_be_confirmed_before_they_are_over(make: Make, take: Take) -> None:
    case = take(make(level="heavy", authority="higher"), "introduce")
    with pytest.raises(CaseConcernError, match="written defence"):
        take(case, "propose", code="suspension", confirmed=False)
    case = take(case, "propose", code="suspension")
    with pytest.raises(CaseConcernError, match="reconsider"):
        take(case, "decide_final", code="suspension", confirmed=False)


@pytest.mark.parametrize(
    ("part", "word"), [("reporter", "took part"), ("reviewer", "reviewed"), ("subject", "about you")]
)
def test_nobody_decides_with_a_tie(
    part: str, word: str, make: Make, demervallei: Corps, katrien: User, member: Member
) -> None:
    incident = ForceIncident.objects.create(
        register="example", origin="simulated", corps=demervallei, status="reviewed",
        reported_by=katrien if part == "reporter" else None,
    )  # fmt: skip
    if part == "reviewer":
        ForceReview.objects.create(incident=incident, reviewer=katrien, decided_on=timezone.localdate())
    other = make(source_kind="force", source_reference=incident.number)
    if part == "subject":
        from legitimacy.models.members import user_lookup

        Member.objects.filter(pk=member.pk).update(user_lookup=user_lookup(katrien.pk))
    with pytest.raises(TieError, match=word):
        case_step(
            case=other, step="introduce", given=Given(on=timezone.localdate()), actor=katrien,
            actor_kind=Actor.AUTHORITY,
        )  # fmt: skip
    other.refresh_from_db()
    assert other.status == Status.KNOWN


def test_a_case_about_oneself_is_not_opened(demervallei: Corps, pina: User, member: Member) -> None:
    from legitimacy.members import member_register

    own = member_register(corps=demervallei, account=pina)
    with pytest.raises(TieError):
        case_open(
            corps=demervallei, member=own, facts=facts(), known_on=timezone.localdate(), known_by="ordinary", actor=pina
        )
    assert not DisciplinaryCase.objects.exists()


def test_what_does_not_fit_is_told_and_nothing_is_written(make: Make, heidekant: Corps, take: Take) -> None:
    today = timezone.localdate()
    for given, word in (
        ({"days": -1}, "not come yet"),
        ({"happened_on": today}, "before they happened"),
        ({"facts_kind": "magic"}, "kinds of facts"),
        ({"level": "heavy"}, "higher authority"),
        ({"source_kind": "force", "source_reference": "GNOTHING"}, "no report"),
        ({"member": Member.objects.create(corps=heidekant)}, "no member"),
    ):
        with pytest.raises(CaseTextError, match=word):
            make(**given)
    assert not DisciplinaryCase.objects.exists()
    case = make()
    with pytest.raises(CaseTextError, match="not come yet"):
        take(case, "introduce", on=today + timedelta(days=1))
    with pytest.raises(CaseTextError, match="step before"):
        take(case, "introduce", on=case.known_on - timedelta(days=1))


def test_the_charge_stays_after_the_report_and_the_authority_can_still_change(
    make: Make, take: Take, pina: User
) -> None:
    case = take(make(), "introduce")
    with pytest.raises(CaseTextError, match="charge"):
        case_write(case=case, facts=facts(charge="Something else"), actor=pina)
    case = case_write(case=case, facts=facts(level="heavy", authority="higher"), actor=pina)
    assert (case.level, case.authority) == ("heavy", "higher")
    assert case.events.filter(kind="handed_over", code="higher").exists()


def test_an_older_version_is_told_who_was_quicker(make: Make, pina: User) -> None:
    case = make()
    notes.known_note(case=case, on=case.known_on, by="higher", actor=pina)
    with pytest.raises(CaseChangedError):
        notes.known_note(case=case, on=case.known_on, by="higher", actor=pina, version=case.version)


def test_a_criminal_case_opens_ends_and_is_notified_in_order(make: Make, pina: User) -> None:
    case, today = make(days=100), timezone.localdate()
    with pytest.raises(CaseTextError, match="No criminal case"):
        notes.criminal_note(case=case, kind="judicial_notice", on=today, actor=pina)
    opened = today - timedelta(days=60)
    case = notes.criminal_note(case=case, kind="criminal_opened", on=opened, actor=pina)
    assert (case.criminal_open, case.limit_on, case.alarm) == (True, None, 0)
    with pytest.raises(CaseTextError, match="already"):
        notes.criminal_note(case=case, kind="criminal_opened", on=today, actor=pina)
    with pytest.raises(CaseTextError, match="before the last"):
        notes.criminal_note(case=case, kind="criminal_ended", on=opened - timedelta(days=1), actor=pina)
    case = notes.criminal_note(case=case, kind="judicial_notice", on=today, actor=pina)
    assert not case.criminal_open
    assert case.limit_on is not None
    assert case.limit_on > today + timedelta(days=175)


def test_a_measure_is_no_sanction_and_runs_once(make: Make, katrien: User) -> None:
    case, today = make(), timezone.localdate()
    given: dict[str, Any] = {"code": "provisional_suspension", "from_on": today, "reasons": "Calm.", "actor": katrien}
    with pytest.raises(CaseTextError, match="before the first"):
        notes.measure_order(case=case, until_on=today - timedelta(days=1), **given)
    case = notes.measure_order(case=case, until_on=today + timedelta(days=30), **given)
    with pytest.raises(CaseTextError, match="already"):
        notes.measure_order(case=case, until_on=today + timedelta(days=5), **given)
    case = notes.measure_end(case=case, measure=case.measures.get(), actor=katrien)
    assert case.measures.get().ended_on == today
    assert not Sanction.objects.exists()


def test_the_history_cannot_be_changed_or_taken_away(make: Make) -> None:
    case = make()
    for change in (
        lambda: DisciplinaryEvent.objects.filter(case=case).update(kind="known"),
        lambda: DisciplinaryEvent.objects.filter(case=case).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_trail_names_no_member_and_holds_no_text(make: Make, take: Take, member: Member) -> None:
    take(make(), "inquire", text="A secret")
    rows = [f"{event.verb} {event.object_id} {event.reason}" for event in TrailEvent.objects.all()]
    assert len(rows) == 3
    assert not any(word in row for row in rows for word in (member.pseudonym, "secret", "Sealed"))
