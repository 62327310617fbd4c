"""Reports that somebody asked for. The file is sealed, belongs to who asked, and goes after a week."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models.audits import Audit
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Register
from legitimacy.models.choices import choices
from legitimacy.models.subjects import LANGUAGES


class Report(models.Model):
    """One report in one format and language. `content` is the sealed file, `digest` the SHA-256 of the plain one.

    `checksum` is that of the cells, which every format of the same report shares. A report of an audit has no period:
    it speaks of what was frozen, and of the follow-up as it stands when it is made.
    """

    class Kind(models.TextChoices):
        CORPS = "corps", _("report on one corps")
        COMPARISON = "comparison", _("comparison of corps")
        NATIONAL = "national", _("annual national report")
        AUDIT = "audit", _("report of an audit")

    class Format(models.TextChoices):
        PDF = "pdf", _("PDF, to read and print")
        XLSX = "xlsx", _("spreadsheet (XLSX)")
        CSV = "csv", _("CSV")
        CSV_EXCEL = "csv-excel", _("CSV that Excel opens at once")
        JSON = "json", _("JSON, for programs")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        MAKING = "making", _("being made")
        DONE = "done", _("ready")
        EMPTY = "empty", _("nothing to report")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind)
    register = models.CharField(max_length=12, choices=Register)
    period = models.CharField(max_length=7, blank=True)
    audit = models.ForeignKey(Audit, null=True, blank=True, on_delete=models.CASCADE, related_name="files")
    corps = models.JSONField(default=list, help_text="Codes; empty for all of the register")
    indicators = models.JSONField(default=list, help_text="Codes; empty for all")
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    format = models.CharField(max_length=10, choices=Format)
    origin = models.CharField(max_length=9, choices=choices(Origin), blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reports")
    requested_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    content = models.BinaryField(null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    checksum = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        ordering = ["-requested_at"]
        indexes = [models.Index(fields=["requested_by", "-requested_at"], name="report_of_person")]

    def __str__(self) -> str:
        return f"{self.kind} {self.period} {self.format}"

    def corps_found(self) -> list[Corps]:
        """The corps that it is about, by code. One query."""
        found = Corps.objects.filter(register=self.register)
        return list((found.filter(code__in=self.corps) if self.corps else found.filter(valid_to=None)).order_by("code"))
