"""Passports: scales from population surveys, several questions rescaled into one score from 0 to 100."""

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

PERCEPTION: tuple[Indicator, ...] = (
    Indicator(
        code="EFF-16",
        name=_("Perceived effectiveness"),
        question=_("Do people believe that the police prevent violence, catch burglars and arrive quickly?"),
        numerator_label=_("sum of the respondents' effectiveness scores, each from 0 to 100"),
        denominator_label=_("respondents with at least two valid answers"),
        method=_(
            "Three questions of the European Social Survey are used: how well the police prevent violent crime, how "
            "well they catch burglars and how fast they arrive. "
            "Each respondent's answers are averaged on a scale from 0 to 100, and the figure is the mean over all "
            "respondents of one survey edition with at least two valid answers. "
            "The margin is a 95 percent interval that allows for the way the sample was drawn."
        ),
        caution=_(
            "This is an opinion about the police, not a measurement of their results. "
            "Special answers, such as that violent crimes never occur nearby, count as missing and not as low."
        ),
        owner="evaluation",
        goals=(1,),
        note_bullets=("1",),
        kind=Kind.MEAN_SCORE,
        direction=Direction.HIGHER,
        unit="score",
        window=Window.SURVEY_WAVE,
        valid_months=36,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.SURVEY_IMPORT,
        counted=Counted.RESPONDENT,
        upper_bound=100.0,
    ),
    Indicator(
        code="LEG-14",
        name=_("Moral alignment with the police"),
        question=_("Do people feel that the police share their sense of right and wrong?"),
        numerator_label=_("sum of the respondents' moral alignment scores, each from 0 to 100"),
        denominator_label=_("respondents with at least two valid answers"),
        method=_(
            "Three statements of the European Social Survey are used: the police share my sense of right and wrong, "
            "they stand for my values, and I generally support how they act. "
            "Each respondent's answers are averaged on a scale from 0 to 100, where 100 is full agreement, and the "
            "figure is the mean over all respondents of one survey edition with at least two valid answers. "
            "The margin is a 95 percent interval that allows for the way the sample was drawn."
        ),
        caution=_(
            "In the questionnaire a low number means agreement, so answers are reversed before averaging: check this "
            "when importing. People tend to agree with any statement, which can make the score a little too high."
        ),
        owner="evaluation",
        goals=(1, 2),
        note_bullets=("pillar",),
        kind=Kind.MEAN_SCORE,
        direction=Direction.HIGHER,
        unit="score",
        window=Window.SURVEY_WAVE,
        valid_months=36,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.SURVEY_IMPORT,
        counted=Counted.RESPONDENT,
        upper_bound=100.0,
    ),
    Indicator(
        code="DRV-02",
        name=_("Gap in fair treatment between groups"),
        question=_("Do young people, women and men, and speakers of different languages feel equally fairly treated?"),
        numerator_label=_("difference between the fair-treatment scores of two groups"),
        denominator_label=_("respondents in each of the two groups"),
        method=_(
            "We compare the score for perceived fair treatment between two groups of respondents in the same survey: "
            "people aged 15 to 34 against those aged 35 and over, women against men, or by language of the "
            "questionnaire. "
            "The figure is the difference in points between the two scores, whichever is higher. "
            "Groups rest only on what people say about themselves in the anonymous survey, and each group must be "
            "large enough. "
            "The margin is a 95 percent interval that allows for the way the sample was drawn."
        ),
        caution=_(
            "In small groups chance alone gives a gap of several points, so look at the margin first. "
            "Groups are never split by experience of discrimination, because that would select on the answer itself."
        ),
        owner="evaluation",
        goals=(3,),
        note_bullets=("3d",),
        kind=Kind.MEAN_SCORE,
        direction=Direction.LOWER,
        unit="points",
        window=Window.SURVEY_WAVE,
        valid_months=36,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.SENSITIVE,
        feed=Feed.SURVEY_IMPORT,
        counted=Counted.RESPONDENT,
        upper_bound=100.0,
    ),
    Indicator(
        code="PRV-01",
        name=_("Perceived fair treatment (procedural justice)"),
        question=_("Do people believe that the police are respectful, decide fairly and explain what they do?"),
        numerator_label=_("sum of the respondents' fair-treatment scores, each from 0 to 100"),
        denominator_label=_("respondents with at least two valid answers"),
        method=_(
            "Three questions of the European Social Survey are used: how often the police treat people with respect, "
            "make fair and impartial decisions, and explain their decisions when asked. "
            "Each respondent's answers are averaged on a scale from 0 to 100, and the figure is the mean over all "
            "respondents of one survey edition with at least two valid answers. "
            "The margin is a 95 percent interval that allows for the way the sample was drawn."
        ),
        caution=_(
            "This is the view of all residents, also of those who had no contact with the police. "
            "The special answer that nobody asks for an explanation counts as missing and not as low."
        ),
        owner="evaluation",
        goals=(2,),
        note_bullets=("pillar",),
        kind=Kind.MEAN_SCORE,
        direction=Direction.HIGHER,
        unit="score",
        window=Window.SURVEY_WAVE,
        valid_months=36,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.SURVEY_IMPORT,
        counted=Counted.RESPONDENT,
        upper_bound=100.0,
    ),
)
