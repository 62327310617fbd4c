"""Who may open the pages of complaints. Part of the table of access."""

from collections.abc import Callable
from typing import Any

from legitimacy.models import Role
from tests.access.entry import EVERYONE, Access, corps


def complaint(world: Any) -> dict[str, Any]:
    return {"number": world.complaint.number}


def of_file(**given: Any) -> Access:
    """A page of one file that its corps holds, for the complaints officers of that corps."""
    officers = frozenset({Role.COMPLAINTS_OFFICER})
    usual: dict[str, Any] = {"get": officers, "post": officers, "own": True, "hides": True, "place": complaint}
    return Access(**usual | given)


COMPLAINTS_FILE = {
    "complaint_detail": of_file(post=frozenset()),
    "complaint_step": of_file(query="?step=acknowledge", form=lambda _: {"step": "acknowledge"}),
    "complaint_involved_open": of_file(
        place=lambda world: {"number": world.complaint.number, "involved": world.complaint.involved.get().pk}
    ),
    "complaint_identity": of_file(),
    "complaint_take_copy": of_file(
        get=frozenset({Role.INDEPENDENT_HANDLER}),
        post=frozenset({Role.INDEPENDENT_HANDLER}),  # of Committee P
    ),
    "complaint_conflict_lift": of_file(get=frozenset(), post=frozenset()),  # where somebody was shut out
    "complaint_counter": of_file(get=frozenset(), post=frozenset()),  # external bodies only
    **{
        # Other corps at these: tests/complaints/test_file_firewall.py, which walks each as everybody who is shut out.
        f"complaint_{name}": of_file(place=lambda world: {"number": world.home_complaint.number})
        for name in (
            *("assign", "review_assign", "recuse", "conflict", "involved", "identify", "allegation"),
            *("finding", "heard", "decision", "measure", "measure_done", "lesson", "lesson_done", "refer"),
            *("recall", "wait"),
            *(
                "wait_end",
                "extend",
                "discipline",
                "offence",
                "message",
                "note",
                "task",
                "task_done",
                "link",
                "notice_sent",
            ),
            *("hold", "hold_lift"),
            *("mediation_offer", "mediation_officer", "mediation_held", "mediation_end"),
        )
    },
}
COMPLAINTS_MAILBOX = {
    "complaint_status": Access(post=EVERYONE),
    "complaint_mailbox": Access(),
    "complaint_mailbox_leave": Access(get=frozenset(), post=EVERYONE),
    "complaint_mailbox_exit": Access(),
    "complaint_mailbox_message": Access(get=frozenset(), post=EVERYONE),
    "complaint_mailbox_file": Access(get=frozenset(), post=EVERYONE),
    "complaint_mailbox_withdraw": Access(post=EVERYONE),
    "complaint_mailbox_review": Access(post=EVERYONE),
    "complaint_mailbox_name": Access(post=EVERYONE),
    "complaint_mailbox_mediation": Access(get=frozenset(), post=EVERYONE),
    "complaint_mailbox_survey": Access(post=EVERYONE, place=lambda _: {"name": "treatment"}),
}
DISPOSERS = frozenset({Role.COMPLAINTS_OFFICER, Role.INDEPENDENT_HANDLER})
COMPLAINTS_DISPOSALS = {
    "complaints_disposals": Access(get=DISPOSERS),
    "complaints_disposal_propose": Access(get=frozenset(), post=DISPOSERS),
    "complaints_disposal_answer": Access(get=frozenset(), post=DISPOSERS),
}
COMPLAINTS_LOOKING = {
    "complaints_looks": Access(get=frozenset({Role.AUDITOR})),
    # For an auditor with access inside an opened audit, which nobody here has: tests/complaints/test_audited_files.py.
    "complaints_audited": Access(get=frozenset()),
    "complaint_audited": Access(get=frozenset(), place=lambda world: {"number": world.complaint.number}),
}
# Files are found by a number that tells nothing: who handles files for some body is let in, and gets a 404 for one that
# is not theirs. tests/complaints/ walk who may open which.
HANDLERS = frozenset({Role.COMPLAINTS_OFFICER, Role.INDEPENDENT_HANDLER, Role.AUTHORITY})
NO_ROW = "00000000-0000-0000-0000-000000000000"


def of_number(**more: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda _: {"number": "K-0000-0000", **more}


COMPLAINTS_EVIDENCE = {
    "complaint_evidence_list": Access(get=HANDLERS, post=HANDLERS, place=of_number()),
    "complaint_evidence": Access(get=HANDLERS, place=of_number(pk=NO_ROW)),
    "complaint_evidence_original": Access(get=HANDLERS, post=HANDLERS, place=of_number(pk=NO_ROW)),
    "complaint_redaction": Access(get=HANDLERS, post=HANDLERS, place=of_number()),
}
COMPLAINTS_LETTERS = {
    "complaint_letters": Access(get=HANDLERS, place=of_number()),
    "complaint_letter_write": Access(get=HANDLERS, post=HANDLERS, place=of_number(template="decision")),
    "complaint_letter": Access(get=HANDLERS, place=of_number(pk=1)),
    "complaint_letter_pdf": Access(get=HANDLERS, place=of_number(pk=1)),
    "complaint_letter_named": Access(get=frozenset(), post=HANDLERS, place=of_number(pk=1)),
}
COMPLAINTS_CITIZEN = {
    "complaint_start": Access(post=EVERYONE),
    "complaint_way": Access(place=lambda _: {"kind": "emergency"}),
    "complaint_question": Access(post=EVERYONE, place=lambda _: {"step": "story"}),
    "complaint_check": Access(post=EVERYONE),
    "complaint_sent": Access(post=EVERYONE),
    "complaint_note_text": Access(),
    "complaint_note_pdf": Access(),
    "complaint_files": Access(get=frozenset(), post=EVERYONE),
    "complaint_done": Access(),
    "complaint_later": Access(post=EVERYONE),
    "complaint_resume": Access(post=EVERYONE),
    "complaint_gone": Access(),
    "complaint_leave": Access(get=frozenset(), post=EVERYONE),
    "complaint_left": Access(),
    "complaint_erase": Access(get=frozenset(), post=EVERYONE),
}

COMPLAINTS_OFFICER = frozenset({Role.COMPLAINTS_OFFICER})


def first_row(_: Any) -> dict[str, Any]:
    return {"pk": 1}


COMPLAINTS_WORKLISTS = {
    "complaints_home": Access(get=HANDLERS | {Role.STAFF, Role.CHIEF_OF_CORPS, Role.AUDITOR}),
    "complaints_list": Access(get=HANDLERS, post=HANDLERS),
    "complaints_assign": Access(get=frozenset(), post=HANDLERS),
    "complaints_close": Access(get=frozenset(), post=HANDLERS),
    "complaints_search_save": Access(get=frozenset(), post=HANDLERS),
    "complaints_search_delete": Access(get=frozenset(), post=HANDLERS, place=first_row),
    "complaints_referrals": Access(get=HANDLERS),
    "referral_receive": Access(get=frozenset(), post=HANDLERS, place=first_row),
    "referral_refuse": Access(get=frozenset(), post=HANDLERS, place=first_row),
    "referral_recall": Access(get=frozenset(), post=HANDLERS, place=first_row),
    "referral_return": Access(get=frozenset(), post=HANDLERS, place=first_row),
    "complaints_preservations": Access(get=COMPLAINTS_OFFICER),
    "complaints_preservation_answer": Access(get=frozenset(), post=COMPLAINTS_OFFICER, place=first_row),
    "complaints_notifications": Access(get=frozenset({Role.INDEPENDENT_HANDLER})),
}
ENTERING = frozenset({Role.STAFF, Role.COMPLAINTS_OFFICER, Role.INDEPENDENT_HANDLER})
IMPORTING = frozenset({Role.COMPLAINTS_OFFICER, Role.ADMINISTRATOR})
COMPLAINTS_IMPORTS = {
    # For who works for another body in the register of the installation: tests/complaints/test_api.py.
    "api_complaint_submit": Access(get=frozenset()),
    "complaints_enter": Access(get=ENTERING, post=ENTERING),
    "complaints_import": Access(get=IMPORTING, post=IMPORTING),
    "complaints_import_rejects": Access(get=IMPORTING, place=lambda _: {"token": "none"}),
}


FIGURES_READERS = frozenset({Role.COMPLAINTS_OFFICER, Role.CHIEF_OF_CORPS, Role.AUDITOR})
COMPLAINTS_FIGURES = {
    "complaints_figures": Access(get=FIGURES_READERS),
    "complaints_figures_of": Access(get=FIGURES_READERS, own=True, place=corps),
    "complaints_figures_csv": Access(
        get=FIGURES_READERS, own=True, place=lambda world: {"code": world.corps.code, "table": "flow"}
    ),
    "complaints_answers_csv": Access(
        get=FIGURES_READERS, own=True, place=lambda world: {"code": world.corps.code, "table": "satisfied-own"}
    ),
    "complaints_public": Access(place=corps),
}

COMPLAINTS = {
    "complaints_evidence": COMPLAINTS_EVIDENCE,
    "complaints_letters": COMPLAINTS_LETTERS,
    "complaints_looking": COMPLAINTS_LOOKING,
    "complaints_mailbox": COMPLAINTS_MAILBOX,
    "complaints_disposals": COMPLAINTS_DISPOSALS,
    "complaints_worklists": COMPLAINTS_WORKLISTS,
    "complaints_imports": COMPLAINTS_IMPORTS,
    "complaints_citizen": COMPLAINTS_CITIZEN,
    "complaints_figures": COMPLAINTS_FIGURES,
    "complaints_file": COMPLAINTS_FILE,
}
