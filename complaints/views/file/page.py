"""The page of one file: clocks first, then what was alleged and found, the story, and what is done with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from complaints.forms.file.steps import MessageForm
from complaints.forms.file.working import NoteForm
from complaints.models import Complaint, Event
from complaints.navigation import work_page
from complaints.selectors import file as parts
from complaints.selectors.evidence import evidence_of
from complaints.selectors.patterns import YEARS, patterns_of
from complaints.selectors.people import shut_out_of
from complaints.selectors.words import status_sign
from complaints.services.deciding import DECISION_WRITABLE
from complaints.services.excluding import mediation_exclusion
from complaints.services.keeping import keeping_of
from complaints.services.mediating import OFFERABLE
from complaints.services.messages import messages_read
from complaints.services.pausing import PAUSABLE
from complaints.views.file.access import file_require, person_of, reading_note
from complaints.views.file.clocks import clocks_of
from complaints.views.file.lines import facts_of, link_lines, measure_lines, mediation_lines, referral_lines
from complaints.views.file.problems import mediation_problem
from complaints.views.file.steps import first_offer, other_offers
from complaints.views.file.substance import substance_of
from complaints.views.file.timeline import complainant_lines, handler_lines
from complaints.workflow.codes import label_of
from complaints.workflow.routing import CORPS
from complaints.workflow.states import AFTER_DECISION, Status
from complaints.workflow.wording import body_words, heading_of, notice_words, reason_words
from legitimacy.access import can
from legitimacy.models import User
from legitimacy.record_links import records_naming

FOLD_AFTER = 900
NEWEST = 12
NEWEST_MESSAGES = 4


@require_safe
def complaint_detail(request: HttpRequest, number: str) -> HttpResponse:
    complaint = file_require(request, number)
    user = person_of(request)
    reading_note(request, complaint)
    reach = parts.reach_of(user, complaint)
    events = parts.events_of(complaint)
    timeline = "complainant" if request.GET.get("timeline") == "complainant" else "handler"
    history = complainant_lines(complaint) if timeline == "complainant" else handler_lines(events, reach)
    context = {
        "complaint": complaint,
        "heading": heading_of(complaint.title),
        "handles": reach.handles,
        "offence": parts.offence_is_seen(complaint, reach),
        "status": status_sign(complaint.status),
        "holder": body_words(complaint.holder),
        "clocks": clocks_of(complaint, clock_events_seen(events, reach), timezone.localdate()),
        "substance": substance_of(
            complaint, parts.allegations_of(complaint), parts.involved_of(complaint), handles=reach.handles
        ),
        **story_of(complaint),
        "timeline": timeline,
        "history": history[:NEWEST],
        "history_rest": history[NEWEST:],
        "took_copy": any(event.kind == "copy_taken" and event.body in reach.bodies for event in events),
        "some_history_elsewhere": any(not reach.sees(event.holder) for event in events),
        "shut_out": [(row, reason_words("conflict", row.reason)) for row in shut_out_of(complaint, user)],
        "referrals": referral_lines(parts.referrals_of(complaint, reach)),
        "referrals_url": optional_url("complaints_referrals"),
        "evidence_url": optional_url("complaint_evidence_list", complaint.number),
        "records": records_naming(user, "complaint", complaint.number),
        "redaction_url": optional_url("complaint_redaction", complaint.number),
        "attachments": evidence_of(complaint, reach),
        "preservations": list(parts.preservations_of(complaint)),
        **decision_of(complaint),
        **(handling_of(complaint, user, reach, events) if reach.handles else {}),
    }
    return work_page(request, "complaints/file/detail.html", context)


def clock_events_seen(events: list[Event], reach: parts.Reach) -> list[Event]:
    """Terms run on whoever has the file; that another body passed an offence on warns nobody it is about."""
    passing = ("offence_flagged", "offence_passed")
    return [event for event in events if event.kind not in passing or reach.sees(event.holder)]


def story_of(complaint: Complaint) -> dict[str, Any]:
    """The story, cut where a long one folds, and the facts around it."""
    story = complaint.story
    cut = len(story) > FOLD_AFTER
    place = story.rfind(" ", FOLD_AFTER // 2, FOLD_AFTER) if cut else -1
    place = place if place > 0 else FOLD_AFTER
    return {
        "story": story[:place] if cut else story,
        "story_rest": story[place:] if cut else "",
        "facts": facts_of(complaint),
    }


def decision_of(complaint: Complaint) -> dict[str, Any]:
    return {
        "disposition": label_of("disposition", complaint.disposition) if complaint.disposition else "",
        "outcome": label_of("finding", complaint.outcome) if complaint.outcome else "",
        "review": getattr(complaint, "review", None),
        "measures": measure_lines(parts.measures_of(complaint)),
        "lessons": parts.lessons_of(complaint),
        "mediation": mediation_lines(getattr(complaint, "mediation", None)),
    }


def handling_of(complaint: Complaint, user: User, reach: parts.Reach, events: list[Event]) -> dict[str, Any]:
    """What only the body that holds the file sees, and may do."""
    identity = parts.identity_of(complaint)
    messages = parts.messages_of(complaint, reach)
    if any(row.from_complainant and row.read_at is None for row in messages):
        messages_read(complaint=complaint, actor=user)
        complaint.refresh_from_db(fields=["version"])
    first = first_offer(complaint, user)
    counter = can(user, "counter_complaint.view", complaint)
    patterns = can(user, "pattern.view", complaint)
    return {
        "first": first,
        "others": other_offers(complaint, first),
        "identity": identity,
        "identity_open": can(user, "identity.open", identity),
        "conversation": messages[-NEWEST_MESSAGES:],
        "conversation_before": messages[:-NEWEST_MESSAGES],
        "message_form": MessageForm(complaint=complaint, user=user, auto_id="message_%s"),
        "has_mailbox": complaint.code_hash is not None,
        "notes": parts.notes_of(complaint, reach),
        "note_form": NoteForm(complaint=complaint, user=user, auto_id="note_%s"),
        "tasks": parts.tasks_of(complaint, reach),
        "unsent": [(row.pk, notice_words(row)) for row in complaint.notifications.filter(notified_on=None)],
        "links": link_lines(complaint, parts.links_of(complaint, user, counter=counter)),
        "may_counter": counter,
        "assignments": parts.assignments_of(complaint, reach),
        "keeping": keeping_of(complaint),
        "letters_url": optional_url("complaint_letters", complaint.number),
        "holds": parts.holds_of(complaint),
        "patterns": patterns_of(complaint, user, timezone.localdate()) if patterns else [],
        "may_patterns": patterns,
        "pattern_years": YEARS,
        **possible_of(complaint, offence=parts.offence_is_seen(complaint, reach)),
    }


def possible_of(complaint: Complaint, *, offence: bool) -> dict[str, Any]:
    """Which of the smaller actions make sense now; the services decide again. `offence`: the reader knows of one."""
    status, mediation = complaint.status, getattr(complaint, "mediation", None)
    excluded = mediation_exclusion(complaint)
    is_open = mediation is not None and not mediation.outcome
    offerable = status in OFFERABLE and (mediation is None or mediation.outcome == "declined")
    return {
        "can_wait": status in PAUSABLE and complaint.paused_on is None,
        "can_stop_waiting": complaint.paused_on is not None and status != Status.JUDICIAL_HOLD,
        "can_extend": complaint.extended_on is None and status in (*PAUSABLE, Status.RECEIVED, Status.MEDIATION),
        "can_offence": complaint.offence_passed_on is None or not offence,
        "can_find": status in DECISION_WRITABLE or status in (Status.RECEIVED, Status.ACKNOWLEDGED),
        "can_decide": status in DECISION_WRITABLE,
        "can_hear": status in (Status.INQUIRY, Status.DRAFT_FINDING),
        "can_learn": complaint.corps_id is not None,
        "can_offer": offerable and not excluded,
        "not_for_mediation": mediation_problem(excluded, offence=offence) if excluded and offerable else "",
        "can_answer": is_open and mediation is not None and mediation.officer_accepted_on is None,
        "is_over": status in AFTER_DECISION,
        "identity_for_corps": complaint.holder == CORPS and complaint.identity_for_body_only,
    }


def optional_url(name: str, *args: str) -> str:
    """A page of another part, where it is installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
