"""Passports: registering, reasoning and reviewing the use of force."""

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

FORCE: tuple[Indicator, ...] = (
    Indicator(
        code="LEG-03",
        name=_("Complete registration of force"),
        question=_("When the police use force, is everything about it recorded within three days?"),
        numerator_label=_("force incidents with all mandatory facts recorded within 72 hours"),
        denominator_label=_("force incidents registered"),
        method=_(
            "Of the force incidents registered in the 12 months up to the end of the period we count those for which "
            "all mandatory facts were recorded within 72 hours. "
            "A filled-in field proves little by itself, so what counts is what an audited sample of the records "
            "confirms. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Force that was never registered is missing from both numbers: compare with reports of rebellion and with "
            "medical transport after an arrest."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2e",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        shared_draw="force_register",
        upper_bound=1.0,
    ),
    Indicator(
        code="LEG-04",
        name=_("Reasoned use of force"),
        question=_("When officers use force, do they explain in writing why it was lawful, needed and measured?"),
        numerator_label=_("force incidents with a complete written justification"),
        denominator_label=_("force incidents registered"),
        method=_(
            "Of the force incidents registered in the 12 months up to the end of the period we count those with "
            "written reasons on all four points: why it was lawful, why nothing milder would do, why it was in "
            "proportion, and whether a warning was given first. "
            "An audited sample, judged by two readers, confirms that the reasons are more than a formula. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Reasons on paper do not make force right: whether it was justified is for the review to decide. "
            "Force that was never registered is missing from both numbers."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2b",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        shared_draw="force_register",
        upper_bound=1.0,
    ),
    Indicator(
        code="LEG-05",
        name=_("Use-of-force rate"),
        question=_("How often do interventions involve force?"),
        numerator_label=_("force incidents at any level above a verbal command"),
        denominator_label=_("interventions"),
        method=_(
            "We count the registered force incidents at any level above a verbal command over the 12 months up to the "
            "end of the period, for every 1,000 interventions. "
            "The margin is a 95 percent interval for counts (exact below ten, Byar's method from ten on). "
            "The figure is background information: it has no target and takes no part in any score, ranking or "
            "funding."
        ),
        caution=_(
            "A corps that registers better shows a higher rate, so read it only together with the complete "
            "registration of force. Compare corps only with care: their interventions differ."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2a",),
        kind=Kind.COUNT_RATE,
        direction=Direction.CONTEXT,
        unit="per_1000_interventions",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.SENSITIVE,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        per=1000,
    ),
    Indicator(
        code="LEG-06",
        name=_("Force found unjustified"),
        question=_("How often does a review find that force was not, or not fully, justified?"),
        numerator_label=_("reviewed force incidents found not justified or only partly justified"),
        denominator_label=_("force incidents reviewed"),
        method=_(
            "Of the force incidents reviewed in the 36 months up to the end of the period we count those found not "
            "justified or only partly justified. "
            "Incidents that were not reviewed are left out. "
            "The margin is a 95 percent interval (Wilson method). "
            "The figure is background information: it has no target and takes no part in any score, ranking or "
            "funding."
        ),
        caution=_(
            "Zero is a warning sign of weak review rather than good news: two years at zero ask for an audit of the "
            "reviews. A higher share can mean that reviewers look more closely."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2e",),
        kind=Kind.PROPORTION,
        direction=Direction.CONTEXT,
        unit="%",
        window=Window.ROLLING_36_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.SENSITIVE,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        upper_bound=1.0,
    ),
    Indicator(
        code="LEG-07",
        name=_("Timely review of force by a superior"),
        question=_("Does a superior who was not involved look at each use of force within two weeks?"),
        numerator_label=_("force incidents reviewed within 14 days by a superior who was not involved"),
        denominator_label=_("force incidents registered"),
        method=_(
            "Of the force incidents registered in the 12 months up to the end of the period we count those reviewed "
            "within 14 days by a superior who took no part in the incident. "
            "A review by somebody who took part is not valid and counts as not reviewed. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "A quick review can be a superficial one: read it beside what the reviews find. "
            "Force that was never registered is missing from both numbers."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2e",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        shared_draw="force_register",
        upper_bound=1.0,
    ),
)
