"""Staff in counts: what a corps hands over about a day or a year, in versions."""

from django.conf import settings
from django.db import models

from diversity.querysets.staffing import CellQuerySet, ReturnQuerySet
from diversity.workflow.staffing import Kind, Part, Source, State, Step
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Delivery, Subject
from legitimacy.models.choices import choices


class StaffReturn(models.Model):
    """One version of one kind of counts of a corps on a day. A correction is a new version; old ones stay.

    `reference_date` of a kind that counts a year is its 31 December. `legal_basis` is required for origin.
    `explanation` says why figures that looked unlikely are right.
    """

    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="staff_returns")
    kind = models.CharField(max_length=16, choices=Kind)
    reference_date = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    source = models.CharField(max_length=8, choices=Source)
    supplier = models.CharField(max_length=120, blank=True, help_text="Who made the figures, such as Statbel")
    legal_basis = models.CharField(max_length=300, blank=True)
    explanation = models.TextField(max_length=2000, blank=True)
    decision_note = models.TextField(max_length=2000, blank=True, help_text="Why it was sent back")
    origin = models.CharField(max_length=9, choices=choices(Origin))
    delivery = models.ForeignKey(Delivery, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering = ["-reference_date", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["corps", "kind", "reference_date", "version"], name="staffreturn_version"),
            models.UniqueConstraint(
                fields=["corps", "kind", "reference_date"],
                condition=models.Q(state=State.VALIDATED),
                name="staffreturn_one_in_force",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["origin", "recruits_origin"]) | ~models.Q(legal_basis=""),
                name="staffreturn_origin_has_basis",
            ),
        ]
        indexes = [models.Index(fields=["state", "kind", "reference_date"], name="staffreturn_in_force")]

    def __str__(self) -> str:
        return f"{self.kind} {self.corps_id} {self.reference_date} v{self.version}"


class StaffCell(models.Model):
    """One count: heads, and full-time equivalents where they are counted, of one group in one part of a return.

    `framework` is operational, civilian or empty for both; `key` a code of the part's list; `group` a sex or a group of
    origin. Empty where the part is not split so (`workflow.staffing.PARTS`). A count that is not here was not given.
    """

    staff_return = models.ForeignKey(StaffReturn, on_delete=models.CASCADE, related_name="cells")
    part = models.CharField(max_length=10, choices=Part)
    framework = models.CharField(max_length=12, blank=True)
    key = models.CharField(max_length=24, blank=True)
    group = models.CharField(max_length=20, blank=True)
    heads = models.PositiveIntegerField()
    fte = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)

    objects = CellQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff_return", "part", "framework", "key", "group"], name="staffcell_once"
            ),
            models.CheckConstraint(condition=models.Q(fte=None) | models.Q(fte__gte=0), name="staffcell_fte_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.framework} {self.key} {self.group}"


class RecruitmentArea(models.Model):
    """From which region a corps recruits, from a day on. Without a row it is the region that holds the corps."""

    corps = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="recruitment_areas")
    area = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["corps", "-valid_from"]
        constraints = [models.UniqueConstraint(fields=["corps", "valid_from"], name="recruitmentarea_once")]

    def __str__(self) -> str:
        return f"{self.area_id} for {self.corps_id} from {self.valid_from}"


class StaffEvent(models.Model):
    """What somebody did to a return, and when: its history, and by whom it may no longer be validated."""

    staff_return = models.ForeignKey(StaffReturn, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=12, choices=Step)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.staff_return_id}"
