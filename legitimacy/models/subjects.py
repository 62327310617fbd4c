"""Whom figures speak about: corps, regions, municipalities, schools, and how corps change."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from legitimacy.indicators.definitions import Origin

LANGUAGES = ("nl", "fr", "de", "en")


class Register(models.TextChoices):
    """Three worlds that never mix in a comparison, a map or a total."""

    BELGIUM = "belgium", _("Belgian register")
    EXAMPLE = "example", _("Example register (fictional)")
    FOREIGN_TEST = "foreign_test", _("Foreign test register")

    @property
    def origin(self) -> Origin:
        """What every record and figure of it is."""
        return {self.BELGIUM: Origin.REAL, self.EXAMPLE: Origin.SIMULATED}.get(self, Origin.TEST)


class SubjectKind(models.TextChoices):
    CORPS = "corps", _("Corps")
    MUNICIPALITY = "municipality", _("Municipality")
    PROVINCE = "province", _("Province")
    REGION = "region", _("Region")
    NATION = "nation", _("Country")
    SCHOOL = "school", _("School")


class Subject(models.Model):
    """Anything that can carry a value. Every kind below is one of these rows with more columns."""

    kind = models.CharField(max_length=12, choices=SubjectKind)
    register = models.CharField(max_length=12, choices=Register)
    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120, help_text=_("Official name, in the subject's own language"))
    name_nl = models.CharField(max_length=120, blank=True)
    name_fr = models.CharField(max_length=120, blank=True)
    name_de = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["register", "kind"], name="subject_register_kind")]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """Name in the reader's language, else the official name."""
        language = (get_language() or "nl")[:2]
        return getattr(self, f"name_{language}", "") or self.name


class Region(Subject):
    """A country, a region or a province, by `kind`."""

    subject_ptr = models.OneToOneField(
        Subject, parent_link=True, primary_key=True, on_delete=models.CASCADE, related_name="as_region"
    )

    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")


class Corps(Subject):
    """A local police zone or the federal police. `code` has four characters."""

    subject_ptr = models.OneToOneField(
        Subject, parent_link=True, primary_key=True, on_delete=models.CASCADE, related_name="as_corps"
    )

    class Type(models.TextChoices):
        LOCAL = "local", _("Local police")
        FEDERAL = "federal", _("Federal police")

    type = models.CharField(max_length=8, choices=Type, default=Type.LOCAL)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="corps_in_region")
    province = models.ForeignKey(
        Region, null=True, blank=True, on_delete=models.PROTECT, related_name="corps_in_province"
    )
    languages = models.CharField(max_length=12, default="nl", help_text=_("Language codes, separated by a space"))
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True, help_text=_("Last day; empty while the corps exists"))

    class Meta:
        verbose_name_plural = "corps"

    @property
    def is_real(self) -> bool:
        return self.register == Register.BELGIUM


class CorpsLink(models.Model):
    """`predecessor` went, wholly or in part, into `successor`.

    `share` is the part of the predecessor's residents that went there (0-1): counts are back-cast by it.
    """

    predecessor = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="successor_links")
    successor = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="predecessor_links")
    on = models.DateField(help_text=_("First day of the successor"))
    residents = models.PositiveIntegerField(null=True, blank=True)
    share = models.FloatField(default=1.0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="corpslink_once"),
            models.CheckConstraint(condition=models.Q(share__gt=0, share__lte=1), name="corpslink_share"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} -> {self.successor_id}"


class Municipality(Subject):
    """A municipality; `code` is its NIS code of five digits."""

    subject_ptr = models.OneToOneField(
        Subject, parent_link=True, primary_key=True, on_delete=models.CASCADE, related_name="as_municipality"
    )

    corps = models.ForeignKey(Corps, null=True, blank=True, on_delete=models.PROTECT, related_name="municipalities")

    class Meta:
        verbose_name_plural = "municipalities"


class School(Subject):
    """A police school."""

    subject_ptr = models.OneToOneField(
        Subject, parent_link=True, primary_key=True, on_delete=models.CASCADE, related_name="as_school"
    )
