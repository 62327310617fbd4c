"""Counts that professional standards and reviewers enter by month: conflicts, and proactive checks."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from legitimacy.imports.operations.checking import Count, CountRefusedError, Key, clashes_find, count_check
from legitimacy.imports.operations.storing import counts_standing, counts_store
from legitimacy.imports.operations.uses import CountUse
from legitimacy.imports.pipeline import Applied
from legitimacy.models import Corps, OperationalCount, User
from legitimacy.trail.services import event_append
from professionalism.services.force_counting import SOURCE as FORCE
from professionalism.workflow.force_codes import LISTS

SOURCE = "operations"
MEDIATED = ("neighbours", "family", "public_order")
"""Conflicts that PRV-18 counts."""
Kind = OperationalCount.Kind
CONFLICT_KINDS = (Kind.CONFLICTS, Kind.CONFLICTS_WITHOUT_FORCE, Kind.CONFLICTS_MEDIATED, Kind.CONFLICTS_SETTLED)
CHECK_KINDS = (Kind.CHECKS, Kind.CHECKS_REASONED)
USES = (
    CountUse(key="force_rate", source=FORCE, codes=("LEG-05",), kinds=(Kind.INTERVENTIONS,)),
    CountUse(
        key="conflicts",
        source=SOURCE,
        codes=("PRV-10", "PRV-18"),
        kinds=CONFLICT_KINDS,
        categories=lambda: LISTS.lists["conflict"].keys(),
    ),
    CountUse(key="checks", source=SOURCE, codes=("PRV-15",), kinds=CHECK_KINDS),
)


class CountsRefusedError(ValueError):
    """Counts that were not taken, whole: `reasons` by key of the count."""

    def __init__(self, reasons: Mapping[Key, str]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(reasons.values()))


@transaction.atomic
def counts_enter(*, corps: Corps, month: date, counts: Mapping[tuple[str, str], int], actor: User) -> int:
    """Store what a form gives for one month, by kind and category, and return how many were new or different.

    All or nothing: CountsRefusedError says for each count why not. The trail keeps who entered or corrected, and when;
    a correction carries that word.
    """
    Corps.objects.select_for_update().filter(pk=corps.pk).first()
    given = [Count(kind, category, month, 1, count) for (kind, category), count in counts.items()]
    stood = counts_standing(corps.pk, [month])
    _require(corps, given, stood)
    is_correction = any(stood[count.key] != count for count in given if count.key in stood)
    changed = counts_store(corps=corps, counts=given, applied=Applied())
    if changed:
        verb = "operations.corrected" if is_correction else "operations.entered"
        event_append(
            verb=verb, actor=actor, object_type="month", object_id=f"{month.year}-{month.month:02}", corps=corps.code
        )
    return len(changed)


def _require(corps: Corps, given: Sequence[Count], stood: Mapping[Key, Count]) -> None:
    reasons: dict[Key, str] = {}
    for count in given:
        try:
            count_check(count, corps, timezone.localdate())
        except CountRefusedError as error:
            reasons[count.key] = error.reason
    reasons = clashes_find({count.key: count for count in given}, stood) | reasons
    if reasons:
        raise CountsRefusedError(reasons)
