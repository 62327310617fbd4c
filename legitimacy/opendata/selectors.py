"""What was released, and what waits for approval."""

from dataclasses import dataclass

from django.db.models import Prefetch

from legitimacy.disclosure.contents import ReleaseContents, releases_contents
from legitimacy.models import Delivery, Register, Release, ReleaseApproval
from legitimacy.wording import name_told


@dataclass(frozen=True, slots=True)
class Credit:
    """Whom to credit for figures, and under what licence they may be used; empty where none was named."""

    name: str
    licence: str


@dataclass(frozen=True, slots=True)
class Published:
    release: Release
    contents: ReleaseContents
    credits: list[Credit]


def releases_approved() -> list[Published]:
    """Real figures first, then the newest. 5 queries."""
    approved = Release.objects.filter(status=Release.Status.APPROVED).order_by("-approved_at")
    releases = sorted(approved, key=lambda release: release.register != Register.BELGIUM)
    contents = releases_contents([release.pk for release in releases])
    licences = dict(Delivery.objects.order_by("pk").values_list("credit", "licence"))
    return [
        Published(
            release,
            contents[release.pk],
            [Credit(name_told(name), name_told(licences.get(name, ""))) for name in contents[release.pk].credits],
        )
        for release in releases
    ]


def releases_waiting() -> list[Release]:
    """Proposed releases with who approved so far. At most 3 queries."""
    signed = Prefetch("approvals", queryset=ReleaseApproval.objects.select_related("person"))
    return list(Release.objects.filter(status=Release.Status.PROPOSED).prefetch_related(signed).order_by("pk"))
