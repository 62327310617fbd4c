"""Erasure: after its term a sanction is gone from every view of a person, and its count stays.

The whole case goes: member, days, texts, papers and history. Nothing is left that could be tied to somebody, so that a
later entry is refused by its own day, not by a list of the erased.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from legitimacy.indicators.periods import Period
from legitimacy.trail.retention import RetentionRule
from legitimacy.trail.services import event_append
from professionalism.models import DisciplinaryCase, DisciplinaryCount, ForceFollowUp, SignalCase, SourceKind
from professionalism.services.signals.cases import follow_up_note
from professionalism.workflow.discipline import ENDS
from professionalism.workflow.signals import FollowUpKind

CHILDREN = ("events", "papers", "measures")


def cases_past(today: date) -> QuerySet[DisciplinaryCase]:
    """Cases that are over and past the day from which nothing may be kept with a person."""
    return DisciplinaryCase.objects.filter(erase_on__lte=today, status__in=ENDS)


def cases_erase(today: date | None = None) -> int:
    """Erase every case past its term, each on its own; how many."""
    keys = list(cases_past(today or timezone.localdate()).order_by("pk").values_list("pk", flat=True))
    return sum(case_erase(pk) for pk in keys)


@transaction.atomic
def case_erase(pk: UUID) -> bool:
    """Count one case and remove it. False where somebody else was quicker."""
    rows = DisciplinaryCase.objects.select_for_update(of=("self",)).select_related("corps")
    case = rows.filter(pk=pk, status__in=ENDS).first()
    if case is None:
        return False
    count_add(case)
    _mentions_clear(case)
    event_append(verb="discipline.erased", object_type="disciplinarycase", object_id=case.pk, corps=case.corps.code)
    # The trigger lets the history go only while its case says that it is being erased.
    DisciplinaryCase.objects.filter(pk=case.pk).update(erased_at=timezone.now())
    for name in CHILDREN:
        getattr(case, name).all().delete()
    case.delete()
    return True


def _mentions_clear(case: DisciplinaryCase) -> None:
    """What other records say of it: the number in a signal's case, and the kind of follow-up that a force report got.

    That something followed stays, so that LEG-08 does not change; that it was discipline does not.
    """
    SignalCase.objects.filter(corps=case.corps, reference=case.number).update(reference="")
    if case.source_kind != SourceKind.FORCE or not case.source_reference:
        return
    named = {"corps": case.corps, "source_kind": SourceKind.FORCE, "source_reference": case.source_reference}
    if DisciplinaryCase.objects.filter(**named).exclude(pk=case.pk).exists():
        return
    steps = ForceFollowUp.objects.filter(incident__corps=case.corps, incident__number=case.source_reference)
    for step in steps.filter(kind=FollowUpKind.DISCIPLINE):
        follow_up_note(incident=step.incident, kind=FollowUpKind.STEP, on=step.on)
        step.delete()


def count_add(case: DisciplinaryCase) -> None:
    """Add a case to the anonymous counts."""
    sanction = getattr(case, "sanction", None)
    key = {
        "corps": case.corps,
        "year": (case.decided_on or case.known_on).year,
        "facts_kind": case.facts_kind,
        "level": sanction.level if sanction else case.level,
        "sanction": sanction.code if sanction else "",
        "known_in": str(Period.containing(case.known_on)),
        "settled_in": str(Period.containing(case.settled_on)) if case.settled_on else "",
        "in_time": bool(case.in_time),
    }
    row, _made = DisciplinaryCount.objects.get_or_create(
        **key, defaults={"register": case.register, "origin": case.origin}
    )
    DisciplinaryCount.objects.filter(pk=row.pk).update(cases=F("cases") + 1)


DISCIPLINE = RetentionRule(
    name="discipline",
    what="disciplinary cases past the day of their erasure",
    count=lambda: cases_past(timezone.localdate()).count(),
    apply=cases_erase,
)
