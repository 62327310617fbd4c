"""Passports: correcting, coaching and disciplining in time."""

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

DISCIPLINE: tuple[Indicator, ...] = (
    Indicator(
        code="LEG-08",
        name=_("Follow-up of excessive force"),
        question=_("When excessive force is established, does something happen within six months?"),
        numerator_label=_("findings of excessive force followed by a recorded step within six months"),
        denominator_label=_("findings of excessive force due for follow-up"),
        method=_(
            "Of the findings of excessive force due for follow-up in the 36 months up to the end of the period we "
            "count those with a recorded step within six months: a correction, an order measure or a disciplinary "
            "step. "
            "Three years are taken together because such findings are few. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "The figure shows that a step was taken, not whether it was fitting. "
            "Small numbers stay inside the corps and are published for the country only."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2e",),
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
        code="LEG-09",
        name=_("Disciplinary action within the time limit"),
        question=_("Is disciplinary action started before the time limit makes it impossible?"),
        numerator_label=_("established disciplinary facts with an introductory report within the six-month limit"),
        denominator_label=_("established disciplinary facts"),
        method=_(
            "Of the disciplinary facts established in the 36 months up to the end of the period we count those with an "
            "introductory report within six months of the day the authority learnt of them. "
            "Time during which a criminal case paused the limit is taken into account. "
            "Three years are taken together because such facts are few. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "The figure is about keeping the limit and says nothing about the outcome. "
            "The number of sanctions must never become a target."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2e",),
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
        code="LEG-12",
        name=_("Early identification and coaching"),
        question=_("When there are early signs that an officer needs help, is it acted on within a month?"),
        numerator_label=_("early-signal cases with a decision to coach or to close within 30 days"),
        denominator_label=_("early-signal cases opened"),
        method=_(
            "Of the early-signal cases opened in the 36 months up to the end of the period we count those in which "
            "somebody decided within 30 days to coach the officer or to close the case. "
            "Three years are taken together because such cases are few. "
            "A decision is valid only when a person took it; nothing is decided automatically. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "A signal is an offer of help, not an accusation, and only the few people in charge of it may see it. "
            "The public sees figures for a region or the country only."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2e",),
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
)
