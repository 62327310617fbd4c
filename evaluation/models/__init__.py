"""Records of evaluation."""

from evaluation.models.accounts import Account, AccountExplanation, AccountText

__all__ = ["Account", "AccountExplanation", "AccountText"]
