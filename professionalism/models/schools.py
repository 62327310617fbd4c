"""Programmes of police schools, what was delivered of them, and their links with higher education."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import get_language

from legitimacy.models import School
from professionalism.workflow.training import LinkKind, ProgrammeKind


class Named(models.Model):
    """A name in the language of the school, and in the others where it gives them."""

    name = models.CharField(max_length=160)
    name_nl = models.CharField(max_length=160, blank=True)
    name_fr = models.CharField(max_length=160, blank=True)
    name_de = models.CharField(max_length=160, blank=True)
    name_en = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """In the reader's language, else as the school calls it."""
        return getattr(self, f"name_{(get_language() or 'nl')[:2]}", "") or self.name


class Programme(Named):
    """A programme of a school. It leads to a recognised qualification from one day to another, or never.

    `version` grows with every change: who writes an older one is told.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="programmes")
    code = models.CharField(max_length=24)
    kind = models.CharField(max_length=10, choices=ProgrammeKind)
    ects = models.PositiveSmallIntegerField(validators=[MaxValueValidator(300)], help_text="Study credits of one run")
    qualification = models.CharField(max_length=60, blank=True, help_text="Code of the qualification it leads to")
    awarding_body = models.CharField(max_length=24, blank=True)
    recognised_from = models.DateField(null=True, blank=True)
    recognised_to = models.DateField(null=True, blank=True, help_text="Last day; empty while it is recognised")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["school", "kind", "code"]
        constraints = [models.UniqueConstraint(fields=["school", "code"], name="programme_code_once")]


class ProgrammeYear(models.Model):
    """What was delivered of a programme in one calendar year: classes that finished, and their credits together."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    classes = models.PositiveSmallIntegerField()
    credits = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["programme", "-year"]
        constraints = [models.UniqueConstraint(fields=["programme", "year"], name="programmeyear_once")]

    def __str__(self) -> str:
        return f"programme {self.programme_id} in {self.year}"


class EducationLink(models.Model):
    """Evidence that a school works with higher education: what, with whom, since when, and where to read about it."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="education_links")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="links")
    kind = models.CharField(max_length=14, choices=LinkKind)
    title = models.CharField(max_length=160)
    partner = models.CharField(max_length=120)
    address = models.URLField(max_length=300, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["school", "kind", "-begins_on"]

    def __str__(self) -> str:
        return self.title
