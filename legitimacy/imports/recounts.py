"""What must be counted again when the map changes: residents, municipalities of a zone, predecessors."""

from collections.abc import Collection

from django.db.models import Q

from legitimacy.models import Corps, CorpsLink, DeliveredFigure, Municipality
from legitimacy.models.marks import stale_marks_add

SOURCE = "deliveries"


def corps_of_areas(subject_ids: Collection[int]) -> set[int]:
    """The corps whose values rest on these areas: themselves, and the corps of municipalities among them."""
    corps = set(Corps.objects.filter(pk__in=subject_ids).values_list("pk", flat=True))
    municipalities = Municipality.objects.filter(pk__in=subject_ids, corps__isnull=False)
    return corps | {pk for pk in municipalities.values_list("corps", flat=True) if pk is not None}


def corps_recount(corps_ids: Collection[int]) -> int:
    """Mark every figure that counts towards these corps or their successors; return how many."""
    successors = CorpsLink.objects.filter(predecessor__in=corps_ids).values_list("successor", flat=True)
    touched = {*corps_ids, *successors}
    rests_on = Q(subject__in=touched) | Q(subject__as_municipality__corps__in=touched)
    figures = DeliveredFigure.objects.filter(rests_on).values_list("subject_id", "indicator", "period")
    return stale_marks_add(source=SOURCE, figures=figures.iterator(chunk_size=2_000))
