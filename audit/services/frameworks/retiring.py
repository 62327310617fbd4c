"""A framework is retired when the next one begins to judge. It keeps judging the periods that were its own."""

from django.db import transaction
from django.utils.timezone import localdate

from legitimacy.indicators.periods import Period
from legitimacy.models import Framework, User
from legitimacy.models.framework import framework_for, frameworks_signed
from legitimacy.trail.services import event_append


@transaction.atomic
def frameworks_retire(*, actor: User | None = None) -> list[str]:
    """Retire what was in force before the framework that judges today; return the codes. Run again, it does nothing.

    After a signature, and every night, as a framework may be signed long before its first quarter.
    """
    frameworks = frameworks_signed(Framework.objects.select_for_update())
    judge = framework_for(Period.containing(localdate()), frameworks)
    former = frameworks[: frameworks.index(judge)] if judge is not None else []
    retired = [each for each in former if each.status == Framework.Status.IN_FORCE]
    for framework in retired:
        framework.status = Framework.Status.RETIRED
        framework.save(update_fields=["status"])
        event_append(
            verb="framework.retired",
            actor=actor,
            object_type="framework",
            object_id=framework.code,
            reason=judge.code if judge else "",
        )
    return [framework.code for framework in retired]
