"""Passports: how fast, how openly and by whom complaints are handled."""

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

HANDLING: tuple[Indicator, ...] = (
    Indicator(
        code="EFF-06",
        name=_("Median complaint handling time"),
        question=_("How long does it take before a complaint is decided?"),
        numerator_label=_("median number of days from receipt to decision"),
        denominator_label=_("complaints received in the period, closed or still open"),
        method=_(
            "For all complaints received in the 12 months up to the end of the period we estimate the number of "
            "calendar days within which half of them are decided. "
            "Files that are still open count for as long as they have been open, so leaving files open does not "
            "improve the figure (Kaplan-Meier method, with a 95 percent Brookmeyer-Crowley interval). "
            "Days on which the deadline was paused, for a criminal inquiry or while waiting for the complainant, are "
            "left out. "
            "When fewer than half of the complaints are decided the answer can be: not reached yet."
        ),
        caution=_(
            "Half of the complaints take longer than the median, and it does not tell how much longer. "
            "A quick decision is not always a careful one."
        ),
        owner="complaints",
        goals=(1,),
        note_bullets=("1b", "1f"),
        kind=Kind.MEDIAN_DAYS,
        direction=Direction.LOWER,
        unit="days",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
    ),
    Indicator(
        code="EFF-07",
        name=_("Timely acknowledgement"),
        question=_("Do people who complain hear within a week that their complaint has arrived and what happens next?"),
        numerator_label=_("complaints acknowledged within 7 calendar days"),
        denominator_label=_("complaints received with contact details"),
        method=_(
            "We take the complaints received in the 12 months up to the end of the period and count those acknowledged "
            "within 7 calendar days. Complaints without contact details are left out. "
            "An acknowledgement is valid only when it names the file, the person handling it and the next step. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_("An automatic receipt does not count. An audit checks a sample of the acknowledgements."),
        owner="complaints",
        goals=(1,),
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
        code="EFF-08",
        name=_("Open complaints older than 180 days"),
        question=_("How many of the open complaints have been waiting for more than six months?"),
        numerator_label=_("open complaints older than 180 days, paused files left out"),
        denominator_label=_("open complaints, paused files left out"),
        method=_(
            "On the last day of the period we count the open complaints, and how many of them were received more than "
            "180 days ago. "
            "Files whose deadline is paused, for example during a criminal inquiry, are left out and shown apart. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "The figure says nothing about complaints that are already closed: read it together with the handling "
            "time. "
            "Look at the paused files too, since many pauses can hide a backlog."
        ),
        owner="complaints",
        goals=(1,),
        note_bullets=("1b",),
        kind=Kind.PROPORTION,
        direction=Direction.LOWER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        upper_bound=1.0,
    ),
    Indicator(
        code="EFF-09",
        name=_("Complaints notified to Committee P"),
        question=_("Does the corps tell Committee P about every complaint it registers?"),
        numerator_label=_("registered complaints with a recorded notification to Committee P"),
        denominator_label=_("complaints that the corps itself registered"),
        method=_(
            "We take the complaints that the corps itself registered in the 12 months up to the end of the period, and "
            "count those with a recorded copy or notification to Committee P, the standing committee that monitors the "
            "police for parliament. "
            "Complaints that came in through another body are left out. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "A complaint that was never registered is missing from both numbers. "
            "Committee P itself calls today's registration of complaints fragmented and inadequate."
        ),
        owner="complaints",
        goals=(1,),
        note_bullets=("1f",),
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
        code="LEG-11",
        name=_("Possible offences passed to the prosecutor"),
        question=_("When a complaint points to a possible offence, does it reach the prosecutor quickly?"),
        numerator_label=_("complaints flagged as a possible offence and passed on within 5 working days"),
        denominator_label=_("complaints flagged as a possible offence"),
        method=_(
            "Over the 36 months up to the end of the period we take the complaint files flagged as a possible criminal "
            "offence and count those passed to the prosecutor within 5 working days. "
            "Three years are taken together because these files are few. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "A file that is not flagged cannot be late, so an audit checks by sample whether files were flagged when "
            "they should have been."
        ),
        owner="complaints",
        goals=(1,),
        note_bullets=("1f",),
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
        code="PRV-08",
        name=_("Independent handling"),
        question=_("Is a complaint handled by somebody with no tie to the officer concerned?"),
        numerator_label=_("complaints handled by an independent person or body"),
        denominator_label=_("complaints handled"),
        method=_(
            "Of the complaints handled in the 12 months up to the end of the period we count those handled by a person "
            "or body outside the unit and the line of command of the officer concerned. "
            "Complaints about force, discrimination or integrity count only when an external body handled them. "
            "A file is valid only with a recorded independence check; free text is not enough. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "The check is recorded by the handling body itself. "
            "In a small corps almost everyone works together, so the figure says more about how files are shared out "
            "than about personal fairness."
        ),
        owner="complaints",
        goals=(1,),
        note_bullets=("1f",),
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
        code="PRV-09",
        name=_("Single window for complaints"),
        question=_("Does a complaint reach the right body without people being sent from one counter to the next?"),
        numerator_label=_("complaints that reached the competent body with at most one forwarding"),
        denominator_label=_("complaints registered"),
        method=_(
            "Of the complaints registered in the 12 months up to the end of the period we count those that reached the "
            "competent body after being forwarded at most once, and without the person having to file again. "
            "Until all bodies share a reference number only the corps's own intake counts. "
            "Where other bodies do not confirm receipt, the answer is: not applicable. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Detours before the complaint reached the corps are not seen. "
            "The figure becomes complete only when other bodies confirm receipt."
        ),
        owner="complaints",
        goals=(1,),
        note_bullets=("1f",),
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
)
