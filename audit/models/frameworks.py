"""How a framework comes about: drafts with every change and its reason, signatures, and what a draft would do."""

from django.conf import settings
from django.db import models

from legitimacy.models import Corps, Framework, Register


class FrameworkDraft(models.Model):
    """A framework that was made here. `version` rises with every change: nobody overwrites what they never saw."""

    framework = models.OneToOneField(Framework, on_delete=models.CASCADE, related_name="draft")
    base = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"draft {self.framework_id} v{self.version}"


class FrameworkChange(models.Model):
    """One field of one part of a draft, changed by a person with a reason. Append-only; a trigger sees to it.

    `item` is an indicator (EFF-06), a pillar (EFF) or a facet (EFF.results); `version` is the one that it led to.
    """

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    item = models.CharField(max_length=28)
    field = models.CharField(max_length=24)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.TextField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "version", "item", "field"], name="frameworkchange_once")
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.field} v{self.version}"


class FrameworkSignature(models.Model):
    """One person put their name under one version. It is void once the draft has another version. Append-only."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="signatures")
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="SHA-256 over what was signed")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    address_lookup = models.CharField(max_length=64, help_text="Of the signer's e-mail address: one person, one name")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "version", "address_lookup"], name="frameworksignature_person_once"
            )
        ]

    def __str__(self) -> str:
        return f"signature {self.pk} under {self.framework_id} v{self.version}"


class Trial(models.Model):
    """A computation about a framework that a worker does, for one register and period; one row, made anew each time.

    `digest` is that of what was computed with: another one than the framework's means that it was changed since.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        WORKING = "working"
        DONE = "done"
        FAILED = "failed"

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=7)
    register = models.CharField(max_length=12, choices=Register)
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    digest = models.CharField(max_length=64, blank=True)
    left_out = models.JSONField(default=dict, help_text="Per key the corps whose score may not be shown: how many")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class MethodologyDiff(Trial):
    """What a framework would make of a period beside the one that judges it. `effects`: one entry per indicator."""

    base = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    effects = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "period", "register"], name="methodologydiff_once")]

    def __str__(self) -> str:
        return f"{self.framework_id} against {self.base_id} in {self.period}"


class MethodologyDiffRow(models.Model):
    """A pillar or the overall score of one corps under both. `hidden`: auditors may not read it; no number is kept."""

    diff = models.ForeignKey(MethodologyDiff, on_delete=models.CASCADE, related_name="rows")
    corps = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=28)
    hidden = models.BooleanField(default=False)
    old_score = models.FloatField(null=True)
    old_lower = models.FloatField(null=True)
    old_upper = models.FloatField(null=True)
    old_rank_low = models.PositiveSmallIntegerField(null=True)
    old_rank_high = models.PositiveSmallIntegerField(null=True)
    new_score = models.FloatField(null=True)
    new_lower = models.FloatField(null=True)
    new_upper = models.FloatField(null=True)
    new_rank_low = models.PositiveSmallIntegerField(null=True)
    new_rank_high = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["diff", "corps", "key"], name="methodologydiffrow_once")]

    def __str__(self) -> str:
        return f"{self.key} of {self.corps_id}"


class RobustnessRun(Trial):
    """The runs of methods part 14 for one framework, period and register."""

    runs = models.PositiveIntegerField(default=0)
    seed = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["framework", "period", "register"], name="robustnessrun_once")]

    def __str__(self) -> str:
        return f"robustness of {self.framework_id} in {self.period}"


class RobustnessRow(models.Model):
    """One corps at one key: ranks over the runs, and the one choice that matters most."""

    run = models.ForeignKey(RobustnessRun, on_delete=models.CASCADE, related_name="rows")
    corps = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=28)
    group_size = models.PositiveSmallIntegerField()
    nominal = models.PositiveSmallIntegerField()
    median = models.PositiveSmallIntegerField()
    lower = models.PositiveSmallIntegerField(help_text="5 % quantile of the ranks")
    upper = models.PositiveSmallIntegerField(help_text="95 % quantile of the ranks")
    chance_low = models.PositiveSmallIntegerField(null=True, help_text="5 % quantile over the draws of the figures")
    chance_high = models.PositiveSmallIntegerField(null=True)
    shift = models.FloatField(help_text="Mean absolute distance from the nominal rank")
    choice = models.CharField(max_length=20, blank=True)
    choice_shift = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "corps", "key"], name="robustnessrow_once")]

    def __str__(self) -> str:
        return f"{self.key} of {self.corps_id}"
