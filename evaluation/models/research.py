"""Research with police schools, universities and the research and development centre, and what came of it."""

from django.db import models
from django.db.models import F, Q

from evaluation.models.practices import Practice
from evaluation.workflow.practices import Written
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Register, School
from legitimacy.models.choices import choices


class ResearchProject(models.Model):
    """A project, chair or protocol. `signed_on` is the day of its protocol, `published_on` that of its result; one that
    misses either of them counts in no indicator.
    """

    register = models.CharField(max_length=12, choices=Register)
    title = models.CharField(max_length=160)
    language = models.CharField(max_length=2, choices=Written, default=Written.NL)
    kind = models.CharField(max_length=16)
    corps = models.ManyToManyField(Corps, related_name="research_projects", blank=True)
    practice = models.ForeignKey(
        Practice, null=True, blank=True, on_delete=models.SET_NULL, related_name="research_projects"
    )
    school = models.ForeignKey(
        School, null=True, blank=True, on_delete=models.PROTECT, related_name="research_projects"
    )
    university = models.CharField(max_length=120, blank=True)
    centre = models.CharField(max_length=120, blank=True, help_text="Research and development centre")
    begins_on = models.DateField()
    signed_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    doi = models.CharField(max_length=120, blank=True)
    address = models.URLField(max_length=300, blank=True)
    outcome = models.TextField(blank=True, help_text="What came of it")
    origin = models.CharField(max_length=9, choices=choices(Origin))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(published_on__gte=F("begins_on")),
                name="research_ends_after_it_began",
            ),
        ]
        indexes = [
            models.Index(fields=["register", "-begins_on", "-id"], name="research_listed"),
            models.Index(fields=["published_on"], name="research_counted"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def partners(self) -> list[str]:
        """Names of who it is done with, outside the police corps."""
        school = [self.school.display_name] if self.school else []
        return [*school, *(name for name in (self.university, self.centre) if name)]
