"""A file with something of everything, for looking at its page and for tests that count or escape."""

from datetime import timedelta

from django.utils import timezone

from complaints.models import Complaint, InvolvedMember
from complaints.services import deciding, working
from complaints.services.assigning import complaint_assign
from complaints.services.intake import Intake, InvolvedIntake, complaint_register
from complaints.services.messages import message_send, message_write
from complaints.services.steps import complaint_step
from legitimacy.members import member_register
from legitimacy.models import Corps, User

STORY = (
    "I was waiting for my train at the station when two officers came up to me. I asked why they stopped me and got no "
    "answer. One of them raised his voice and said that people like me always ask questions.\n\n"
    "They looked through my bag in front of everybody. When I asked for a name, the tall one turned his badge away. A "
    "woman on the bench next to me saw all of it and told them to calm down. "
) * 4


def rich_make(intake: Intake, handler: User, corps: Corps, *, of_each: int = 2) -> Complaint:
    """A file in its inquiry. `of_each` rows of everything that may repeat."""
    complaint = complaint_register(intake).complaint
    complaint_assign(complaint=complaint, handler=handler, actor=handler)
    for step in ("acknowledge", "assess", "inquire"):
        complaint = complaint_step(complaint=complaint, step=step, actor=handler)
    deciding.allegation_add(complaint=complaint, category="T5", actor=handler, text="searched the bag")
    for number in range(of_each - 1):
        deciding.allegation_add(complaint=complaint, category="O1", actor=handler, text=f"waiting {number}")
    first = complaint.involved.order_by("pk").first()
    member = member_register(corps=corps, unit="Intervention 2", name="Sealed Name", number="445566")
    if isinstance(first, InvolvedMember):
        deciding.involved_identify(involved=first, member=member, actor=handler)
    for number in range(of_each):
        message_write(complaint=complaint, text=f"Is there any news? {number}")
        message_send(complaint=complaint, actor=handler, text=f"We are hearing the officers this week. {number}")
        working.note_write(complaint=complaint, actor=handler, text=f"Called the railway company. {number}")
        working.task_add(complaint=complaint, what=f"Ask for the images {number}", actor=handler, assignee=handler)
        deciding.measure_add(complaint=complaint, code="coaching", actor=handler, note=f"talk {number}")
        deciding.lesson_add(
            complaint=complaint,
            what=f"Say why at every check {number}",
            owner="head of operations",
            due_on=timezone.localdate() + timedelta(days=60),
            actor=handler,
        )
    for allegation in complaint.allegations.all()[:1]:
        deciding.finding_record(allegation=allegation, finding="partly_founded", actor=handler)
    complaint.refresh_from_db()
    return complaint


def involved() -> tuple[InvolvedIntake, ...]:
    return (
        InvolvedIntake(name="Jansen", description="tall, dark beard", unit="Intervention 2", allegations=(0,)),
        InvolvedIntake(description="woman with a ponytail", vehicle="police van"),
    )
