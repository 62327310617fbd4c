"""Passport of the indicator that open data owns."""

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

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        code="EFF-14",
        name=_("Open data completeness"),
        question=_("Does the corps publish all the data sets it has to publish, on time and well described?"),
        numerator_label=_("mandatory data sets published on time and fully described"),
        denominator_label=_("mandatory data sets due"),
        method=_(
            "Of the mandatory data sets due in the 12 months up to the end of the period we count those published on "
            "time: those of a quarter by the end of the next one, those of a year by the end of June. "
            "A data set about single corps counts only where it says something of this corps. "
            "A data set counts only with a description in the European standard for data catalogues (DCAT-AP), a "
            "licence and a list that explains every column. "
            "Every data set is counted, so there is no sample and no margin for chance."
        ),
        caution=_(
            "Figures withheld to protect people are not missing: a data set with withheld cells is complete. "
            "The figure shows that data were published, not that they are correct. "
            "Nothing is due before the first release of the register."
        ),
        owner="opendata",
        goals=(1,),
        note_bullets=("1e",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.THING,
        sampled=False,
        upper_bound=1.0,
    ),
)
