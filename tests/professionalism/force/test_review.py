"""The review: by a superior who took no part, within 14 days, with reasons; back for completion; void; history."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, ImprovementAction, Member, Role, StaleMark, TrailEvent, User
from professionalism.models import ForceEvent, ForceIncident
from professionalism.services.force_history import ForceRefusedError, IncidentChangedError
from professionalism.services.force_reviewing import (
    BarredError,
    Review,
    incident_return,
    incident_review,
    incident_submit,
    incident_void,
)
from professionalism.workflow.force import Finding, Status, StepError
from professionalism.workflow.force_wording import Bar
from tests.people import person_joins, person_make
from tests.professionalism.force.world import client_of, member_make, posted, report_make, url

pytestmark = pytest.mark.django_db
REVIEW = Review(Finding.PARTLY, "The second blow was not needed.", "Train on letting go.")


@pytest.fixture
def report(amber: User, amber_member: Member, demervallei: Corps) -> ForceIncident:
    return report_make(amber, demervallei)


def test_a_superior_reviews_and_the_officer_reads_it(report: ForceIncident, gita: User, amber: User) -> None:
    client = client_of(gita)
    assert url("force_report", report) in client.get("/en/professionalism/force/reports/").content.decode()
    sent = posted(report, finding="partly", reasons=REVIEW.reasons, lessons=REVIEW.lessons, key="k")
    for _again in range(2):
        answer = client.post(url("force_act", report, "review"), sent)
        assert answer["Location"] == url("force_report", report)
    report.refresh_from_db()
    assert (report.status, report.finding, report.reviewed_on) == ("reviewed", "partly", timezone.localdate())
    review = report.reviews.get()
    assert (review.reviewer, review.due_on, review.took_part) == (gita, report.review_due_on, False)
    content = client_of(amber).get(url("force_report", report)).content.decode()
    assert REVIEW.reasons in content
    assert REVIEW.lessons in content
    assert report.events.filter(kind="review").count() == 1


def test_a_review_may_ask_for_an_improvement(
    report: ForceIncident, gita: User, amber: User, bram_of_force: User
) -> None:
    client, address = client_of(gita), url("force_act", report, "review")
    words, day = "Train on letting go, with PI Vermeulen first.", timezone.localdate() + timedelta(days=60)
    asked = {"finding": "partly", "reasons": REVIEW.reasons, "lessons": "", "improve": words}
    answer = client.post(address, posted(report, **asked))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"owner", "due_on"}
    late = {"owner": "Head of training", "due_on": (timezone.localdate() - timedelta(days=1)).isoformat()}
    assert client.post(address, posted(report, **asked, **late)).status_code == 422
    given = {"owner": "Head of training", "due_on": day.isoformat()}
    assert client.post(address, posted(report, **asked, **given)).status_code == 302
    action = ImprovementAction.objects.get()
    assert (action.source, action.reference, action.due_on) == ("review", report.number, day)
    assert StaleMark.objects.filter(indicator="EFF-03", period=str(Period.containing(day))).exists()
    assert words in client_of(amber).get(url("force_report", report)).content.decode()
    # Who follows actions reads no report: the list tells it in neutral words.
    client = client_of(bram_of_force)
    for address in (reverse("policy_actions"), reverse("policy_action", args=[action.pk])):
        page = client.get(address).content.decode()
        assert "Vermeulen" not in page
        assert "Something learned from a review of the use of force" in page


@pytest.fixture
def bram_of_force(demervallei: Corps) -> User:
    return person_make("Bram", (Role.EVALUATION_OFFICER, demervallei))


def test_a_review_marks_the_figures_that_it_changes(report: ForceIncident, gita: User) -> None:
    StaleMark.objects.all().delete()
    incident_review(incident=report, actor=gita, review=REVIEW)
    assert {"LEG-06", "LEG-07"} <= set(StaleMark.objects.values_list("indicator", flat=True))


def took_part(report: ForceIncident, gita: User, corps: Corps) -> None:
    report.officers.create(order=2, member=member_make(corps, "77", account=gita))


def reported(report: ForceIncident, gita: User, corps: Corps) -> None:
    ForceIncident.objects.filter(pk=report.pk).update(reported_by=gita)


def stands_below(report: ForceIncident, gita: User, corps: Corps) -> None:
    between = member_make(corps, "76", above=report.reporter)
    member_make(corps, "77", above=between, account=gita)


def stands_below_who_took_part(report: ForceIncident, gita: User, corps: Corps) -> None:
    boss = member_make(corps, "76")
    report.officers.create(order=2, member=boss)
    member_make(corps, "77", above=boss, account=gita)


@pytest.mark.parametrize(
    ("arrange", "bar", "sentence"),
    [
        (took_part, Bar.TOOK_PART, "You took part in this incident"),
        (reported, Bar.REPORTER, "You reported this incident yourself"),
        (stands_below, Bar.BELOW, "stands above you"),
        (stands_below_who_took_part, Bar.BELOW, "stands above you"),
    ],
)
def test_who_may_not_review_is_told_why(
    report: ForceIncident,
    gita: User,
    demervallei: Corps,
    arrange: Callable[[ForceIncident, User, Corps], None],
    bar: Bar,
    sentence: str,
) -> None:
    arrange(report, gita, demervallei)
    report.refresh_from_db()
    with pytest.raises(BarredError) as refused:
        incident_review(incident=report, actor=gita, review=REVIEW)
    assert refused.value.bar is bar
    with pytest.raises(BarredError):
        incident_return(incident=report, actor=gita, note="More, please.")
    client = client_of(gita)
    assert report.number not in client.get("/en/professionalism/force/reports/").content.decode()
    answer = client.post(url("force_act", report, "review"), posted(report, finding="justified", reasons="Fine."))
    assert answer.status_code == 403
    if bar is not Bar.REPORTER:  # an own report is read, and says the same there
        answer = client.get(url("force_report", report))
        assert answer.status_code == 403
        assert "Why was it lawful?" not in answer.content.decode()
    assert sentence in client.get(url("force_report", report)).content.decode()
    assert ForceIncident.objects.get().status == Status.SUBMITTED


def test_a_second_account_of_the_reporter_reviews_nothing(
    report: ForceIncident, amber: User, demervallei: Corps
) -> None:
    second = person_make("Second", (Role.FORCE_REVIEWER, demervallei))
    User.objects.filter(pk=second.pk).update(email=amber.email.upper())
    second.refresh_from_db()
    with pytest.raises(BarredError) as refused:
        incident_review(incident=report, actor=second, review=REVIEW)
    assert refused.value.bar is Bar.REPORTER


def test_another_corps_and_another_role_review_nothing(
    report: ForceIncident, heidekant: Corps, pina: User, katrien: User
) -> None:
    other = person_make("Other", (Role.FORCE_REVIEWER, heidekant))
    for person in (other, pina, katrien):
        with pytest.raises(BarredError) as refused:
            incident_review(incident=report, actor=person, review=REVIEW)
        assert refused.value.bar is Bar.OTHER_CORPS
    assert client_of(other).get(url("force_report", report)).status_code == 404
    assert client_of(katrien).get(url("force_report", report)).status_code == 403


def test_back_for_completion_the_clock_goes_on(report: ForceIncident, gita: User, amber: User) -> None:
    due = report.review_due_on
    client = client_of(gita)
    assert client.post(url("force_act", report, "return"), posted(report, note=" ")).status_code == 422
    client.post(url("force_act", report, "return"), posted(report, note="Which blow came first?"))
    report.refresh_from_db()
    assert report.status == Status.RETURNED
    assert "The term of the review goes on meanwhile." in client.get(url("force_report", report)).content.decode()
    own = client_of(amber)
    assert "came back" in own.get("/en/professionalism/").content.decode()
    assert "Which blow came first?" in own.get(url("force_step", report, "what")).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        again = incident_submit(incident=report, actor=amber)
    assert (again.status, again.review_due_on) == (Status.SUBMITTED, due)
    assert again.registered_at == report.registered_at
    assert report.reviews.count() == 1


def test_the_last_day_is_in_time_and_the_day_after_is_overdue(report: ForceIncident, gita: User) -> None:
    address = "/en/professionalism/force/reports/?group=overdue"
    noon = timezone.localtime().replace(hour=12)
    for days, late in ((14, False), (15, True)):
        with time_machine.travel(noon + timedelta(days=days), tick=False):
            client = client_of(gita)
            assert (report.number in client.get(address).content.decode()) is late
            assert ("1 review is overdue" in client.get("/en/professionalism/").content.decode()) is late


def test_practice_calls_nobody_to_work(amber: User, gita: User, demervallei: Corps) -> None:
    report = report_make(amber, demervallei, is_training=True)
    assert "Review 1 report" not in client_of(gita).get("/en/professionalism/").content.decode()
    assert not ForceIncident.objects.counted().exists()
    assert report.number in client_of(gita).get("/en/professionalism/force/reports/").content.decode()


def test_professional_standards_make_a_report_void(report: ForceIncident, pina: User, gita: User) -> None:
    assert client_of(gita).get(url("force_act", report, "void")).status_code == 403
    client = client_of(pina)
    assert client.post(url("force_act", report, "void"), posted(report, note="")).status_code == 422
    client.post(url("force_act", report, "void"), posted(report, note="Entered for the wrong corps."))
    report.refresh_from_db()
    assert report.status == Status.VOID
    assert not ForceIncident.objects.counted().exists()
    assert "Entered for the wrong corps." in client.get(url("force_report", report)).content.decode()
    with pytest.raises(StepError):
        incident_void(incident=report, actor=pina, note="Again.")


def test_steps_out_of_turn_and_old_versions_write_nothing(report: ForceIncident, gita: User, amber: User) -> None:
    with pytest.raises(IncidentChangedError):
        incident_review(incident=report, actor=gita, review=REVIEW, version=1)
    with pytest.raises(ForceRefusedError):
        incident_review(incident=report, actor=gita, review=Review(Finding.NOT, "  "))
    with pytest.raises(ForceRefusedError):
        incident_return(incident=report, actor=gita, note="Ask 85.07.30-033.28.")
    with pytest.raises(StepError):
        incident_submit(incident=report, actor=amber)
    assert report.events.count() == 1
    client = client_of(gita)
    answer = client.post(
        url("force_act", report, "review"), {"version": 1, "finding": "not", "reasons": "Old page.", "lessons": ""}
    )
    assert answer.status_code == 409
    assert "Old page." in answer.content.decode()


def test_reading_is_on_the_trail_once_a_day_and_own_reading_is_not(
    report: ForceIncident, gita: User, amber: User
) -> None:
    for person in (gita, gita, amber):
        client_of(person).get(url("force_report", report))
    assert [row.actor for row in TrailEvent.objects.filter(verb="force_report.read")] == [gita]


def test_a_refused_reader_is_on_the_trail(report: ForceIncident, bilal: User) -> None:
    assert client_of(bilal).get(url("force_report", report)).status_code == 404
    row = TrailEvent.objects.get(verb="access.denied")
    assert (row.actor, row.object_id) == (bilal, str(report.pk))


def test_history_cannot_be_changed(report: ForceIncident, gita: User) -> None:
    event = ForceEvent.objects.get(incident=report)
    for change in (lambda: ForceEvent.objects.update(note="x"), lambda: event.delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    ForceEvent.objects.update(actor=None)


def test_the_role_ends_and_so_does_the_access(report: ForceIncident, gita: User, amber: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    for person in (gita, amber):
        person.memberships.update(valid_to=yesterday)
        assert client_of(person).get(url("force_report", report)).status_code == 403


def test_a_reviewer_who_is_also_standards_reads_but_does_not_judge_the_own_case(
    report: ForceIncident, gita: User, demervallei: Corps
) -> None:
    person_joins(gita, Role.PROFESSIONAL_STANDARDS, demervallei)
    took_part(report, gita, demervallei)
    client = client_of(gita)
    assert "You took part in this incident" in client.get(url("force_report", report)).content.decode()
    assert client.get(url("force_act", report, "review")).status_code == 403


def test_a_second_account_of_one_mailbox_reviews_nothing_in_which_its_person_took_part(
    amber: User, bilal_member: Member, demervallei: Corps
) -> None:
    report = report_make(amber, demervallei, members=(bilal_member,))
    other = person_make("Bilal+work", (Role.FORCE_REVIEWER, demervallei))
    assert client_of(other).get(url("force_act", report, "review")).status_code == 403
    with pytest.raises(BarredError) as raised:
        incident_review(incident=report, actor=other, review=REVIEW)
    assert raised.value.bar == Bar.TOOK_PART


def test_a_key_sent_to_an_action_that_does_not_exist_is_not_found(report: ForceIncident, gita: User) -> None:
    client = client_of(gita)
    assert client.post(url("force_act", report, "review"), posted(report, finding="not", reasons="x" * 20, key="k"))
    assert client.post(url("force_act", report, "bogus"), {"key": "k"}).status_code == 404
