"""A disciplinary case about one member of the police, from knowledge of the facts to the end of its sanction.

Texts are sealed in the database. After the erasure of its sanction a case is gone; `DisciplinaryCount` keeps its count.
"""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member, Register
from legitimacy.models.choices import choices
from legitimacy.models.fields import EncryptedTextField
from professionalism.models.force import NUMBER_ALPHABET
from professionalism.querysets.discipline import DisciplinaryQuerySet
from professionalism.workflow.discipline import FIRST, Authority, Level, Status


def number_make() -> str:
    """A number that says nothing: no date, no order, no unit."""
    return "T" + "".join(secrets.choice(NUMBER_ALPHABET) for _ in range(9))


class SourceKind(models.TextChoices):
    """What the facts came to light through. Its page is found through `legitimacy.record_links`."""

    SIGNAL = "signal", _("early signal")
    FORCE = "force", _("report of the use of force")
    COMPLAINT = "complaint", _("complaint")
    OTHER = "other", _("something else")


class DisciplinaryCase(models.Model):
    """One case. Columns ending in `_on` repeat what the history says, so that lists and figures need not replay it.

    `known_on` is the earliest knowledge, `limit_on` the last day of the six-month limit by the clock that counts (empty
    while a criminal case leaves it open), `alarm` the last alarm passed. `settled_on` is when it was clear whether the
    limit was kept: the introductory report, or the day after the last day; `in_time` says which. `due_on` is what
    waits next. `version` grows with every change: who writes an older one is told. `erase_on` is the day from which
    nothing of it may be kept with a person; `erased_at` is set only while it is being removed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=12, unique=True, default=number_make)
    register = models.CharField(max_length=12, choices=Register)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="disciplinary_cases")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="disciplinary_cases")
    status = models.CharField(max_length=10, choices=choices(Status), default=FIRST)
    version = models.PositiveIntegerField(default=1)

    facts = EncryptedTextField(blank=True)
    charge = EncryptedTextField(blank=True, help_text="As the introductory report says it; the officer reads it")
    facts_kind = models.CharField(max_length=24)
    happened_on = models.DateField(null=True, blank=True)
    level = models.CharField(max_length=5, choices=Level)
    authority = models.CharField(max_length=8, choices=Authority)
    source_kind = models.CharField(max_length=9, choices=SourceKind, default=SourceKind.OTHER)
    source_reference = models.CharField(max_length=40, blank=True, help_text="Its number")

    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    known_on = models.DateField()
    limit_on = models.DateField(null=True, blank=True)
    alarm = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True, blank=True)
    introduced_on = models.DateField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    in_time = models.BooleanField(null=True, blank=True)
    criminal_open = models.BooleanField(default=False)
    prosecutor_asked_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True, help_text="Decided, or closed without a sanction")
    proposed = models.CharField(max_length=24, blank=True, help_text="Code of the sanction proposed")
    closing = models.CharField(max_length=24, blank=True, help_text="Code of why it was closed without a sanction")
    erase_on = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True, help_text="Against replays")

    objects = DisciplinaryQuerySet.as_manager()

    class Meta:
        ordering = ["-known_on", "-pk"]
        indexes = [
            models.Index(fields=["corps", "status", "-known_on", "-id"], name="discipline_list"),
            models.Index(fields=["settled_on", "corps"], name="discipline_counted"),
            models.Index(fields=["erase_on"], name="discipline_erase"),
            models.Index(fields=["member", "-known_on"], name="discipline_own"),
        ]

    def __str__(self) -> str:
        return self.number


class Sanction(models.Model):
    """The sanction that ended a case. `code` is one of `data/professionalism/sanctions.csv` on `decided_on`."""

    case = models.OneToOneField(DisciplinaryCase, on_delete=models.CASCADE, related_name="sanction")
    code = models.CharField(max_length=24)
    level = models.CharField(max_length=5, choices=Level)
    authority = models.CharField(max_length=8, choices=Authority)
    decided_on = models.DateField()
    reasons = EncryptedTextField(blank=True)
    detail = models.CharField(max_length=120, blank=True, help_text="How much, how long")

    def __str__(self) -> str:
        return f"sanction in {self.case_id}"


class DisciplinaryCount(models.Model):
    """What stays of erased cases: how many, by corps, year of the end, kind of facts, level and sanction.

    `known_in` is the quarter of the first knowledge, `settled_in` that in which it was clear whether the limit was
    kept, `in_time` whether it was, so that the figure about the limit does not change either. No day, no person.
    """

    register = models.CharField(max_length=12, choices=Register)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="disciplinary_counts")
    year = models.PositiveSmallIntegerField()
    facts_kind = models.CharField(max_length=24)
    level = models.CharField(max_length=5, choices=Level)
    sanction = models.CharField(max_length=24, blank=True, help_text="Code; empty where there was none")
    known_in = models.CharField(max_length=7, help_text="Quarter")
    settled_in = models.CharField(max_length=7, blank=True, help_text="Quarter; empty where the limit never mattered")
    in_time = models.BooleanField(default=False)
    cases = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["corps", "year", "facts_kind", "level", "sanction", "known_in", "settled_in", "in_time"],
                name="disciplinarycount_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.cases} of {self.corps_id} in {self.year}"


class DisciplinaryYear(models.Model):
    """A finished calendar year as its tables show it: `counts` are rows of corps, kind of facts, level, outcome and how
    many. It stays as it was first counted, so that one correction never shows itself as a difference; only corrections
    of many cases together bring a new state of it.
    """

    register = models.CharField(max_length=12, choices=Register)
    year = models.PositiveSmallIntegerField()
    counts = models.JSONField(default=list)
    counted_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "year"], name="disciplinaryyear_once")]

    def __str__(self) -> str:
        return f"{self.register} {self.year}"
