"""Words of the work with standards: what a list judges, how it counts, states, levels."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Judges(TextChoices):
    """What one assessment or one reading speaks about."""

    CORPS = "corps", _("the corps")
    DOCUMENT = "document", _("one of the corps's own standards")
    ITEM = "item", _("one drawn item")


class Counts(TextChoices):
    """What the indicator counts of a standard."""

    POINTS = "points", _("points scored out of the points that apply")
    ALL_MET = "all_met", _("standards that meet all criteria")
    ITEMS = "items", _("drawn items that meet all criteria")


class Frame(TextChoices):
    """What the list holds from which a sample is drawn."""

    COMMUNICATIONS = "communications", _("communications")
    PAGES = "pages", _("public pages and forms")
    QUERIES = "queries", _("database queries")
    FILES = "files", _("closed complaint files")


DATED = frozenset({Frame.COMMUNICATIONS, Frame.QUERIES, Frame.FILES})
"""Frames of which every item has a day that must lie in the quarters of the sample."""


class Level(TextChoices):
    MET = "met", pgettext_lazy("criterion", "met")
    PARTLY = "partly", _("partly met")
    NOT_MET = "not_met", _("not met")
    NOT_APPLICABLE = "na", _("does not apply")


ITEM_LEVELS = (Level.MET, Level.NOT_MET, Level.NOT_APPLICABLE)
"""A reader of an item says yes or no: half a reply is no reply."""


class Stage(TextChoices):
    """Where an assessment stands."""

    DRAFT = "draft", _("the corps is filling it in")
    SUBMITTED = "submitted", _("waits for an auditor")
    RETURNED = "returned", _("returned to the corps")
    VALIDATED = "validated", _("validated")
    ANNULLED = "annulled", _("annulled")


class SampleStage(TextChoices):
    """Where a sample stands. A rejected one says that the figure is rejected; a cancelled one never counted."""

    READING = "reading", _("being read")
    CLOSED = "closed", _("closed")
    REJECTED = "rejected", _("rejected: not a valid sample")
    CANCELLED = "cancelled", _("cancelled before reading was done")


class FrameSource(TextChoices):
    UPLOAD = "upload", _("uploaded list")
    PASTE = "paste", _("pasted list")
    REGISTER = "register", _("from the register itself")


class SampleFault(TextChoices):
    """Why a sample is not valid."""

    CHOSEN = "chosen_by_corps", _("the corps chose the items itself")
    INCOMPLETE = "list_incomplete", _("the list was not complete")
    WRONG = "wrong_list", _("it was the wrong list")
