"""Access of one auditor to records of one corps, inside an opened audit and until a day.

Shared, so that the app that keeps the records can ask without knowing the app that keeps the audits.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.models.subjects import Corps


class AuditGrant(models.Model):
    """`until_on` is the last day; nothing has to run for it to end. `ended_at` ends it earlier, with the opened audit.

    `audit` is the key of the audit, `note` says what is looked for: it is shown to other auditors, never to the corps.
    """

    class Kind(models.TextChoices):
        COMPLAINTS = "complaints", _("complaint files")
        FORCE = "force", _("reports of the use of force")

    class Reason(models.TextChoices):
        SAMPLE = "sample", _("a sample of files, to check how they were handled")
        FIGURES = "figures", _("to check figures against the files behind them")
        FINDING = "finding", _("to found a finding")

    audit = models.UUIDField(db_index=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="audit_grants")
    corps = models.ForeignKey(Corps, on_delete=models.CASCADE, related_name="audit_grants")
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=12, choices=Reason)
    note = models.CharField(max_length=400, blank=True)
    from_on = models.DateField()
    until_on = models.DateField()
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    extended_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")), name="auditgrant_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["user", "kind", "until_on"], name="auditgrant_reader")]

    def __str__(self) -> str:
        return f"grant {self.pk} in audit {self.audit}"
