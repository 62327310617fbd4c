"""Schemes and results as one person may read them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import FundingResult, FundingScheme
from audit.rules.funding import OPEN_TO_CORPS, advises
from legitimacy.access import Person, standing_of
from legitimacy.models import Register, Role
from legitimacy.work_pages import Waiting


def register_advised(user: Person) -> Register:
    """The register that an auditor makes schemes for; a person without one reads as if of the real register."""
    mine = [m.register for m in standing_of(user).current if m.role == Role.AUDITOR and m.corps_id is None]
    return Register(mine[0]) if mine else Register.BELGIUM


def schemes_advised(user: Person) -> list[FundingScheme]:
    """Schemes of the registers that an auditor is over, newest first. One query."""
    registers = [m.register for m in standing_of(user).current if m.role == Role.AUDITOR and m.corps_id is None]
    found = FundingScheme.objects.filter(register__in=registers).select_related("framework")
    return list(found) if registers else []


def sheets_own(user: Person) -> list[FundingResult]:
    """Calculation sheets of the corps that somebody is the chief of, newest first. One query."""
    mine = [m.corps_id for m in standing_of(user).current if m.role == Role.CHIEF_OF_CORPS and m.corps_id]
    found = FundingResult.objects.filter(corps__in=mine, scheme__state__in=OPEN_TO_CORPS)
    return list(found.select_related("scheme", "corps").order_by("-scheme__year", "corps__code")) if mine else []


@dataclass(frozen=True, slots=True)
class Totals:
    given_cents: int
    kept_apart_cents: int
    left_cents: int
    corps: int
    not_assessed: int


def results_of(scheme: FundingScheme, user: Person) -> list[FundingResult]:
    """Results by the name of the corps, without those of corps that the reader ever belonged to. One query."""
    if not advises(user, scheme):
        return []
    found = scheme.results.select_related("corps", "corps__province").exclude(corps__in=standing_of(user).ever_in)
    return sorted(found, key=lambda one: one.corps.display_name.casefold())


def totals_of(scheme: FundingScheme, results: Sequence[FundingResult]) -> Totals:
    given = sum(one.amount_cents or 0 for one in results)
    apart = sum(one.maximum_cents for one in results if one.amount_cents is None)
    return Totals(
        given_cents=given,
        kept_apart_cents=apart,
        left_cents=int(scheme.envelope * 100) - given - apart,
        corps=len(results),
        not_assessed=sum(one.amount_cents is None for one in results),
    )


def funding_waiting(user: Person) -> list[Waiting]:
    """Sheets that a chief may reply to; replies without an answer and signatures that auditors owe."""
    today = timezone.localdate()
    found = [
        Waiting(
            what=_("Read the calculation sheet of %(corps)s, and reply if it is not right") % {"corps": one.corps},
            url=reverse("funding_sheet", kwargs={"pk": one.scheme_id, "code": one.corps.code}),
            by_when=one.scheme.reply_until,
        )
        for one in sheets_own(user)
        if one.scheme.state == FundingScheme.State.CALCULATED and (one.scheme.reply_until or today) >= today
    ]
    for scheme in schemes_advised(user):
        if scheme.state != FundingScheme.State.CALCULATED:
            continue
        url = reverse("funding_scheme", kwargs={"pk": scheme.pk})
        if scheme.replies.filter(answered_at=None).exclude(corps__in=standing_of(user).ever_in).exists():
            found.append(Waiting(what=_("Answer the replies to %(scheme)s") % {"scheme": scheme}, url=url))
        elif scheme.reply_until is not None and scheme.reply_until < today:
            found.append(Waiting(what=_("Sign %(scheme)s, or calculate it again") % {"scheme": scheme}, url=url))
    return found
