"""Passports: what officers do in conflicts and checks on the street."""

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

PRACTICE: tuple[Indicator, ...] = (
    Indicator(
        code="PRV-10",
        name=_("Resolution without coercion"),
        question=_("How often do the police settle a conflict without using force?"),
        numerator_label=_("interventions in conflicts closed without force above a verbal command"),
        denominator_label=_("interventions in conflicts"),
        method=_(
            "Of the interventions coded as a conflict in the 12 months up to the end of the period we count those "
            "closed without any force above a verbal command. "
            "The margin is a 95 percent interval (Wilson method). "
            "The figure is background information: it has no target and takes no part in any score, ranking or "
            "funding."
        ),
        caution=_(
            "This is the mirror image of the use-of-force rate: a corps that does not register force would look best. "
            "Read it only together with the complete registration of force."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2a",),
        kind=Kind.PROPORTION,
        direction=Direction.CONTEXT,
        unit="%",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.SENSITIVE,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        upper_bound=1.0,
    ),
    Indicator(
        code="PRV-15",
        name=_("Reasoned identity checks"),
        question=_("When the police check people's identity, is there a factual reason and is it explained to them?"),
        numerator_label=_("proactive checks with a factual ground and a recorded explanation"),
        denominator_label=_("registered proactive checks"),
        method=_(
            "Of the identity checks that officers made on their own initiative and registered in the 12 months up to "
            "the end of the period we count those with a factual ground and a record that the reason was explained to "
            "the person. "
            "Where a corps keeps no register of checks, an audited sample can take its place; without either the "
            "answer is: not delivered. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Checks that were not registered are not seen. "
            "No ethnicity of the person checked is stored, so this figure cannot show whether some groups are checked "
            "more often."
        ),
        owner="professionalism",
        goals=(2, 3),
        note_bullets=("2a", "3d"),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.SENSITIVE,
        feed=Feed.RECORDS,
        counted=Counted.CASE,
        upper_bound=1.0,
    ),
    Indicator(
        code="PRV-18",
        name=_("Conflicts mediated or referred"),
        question=_("How often do the police help people settle a conflict so that it does not start again?"),
        numerator_label=_("interventions in conflicts mediated or referred, without a new call within 90 days"),
        denominator_label=_("interventions in conflicts closed at least 90 days ago"),
        method=_(
            "Over the 12 months up to the end of the period we take the interventions in conflicts between neighbours, "
            "in families and about public order that were closed at least 90 days ago. "
            "We count those that were mediated or referred to mediation, and after which no new call about the same "
            "conflict came within 90 days. "
            "The list of conflict codes is the same for the whole country. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Safety comes first: violence in the family follows its own rules and is not a case for ordinary "
            "mediation. "
            "No new call can also mean that people gave up calling."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2a",),
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
