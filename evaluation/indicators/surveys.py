"""Passports: what citizens say about results, contact and trust."""

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

SURVEYS: tuple[Indicator, ...] = (
    Indicator(
        code="EFF-15",
        name=_("Satisfaction with the last police contact"),
        question=_("How satisfied are people with their last contact with the police?"),
        numerator_label=_("respondents satisfied or very satisfied with their last contact"),
        denominator_label=_("respondents who had contact with the police in the reference period"),
        method=_(
            "From one edition of a population survey we take the respondents who had contact with the police in the "
            "reference period and count those who were satisfied or very satisfied with the last contact. "
            "The margin is a 95 percent interval that allows for the way the sample was drawn. "
            "Without a published number of respondents there is no margin."
        ),
        caution=_(
            "Satisfaction differs strongly by type of contact: a fine pleases fewer people than help does. "
            "Contact surveys with self-selected respondents are not comparable with a population survey."
        ),
        owner="evaluation",
        goals=(1, 2),
        note_bullets=("1a",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SURVEY_WAVE,
        valid_months=36,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.SURVEY_IMPORT,
        counted=Counted.RESPONDENT,
        upper_bound=1.0,
    ),
    Indicator(
        code="EFF-17",
        name=_("Feeling unsafe in the neighbourhood"),
        question=_("How many people often or always feel unsafe in their own neighbourhood?"),
        numerator_label=_("respondents who often or always feel unsafe in their neighbourhood"),
        denominator_label=_("respondents with a valid answer"),
        method=_(
            "From one edition of a population survey we count the respondents who say that they often or always feel "
            "unsafe in their neighbourhood, out of all who gave a valid answer. "
            "The margin is a 95 percent interval that allows for the way the sample was drawn. "
            "Without a published number of respondents there is no margin."
        ),
        caution=_(
            "Feeling unsafe has many causes besides police work: read it beside recorded crime and response times. "
            "Do not mix surveys with different questions."
        ),
        owner="evaluation",
        goals=(1,),
        note_bullets=("1",),
        kind=Kind.PROPORTION,
        direction=Direction.LOWER,
        unit="%",
        window=Window.SURVEY_WAVE,
        valid_months=36,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.SURVEY_IMPORT,
        counted=Counted.RESPONDENT,
        upper_bound=1.0,
    ),
    Indicator(
        code="DRV-01",
        name=_("Perceived equal treatment"),
        question=_("Do people think that the police treat everyone equally?"),
        numerator_label=_("respondents satisfied or very satisfied with the equal treatment of citizens"),
        denominator_label=_("respondents with an opinion, neutral answers included"),
        method=_(
            "From one edition of a population survey we count the respondents who are satisfied or very satisfied with "
            "how equally the police treat citizens. "
            "They are divided by all respondents with an opinion: neutral answers count, no opinion does not. "
            "The margin is a 95 percent interval that allows for the way the sample was drawn."
        ),
        caution=_(
            "Many people answer neutrally, so this is not the reverse of the share who are dissatisfied. "
            "The wording of the national question changed in 2018: check that editions can be compared."
        ),
        owner="evaluation",
        goals=(3,),
        note_bullets=("3d",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SURVEY_WAVE,
        valid_months=36,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.SURVEY_IMPORT,
        counted=Counted.RESPONDENT,
        upper_bound=1.0,
    ),
    Indicator(
        code="PRV-02",
        name=_("Treatment in police contacts"),
        question=_("Do people who had contact with the corps feel heard, respected and fairly treated?"),
        numerator_label=_("sum of the respondents' treatment scores, each from 0 to 100"),
        denominator_label=_("respondents of the contact survey with at least four valid answers"),
        method=_(
            "In the corps's own contact survey people rate five things: being heard, neutrality, respect, explanation "
            "and good intentions. Each respondent's answers are averaged on a scale from 0 to 100, and the corps's "
            "figure is the mean over the 12 months up to the end of the period. "
            "Respondents with fewer than four valid answers are left out, and the margin is a 95 percent interval that "
            "allows for the way the sample was drawn. "
            "The survey is valid only when the people invited are drawn at random from all contacts."
        ),
        caution=_(
            "Officers may not choose who is invited. With fewer than 100 answers the figure is indicative, and an "
            "index of five answers is not the same as a share of satisfied people."
        ),
        owner="evaluation",
        goals=(2,),
        note_bullets=("2a",),
        kind=Kind.MEAN_SCORE,
        direction=Direction.HIGHER,
        unit="score",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.SURVEY_IMPORT,
        counted=Counted.RESPONDENT,
        upper_bound=100.0,
    ),
    Indicator(
        code="PRV-03",
        name=_("Trust in the police"),
        question=_("How many people trust the police?"),
        numerator_label=_("respondents with much or very much trust in the police"),
        denominator_label=_("respondents"),
        method=_(
            "From one edition of a population survey we count the respondents who have much or very much trust in the "
            "police, out of all respondents. "
            "Surveys that ask for a figure from 0 to 10 count the answers 6 to 10 and form a series of their own. "
            "The margin is a 95 percent interval that allows for the way the sample was drawn; without a published "
            "number of respondents there is no margin."
        ),
        caution=_(
            "Series with different questions or scales must never be mixed: use one series for each comparison. "
            "Trust also moves with national news that one corps cannot influence."
        ),
        owner="evaluation",
        goals=(1, 2, 3),
        note_bullets=("pillar",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SURVEY_WAVE,
        valid_months=36,
        measured_by=MeasuredBy.EXTERNAL,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.SURVEY_IMPORT,
        counted=Counted.RESPONDENT,
        upper_bound=1.0,
    ),
)
