"""What was released, and what waits for approval."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Subquery
from django.utils.translation import gettext_lazy as _

from legitimacy.disclosure.contents import ReleaseContents, releases_contents
from legitimacy.disclosure.families import table_families
from legitimacy.models import Delivery, DisclosureReport, Register, Release, ReleaseApproval, Reply
from legitimacy.models.disclosure import public_releases
from legitimacy.numbers import share_text
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
    approved = Release.objects.filter(**public_releases()).order_by("-approved_at")
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


def releases_mark() -> str:
    """Changes whenever what the public may read changes: released figures never do, replies come beside them. 1 query.

    Empty while nothing is public.
    """
    newest_reply = Subquery(Reply.objects.order_by("-pk").values("pk")[:1])
    rows = Release.objects.filter(**public_releases()).annotate(replied=newest_reply).order_by("pk")
    return " ".join(f"{pk}.{replied}" for pk, replied in rows.values_list("pk", "replied"))


def releases_waiting() -> list[Release]:
    """Proposed releases with who approved so far. At most 3 queries."""
    signed = Prefetch("approvals", queryset=ReleaseApproval.objects.select_related("person"))
    return list(Release.objects.filter(status=Release.Status.PROPOSED).prefetch_related(signed).order_by("pk"))


LEVELS = {
    "corps": _("corps, provinces and the country"),
    "province": _("provinces and the country; corps could not be protected"),
    "nation": _("the country alone; corps and provinces could not be protected"),
    "": _("nothing: no level could be protected"),
}
"""What a table family publishes, by the finest level that could be proven."""
REASONS = {
    "count_small": _("the count is small"),
    "complement_small": _("the others are few"),
    "whole_row": _("it says something about everybody of the group"),
    "denominator_small": _("too few people in all"),
    "count_unknown": _("its counts are not known"),
    "table_has_small_cells": _("the figure, or one of its table, is small"),
    "linked_to_small_cells": _("it is small, or would give a small one away"),
    "window_overlaps": _("its months overlap with a published figure"),
    "revision_small": _("a correction of few records"),
    "change_small": _("a small change against the last release"),
    "behind_band": _("it stands behind a published band"),
}


def report_context(release: Release) -> dict[str, Any]:
    """The disclosure report of a release in words."""
    kept = DisclosureReport.objects.filter(release=release).first()
    report: dict[str, Any] = kept.content if kept else {"values": {"measured": 0, "withheld": {}}, "tables": []}
    withheld = [(REASONS.get(code, code), count) for code, count in report["values"]["withheld"].items()]
    tables = [
        row | {
            "title": table_families.get(row["family"]).title if row["family"] in table_families else row["family"],
            "level_words": LEVELS[row["level"]],
            "left_words": [
                family.parts[part] for family in table_families if family.key == row["family"]
                for part in row.get("left_out", ())
            ],
            "lost": share_text(row["hidden_people"]),
        }
        for row in report["tables"]
    ]  # fmt: skip
    return {
        "release": release,
        "register": release.register,
        "measured": report["values"]["measured"],
        "withheld": withheld,
        "withheld_total": sum(count for _words, count in withheld),
        "tables": tables,
        "approvals": list(release.approvals.all()),
    }
