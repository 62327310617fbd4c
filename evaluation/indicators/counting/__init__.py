"""Values of the indicators of evaluation, counted from its records in sets. Each part names its own source."""

from evaluation.indicators.counting.accounts import ACCOUNTS
from evaluation.indicators.counting.actions import ACTIONS
from evaluation.indicators.counting.contact import CONTACT
from evaluation.indicators.counting.policy import POLICY
from evaluation.indicators.counting.practice import PRACTICE
from legitimacy.scorecards.sources import ValueSource

SOURCES: tuple[ValueSource, ...] = (ACCOUNTS, POLICY, ACTIONS, PRACTICE, CONTACT)
