"""What complaints tell about known members: founded findings that went out, taken back when they no longer stand."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from complaints.models import Allegation, Complaint, Finding, InvolvedMember, MemberAllegation
from complaints.services.member_events import member_events_settle, member_events_withdraw
from complaints.services.steps import complaint_step
from legitimacy.models import Corps, Member, MemberEvent, User


@pytest.fixture
def member(demervallei: Corps) -> Member:
    return Member.objects.create(corps=demervallei)


def complaint_about(member: Member | None, corps: Corps, *categories: str, finding: str = "founded", **given: Any
                    ) -> Complaint:  # fmt: skip
    usual: dict[str, Any] = {
        "register": corps.register, "origin": "simulated", "corps": corps, "holder": "corps",
        "received_on": date(2026, 1, 5), "received_at": timezone.now(), "status": "communicated",
        "disposition": "decided", "communicated_on": date(2026, 2, 5),
    }  # fmt: skip
    complaint = Complaint.objects.create(**usual | given)
    involved = InvolvedMember.objects.create(complaint=complaint, kind="known", member=member)
    for category in categories:
        allegation = Allegation.objects.create(complaint=complaint, category=category)
        MemberAllegation.objects.create(allegation=allegation, involved=involved)
        Finding.objects.create(
            allegation=allegation, authority=complaint.holder, finding=finding, found_on=date(2026, 2, 1)
        )
    return complaint


def told() -> list[tuple[str, bool]]:
    rows = MemberEvent.objects.order_by("kind").values_list("kind", "withdrawn_on")
    return [(kind, withdrawn is None) for kind, withdrawn in rows]


@pytest.mark.parametrize(
    ("categories", "kinds"),
    [
        (("T4",), ["force_complaint"]),
        (("H4", "H2"), ["attitude_complaint"]),
        (("T4", "H1"), ["attitude_complaint", "force_complaint"]),
        (("O1", "T2", "X0"), []),
    ],
)
def test_force_and_attitude_are_told_once_and_nothing_else(
    demervallei: Corps, member: Member, categories: tuple[str, ...], kinds: list[str]
) -> None:
    complaint = complaint_about(member, demervallei, *categories)
    for _twice in range(2):
        member_events_settle(complaint)
    assert told() == [(kind, True) for kind in kinds]
    for event in MemberEvent.objects.all():
        assert (event.member, event.source, event.reference) == (member, "complaints", complaint.number)
        assert event.on == date(2026, 2, 5)


@pytest.mark.parametrize(
    "given",
    [
        {"finding": "unfounded"},
        {"finding": "not_established"},
        {"holder": "committee_p"},
        {"status": "judicial_hold"},
        {"status": "decided", "communicated_on": None},
        {"disposition": "mediated"},
    ],
)
def test_what_may_not_go_out_is_not_told(demervallei: Corps, member: Member, given: dict[str, Any]) -> None:
    member_events_settle(complaint_about(member, demervallei, "T4", **given))
    assert told() == []


def test_an_unknown_officer_and_one_of_another_corps_are_not_told_of(demervallei: Corps, heidekant: Corps) -> None:
    member_events_settle(complaint_about(None, demervallei, "T4"))
    member_events_settle(complaint_about(Member.objects.create(corps=heidekant), demervallei, "T4"))
    assert told() == []


def test_a_review_that_changes_the_finding_takes_it_back(demervallei: Corps, member: Member) -> None:
    complaint = complaint_about(member, demervallei, "T4")
    member_events_settle(complaint)
    complaint.status = "review"
    member_events_settle(complaint)
    assert told() == [("force_complaint", True)]
    complaint.status, complaint.communicated_on, complaint.disposition = "inquiry", None, ""
    member_events_settle(complaint)
    assert told() == [("force_complaint", False)]
    Finding.objects.update(finding="partly_founded")
    complaint.status, complaint.communicated_on, complaint.disposition = "communicated", date(2026, 5, 1), "decided"
    member_events_settle(complaint)
    assert told() == [("force_complaint", True)]


def test_a_file_that_is_destroyed_leaves_no_standing_event(demervallei: Corps, member: Member) -> None:
    complaint = complaint_about(member, demervallei, "T4")
    member_events_settle(complaint)
    member_events_withdraw(complaint.number)
    assert told() == [("force_complaint", False)]


def test_the_steps_of_a_file_tell_and_take_back(demervallei: Corps, member: Member, bart: User) -> None:
    complaint = complaint_about(member, demervallei, "T4", status="decided", communicated_on=None)
    complaint_step(complaint=complaint, step="communicate", actor=bart)
    assert told() == [("force_complaint", True)]
    assert MemberEvent.objects.get().on == timezone.localdate()
    complaint_step(complaint=complaint, step="reopen", actor=bart, reason="new_facts", note="A new witness.")
    assert told() == [("force_complaint", False)]
