"""Reading rounds of the inclusion survey: what is missing, what was given out, what may be shown. Never an answer."""

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from diversity.models import SlipBatch, SurveyRound
from diversity.workflow.surveys import RoundState, number, share
from legitimacy.models import Corps


def rounds_of(corps: Corps) -> QuerySet[SurveyRound]:
    """Rounds of a corps, the newest first."""
    return SurveyRound.objects.filter(corps=corps).select_related("corps")


def opening_needs(one: SurveyRound) -> list[str]:
    """What still keeps a planned round from opening, in sentences; empty when it may open."""
    today, needs = timezone.localdate(), []
    if one.state != RoundState.PLANNED:
        return [_("This round was opened already.")]
    least = number("invited_least", today)
    if one.invited < least:
        needs.append(
            _("Fewer than %(least)d people are invited: the results could hardly ever be shown.") % {"least": least}
        )
    if not one.assessment or one.assessed_on is None:
        needs.append(_("The impact assessment (DPIA) is not recorded: give its reference and day."))
    if not one.advice or one.advised_on is None:
        needs.append(_("The advice of the data protection officer or the COC is not recorded."))
    if today < one.opens_on:
        needs.append(_("The first day is %(day)s.") % {"day": date_format(one.opens_on)})
    if today > one.closes_on:
        needs.append(_("The last day is over: change the dates."))
    if SurveyRound.objects.filter(corps=one.corps_id, state=RoundState.OPEN).exists():
        needs.append(_("Another round of this corps is open."))
    return needs


def slips_made(one: SurveyRound) -> tuple[int, int]:
    """Slips of the first batch, and replacements of lost ones."""
    made = SlipBatch.objects.filter(survey_round=one).values_list("is_replacement").annotate(made=Sum("size"))
    sizes = dict(made.order_by())
    return sizes.get(False, 0), sizes.get(True, 0)


def replacements_left(one: SurveyRound) -> int:
    """How many lost slips can still be replaced, once there are slips."""
    first, replaced = slips_made(one)
    most = int(one.invited * share("replacement_share", timezone.localdate()))
    return max(0, most - replaced) if first else 0
