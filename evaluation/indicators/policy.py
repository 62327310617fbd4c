"""Passports: evaluating policy, giving account, improving and working with research."""

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

POLICY: tuple[Indicator, ...] = (
    Indicator(
        code="EFF-01",
        name=_("Policy evaluation coverage"),
        question=_("How much of its own policy did the corps evaluate in the past year?"),
        numerator_label=_("active policy objectives with an approved evaluation from the last 12 months"),
        denominator_label=_("all active policy objectives"),
        method=_(
            "On the last day of the period we count the active objectives of the zonal safety plan and the action "
            "plans, and how many of them have an approved evaluation dated within the 12 months before. "
            "An evaluation counts only when it holds findings and a decision; drafts do not count. "
            "Every objective is counted, so there is no sample and no margin for chance."
        ),
        caution=_(
            "Objectives younger than 12 months are in the count although many cannot have been evaluated yet. "
            "The figure shows that evaluations were made, not how good they were."
        ),
        owner="evaluation",
        goals=(1,),
        note_bullets=("1a",),
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
    Indicator(
        code="EFF-02",
        name=_("Accountability report of the chief of corps"),
        question=_("Did the chief of corps give public account of last year's work on time?"),
        numerator_label=_("accountability reports approved, presented and published by 30 June"),
        denominator_label=_("accountability reports due"),
        method=_(
            "For each calendar year we check whether the accountability report was approved, presented to the police "
            "or municipal council and published, all three by 30 June. "
            "For one corps the answer is yes or no, with a link to the report; for the country it is the share of "
            "corps that did all three. "
            "There is no sample and no margin for chance."
        ),
        caution=_("A yes says that account was given in time and in public, not that the report is complete or frank."),
        owner="evaluation",
        goals=(1,),
        note_bullets=("1a",),
        kind=Kind.BOOLEAN,
        direction=Direction.HIGHER,
        unit="yes/no",
        window=Window.YEAR,
        valid_months=18,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.THING,
        sampled=False,
        upper_bound=1.0,
    ),
    Indicator(
        code="EFF-03",
        name=_("Improvement actions closed on time"),
        question=_("Does the corps finish the improvements it promised by the date it promised?"),
        numerator_label=_("improvement actions closed on or before their original due date"),
        denominator_label=_("improvement actions due in the period"),
        method=_(
            "We take all improvement actions whose original due date falls in the 12 months up to the end of the "
            "period, whether they came from an evaluation, a complaint or an audit, and count those closed by that "
            "date. "
            "A postponed action keeps its original due date for this count. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Closed on time does not mean that the action worked: look at its recorded effect as well. "
            "Easy actions with distant due dates also raise this figure."
        ),
        owner="evaluation",
        goals=(1,),
        note_bullets=("1a",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.THING,
        upper_bound=1.0,
    ),
    Indicator(
        code="EFF-10",
        name=_("Published research projects with the research and development centre"),
        question=_(
            "How often does the corps test its way of working together with researchers and publish the result?"
        ),
        numerator_label=_("evaluations or experiments with a signed research protocol and a published result"),
        denominator_label=_("years in which the corps existed, out of the last six"),
        method=_(
            "On the last day of the period we look back over 72 months and count the evaluations and experiments that "
            "were agreed in a signed protocol with the research and development centre, a police school or a "
            "university, and whose result was published. "
            "The number is expressed per corps per six years, the length of a zonal safety plan. "
            "The margin is a 95 percent interval for counts (exact below ten, Byar's method from ten on)."
        ),
        caution=_(
            "Only published results count, not signed agreements. "
            "The numbers are small, so one project more or less changes the figure a great deal."
        ),
        owner="evaluation",
        goals=(1,),
        note_bullets=("1c",),
        kind=Kind.COUNT_RATE,
        direction=Direction.HIGHER,
        unit="per_six_corps_years",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.THING,
        per=6,
    ),
    Indicator(
        code="EFF-11",
        name=_("Practices with proven effect"),
        question=_("How many of the practices in use rest on sound evidence that they work?"),
        numerator_label=_("practices in use rated 3 or higher on the five-point evidence scale"),
        denominator_label=_("practices in active use in the register"),
        method=_(
            "On the last day of the period we count the practices that the corps uses and has entered in the register "
            "of practices, and how many of them were rated 3 or higher on a scale of 1 to 5 for strength of evidence. "
            "The rating is given by the research and development centre, never by the corps itself. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "A low rating can mean that a practice was never studied, not that it fails. "
            "A corps that registers few practices can look better than one that registers all of them."
        ),
        owner="evaluation",
        goals=(2,),
        note_bullets=("2a",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.THING,
        upper_bound=1.0,
    ),
)
