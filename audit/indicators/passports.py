"""Passports of the indicators that audit owns: audits and their follow-up, standards, samples and checklists."""

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

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        code="EFF-04",
        name=_("Maturity of organisational control"),
        question=_("How well does the corps steer and check its own work?"),
        numerator_label=_("points scored in the validated self-assessment"),
        denominator_label=_("maximum points that apply"),
        method=_(
            "The corps scores itself on a published checklist for organisational control, based on circular CP 3 and "
            "the quality model EFQM for excellent police care, and an auditor validates the points. "
            "The figure is the points scored out of the maximum that applies, from 0 to 100, on the last day of the "
            "period. "
            "Only the validated score counts; the corps's own score is shown beside it. "
            "It is a checklist, so there is no sample and no margin for chance."
        ),
        caution=_(
            "Compare the corps's own score with the validated one: a large difference is a finding in itself. "
            "Maturity describes the system of control, not the results on the street."
        ),
        owner="audit",
        goals=(1,),
        note_bullets=("1a", "1d"),
        kind=Kind.CHECKLIST,
        direction=Direction.HIGHER,
        unit="score",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.AUDITED,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.ASSESSMENT,
        counted=Counted.THING,
        per=100,
        sampled=False,
        upper_bound=100.0,
    ),
    Indicator(
        code="EFF-12",
        name=_("Audit coverage"),
        question=_("How many corps had a quality audit in the last six years?"),
        numerator_label=_("corps with a completed quality audit in the last 72 months"),
        denominator_label=_("corps active on the last day of the period"),
        method=_(
            "On the last day of the period we count the active corps and how many of them had a quality audit "
            "completed in the 72 months before. "
            "A merged corps inherits the most recent audit of each corps it was formed from. "
            "The figure is national; the page of a corps shows the date of its last audit. "
            "Every corps is counted: there is no sample and no margin for chance."
        ),
        caution=_(
            "The figure speaks about the audit body, not about any single corps. "
            "An audit that took place says nothing yet about what it found."
        ),
        owner="audit",
        goals=(1,),
        note_bullets=("1d",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.AUDITED,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.THING,
        subject=Subject.NATIONAL,
        sampled=False,
        upper_bound=1.0,
    ),
    Indicator(
        code="EFF-13",
        name=_("Audit recommendations implemented"),
        question=_("Does the corps carry out what the auditors recommended, by the agreed date?"),
        numerator_label=_("recommendations verified as implemented on the agreed date"),
        denominator_label=_("recommendations due, accepted or rejected"),
        method=_(
            "Over the 36 months up to the end of the period we take all audit recommendations that were due and count "
            "those that the auditor verified as implemented on the agreed date. "
            "Rejected recommendations stay in the count, unless the auditor confirmed the reason for rejecting them: "
            "then they count as settled. "
            "Three years are taken together because a corps is audited only about once in six years. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Only the auditor's verification counts, not a statement by the corps. "
            "Heavy and light recommendations weigh the same here, so look at the most urgent ones apart."
        ),
        owner="audit",
        goals=(1,),
        note_bullets=("1d",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.ROLLING_36_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.AUDITED,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.RECORDS,
        counted=Counted.THING,
        upper_bound=1.0,
    ),
    Indicator(
        code="LEG-13",
        name=_("Lawful database queries"),
        question=_("Do police staff look people up in databases only when their work requires it?"),
        numerator_label=_("sampled queries with a verified work-related reason"),
        denominator_label=_("sampled queries"),
        method=_(
            "From the database queries made in the 12 months up to the end of the period the auditor or the data "
            "protection officer draws a random sample. "
            "We count the sampled queries for which a reason linked to the service was verified. "
            "A sample chosen by the corps itself is not valid. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "In a small sample one unexplained query changes the figure a great deal. "
            "A query without a verified reason is a question to ask, not yet proof of misuse."
        ),
        owner="audit",
        goals=(1, 2),
        note_bullets=("2e", "1d"),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.AUDITED,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.ASSESSMENT,
        counted=Counted.THING,
        upper_bound=1.0,
    ),
    Indicator(
        code="DRV-13",
        name=_("Inclusion in quality standards"),
        question=_(
            "Do the corps's standards for training, personnel policy and police work take everyone into account?"
        ),
        numerator_label=_("audited standards that meet all inclusion criteria"),
        denominator_label=_("standards audited"),
        method=_(
            "An auditor reviews the corps's standards for education, personnel policy and police practice against a "
            "checklist of inclusion criteria that was published in advance. "
            "We count the standards that meet all the criteria, out of all standards audited, as they stand on the "
            "last day of the period. "
            "Every audited standard is counted, so there is no sample and no margin for chance."
        ),
        caution=_(
            "A standard on paper is a promise: read it beside what staff and citizens experience. "
            "A standard that misses one criterion counts as not met."
        ),
        owner="audit",
        goals=(3,),
        note_bullets=("3d",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.AUDITED,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.ASSESSMENT,
        counted=Counted.THING,
        sampled=False,
        upper_bound=1.0,
    ),
    Indicator(
        code="PRV-07",
        name=_("Reasoned reply to complainants"),
        question=_("Does the person who complained get a clear answer that explains the decision?"),
        numerator_label=_("sampled closed files with a complete reply in plain language"),
        denominator_label=_("sampled closed files"),
        method=_(
            "From the complaint files closed in the 12 months up to the end of the period an auditor draws a sample. "
            "A reply counts when it states the facts, the rule, the finding, the follow-up and where to go next, all "
            "in plain language. "
            "Two readers score each file, and a third decides when they disagree. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Whether language is plain remains a judgement, so look at how often the two readers agreed. "
            "A clear reply can still be one that the complainant disagrees with."
        ),
        owner="audit",
        goals=(1,),
        note_bullets=("1f",),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.ROLLING_12_MONTHS,
        valid_months=3,
        measured_by=MeasuredBy.AUDITED,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.ASSESSMENT,
        counted=Counted.CASE,
        upper_bound=1.0,
    ),
    Indicator(
        code="PRV-13",
        name=_("Inclusive communication policy"),
        question=_("Does the corps communicate in a way that everyone can find, read and answer?"),
        numerator_label=_("points scored on the communication checklist"),
        denominator_label=_("maximum points"),
        method=_(
            "An auditor scores the corps on a published checklist: a communication plan, plain language, languages, "
            "channels, accessibility, two-way contact and the use of images. "
            "The figure is the points scored out of the maximum, from 0 to 100, on the last day of the period. "
            "It is a checklist, so there is no sample and no margin for chance."
        ),
        caution=_(
            "The checklist is published in advance, so a corps can prepare for it. "
            "It judges the policy and its products, not whether people feel that they were reached."
        ),
        owner="audit",
        goals=(2,),
        note_bullets=("2d",),
        kind=Kind.CHECKLIST,
        direction=Direction.HIGHER,
        unit="score",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.AUDITED,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.ASSESSMENT,
        counted=Counted.THING,
        per=100,
        sampled=False,
        upper_bound=100.0,
    ),
    Indicator(
        code="PRV-14",
        name=_("Digital accessibility"),
        question=_("Can people with a disability use the corps's web pages and forms?"),
        numerator_label=_("sampled public pages and forms that pass every tested criterion"),
        denominator_label=_("sampled public pages and forms"),
        method=_(
            "From the corps's public pages and forms a sample is tested on the last day of the period, by software and "
            "by hand, against the international guidelines for web accessibility (WCAG 2.1, level AA). "
            "A page or form counts only when it passes every criterion tested. "
            "The margin is a 95 percent interval (Wilson method)."
        ),
        caution=_(
            "Automatic checks find only part of the faults, so a page that passes can still be hard to use. "
            "A small fault on a shared template makes many pages fail at once."
        ),
        owner="audit",
        goals=(1, 2),
        note_bullets=("2d", "1f"),
        kind=Kind.PROPORTION,
        direction=Direction.HIGHER,
        unit="%",
        window=Window.SNAPSHOT,
        valid_months=12,
        measured_by=MeasuredBy.AUDITED,
        disclosure=Disclosure.ORDINARY,
        feed=Feed.ASSESSMENT,
        counted=Counted.THING,
        upper_bound=1.0,
    ),
)
