"""Closed samples that a scheme can rest on, and what was entered for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from audit.models import FundingSample, FundingScheme, Sample, SampleItem
from audit.workflow.funding import AUDITED_SAMPLE
from audit.workflow.standards.codes import SampleStage
from audit.workflow.standards.lasting import lasts
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps


def indicators_needing(scheme: FundingScheme) -> list[str]:
    """Indicators of a scheme that count only with an audited sample. Two queries."""
    demanded = scheme.framework.items.filter(funding_condition=AUDITED_SAMPLE).values_list("indicator", flat=True)
    return sorted(set(demanded) & set(scheme.items.values_list("indicator", flat=True)))


@dataclass(frozen=True, slots=True)
class Counted:
    """A closed sample with its number of items and of those that pass."""

    sample: Sample
    drawn: int
    passed: int


def samples_fitting(scheme: FundingScheme, corps: Corps, indicators: Collection[str]) -> list[Counted]:
    """Closed samples of a corps that still speak at the end of the judged period, newest first. Two queries."""
    period = Period.parse(scheme.period)
    found = Sample.objects.filter(stage=SampleStage.CLOSED, corps=corps, standard__indicator__in=indicators)
    rows = (
        found.filter(period_to__lte=period.end).defer("frame").select_related("standard").order_by("-period_to", "-pk")
    )
    last = Period.containing(period.end)
    lasting = [one for one in rows if lasts(one.period_to, one.standard.counts_months, last)]
    items = SampleItem.objects.filter(sample__in=lasting).order_by().values_list("sample_id")
    counts = {pk: (n, x) for pk, n, x in items.annotate(n=Count("pk"), x=Count("pk", filter=Q(passes=True)))}
    return [Counted(one, *counts[one.pk]) for one in lasting if one.pk in counts]


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
