"""What people of the demo find to do: assessments of Demervallei to judge and to mend, and samples to read."""

from datetime import timedelta

from django.utils import timezone

from audit.demo.standards.words import CHANNELS, COMMUNICATIONS
from audit.demo.standards.writing import Writer, WrittenSample, cells_insert
from audit.models import Assessment, Reading, Sample, SampleItem, SampleReader
from audit.services.standards.assessing import SelfAnswer, assessment_save, assessment_start, assessment_submit
from audit.services.standards.validating import Verdict, assessment_return, verdicts_save
from audit.workflow.standards.codes import FrameSource, Judges, Level, SampleStage
from audit.workflow.standards.drawing import FrameItem
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, User

CORPS, OTHER = "V017", "V041"
FIRST, LAST = Period(2025, 1), Period(2025, 4)
DOCUMENT = "Instructie bodycams"
NOTE = "Criterium W5: voeg het laatste nazicht toe, of zeg wanneer het gebeurt."
DISPUTED = {3: "I1", 8: "I4", 15: "I2", 22: "I4"}
"""Drawn items on which the two readers differ, and the criterion."""
FAILING = {5: "I4", 11: "I1", 19: "I5", 27: "I4"}


def assessments_plant(writer: Writer, chief: User, officer: User) -> int:
    """One self-assessment that waits for an auditor, and one that was returned to the corps."""
    corps = Corps.objects.get(code=CORPS)
    if Assessment.objects.filter(corps=corps, started_by=officer).exists():
        return 0
    waiting = _started(writer, corps, "organisational-control", officer)
    answers = {}
    for place, criterion in enumerate(writer.judged_by("organisational-control", Judges.CORPS)):
        level = (Level.MET, Level.MET, Level.PARTLY, Level.MET, Level.NOT_MET)[place % 5]
        remark = "Gestart in 2025, nog niet in alle diensten." if level == Level.PARTLY else ""
        evidence = "" if level == Level.NOT_MET else f"Kwaliteitsmap 2025, stuk {place + 1}"
        answers[criterion.code] = SelfAnswer(level, remark, evidence)
    saved = assessment_save(assessment=waiting, answers=answers, version=waiting.version, actor=officer)
    assessment_submit(assessment=saved, version=saved.version, actor=chief)
    returned = _started(writer, corps, "inclusion-practice", officer, DOCUMENT)
    criteria = writer.judged_by("inclusion-practice", Judges.DOCUMENT)
    given = {each.code: SelfAnswer(Level.MET, "", "Instructie, versie 3") for each in criteria}
    saved = assessment_save(assessment=returned, answers=given, version=returned.version, actor=officer)
    sent = assessment_submit(assessment=saved, version=saved.version, actor=officer)
    draft = {each.code: Verdict(Level.MET) for each in criteria if each.code != "W5"}
    judged = verdicts_save(assessment=sent, verdicts=draft, version=sent.version, actor=writer.auditors[1])
    assessment_return(assessment=judged, version=judged.version, note=NOTE, actor=writer.auditors[1])
    return 2


def _started(writer: Writer, corps: Corps, code: str, officer: User, subject: str = "") -> Assessment:
    return assessment_start(
        corps=corps, standard=writer.standards[code], period_from=FIRST.start, period_to=LAST.end, actor=officer,
        subject=subject,
    )  # fmt: skip


def samples_plant(writer: Writer) -> int:
    """Communications of Demervallei of which two readings differ, and those of Vierwinden that nobody reads yet."""
    standard = writer.standards["inclusive-communication"]
    if Sample.objects.filter(standard=standard).exists():
        return 0
    known = {each.code: each for each in writer.corps}
    disputed, waiting = (_sample(writer, known[code]) for code in (CORPS, OTHER))
    for one in (disputed, waiting):
        one.sample.drawn_on = timezone.localdate() - timedelta(days=30)
        one.sample.save()
        cells_insert(SampleItem, one.item_cells())
    keys = {(disputed.sample.pk, position): pk for pk, position in disputed.sample.items.values_list("pk", "position")}
    _read(disputed)
    cells_insert(SampleReader, disputed.reader_cells(writer.auditors, third=False))
    cells_insert(Reading, disputed.reading_cells(keys, third=False))
    return 2


def _read(one: WrittenSample) -> None:
    """Give each reader their levels; the sample stays open, as a third must decide."""
    for place in range(1, len(one.items) + 1):
        usual = dict.fromkeys(one.codes, Level.MET.value)
        if place in FAILING:
            usual[FAILING[place]] = Level.NOT_MET.value
        other = dict(usual)
        if place in DISPUTED:
            other[DISPUTED[place]] = Level.NOT_MET.value
        one.levels.append((usual, other, usual))


def _sample(writer: Writer, corps: Corps) -> WrittenSample:
    first, last = LAST.previous, LAST
    site = f"https://{corps.code.lower()}.politie.example/nieuws"
    listed = [
        FrameItem(
            key=f"{corps.code}-{place:03d}",
            on=first.start + timedelta(days=2 * place),
            channel=CHANNELS[place % len(CHANNELS)],
            title=COMMUNICATIONS[place % len(COMMUNICATIONS)],
            url=f"{site}/{place}" if CHANNELS[place % len(CHANNELS)] == "website" else "",
        )
        for place in range(1, 91)
    ]
    standard = writer.standards["inclusive-communication"]
    one = writer.sample_make(standard, corps, first, last, listed, FrameSource.UPLOAD, standard.sample_size)
    one.sample.stage = SampleStage.READING
    return one
