"""Passports: training, language skills, selection and the link with higher education."""

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

EDUCATION: tuple[Indicator, ...] = (
    Indicator(
        code="EFF-21",
        name=_("Training on societal problems and problem solving"),
        question=_("How much of the training is about problems in society and how to solve them?"),
        numerator_label=_("training hours on societal problems or problem solving, times the people present"),
        denominator_label=_("all training hours delivered, times the people present"),
        method=_(
            "Over the 12 months up to the end of the period we add up all training hours, each hour counted once for "
            "every person present, and take the part spent in modules on societal problems or problem solving. "
            "A module on several themes has its hours divided over them, so that shares never add up to more than the "
            "whole. "
            "Hours are counted completely, so there is no sample and no margin for chance. "
            "The figure is made for a corps and for a school."
        ),
        caution=_(
            "Hours show what was taught, not what was learnt or used. "
            "The theme of a module is chosen by the school or corps that enters it."
        ),
        owner="professionalism",
        goals=(1,),
        note_bullets=("1g",),
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
    Indicator(
        code="LEG-10",
        name=_("Yearly training in the use of force (circular GPI 48)"),
        question=_("Do officers get the yearly training in controlling force that the rules ask for?"),
        numerator_label=_("operational staff with at least five force-control sessions in the calendar year"),
        denominator_label=_("operational staff on 31 December"),
        method=_(
            "For each calendar year we count the operational staff on 31 December and how many of them had at least "
            "five sessions of force-control training, the number named in circular GPI 48. "
            "People absent for more than six months are left out; shorter absences and new arrivals stay in. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Look at the modules one by one, so that firearm sessions cannot replace training in talking and calming. "
            "Sessions attended say nothing about how well people did."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2b",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.YEAR,
        valid_months=18,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.PERSON,
        upper_bound=1.0,
    ),
    Indicator(
        code="DRV-12",
        name=_("Language skills of front-line staff"),
        question=_("Can the officers whom people meet speak more than one language?"),
        numerator_label=_("front-line staff with a certificate in a second national or a contact language"),
        denominator_label=_("front-line staff at reception, in intervention and in neighbourhoods"),
        method=_(
            "On the last day of the period we count the front-line staff, at reception, in intervention and in "
            "neighbourhood work, and how many of them hold a checked certificate of at least level B1, which is "
            "independent everyday use. "
            "The language must be a second national language or one on the list of contact languages. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "A certificate is a skill and never a sign of origin: mother tongues are not recorded. "
            "Brussels has bilingual duties of its own, so its corps are shown apart."
        ),
        owner="professionalism",
        goals=(3,),
        note_bullets=("3b",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.PERSON,
        upper_bound=1.0,
    ),
    Indicator(
        code="PRV-11",
        name=_("Training in connecting, mediating and justifying force"),
        question=_("Are officers trained in connecting with people, mediating and giving reasons for force?"),
        numerator_label=_("operational staff who passed all three modules in the last 24 months"),
        denominator_label=_("operational staff, long absences left out"),
        method=_(
            "On the last day of the period we count the operational staff, without those on long absence, and how many "
            "of them passed all three modules in the 24 months before: connecting communication, mediation and giving "
            "reasons for the use of force. "
            "To pass means that skills were assessed in practice; attendance alone is not valid. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Not every module exists everywhere yet, so a low figure can reflect what schools offer. "
            "Skills shown in training still have to show on the street."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2b",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.PERSON,
        upper_bound=1.0,
    ),
    Indicator(
        code="PRV-12",
        name=_("Selection on the four competences"),
        question=_("Are new recruits tested on communication, social skills, empathy and dealing with diversity?"),
        numerator_label=_("recruitment decisions with all four competences tested and scored"),
        denominator_label=_("recruitment decisions"),
        method=_(
            "Of the recruitment decisions taken in the 36 months up to the end of the period we count those in which "
            "four competences were tested: communication, social skills, empathy and multicultural competence. "
            "A test is valid only when the instrument is documented and a score was recorded. "
            "For a corps its own selection step counts; the national tests are shown beside it. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Whether the tests predict good police work is another question. "
            "Read it beside the pass rates of women and men, to see that a test does not shut out one of them."
        ),
        owner="professionalism",
        goals=(2,),
        note_bullets=("2c",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.ROLLING_36_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.PERSON,
        upper_bound=1.0,
    ),
    Indicator(
        code="PRV-16",
        name=_("Link with higher education"),
        question=_("How much of police training leads to a recognised qualification in higher education?"),
        numerator_label=_("police training credits in programmes with a recognised qualification"),
        denominator_label=_("all police training credits delivered, basic and promotion training"),
        method=_(
            "For each calendar year we add up the study credits delivered in basic and promotion training, and take "
            "the part in programmes that lead to a recognised higher education qualification. "
            "Recognised means accredited with European study credits by the Flemish or the French-speaking quality "
            "agency for higher education (NVAO or AEQES). "
            "Credits are counted completely, so there is no sample and no margin for chance."
        ),
        caution=_(
            "The figure is about schools and the country. On the page of a corps it is background, because a corps "
            "cannot influence it."
        ),
        owner="professionalism",
        goals=(3,),
        note_bullets=("3c", "1c"),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.YEAR,
        valid_months=18,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.THING,
        subject=Subject.SCHOOL,
        sampled=False,
        upper_bound=1.0,
    ),
    Indicator(
        code="PRV-17",
        name=_("Training in multicultural competences"),
        question=_("Are the staff trained to work well with people of different backgrounds?"),
        numerator_label=_("staff who passed a module on multicultural competence in the last 36 months"),
        denominator_label=_("staff, long absences left out"),
        method=_(
            "On the last day of the period we count all staff, operational and civilian, without those on long "
            "absence, and how many of them passed an assessed module on multicultural competence in the 36 months "
            "before. "
            "To pass means that skills were assessed in practice; attendance, or online learning without an "
            "assessment, is not valid. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Skills shown in training still have to show in daily work: read it beside what citizens and staff "
            "experience."
        ),
        owner="professionalism",
        goals=(3,),
        note_bullets=("3b",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.SELF,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.PERSON,
        upper_bound=1.0,
    ),
)
