"""The address at which a calendar program reads what somebody must see to."""

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """One address of one person. Only its digest is kept: the address itself is shown once. `language` is ISO 639-1."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"
