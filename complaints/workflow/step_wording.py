"""Every step in words: what the button says, what will happen, what the history says."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class StepWords(NamedTuple):
    """`do` stands on the button, `effect` says what will happen, `done` stands in the history."""

    do: object
    effect: object
    done: object


STEP_WORDS: Mapping[str, StepWords] = {
    "acknowledge": StepWords(
        _("Confirm receipt"),
        _("The complainant sees that the complaint arrived and who handles it. The 7-day term is met."),
        _("Receipt confirmed"),
    ),
    "assess": StepWords(
        _("Start assessing"),
        _("You look at whether the complaint can be handled here. The complainant sees that it is being assessed."),
        _("Assessment started"),
    ),
    "refer": StepWords(
        _("Refer to another body"),
        _("The other body is asked to take the file."),
        _("Sent to another body"),
    ),
    "receive_referral": StepWords(_("Receive the file"), _("Your body has the file from now on."), _("Received")),
    "refuse_referral": StepWords(
        _("Refuse the file"), _("The sender has the file again and is told why."), _("Refused by the other body")
    ),
    "recall_referral": StepWords(
        _("Call the file back"),
        _("The other body is no longer asked to take the file; you go on with it."),
        _("Called back"),
    ),
    "send_back": StepWords(
        _("Send the file back"), _("The body that sent the file has it again."), _("Sent back with an outcome")
    ),
    "inquire": StepWords(
        _("Start the inquiry"),
        _("The complaint is admissible: facts are gathered and everybody involved is heard."),
        _("Admissible: inquiry started"),
    ),
    "hold_for_justice": StepWords(
        _("Wait for the criminal inquiry"),
        _("The prosecutor gets a copy at once. The terms stop until the criminal inquiry has ended."),
        _("Waits for the criminal inquiry"),
    ),
    "resume": StepWords(
        _("Take the inquiry up again"),
        _("The terms run again from today, with the paused days added to them."),
        _("Inquiry taken up again"),
    ),
    "end_judicial": StepWords(
        _("Decide: dealt with by the judiciary"),
        _("The file ends as passed to the judiciary; the decision can be communicated next."),
        _("Decided: passed to the judiciary"),
    ),
    "mediate": StepWords(
        _("Begin the mediation"), _("Both sides said yes: the talk can be held. Terms run on."), _("Mediation began")
    ),
    "mediation_agreed": StepWords(
        _("Close the mediation: agreement"),
        _("The file ends as resolved by mediation; nothing of what was said is kept."),
        _("Mediation ended with an agreement"),
    ),
    "mediation_failed": StepWords(
        _("Close the mediation: no agreement"),
        _("The file goes back to the inquiry with its terms as they ran."),
        _("Mediation ended without agreement"),
    ),
    "settle_early": StepWords(
        _("Settle early"),
        _("The complainant is content with a talk, an explanation or an apology. Say in the note what was done."),
        _("Settled early"),
    ),
    "declare_inadmissible": StepWords(
        _("Declare inadmissible"),
        _("The file is decided without an inquiry. The complainant reads the reasons and may ask for a review."),
        _("Declared inadmissible"),
    ),
    "declare_unfounded": StepWords(
        _("Declare manifestly unfounded"),
        _("The file is decided without an inquiry. The complainant reads the reasons and may ask for a review."),
        _("Declared manifestly unfounded"),
    ),
    "declare_not_competent": StepWords(
        _("Declare not competent"),
        _("The file is decided here, and the complainant is pointed to whoever can help."),
        _("Declared not competent"),
    ),
    "declare_duplicate": StepWords(
        _("Declare a duplicate"),
        _("The file ends; the other file goes on. Link the two and name the other in the note."),
        _("Declared a duplicate"),
    ),
    "end_without_answer": StepWords(
        _("End without an answer"),
        _("There is too little to go on and the complainant did not answer."),
        _("Ended without an answer of the complainant"),
    ),
    "draft": StepWords(
        _("Draft the findings"),
        _("The inquiry is complete. The officer and the complainant may react next."),
        _("Findings drafted"),
    ),
    "hear": StepWords(
        _("Note that the parties were heard"),
        _("The officer was heard, or declined to be. The decision can be taken next."),
        _("Parties heard"),
    ),
    "inquire_further": StepWords(
        _("Inquire further"), _("The file goes back to the inquiry; terms run on."), _("Back to the inquiry")
    ),
    "decide": StepWords(
        _("Take the decision"),
        _("Findings and reasons are fixed from now on. They are communicated in the next step."),
        _("Decided"),
    ),
    "communicate": StepWords(
        _("Communicate the decision"),
        _("The complainant reads the decision in the mailbox, and may ask for a review for 30 days."),
        _("Decision communicated"),
    ),
    "follow_up": StepWords(
        _("Follow the measures up"),
        _("The file stays open until every measure is done."),
        _("Follow-up of measures began"),
    ),
    "close": StepWords(
        _("Close the file"),
        _("Nothing more is expected of you. The complainant may still ask for a review within its term."),
        _("Closed"),
    ),
    "reopen": StepWords(
        _("Reopen the file"),
        _("The file goes back to the inquiry and a new term for the decision begins today."),
        _("Reopened"),
    ),
    "withdraw": StepWords(_("Withdraw"), _("The complaint is withdrawn."), _("Withdrawn by the complainant")),
    "request_review": StepWords(
        _("Ask for a review"), _("A second handler looks at the decision."), _("Review asked by the complainant")
    ),
    "uphold": StepWords(
        _("Uphold the decision"),
        _("The decision stands. Communicate it to the complainant next."),
        _("Decision upheld in review"),
    ),
    "overturn": StepWords(
        _("Set the decision aside"),
        _("The file goes back to the inquiry, and a new term for the decision begins today."),
        _("Decision set aside in review"),
    ),
}
