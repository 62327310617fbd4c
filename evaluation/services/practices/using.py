"""Which corps uses a practice, since when and until when."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from evaluation.models import Practice, PracticeUse
from evaluation.services.faults import FaultError, record_store, told, version_require
from evaluation.services.practices.stale import stale_for_use
from evaluation.workflow.practices import Status
from legitimacy.access import require_person
from legitimacy.models import Register, User


@transaction.atomic
def use_save(*, use: PracticeUse, values: dict[str, Any], version: int = 0, actor: User) -> PracticeUse:
    """Say or change since when `use.corps` uses `use.practice`, and until when. One use at a time."""
    require_person(actor, "practiceuse.edit", use)
    practice = Practice.objects.select_for_update().get(pk=use.practice_id)
    version_require(use, version)
    if practice.register != use.corps.register or not practice.is_public:
        raise FaultError("", _("This practice is not in the register of your corps."))
    if use.pk is None and practice.status == Status.RETIRED:
        raise FaultError("", _("This practice is no longer advised: nobody begins with it any more."))
    since, until = values["since"], values["until"]
    if until is not None and until < since:
        raise FaultError("until", _("It cannot end before it began."))
    corps = use.corps
    if (corps.valid_from and since < corps.valid_from) or (corps.valid_to and since > corps.valid_to):
        raise FaultError("since", _("The corps did not exist then."))
    others = practice.uses.filter(Q(until=None) | Q(until__gte=since), corps=corps).exclude(pk=use.pk)
    if (others if until is None else others.filter(since__lte=until)).exists():
        raise FaultError("since", _("Your corps uses it in these days already. Change that use."))
    seen = [use.since] if use.pk else []
    use.origin = Register(corps.register).origin
    record_store(use, values, actor=actor, corps=corps.code)
    stale_for_use(use, *seen)
    return use


@transaction.atomic
def use_remove(*, use: PracticeUse, version: int, actor: User) -> None:
    """Take away a use that was entered by mistake."""
    require_person(actor, "practiceuse.edit", use)
    version_require(use, version)
    told(use, "removed", actor=actor, corps=use.corps.code)
    stale_for_use(use)
    use.delete()
