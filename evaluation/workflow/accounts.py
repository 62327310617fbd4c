"""The yearly account of a chief of corps: its parts, its states and its terms."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountState(models.TextChoices):
    """Draft -> signed (figures frozen) -> presented to the council -> published. There is no way back."""

    DRAFT = "draft", _("draft")
    SIGNED = "signed", _("signed, waits for the council")
    PRESENTED = "presented", _("presented, waits for publication")
    PUBLISHED = "published", _("published")


class AccountPart(models.TextChoices):
    """The texts of an account in reading order; a pillar's text stands beside its figures."""

    SUMMARY = "summary", _("In short, for residents")
    EFFICIENCY = "EFF", _("Efficiency")
    LEGALITY = "LEG", _("Legality")
    DISTRIBUTIVE = "DRV", _("Distributive justice")
    PROCEDURAL = "PRV", _("Procedural justice")
    AUDIT = "audit", _("What the audit found, and our answer")
    AHEAD = "ahead", _("What we do next year")


REQUIRED = (
    *(AccountPart.SUMMARY, AccountPart.EFFICIENCY, AccountPart.LEGALITY),
    *(AccountPart.DISTRIBUTIVE, AccountPart.PROCEDURAL),
)
LONGEST = {AccountPart.SUMMARY: 1800}
"""A summary fits on one page; other parts hold up to 4,000 characters."""
USUAL_LENGTH = 4000
DUE = (6, 30)
"""Month and day by which the account of the year before is published (passport of EFF-02; proposal)."""


def due_on(year: int) -> date:
    """The last day on which the account about `year` is in time."""
    return date(year + 1, *DUE)
