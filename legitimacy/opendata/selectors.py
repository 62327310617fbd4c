"""What was released, and what waits for approval."""

from django.db.models import Prefetch

from legitimacy.models import Release, ReleaseApproval


def releases_approved() -> list[Release]:
    """Newest first. 1 query."""
    return list(Release.objects.filter(status=Release.Status.APPROVED).order_by("-approved_at"))


def releases_waiting() -> list[Release]:
    """Proposed releases with who approved so far. At most 3 queries."""
    signed = Prefetch("approvals", queryset=ReleaseApproval.objects.select_related("person"))
    return list(Release.objects.filter(status=Release.Status.PROPOSED).prefetch_related(signed).order_by("pk"))
