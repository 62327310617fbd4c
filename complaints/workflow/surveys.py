"""The two surveys at the end of a file, as data. Every question may stay without an answer.

Their answers go through `legitimacy.answers`: nothing ties them to a file or a person.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

CLOSING, EQUALITY = "complaint_closing", "complaint_equality"
SATISFIED = frozenset({"agree", "rather_agree"})
"""Answers to the question `satisfied` that count as satisfied (PRV-06)."""
OUTCOME_GROUPS = ("founded", "not_founded", "no_finding")
"""Field `outcome` of a closing answer: PRV-06 is always shown by it."""
FOUNDED = frozenset({"founded", "partly_founded", "organisational_dysfunction"})


@dataclass(frozen=True, slots=True)
class Question:
    """`choices` are codes with the words of the page; `many`: more than one may be chosen."""

    code: str
    text: object
    choices: tuple[tuple[str, object], ...]
    many: bool = False


AGREEMENT = (
    ("agree", _("I agree")),
    ("rather_agree", _("I rather agree")),
    ("neither", _("neither")),
    ("rather_disagree", _("I rather disagree")),
    ("disagree", _("I disagree")),
)
TREATMENT = (
    Question("respect", _("I was treated with respect."), AGREEMENT),
    Question("listened", _("I could tell my side and was listened to."), AGREEMENT),
    Question("explained", _("It was explained to me what happened with my complaint, and why."), AGREEMENT),
    Question("time", _("It did not take longer than needed."), AGREEMENT),
    Question(
        "satisfied",
        _("Whatever came out of it: I am satisfied with how my complaint was handled."),
        AGREEMENT,
    ),
)
MONITORING = (
    Question(
        "age",
        _("How old are you?"),
        (
            ("under_18", _("younger than 18")),
            ("18_24", _("18 to 24")),
            ("25_39", _("25 to 39")),
            ("40_64", _("40 to 64")),
            ("65_plus", _("65 or older")),
        ),
    ),
    Question("gender", _("What is your gender?"), (("woman", _("woman")), ("man", _("man")), ("other", _("other")))),
    Question(
        "grounds",
        _("When the police acted, did you feel treated differently because of one of these?"),
        (
            ("origin", _("origin, nationality or skin colour")),
            ("language", _("language")),
            ("belief", _("religion or belief")),
            ("gender", _("gender, or gender identity")),
            ("orientation", _("sexual orientation")),
            ("age", _("age")),
            ("disability", _("disability or health")),
            ("means", _("money, work or housing")),
            ("other", _("something else")),
            ("none", _("no, I did not")),
        ),
        many=True,
    ),
)
QUESTIONS = {CLOSING: TREATMENT, EQUALITY: MONITORING}


def group_of(outcome: str) -> str:
    """The outcome of a file in the words of the survey; a file without findings is a group of its own."""
    if not outcome:
        return "no_finding"
    return "founded" if outcome in FOUNDED else "not_founded"
