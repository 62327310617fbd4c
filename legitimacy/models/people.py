"""People who sign in, what they are, and for which corps or body."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from legitimacy.models.fields import EncryptedTextField
from legitimacy.models.subjects import LANGUAGES, Corps, Register


class User(AbstractUser):
    """Signs in by e-mail address. Being superuser opens no case and no scorecard."""

    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES], default="nl")

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Role(models.TextChoices):
    STAFF = "staff", _("staff")
    OFFICER = "officer", _("officer")
    FORCE_REVIEWER = "force_reviewer", _("force reviewer")
    COMPLAINTS_OFFICER = "complaints_officer", _("complaints officer")
    INDEPENDENT_HANDLER = "independent_handler", _("independent handler")
    AUTHORITY = "authority", _("mayor, college or prosecutor")
    PROFESSIONAL_STANDARDS = "professional_standards", _("professional standards")
    WELLBEING_ADVISER = "wellbeing_adviser", _("wellbeing adviser")
    HR_OFFICER = "hr_officer", _("HR officer")
    EVALUATION_OFFICER = "evaluation_officer", _("evaluation officer")
    SCHOOL_EDITOR = "school_editor", _("school editor")
    RESEARCH_RATER = "research_rater", _("research rater")
    CHIEF_OF_CORPS = "chief_of_corps", _("chief of corps")
    COUNCIL_MEMBER = "council_member", _("council member")
    AUDITOR = "auditor", _("auditor")
    FRAMEWORK_MANAGER = "framework_manager", _("framework manager")
    RESEARCHER = "researcher", _("researcher")
    DATA_STEWARD = "data_steward", _("data steward")
    ADMINISTRATOR = "administrator", _("administrator")


class Membership(models.Model):
    """One role of one person: in a corps, or over a whole register when `corps` is empty."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role)
    register = models.CharField(max_length=12, choices=Register)
    corps = models.ForeignKey(Corps, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships")
    body = models.CharField(max_length=40, blank=True, help_text=_("External body, where the role belongs to one"))
    valid_from = models.DateField(default=localdate)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "corps", "body"],
                condition=models.Q(corps__isnull=False),
                name="membership_corps_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "register", "body"],
                condition=models.Q(corps=None),
                name="membership_register_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.corps_id or self.register}"


class Invitation(models.Model):
    """An offer of one role. The address is sealed; the code is kept only as a keyed hash."""

    email = EncryptedTextField()
    email_lookup = models.CharField(max_length=64, db_index=True)
    code_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=24, choices=Role)
    register = models.CharField(max_length=12, choices=Register)
    corps = models.ForeignKey(Corps, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    body = models.CharField(max_length=40, blank=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"invitation {self.pk}"
