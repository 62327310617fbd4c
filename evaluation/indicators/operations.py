"""Passports: what the corps does day by day, from operational counts and official statistics."""

from django.utils.translation import gettext_lazy as _

from legitimacy.indicators.definitions import (
    Counted,
    Direction,
    Disclosure,
    Feed,
    Indicator,
    Kind,
    MeasuredBy,
    Window,
)

OPERATIONS: tuple[Indicator, ...] = (
    Indicator(
        code="EFF-18",
        name=_("Recorded crime rate"),
        question=_("How many offences are recorded in the zone for every 1,000 residents?"),
        numerator_label=_("offences recorded in the zone"),
        denominator_label=_("residents of the zone on 1 January"),
        method=_(
            "We take the offences recorded in the zone in one calendar year from the crime statistics of the federal "
            "police and divide them by the number of residents on 1 January, per 1,000 residents. "
            "The margin is a 95 percent interval for counts (exact below ten, Byar's method from ten on). "
            "The figure is background information: it has no target and takes no part in any score, ranking or "
            "funding."
        ),
        caution=_(
            "Recorded crime depends on how willing people are to report and on how the police record, so more recorded "
            "crime can also be a sign of trust. Never rank corps on it."
        ),
        owner="evaluation",
        goals=(1,),
        note_bullets=("1",),
        kind=Kind.COUNT_RATE,
        direction=Direction.CONTEXT,
        unit="per_1000_residents",
        window=Window.YEAR,
        valid_months=18,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.OFFICIAL_IMPORT,
        counted=Counted.CASE,
        per=1000,
    ),
    Indicator(
        code="EFF-19",
        name=_("Response time to urgent calls"),
        question=_("When people call for urgent help, how often is a team on the spot within 15 minutes?"),
        numerator_label=_("urgent calls with a team on the spot within 15 minutes"),
        denominator_label=_("urgent calls with a recorded arrival time"),
        method=_(
            "We count the urgent calls of the quarter for which an arrival time was recorded, and how many of them had "
            "a team on the spot within 15 minutes. "
            "Calls without a recorded arrival time are left out, but their number is counted and shown beside the "
            "figure. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Also read the time within which nine in ten calls are reached, and the gap between the most and the least "
            "deprived neighbourhoods. Fifteen minutes is a norm of this framework, and large rural zones cover longer "
            "distances."
        ),
        owner="evaluation",
        goals=(1,),
        note_bullets=("1",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.QUARTER,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        upper_bound=1.0,
    ),
    Indicator(
        code="EFF-20",
        name=_("Clearance rate"),
        question=_("For how many recorded offences was a suspect identified?"),
        numerator_label=_("recorded offences with at least one identified suspect"),
        denominator_label=_("recorded offences"),
        method=_(
            "We take the offences recorded in one calendar year from the official statistics and count those with at "
            "least one identified suspect. "
            "The margin is a 95 percent interval (Wilson method). "
            "The figure is background information: it has no target and takes no part in any score, ranking or "
            "funding."
        ),
        caution=_(
            "The rate depends on the mix of offences and on recording: a shoplifter is often caught in the act, a "
            "burglar seldom. Compare within groups of offences only."
        ),
        owner="evaluation",
        goals=(1,),
        note_bullets=("1",),
        kind=Kind.PROPORTION,
        direction=Direction.CONTEXT,
        unit="%",
        window=Window.YEAR,
        valid_months=18,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.OFFICIAL_IMPORT,
        counted=Counted.CASE,
        upper_bound=1.0,
    ),
    Indicator(
        code="LEG-15",
        name=_("Official reports sent to the prosecutor in time"),
        question=_("Does the prosecutor get official police reports within the agreed time?"),
        numerator_label=_("official reports sent to the prosecutor within the agreed term"),
        denominator_label=_("official reports drawn up in the period"),
        method=_(
            "We count the official reports drawn up in the quarter and how many of them were sent to the prosecutor "
            "within the term agreed with the prosecutor. Where no term was agreed, 30 days apply. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Time says nothing about quality: read this figure together with the audit of files. "
            "Where the agreed terms differ, two corps are not measured against the same term."
        ),
        owner="evaluation",
        goals=(1,),
        note_bullets=("pillar",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.QUARTER,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        upper_bound=1.0,
    ),
    Indicator(
        code="DRV-15",
        name=_("Response-time gap between neighbourhoods"),
        question=_(
            "Do people in deprived neighbourhoods wait longer for urgent help than people elsewhere in the zone?"
        ),
        numerator_label=_("urgent calls reached within 15 minutes, least deprived minus most deprived neighbourhoods"),
        denominator_label=_("urgent calls in the least and the most deprived fifth of neighbourhoods"),
        method=_(
            "Over the 12 months up to the end of the period we take the share of urgent calls reached within 15 "
            "minutes in the least deprived fifth of neighbourhoods (statistical sectors, ordered by taxable income) "
            "and subtract the same share in the most deprived fifth. "
            "The result is in percentage points: zero means equal service, above zero means that the most deprived "
            "fifth is reached in time less often. "
            "The margin is a 95 percent interval for a difference of two shares; calls without a recorded arrival time "
            "are left out."
        ),
        caution=_(
            "The gap exists only where the corps delivers its calls by neighbourhood. "
            "Distance to the nearest police station explains part of it."
        ),
        owner="evaluation",
        goals=(3,),
        note_bullets=("3d",),
        kind=Kind.MEAN_SCORE,
        direction=Direction.LOWER,
        unit="points",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        lower_bound=-100.0,
        upper_bound=100.0,
    ),
    Indicator(
        code="DRV-16",
        name=_("Neighbourhood policing within reach"),
        question=_("How many residents have their own neighbourhood inspector, with enough time for the area?"),
        numerator_label=_("residents of neighbourhoods with a named neighbourhood inspector at the norm"),
        denominator_label=_("residents of the zone"),
        method=_(
            "On the last day of the period we add up the residents of all neighbourhoods that have a named "
            "neighbourhood inspector at the norm, and divide by all residents of the zone. "
            "The norm is at most 4,000 residents for each full-time post, unless the framework sets another one. "
            "Only inspectors who are present count; a post that is filled on paper does not. "
            "All residents are counted, so there is no sample and no margin for chance."
        ),
        caution=_(
            "The figure shows that an inspector is there, not how often residents meet or know that inspector. "
            "The norm is under discussion and may change with a new framework."
        ),
        owner="evaluation",
        goals=(2,),
        note_bullets=("pillar",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.THING,
        sampled=False,
        upper_bound=1.0,
    ),
)
