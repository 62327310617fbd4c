"""What opens a case, what withdraws a signal, and that running the rules twice changes nothing."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from legitimacy.members import member_event_set, member_register
from legitimacy.models import Corps, Member, MemberEvent, TrailEvent, User
from professionalism.models import ColleagueReport, ForceIncident, ForceOfficer, Signal, SignalCase, SignalEvent
from professionalism.selectors.signals.waiting import signals_waiting
from professionalism.services.signals.cases import case_lift, incidents_of
from professionalism.services.signals.entering import colleague_report_make
from professionalism.services.signals.finding import Found, signals_find, signals_find_everywhere
from professionalism.services.signals.history import SignalTextError
from professionalism.workflow.signals import Stage
from tests.professionalism.signals.conftest import CaseAt, day, incident_make, judged


def rules_seen(member: Member) -> list[str]:
    return sorted(Signal.objects.filter(member=member, withdrawn_on=None).values_list("rule", flat=True))


def test_an_event_opens_one_case_and_running_again_changes_nothing(demervallei: Corps, concerned: Member) -> None:
    judged(concerned)
    assert signals_find(corps=demervallei) == Found(1, 0, 1)
    assert signals_find(corps=demervallei) == Found(0, 0, 0)
    case, signal = SignalCase.objects.get(), Signal.objects.get()
    assert (signal.case, signal.rule, case.stage, case.member) == (case, "judgment", Stage.OPENED, concerned)
    assert case.decide_by == timezone.localdate() + timedelta(days=30)
    assert [event.kind for event in SignalEvent.objects.all()] == ["opened"]


def test_the_open_case_gathers_later_signals(demervallei: Corps, concerned: Member) -> None:
    judged(concerned)
    signals_find(corps=demervallei)
    judged(concerned, reference="A1", kind=MemberEvent.Kind.ATTITUDE_COMPLAINT)
    assert signals_find(corps=demervallei) == Found(1, 0, 0)
    assert SignalCase.objects.get().signals.count() == 2


def test_a_signal_after_the_decision_opens_a_new_case(demervallei: Corps, concerned: Member, case_at: CaseAt) -> None:
    case_at(Stage.FOLLOWED)
    judged(concerned, reference="J2")
    assert signals_find(corps=demervallei) == Found(1, 0, 1)
    assert SignalCase.objects.count() == 2


def test_an_event_that_was_taken_back_withdraws_its_signal_and_decides_nothing(
    demervallei: Corps, concerned: Member
) -> None:
    judged(concerned)
    signals_find(corps=demervallei)
    MemberEvent.objects.update(withdrawn_on=timezone.localdate())
    assert signals_find(corps=demervallei) == Found(0, 1, 0)
    case = SignalCase.objects.get()
    assert Signal.objects.get().withdrawn_on == timezone.localdate()
    assert (case.stage, case.outcome) == (Stage.OPENED, "")
    MemberEvent.objects.update(withdrawn_on=None)
    signals_find(corps=demervallei)
    assert Signal.objects.get().withdrawn_on is None


def test_unjustified_force_is_a_signal_and_a_changed_finding_takes_it_back(
    demervallei: Corps, concerned: Member
) -> None:
    incident = incident_make(demervallei, concerned, finding="not", reviewed_on=day(3))
    signals_find(corps=demervallei)
    assert rules_seen(concerned) == ["unjustified_force"]
    incident.finding = "justified"
    incident.save()
    signals_find(corps=demervallei)
    assert rules_seen(concerned) == []


def test_who_stood_by_without_using_force_gets_no_signal(demervallei: Corps, concerned: Member) -> None:
    other = member_register(corps=demervallei, number="2")
    incident = incident_make(demervallei, other, finding="partly", reviewed_on=day(3))
    ForceOfficer.objects.create(incident=incident, member=concerned, order=2)
    signals_find(corps=demervallei)
    assert rules_seen(concerned) == []
    assert rules_seen(other) == ["unjustified_force"]


def test_training_entries_and_drafts_make_no_signal(demervallei: Corps, concerned: Member) -> None:
    incident_make(demervallei, concerned, finding="not", reviewed_on=day(3), is_training=True)
    incident_make(demervallei, concerned, finding="not", reviewed_on=day(3), status="draft")
    assert signals_find(corps=demervallei) == Found()


def test_a_colleague_names_who_used_a_weapon_and_handed_in_no_report(demervallei: Corps, concerned: Member) -> None:
    reporter = member_register(corps=demervallei, number="2")
    head = incident_make(demervallei, reporter, concerned, level=6, days=20)
    signals_find(corps=demervallei)
    assert rules_seen(concerned) == ["missing_report"]
    assert rules_seen(reporter) == []
    incident_make(demervallei, concerned, level=6, days=20, joined_to=head)
    signals_find(corps=demervallei)
    assert rules_seen(concerned) == []


def test_two_weeks_are_left_to_report_and_milder_force_needs_no_own_report(
    demervallei: Corps, concerned: Member
) -> None:
    reporter = member_register(corps=demervallei, number="2")
    incident_make(demervallei, reporter, concerned, level=6, days=10)
    incident_make(demervallei, reporter, concerned, level=5, days=20)
    assert signals_find(corps=demervallei) == Found()


def test_an_injury_asks_for_aftercare_once(demervallei: Corps, concerned: Member) -> None:
    incident = incident_make(demervallei, concerned)
    incident.officers.update(harm="medical")
    second = incident_make(demervallei, concerned, joined_to=incident)
    second.officers.update(harm="medical")
    signals_find(corps=demervallei)
    assert rules_seen(concerned) == ["injury"]


def test_a_report_by_a_colleague_and_one_of_a_missing_report(demervallei: Corps, concerned: Member, pina: User) -> None:
    for about in (ColleagueReport.About.STRAIN, ColleagueReport.About.NOT_REPORTED):
        colleague_report_make(
            corps=demervallei, actor=pina, wanted=concerned.pseudonym, seen_on=day(2), text="Tired.", about=about
        )
    assert rules_seen(concerned) == ["colleague_report", "missing_report"]
    made = TrailEvent.objects.filter(verb="colleague_report.made")
    assert made.count() == 2
    assert set(made.values_list("actor_id", flat=True)) == {None}


def test_events_older_than_two_years_are_no_signal(demervallei: Corps, concerned: Member) -> None:
    judged(concerned, days=740)
    assert signals_find(corps=demervallei) == Found()


def test_an_officer_who_changes_corps_takes_no_signal_along(
    demervallei: Corps, heidekant: Corps, concerned: Member, amber: User
) -> None:
    """Each corps has a member of its own: events stay with it, and who left gets no new signal."""
    there = member_register(corps=heidekant, number="44-7719", account=amber)
    judged(concerned)
    concerned.valid_to = day(1)
    concerned.save()
    assert signals_find_everywhere() == Found()
    judged(there, reference="H1")
    assert signals_find_everywhere() == Found(1, 0, 1)
    assert SignalCase.objects.get().corps == heidekant
    assert there.pk != concerned.pk


def test_a_signal_stays_when_its_member_leaves(demervallei: Corps, concerned: Member) -> None:
    judged(concerned)
    signals_find(corps=demervallei)
    concerned.valid_to = day(1)
    concerned.save()
    assert signals_find(corps=demervallei) == Found()
    assert rules_seen(concerned) == ["judgment"]


def test_a_signal_of_a_leap_day_does_not_come_back_on_the_day_it_expires(demervallei: Corps, concerned: Member) -> None:
    leap = date(2024, 2, 29)
    member_event_set(member=concerned, kind=MemberEvent.Kind.JUDGMENT, source="professionalism", reference="L", on=leap)
    assert signals_find(corps=demervallei, today=date(2026, 2, 28)) == Found(0, 0, 0)
    assert signals_find(corps=demervallei, today=date(2026, 2, 27)) == Found(1, 0, 1)


def test_joined_reports_with_a_finding_each_are_one_signal(demervallei: Corps, concerned: Member) -> None:
    """Whether they are joined before or after the rules ran, and whichever report heads the incident later."""
    other = member_register(corps=demervallei, number="2")
    head = incident_make(demervallei, concerned, finding="not", reviewed_on=day(3))
    second = incident_make(demervallei, other, concerned, finding="not", reviewed_on=day(3))
    signals_find(corps=demervallei)
    first = Signal.objects.filter(member=concerned, withdrawn_on=None).order_by("pk")[:1].get()
    assert Signal.objects.filter(member=concerned, withdrawn_on=None).count() == 2
    ForceIncident.objects.filter(pk=second.pk).update(joined_to=head)
    assert signals_find(corps=demervallei).new == 0
    standing = Signal.objects.get(member=concerned, withdrawn_on=None)
    assert standing == first
    case = standing.case
    assert case is not None
    assert set(incidents_of(case)) == {head.pk, second.pk}
    ForceIncident.objects.filter(pk=second.pk).update(joined_to=None)
    ForceIncident.objects.filter(pk=head.pk).update(joined_to=second)
    assert signals_find(corps=demervallei) == Found(0, 0, 0)
    assert Signal.objects.get(member=concerned, withdrawn_on=None) == standing
    Signal.objects.all().delete()
    signals_find(corps=demervallei)
    assert Signal.objects.filter(member=concerned).count() == 1


def test_what_was_decided_on_is_told_when_its_source_is_taken_back(
    demervallei: Corps, concerned: Member, case_at: CaseAt, pina: User, amber: User
) -> None:
    """Nothing is undone by itself: a person reads it, and may stop the corrections; the officer reads it too."""
    case = case_at(Stage.FOLLOWED)
    with pytest.raises(SignalTextError, match="still stands"):
        case_lift(case=case, actor=pina)
    assert not [one for one in signals_waiting(pina) if "taken back" in one.what]
    MemberEvent.objects.update(withdrawn_on=timezone.localdate())
    assert signals_find(corps=demervallei) == Found(0, 1, 0)
    assert [one.what for one in signals_waiting(pina) if "taken back" in one.what]
    client = Client()
    client.force_login(pina)
    assert "source taken back" in client.get(reverse("signals_list"), {"q": str(concerned)}).content.decode()
    page = client.get(reverse("signal_case", args=[case.pk])).content.decode()
    assert "What the decision rests on was taken back" in page
    case.refresh_from_db()
    answer = client.post(reverse("signal_lift", args=[case.pk]), {"version": case.version})
    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.stage, case.corrections.get().effect) == (Stage.CLOSED, "")
    assert SignalEvent.objects.filter(case=case, kind="lift").exists()
    client.force_login(amber)
    own = client.get(reverse("signal_mine", args=[case.pk])).content.decode()
    assert "All signals were withdrawn after the decision" in own
