"""A handful of files of Demervallei for the people of the demo, with days counted back from today.

What happened before today is written as records, with the dates it would have had; everything that does not depend on
the day (conflicts, words for searching, terms) is made by the services that make it for every file.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from complaints.demo.endings import finish
from complaints.demo.stories import STORIES, Story
from complaints.models import (
    Allegation,
    Assignment,
    Complaint,
    Event,
    Identity,
    InvolvedMember,
    MemberAllegation,
    Message,
    Notification,
)
from complaints.services.clock import clock_refresh
from complaints.services.conflicts import conflicts_find
from complaints.services.intake import IdentityIntake, Intake, complaint_register, person_lookup
from complaints.services.searching import search_text_write
from complaints.workflow.routing import COMMITTEE_P, CORPS
from complaints.workflow.states import FIRST, Actor
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member, Register, StaleMark, User

CODE, DOMAIN = "V017", "voorbeeld.example"
REFERENCE = "VB-{key}"
COMPLAINANT_STEPS = frozenset({"request_review", "received"})


@transaction.atomic
def files_plant() -> int:
    """Plant the files once; number of files. Does nothing where Demervallei or its people are missing."""
    corps = Corps.objects.filter(register=Register.EXAMPLE, code=CODE).first()
    planted = Complaint.objects.filter(external_reference__startswith="VB-", register=Register.EXAMPLE)
    if corps is None or planted.exists() or not person("intern-toezicht"):
        return 0
    for story in STORIES:
        plant(story, corps)
    # All periods of the demo are counted as a whole after this, so nothing is left to recount.
    StaleMark.objects.filter(source="complaints").delete()
    return len(STORIES)


def person(name: str) -> User | None:
    return User.objects.filter(email=f"{name}@{DOMAIN}").first()


def plant(story: Story, corps: Corps) -> Complaint:
    if not story.events:
        return _registered(story, corps)
    complaint = _created(story, corps)
    _surroundings(complaint, story)
    for place, (ago, kind, status) in enumerate(story.events):
        _event(complaint, kind, ago, status, story, minute=place)
    finish(complaint, story, person)
    if story.message:
        Message.objects.create(complaint=complaint, from_complainant=True, body=complaint.holder, text=story.message)
        _event(complaint, "message", 0, "", story, by=Actor.COMPLAINANT)
    clock_refresh(complaint)
    return complaint


def _registered(story: Story, corps: Corps) -> Complaint:
    """A file of which nothing happened yet goes through the front door."""
    return complaint_register(
        Intake(
            register=Register.EXAMPLE,
            origin=Origin.SIMULATED,
            corps=corps,
            language=story.language,
            title=story.title,
            story=story.text,
            categories=story.categories,
            place=story.place,
            channel=story.channel,
            identity=_identity(story),
            external_reference=REFERENCE.format(key=story.key),
            received_at=moment(story.received),
        )
    ).complaint


def _identity(story: Story) -> IdentityIntake:
    return IdentityIntake(name=story.name, email=f"{story.name.split()[0].lower()}@voorbeeld.example")


def moment(ago: int, minute: int = 0) -> datetime:
    day = timezone.localdate() - timedelta(days=ago)
    return timezone.make_aware(datetime.combine(day, time(9, minute)))


def days_ago(ago: int) -> date:
    return timezone.localdate() - timedelta(days=ago)


def _created(story: Story, corps: Corps) -> Complaint:
    when = {kind: days_ago(ago) for ago, kind, _ in story.events}
    decided = when.get("decide")
    handler = person(story.handler) if story.handler else None
    return Complaint.objects.create(
        register=Register.EXAMPLE,
        origin=Origin.SIMULATED,
        corps=corps,
        channel=story.channel,
        language=story.language,
        external_reference=REFERENCE.format(key=story.key),
        status=story.status,
        holder=story.holder,
        handler=handler,
        routing_rule="chief_of_corps" if story.about_chief else "corps",
        title=story.title,
        story=story.text,
        place=story.place,
        about_chief=story.about_chief,
        received_on=days_ago(story.received),
        received_at=moment(story.received),
        acknowledged_on=when.get("acknowledge"),
        decided_on=decided,
        communicated_on=when.get("communicate"),
        informed_on=when.get("communicate") or when.get("informed") or when.get("acknowledge"),
        extended_on=when.get("extended"),
        committee_p_notified_on=days_ago(story.received),
        discipline_known_on=days_ago(story.received),
        disposition=story.disposition,
        outcome=story.outcome,
        decision=story.decision,
        review_until=when["communicate"] + timedelta(days=30) if "communicate" in when else None,
    )


def _surroundings(complaint: Complaint, story: Story) -> None:
    allegations = [Allegation.objects.create(complaint=complaint, category=code) for code in story.categories]
    given = _identity(story)
    Identity.objects.create(
        complaint=complaint, name=given.name, email=given.email, lookup=person_lookup(given), shared_with_corps=True
    )
    if story.involved:
        member = Member.objects.filter(corps=complaint.corps, unit=story.involved).order_by("pk").first()
        kind = InvolvedMember.Kind.KNOWN if member else InvolvedMember.Kind.UNKNOWN
        row = InvolvedMember.objects.create(complaint=complaint, kind=kind, member=member, unit=story.involved)
        MemberAllegation.objects.bulk_create(MemberAllegation(allegation=each, involved=row) for each in allegations)
    search_text_write(complaint)
    conflicts_find(complaint)
    _event(complaint, "received", story.received, "", story, by=Actor.COMPLAINANT)
    if story.holder == CORPS:
        Notification.objects.create(complaint=complaint, body=COMMITTEE_P, notified_on=complaint.received_on)
        _event(complaint, "notified", story.received, "", story, minute=1, body=COMMITTEE_P)
    handler = complaint.handler
    if handler is not None:
        Assignment.objects.create(
            complaint=complaint, handler=handler, assigned_on=complaint.acknowledged_on or complaint.received_on,
            body=complaint.holder, same_unit=False, in_line=False, earlier_involved=False,
            open_file_with_complainant=False, is_independent=True,
        )  # fmt: skip
        first = story.events[0][0]
        _event(complaint, "assigned", first, "", story)


def _event(
    complaint: Complaint,
    kind: str,
    ago: int,
    status: str,
    story: Story,
    *,
    minute: int = 0,
    by: str = "",
    body: str = "",
) -> None:
    before = complaint.events.exclude(status_to="").order_by("at", "pk").last()
    by = by or (Actor.COMPLAINANT if kind in COMPLAINANT_STEPS else Actor.HANDLER)
    Event.objects.create(
        complaint=complaint,
        at=moment(ago, minute),
        on=days_ago(ago),
        kind=kind,
        actor_kind=by,
        actor=complaint.handler if by == Actor.HANDLER else None,
        status_from=(before.status_to if before else FIRST) if status else "",
        status_to=status,
        holder=complaint.holder,
        body=body or ("coc" if kind == "refer" else ""),
        reason="other_body" if kind == "refer" else "complexity" if kind == "extended" else "",
        note="Twee getuigen moeten nog gehoord worden." if kind == "extended" else "",
    )
