"""Describing a practice: a draft, what everybody reads, and what is no longer advised."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import Practice
from evaluation.services.faults import FaultError, record_store, told, version_require
from evaluation.workflow.practices import SOUND, Status, claim_in, lists
from legitimacy.access import require_person
from legitimacy.models import Register, User

TEXTS = ("title", "problem", "done", "theory", "cost", "results")
NEEDED = ("problem", "done", "theory")


@transaction.atomic
def practice_save(*, practice: Practice, values: dict[str, Any], version: int = 0, actor: User) -> Practice:
    """Add or change a practice of `practice.corps`. Its code is its address: it stays once the practice is public."""
    require_person(actor, "practice.edit", practice)
    version_require(practice, version)
    if practice.pk and practice.is_public and values["code"] != practice.code:
        raise FaultError("code", _("Others link to this code: it stays as it is."))
    if Practice.objects.filter(code=values["code"]).exclude(pk=practice.pk).exists():
        raise FaultError("code", _("Another practice has this code already."))
    for name, field in (("kind", "kind"), ("functionality", "functionality")):
        if values[field] not in lists.lists[name]:
            raise FaultError(field, _("This is not in the list."))
    claims_refuse(practice, values)
    if practice.pk is None:
        register = Register(practice.corps.register)
        practice.register, practice.origin = register, register.origin
    record_store(practice, values, actor=actor, corps=practice.corps.code)
    return practice


@transaction.atomic
def practice_publish(*, practice: Practice, version: int, actor: User) -> None:
    """From now on everybody reads it, and raters find it in their queue. Again after it was retired."""
    require_person(actor, "practice.edit", practice)
    version_require(practice, version)
    if practice.status == Status.PUBLISHED:
        raise FaultError("", _("It is published already."))
    if not all(getattr(practice, name).strip() for name in NEEDED):
        raise FaultError("", _("Say first which problem it is for, what is done and why it should work."))
    claims_refuse(practice, {name: getattr(practice, name) for name in TEXTS})
    practice.status, practice.retired_on = Status.PUBLISHED, None
    practice.published_on = practice.published_on or timezone.localdate()
    practice.version += 1
    practice.save()
    told(practice, "published", actor=actor, corps=practice.corps.code)


@transaction.atomic
def practice_retire(*, practice: Practice, version: int, actor: User) -> None:
    """No longer advised: nobody begins with it any more, and it stays readable with its ratings."""
    require_person(actor, "practice.edit", practice)
    version_require(practice, version)
    if practice.status != Status.PUBLISHED:
        raise FaultError("", _("Only what is published can be taken back."))
    practice.status, practice.retired_on = Status.RETIRED, timezone.localdate()
    practice.version += 1
    practice.save()
    told(practice, "retired", actor=actor, corps=practice.corps.code)


def claims_refuse(practice: Practice, values: dict[str, Any]) -> None:
    """FaultError where a text says that it is proven while no rating says so."""
    newest = practice.ratings.first() if practice.pk else None
    if newest is not None and newest.level >= SOUND:
        return
    for name in TEXTS:
        word = claim_in(str(values.get(name, "")))
        if word:
            sentence = _(
                "The text says “%(word)s”, but no rating says so. Describe what you did and saw; the research and "
                "development centre says how strong the evidence is."
            )
            raise FaultError(name, sentence % {"word": word})
