"""Passports: what complaints are about, how they end, and what is learnt and mediated."""

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

OUTCOMES: tuple[Indicator, ...] = (
    Indicator(
        code="EFF-05",
        name=_("Complaints turned into learning"),
        question=_("Does the corps improve something after a complaint that was right?"),
        numerator_label=_("founded or partly founded complaints with at least one improvement action"),
        denominator_label=_("founded or partly founded complaints closed"),
        method=_(
            "Over the 36 months up to the end of the period we take the closed complaints found to be founded or "
            "partly founded, and count those with at least one recorded improvement action. "
            "The decision that no action is needed counts only when an audited sample confirms it. "
            "Three years are taken together because founded complaints are few. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "The figure shows that an action was recorded, not that it worked. "
            "It says nothing about complaints found to be unfounded, from which a corps can learn as well."
        ),
        owner="complaints",
        goals=(1,),
        note_bullets=("1b",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
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
        code="LEG-01",
        name=_("Complaint rate (own register)"),
        question=_("How many complaints does the corps receive for every 10,000 residents?"),
        numerator_label=_("complaints in the corps's own register"),
        denominator_label=_("residents of the zone on 1 January"),
        method=_(
            "We count the complaints in the corps's own register over the 12 months up to the end of the period and "
            "divide them by the number of residents on 1 January, per 10,000 residents. "
            "Files held by external bodies are left out here and counted nationally once a year. "
            "The margin is a 95 percent interval for counts (exact below ten, Byar's method from ten on). "
            "The figure is background information: it has no target and takes no part in any score, ranking or "
            "funding."
        ),
        caution=_(
            "A low rate can mean that complaining is difficult, since many people who feel wronged never complain. "
            "Never rank corps on it."
        ),
        owner="complaints",
        goals=(1,),
        note_bullets=("1b", "1f"),
        kind=Kind.COUNT_RATE,
        direction=Direction.CONTEXT,
        unit="per_10000_residents",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        per=10_000,
    ),
    Indicator(
        code="LEG-02",
        name=_("Share of founded complaints"),
        question=_("How often does a decided complaint turn out to be right?"),
        numerator_label=_("complaints closed as founded, partly founded or with an organisational failing"),
        denominator_label=_("complaints closed with a decision on the substance"),
        method=_(
            "Over the 36 months up to the end of the period we take the complaints closed with a decision on their "
            "substance, and count those found founded, partly founded or due to a failing of the organisation. "
            "Withdrawn, inadmissible and transferred complaints are left out. "
            "The margin is a 95 percent interval (Wilson method). "
            "The figure is background information: it has no target and takes no part in any score, ranking or "
            "funding."
        ),
        caution=_(
            "A low share can mean good police work or a lenient review of one's own staff. "
            "Compare how internal and external bodies decide on similar cases."
        ),
        owner="complaints",
        goals=(1,),
        note_bullets=("1f",),
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
        code="DRV-03",
        name=_("Complaints about bias or discrimination"),
        question=_("How many complaints are about biased or discriminatory treatment?"),
        numerator_label=_("complaints alleging partial, unequal or discriminatory treatment"),
        denominator_label=_("complaints registered"),
        method=_(
            "Of the complaints registered in the 36 months up to the end of the period we count those with at least "
            "one alleged failing of the kind partial, unequal or discriminatory treatment. "
            "A complaint counts once, however many failings it names. "
            "The margin is a 95 percent interval (Wilson method). "
            "The figure is background information: it has no target and takes no part in any score, ranking or "
            "funding."
        ),
        caution=_(
            "An allegation is not a finding, and people who feel discriminated against often do not complain. "
            "The numbers are small: the grounds of discrimination are shown for the whole country only."
        ),
        owner="complaints",
        goals=(1, 3),
        note_bullets=("1b", "3d"),
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
        code="PRV-04",
        name=_("Mediation offered"),
        question=_("Are people who complain offered mediation when their complaint allows it?"),
        numerator_label=_("eligible complaints in which mediation was offered"),
        denominator_label=_("complaints closed that were eligible for mediation"),
        method=_(
            "Of the eligible complaints closed in the 12 months up to the end of the period we count those in which "
            "mediation was offered. "
            "A complaint is eligible when it concerns no possible offence and no excessive force, and the complainant "
            "is known. "
            "The offer counts, whether or not it was accepted. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "The complainant must be free to refuse, and a refusal may have no effect on how the file is handled."
        ),
        owner="complaints",
        goals=(1, 2),
        note_bullets=("1b", "1f"),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        upper_bound=1.0,
    ),
    Indicator(
        code="PRV-05",
        name=_("Mediation success"),
        question=_("How often does mediation end in an agreement for both sides?"),
        numerator_label=_("mediations that ended in an agreement confirmed by both parties"),
        denominator_label=_("mediations started"),
        method=_(
            "Of the mediations started in the 36 months up to the end of the period we count those that ended in an "
            "agreement confirmed by both parties. "
            "Three years are taken together because mediations are few. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "This figure is never tied to funding, so that nobody presses a complainant to agree. "
            "A mediation without agreement returns to the ordinary inquiry and is not a failure of the complainant."
        ),
        owner="complaints",
        goals=(1, 2),
        note_bullets=("1b", "1f"),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
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
        code="PRV-06",
        name=_("Complainant satisfaction with the procedure"),
        question=_("Are people who complained satisfied with how their complaint was handled, whatever the outcome?"),
        numerator_label=_("complainants satisfied with the way their complaint was handled"),
        denominator_label=_("complainants who answered the closing survey"),
        method=_(
            "After a complaint is closed the complainant is invited to a short anonymous survey. "
            "Of the answers received in the 36 months up to the end of the period we count those that are satisfied "
            "with the way the complaint was handled, apart from its outcome. "
            "The margin is a 95 percent interval (Wilson method). "
            "The figure is valid only when it is also shown by outcome, founded and unfounded."
        ),
        caution=_(
            "People judge the handling more mildly when they were proved right, so read it by outcome. "
            "Those who answer may differ from those who do not."
        ),
        owner="complaints",
        goals=(1,),
        note_bullets=("1f",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.ROLLING_36_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.PERSON,
        upper_bound=1.0,
    ),
)
