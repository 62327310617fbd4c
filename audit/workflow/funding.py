"""Which indicators may be tied to money at all. Asked when a scheme is made, edited and calculated."""

from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from legitimacy.indicators.definitions import Feed, Indicator

# A response rate says how many people were heard, not what they answered.
RESPONSE_RATES = frozenset({"DRV-10"})
AUDITED_SAMPLE = "audited sample"

REFUSALS: Mapping[str, object] = {
    "context": _(
        "It is a context figure: how many complaints or force reports there are says nothing about quality, and money "
        "would make people hide them."
    ),
    "survey_score": _(
        "It is a survey score: money would tempt a corps to choose whom it asks. A response rate may be used."
    ),
    "not_allowed": _("The framework does not allow it to be tied to money."),
    "not_judged": _("The framework gives it no floor and target to score between."),
}
"""Why an indicator cannot be in a scheme."""


class Judged(Protocol):
    """What a framework says of an indicator."""

    @property
    def direction(self) -> str: ...
    @property
    def floor(self) -> float | None: ...
    @property
    def target(self) -> float | None: ...
    @property
    def funding_allowed(self) -> bool: ...


def refusal(passport: Indicator, judged: Judged | None) -> str:
    """A key of REFUSALS, or empty when the indicator may be tied to money."""
    if passport.is_context or (judged is not None and judged.direction == "context"):
        return "context"
    if passport.feed is Feed.SURVEY_IMPORT and passport.code not in RESPONSE_RATES:
        return "survey_score"
    if judged is None or not judged.funding_allowed:
        return "not_allowed"
    if judged.floor is None or judged.target is None or judged.floor == judged.target:
        return "not_judged"
    return ""
