"""Registers of random assessments and samples."""

import random
from datetime import timedelta

from audit.models import Assessment, Sample, SampleItem, Standard
from audit.workflow.standards.codes import FrameSource, SampleStage, Stage
from audit.workflow.standards.drawing import frame_pack
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps

Q4 = Period(2025, 4)


def register_draw(seed: int, corps: list[Corps], standards: dict[str, Standard]) -> None:
    """Assessments and samples of every kind and stage, at random, written as plain rows."""
    rng = random.Random(seed)  # noqa: S311  not for secrets
    stages = [Stage.VALIDATED, Stage.VALIDATED, Stage.VALIDATED, Stage.SUBMITTED, Stage.ANNULLED]
    for code in ("organisational-control", "inclusive-communication", "inclusion-hr", "inclusion-practice"):
        subjects = [""] if code[:9] != "inclusion" else ["a", "b", "c"]
        for each in corps:
            for subject in subjects:
                for end in rng.sample([Q4.shift(-step) for step in range(16)], 4):
                    stage, most = rng.choice(stages), rng.randrange(20, 100)
                    Assessment.objects.create(
                        corps=each, standard=standards[code], subject=subject, stage=stage, period_to=end.end,
                        period_from=end.shift(-3).start, points=rng.randrange(most), most=most,
                        all_met=rng.random() < 0.5, origin="simulated",
                    )  # fmt: skip
    for code in ("database-queries", "reasoned-reply", "digital-accessibility"):
        for each in corps:
            for step in range(0, 14, 2):
                if rng.random() < 0.75:
                    sample_write(rng, each, standards[code], Q4.shift(-step - 1), Q4.shift(-step))


def sample_write(rng: random.Random, corps: Corps, standard: Standard, first: Period, last: Period) -> None:
    frame = frame_pack([])
    sample = Sample.objects.create(
        corps=corps, standard=standard, period_from=first.start, period_to=last.end, frame=frame.packed,
        frame_source=FrameSource.UPLOAD, frame_count=50, frame_checksum=frame.checksum, seed="1", size=50,
        stage=rng.choice([SampleStage.CLOSED, SampleStage.CLOSED, SampleStage.READING, SampleStage.REJECTED]),
        drawn_on=last.end, origin="simulated",
    )  # fmt: skip
    days = (last.end - first.start).days
    SampleItem.objects.bulk_create(
        SampleItem(
            sample=sample,
            position=place,
            key=str(place),
            on=first.start + timedelta(days=rng.randrange(days + 1)),
            passes=rng.random() < 0.8,
        )
        for place in range(rng.randrange(5, 40))
    )
