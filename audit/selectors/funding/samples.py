"""Closed samples that a scheme can rest on, and what was entered for it."""

from collections.abc import Collection, Sequence

from django.db.models import Count, Q, QuerySet

from audit.models import FundingSample, FundingScheme, Sample
from audit.workflow.funding import AUDITED_SAMPLE
from audit.workflow.standards.codes import SampleStage
from audit.workflow.standards.lasting import lasts
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps


def indicators_needing(scheme: FundingScheme) -> list[str]:
    """Indicators of a scheme that count only with an audited sample. Two queries."""
    demanded = scheme.framework.items.filter(funding_condition=AUDITED_SAMPLE).values_list("indicator", flat=True)
    return sorted(set(demanded) & set(scheme.items.values_list("indicator", flat=True)))


def samples_counted() -> QuerySet[Sample]:
    """Closed samples with their number of items (`drawn_count`) and of those that pass (`passed_count`)."""
    counted = Sample.objects.filter(stage=SampleStage.CLOSED).defer("frame").select_related("standard", "corps")
    return counted.annotate(drawn_count=Count("items"), passed_count=Count("items", filter=Q(items__passes=True)))


def samples_fitting(scheme: FundingScheme, corps: Corps, indicators: Collection[str]) -> list[Sample]:
    """Closed samples of a corps that still speak at the end of the judged period, newest first. One query."""
    period = Period.parse(scheme.period)
    found = samples_counted().filter(corps=corps, standard__indicator__in=indicators, period_to__lte=period.end)
    last = Period.containing(period.end)
    ordered = found.order_by("-period_to", "-pk")
    return [one for one in ordered if one.drawn_count and lasts(one.period_to, one.standard.counts_months, last)]


def samples_accepted(scheme: FundingScheme) -> dict[tuple[int, str], bool]:
    """Whether the sample that lets a figure stand was typed, by corps and indicator. One query.

    A sample that was rejected after it was entered lets nothing count.
    """
    standing = Q(drawn=None) | Q(drawn__stage=SampleStage.CLOSED)
    found = scheme.samples.filter(standing, is_accepted=True).values_list("corps_id", "indicator", "drawn_id")
    return {(corps, code): drawn is None for corps, code, drawn in found}


def samples_entered(
    scheme: FundingScheme, *, hidden: Collection[int] = (), corps: Corps | None = None
) -> Sequence[FundingSample]:
    """Samples entered so far, newest first, without corps that the reader may not judge. One query."""
    found = scheme.samples.exclude(corps__in=hidden).select_related("corps", "entered_by", "drawn")
    found = found.filter(corps=corps) if corps is not None else found
    return list(found.defer("drawn__frame").order_by("-entered_at"))
