"""What a token for scripts may be used for. The token itself is knox's, which keeps its hash alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from knox.models import AuthToken


class Scope(models.TextChoices):
    """A token without a scope reads what a visitor reads."""

    FIGURES = "figures", _("Read the figures that I read on pages")
    COMPLAINTS = "complaints", _("Hand over complaints for my body")


class ApiToken(models.Model):
    """Name and scopes of one token; it goes with the token."""

    token = models.OneToOneField(AuthToken, on_delete=models.CASCADE, related_name="about")
    name = models.CharField(max_length=60)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
