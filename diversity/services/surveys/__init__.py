"""The inclusion survey: planning and opening a round, slips, taking answers, closing.

Only codes go on the trail, and of answering nothing at all.
"""

from diversity.services.surveys.answering import AnswerError, answer_take, round_of_code
from diversity.services.surveys.closing import round_close, rounds_close_due
from diversity.services.surveys.faults import FaultError
from diversity.services.surveys.rounds import round_open, round_remove, round_save
from diversity.services.surveys.slips import slips_issue

__all__ = [
    "AnswerError",
    "FaultError",
    "answer_take",
    "round_close",
    "round_of_code",
    "round_open",
    "round_remove",
    "round_save",
    "rounds_close_due",
    "slips_issue",
]
