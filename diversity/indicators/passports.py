"""Passports of the indicators that diversity owns: who works in the corps, and how fair staff find it."""

from django.utils.translation import gettext_lazy as _

from legitimacy.indicators.definitions import (
    Counted,
    Direction,
    Disclosure,
    Feed,
    Indicator,
    Kind,
    MeasuredBy,
    Subject,
    Window,
)

NO_DELIVERY = _("Not assessed: no legal delivery. Nobody loses by it.")
"""Origin comes as official totals with a legal basis, or not at all."""

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        code="DRV-04",
        name=_("Women in operational staff"),
        question=_("How many of the operational police staff are women?"),
        numerator_label=_("women in the operational staff"),
        denominator_label=_("operational staff"),
        method=_(
            "On the last day of the period we count the operational staff and how many of them are women, from totals "
            "delivered by the personnel service. "
            "Sex is taken as it stands in the personnel file; other or unknown is shown only where the group is large "
            "enough to protect people. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "In a small corps one person joining or leaving moves the figure by a point or more. "
            "Staff change slowly, so read it beside the share of women among new recruits."
        ),
        owner="diversity",
        goals=(3,),
        note_bullets=("3a",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.DIVERSITY,
        feed=Feed.RECORDS,
        counted=Counted.PERSON,
        upper_bound=1.0,
    ),
    Indicator(
        code="DRV-05",
        name=_("Women in officer grades and mandates"),
        question=_("How many of the leading positions in the corps are held by women?"),
        numerator_label=_("women in officer grades or mandates"),
        denominator_label=_("officers and mandate holders"),
        method=_(
            "On the last day of the period we count the staff in officer grades or holding a mandate, and how many of "
            "them are women; each person counts once. "
            "The figures are totals delivered by the personnel service. "
            "For corps with few officers the public sees the figure of the region. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Leading positions are few, so one appointment changes the figure a great deal. "
            "For a small corps a range says more than an exact figure, and protects people."
        ),
        owner="diversity",
        goals=(3,),
        note_bullets=("3a",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.DIVERSITY,
        feed=Feed.RECORDS,
        counted=Counted.PERSON,
        upper_bound=1.0,
    ),
    Indicator(
        code="DRV-06",
        name=_("Representation of people with a foreign background"),
        question=_("Do people with a foreign background work in the corps as often as they live in the zone?"),
        numerator_label=_("staff with a foreign background or without Belgian nationality"),
        denominator_label=_("staff whose origin is known, set against residents of the zone aged 18 to 64"),
        method=_(
            "On the last day of the period we divide the share of staff with a foreign background or without Belgian "
            "nationality by the same share among residents aged 18 to 64: one means equal representation, below one "
            "means too few. "
            "Both shares follow the definition of the statistical office Statbel and arrive as totals, never from "
            "individual personnel files. "
            "The margin is a 95 percent interval for a ratio of two shares. "
            "Without a delivery that rests on a legal basis the answer is: not assessed, no legal delivery."
        ),
        caution=_(
            "Police posts ask for Belgian nationality, so the ratio is shown both with and without residents who are "
            "not Belgian. No corps loses anything while there is no legal delivery."
        ),
        owner="diversity",
        goals=(3,),
        note_bullets=("3a",),
        kind=Kind.RATIO,
        direction=Direction.HIGHER,
        unit="ratio",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.DIVERSITY,
        feed=Feed.OFFICIAL_IMPORT,
        missing=NO_DELIVERY,
        counted=Counted.PERSON,
    ),
    Indicator(
        code="DRV-07",
        name=_("Representation among new recruits"),
        question=_("Are people with a foreign background recruited as often as they live in the recruitment area?"),
        numerator_label=_("new recruits with a foreign background or without Belgian nationality"),
        denominator_label=_("new recruits, set against residents of the recruitment area aged 18 to 34"),
        method=_(
            "Over the 36 months up to the end of the period we divide the share of new recruits with a foreign "
            "background by the same share among residents of the recruitment area aged 18 to 34. "
            "The figure is made for a region; a corps has its own only with enough recruits in three years. "
            "Both shares arrive as totals, never from individual files, and the margin is a 95 percent interval for a "
            "ratio of two shares. "
            "Without a delivery that rests on a legal basis the answer is: not assessed, no legal delivery."
        ),
        caution=_(
            "Three years are taken together to protect people in small groups, so a change shows slowly. "
            "No corps loses anything while there is no legal delivery."
        ),
        owner="diversity",
        goals=(3,),
        note_bullets=("3a",),
        kind=Kind.RATIO,
        direction=Direction.HIGHER,
        unit="ratio",
        window=Window.ROLLING_36_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.DIVERSITY,
        feed=Feed.OFFICIAL_IMPORT,
        missing=NO_DELIVERY,
        counted=Counted.PERSON,
        subject=Subject.REGION,
    ),
    Indicator(
        code="DRV-08",
        name=_("Staff with a disability"),
        question=_("How many people with a disability work in the corps?"),
        numerator_label=_("staff with a recognised disability, in full-time equivalents"),
        denominator_label=_("all staff, in full-time equivalents"),
        method=_(
            "On the last day of the period we count the staff with a recognised disability, operational and civilian, "
            "in full-time equivalents, out of all staff. "
            "Only people who declared their disability of their own free will are counted, and the corps delivers "
            "totals only. "
            "For most corps the public sees the figure of the region. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "These are health data given voluntarily, and not everyone declares: the real share is higher. "
            "A rise can mean that people feel safe enough to say so."
        ),
        owner="diversity",
        goals=(3,),
        note_bullets=("3a",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.DIVERSITY,
        feed=Feed.RECORDS,
        counted=Counted.PERSON,
        upper_bound=1.0,
    ),
    Indicator(
        code="DRV-09",
        name=_("Promotion ratio of women to men"),
        question=_("Do women and men have the same chance of promotion?"),
        numerator_label=_("women who were promoted"),
        denominator_label=_("female candidates, set against the same share among men"),
        method=_(
            "Over the 36 months up to the end of the period we divide the share of female candidates who were promoted "
            "by the share of male candidates who were promoted: one means equal chances. "
            "The figure is made for a region; a corps has its own only with enough candidates of each sex. "
            "The margin is a 95 percent interval for a ratio of two shares."
        ),
        caution=_(
            "A value far above one is as much a question as a value far below one. "
            "The ratio says nothing about who applies: read it beside the number of candidates of each sex."
        ),
        owner="diversity",
        goals=(3,),
        note_bullets=("3d",),
        kind=Kind.RATIO,
        direction=Direction.BAND,
        unit="ratio",
        window=Window.ROLLING_36_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.DIVERSITY,
        feed=Feed.RECORDS,
        counted=Counted.PERSON,
        subject=Subject.REGION,
    ),
    Indicator(
        code="DRV-10",
        name=_("Response to the diversity survey"),
        question=_("How many of the staff took part in the anonymous diversity survey?"),
        numerator_label=_("valid anonymous questionnaires"),
        denominator_label=_("staff invited"),
        method=_(
            "For one edition of the anonymous survey among staff we divide the valid questionnaires by the number of "
            "staff invited. "
            "Taking part is voluntary, and the response is never shown for a group smaller than the corps. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Nobody may be pressed to take part or be asked whether they did. "
            "A low response is itself a message: staff may doubt that the survey is anonymous or that it changes "
            "anything."
        ),
        owner="diversity",
        goals=(3,),
        note_bullets=("3a",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SURVEY_WAVE,
        valid_months=36,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.DIVERSITY,
        feed=Feed.SURVEY_IMPORT,
        counted=Counted.RESPONDENT,
        upper_bound=1.0,
    ),
    Indicator(
        code="DRV-11",
        name=_("Staff inclusion climate"),
        question=_("Do the staff feel respected, heard and safe, with fair chances for everyone?"),
        numerator_label=_("sum of the respondents' inclusion scores, each from 0 to 100"),
        denominator_label=_("respondents with at least three quarters of the answers valid"),
        method=_(
            "In the anonymous survey staff rate respect, having a say, fair chances and whether it is safe to report "
            "wrongdoing. "
            "Each respondent's answers are averaged on a scale from 0 to 100, and the figure is the mean over one "
            "survey edition; questionnaires with too few valid answers are left out. "
            "The gap between groups is shown beside it, only for groups that are large enough. "
            "The margin is a 95 percent interval that allows for the way the survey was held."
        ),
        caution=_(
            "A good mean can hide a group that feels excluded, so look at the gap between groups too. "
            "With a low response those who answered may not speak for all staff."
        ),
        owner="diversity",
        goals=(3,),
        note_bullets=("3d",),
        kind=Kind.MEAN_SCORE,
        direction=Direction.HIGHER,
        unit="score",
        window=Window.SURVEY_WAVE,
        valid_months=36,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.DIVERSITY,
        feed=Feed.SURVEY_IMPORT,
        counted=Counted.RESPONDENT,
        upper_bound=100.0,
    ),
    Indicator(
        code="DRV-14",
        name=_("Diversity quality criteria met"),
        question=_("How many of the diversity criteria that apply to this corps does it meet?"),
        numerator_label=_("diversity criteria met"),
        denominator_label=_("diversity criteria that apply to the size of the corps"),
        method=_(
            "On the last day of the period an audit checks a fixed list: a diversity plan, measuring, the indicators "
            "on women, origin, disability and survey response, and improvement actions. "
            "We count the criteria met out of those that apply to a corps of this size. "
            "A criterion also counts as met when the corps clearly improved on its own starting point. "
            "Every criterion is looked at: there is no sample and no margin for chance."
        ),
        caution=_(
            "The list repeats indicators that already count on their own, so it carries no weight in the score and "
            "serves as the quality criterion for funding. Read which criteria are missing rather than the share."
        ),
        owner="diversity",
        goals=(3,),
        note_bullets=("3a",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.AUDITED,
        disclosure=Disclosure.DIVERSITY,
        feed=Feed.ASSESSMENT,
        counted=Counted.THING,
        upper_bound=1.0,
        sampled=False,
    ),
)
