"""Modules with their themes, who followed them, and joint counts of staff. Counts only: no person is stored."""

from django.db import models

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Subject
from legitimacy.models.choices import choices
from professionalism.models.schools import Named, Programme
from professionalism.workflow.training import COUNTS


class Module(Named):
    """A module of a school or of a corps itself, in a programme or alone.

    `hours` are those of one person. Its themes hold at most as many hours together; the rest is about something else.
    To pass a module that is not assessed is impossible: it is attended.
    """

    provider = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="training_modules")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="modules")
    code = models.CharField(max_length=24)
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    ects = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    given_by = models.CharField(max_length=120, blank=True, help_text="Where another body gives it")
    is_assessed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["provider", "code"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "code"], name="trainingmodule_code_once"),
            models.CheckConstraint(condition=models.Q(hours__gt=0), name="trainingmodule_has_hours"),
        ]


class ModuleTheme(models.Model):
    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=24)
    hours = models.DecimalField(max_digits=5, decimal_places=1)

    class Meta:
        ordering = ["module", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["module", "theme"], name="moduletheme_once"),
            models.CheckConstraint(condition=models.Q(hours__gt=0), name="moduletheme_has_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.theme} in {self.module_id}"


class Attendance(models.Model):
    """How many people of one corps and grade followed a module in one quarter, and how many passed it."""

    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="attendance")
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="training_attendance")
    grade = models.CharField(max_length=24)
    period = models.CharField(max_length=7, help_text="The quarter in which it ended, such as 2025-Q4")
    attended = models.PositiveIntegerField()
    passed = models.PositiveIntegerField(default=0)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-period", "module", "grade"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(fields=["module", "corps", "grade", "period"], name="attendance_once"),
            models.CheckConstraint(condition=models.Q(passed__lte=models.F("attended")), name="attendance_passed"),
        ]
        indexes = [
            models.Index(fields=["period", "corps"], name="attendance_counted"),
            models.Index(fields=["corps", "period"], name="attendance_listed"),
        ]

    def __str__(self) -> str:
        return f"{self.module_id} {self.corps_id} {self.period}"


class TrainingCount(models.Model):
    """Joint counts of one corps (its staff) or school (who followed training there) and grade on a day.

    The day is the last of a quarter. Who is absent for more than six months is in no number. An empty number was not
    delivered, which is not zero. Each is a part of `staff`, `with_language` of `front_line`.
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="training_counts")
    grade = models.CharField(max_length=24)
    on = models.DateField()
    staff = models.PositiveIntegerField()
    with_five_sessions = models.PositiveIntegerField(null=True, blank=True)
    gpi48_psychosocial = models.PositiveIntegerField(null=True, blank=True)
    gpi48_physical = models.PositiveIntegerField(null=True, blank=True)
    gpi48_firearm = models.PositiveIntegerField(null=True, blank=True)
    gpi48_tactics = models.PositiveIntegerField(null=True, blank=True)
    passed_all_three = models.PositiveIntegerField(null=True, blank=True)
    passed_multicultural = models.PositiveIntegerField(null=True, blank=True)
    front_line = models.PositiveIntegerField(null=True, blank=True)
    with_language = models.PositiveIntegerField(null=True, blank=True, help_text="At least one certificate that counts")
    origin = models.CharField(max_length=9, choices=choices(Origin))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-on", "grade"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "grade", "on"], name="trainingcount_once"),
            *(
                models.CheckConstraint(condition=models.Q(**{f"{name}__lte": models.F("staff")}), name=f"count_{name}")
                for name in COUNTS[1:]
            ),
        ]
        indexes = [models.Index(fields=["on", "subject"], name="trainingcount_counted")]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.grade} {self.on}"


class LanguageCount(models.Model):
    """Front-line staff with a checked certificate of one language at one level. Mother tongues are not asked."""

    count = models.ForeignKey(TrainingCount, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(max_length=8)
    level = models.CharField(max_length=2)
    people = models.PositiveIntegerField()

    class Meta:
        ordering = ["count", "language", "level"]
        constraints = [models.UniqueConstraint(fields=["count", "language", "level"], name="languagecount_once")]

    def __str__(self) -> str:
        return f"{self.language} {self.level} of {self.count_id}"
