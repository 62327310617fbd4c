"""What hangs on a planted file besides its history: findings, a mediation, a lesson, a review, a referral."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from complaints.demo.stories import Story
from complaints.models import Complaint, Finding, Mediation, Referral, Review
from complaints.services.handing import receipt_due
from legitimacy.indicators.definitions import Origin
from legitimacy.models import ImprovementAction, User

Find = Callable[[str], User | None]


def finish(complaint: Complaint, story: Story, person: Find) -> None:
    """Write what the steps of the story would have left behind."""
    when = {kind: timezone.localdate() - timedelta(days=ago) for ago, kind, _ in story.events}
    if "draft" in when:
        for allegation in complaint.allegations.all():
            Finding.objects.create(
                allegation=allegation,
                authority=complaint.holder,
                finding=story.outcome or "not_established",
                found_on=when["draft"],
                recorded_by=complaint.handler,
            )
    if "hear" in when:
        Complaint.objects.filter(pk=complaint.pk).update(officer_heard_on=when["hear"])
    if "mediate" in when:
        Mediation.objects.create(
            complaint=complaint,
            mediator="Bemiddelingsdienst van de stad",
            offered_on=when["mediation_offered"],
            complainant_accepted_on=when["mediation_accepted"],
            officer_accepted_on=when["mediation_accepted"],
            started_on=when["mediate"],
        )
    if "lesson" in when and complaint.corps is not None:
        due = timezone.localdate() + timedelta(days=40)
        ImprovementAction.objects.create(
            corps=complaint.corps,
            source=ImprovementAction.Source.COMPLAINT,
            reference=complaint.number,
            what="Elk inbraakdossier krijgt een vaste opvolger met een terugbeldatum.",
            owner="Diensthoofd recherche",
            due_on=due,
            original_due_on=due,
            created_by=complaint.handler,
            origin=Origin.SIMULATED,
        )
    if "request_review" in when:
        Review.objects.create(complaint=complaint, asked_on=when["request_review"], reviewer=person("intern-toezicht2"))
    if "refer" in when:
        Referral.objects.create(
            complaint=complaint,
            from_body=complaint.holder,
            to_body="coc",
            off_platform=True,
            reason="other_body",
            sent_on=when["refer"],
            receipt_due_on=receipt_due(complaint, when["refer"]),
            sent_by=complaint.handler,
        )
