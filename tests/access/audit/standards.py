"""Standards, assessments and samples: who may open which. Rows are made for the corps of the address."""

from collections.abc import Callable
from datetime import date
from typing import Any

from audit.models import Assessment, Sample, Standard
from audit.services.standards.publishing import standards_publish
from audit.workflow.standards.codes import SampleStage, Stage
from audit.workflow.standards.drawing import FrameItem, frame_pack
from legitimacy.models import Corps, Role
from tests.access.entry import Access

OF_CORPS = frozenset({Role.CHIEF_OF_CORPS, Role.EVALUATION_OFFICER})
AUDITOR = frozenset({Role.AUDITOR})
FROM, TO = date(2027, 1, 1), date(2027, 12, 31)


def standard_of(corps: Corps, code: str) -> Standard:
    standards_publish(register=corps.register)
    return Standard.objects.get(register=corps.register, code=code)


def assessment(stage: Stage) -> Callable[[Any], dict[str, Any]]:
    """An assessment of the corps of the address, at one stage."""

    def place(world: Any) -> dict[str, Any]:
        row, _ = Assessment.objects.get_or_create(
            corps=world.corps,
            standard=standard_of(world.corps, "organisational-control"),
            period_from=FROM,
            period_to=TO,
            stage=stage,
            subject=stage.value,
            defaults={"origin": "simulated"},
        )
        return {"pk": row.pk}

    return place


def sample(stage: SampleStage) -> Callable[[Any], dict[str, Any]]:
    def place(world: Any) -> dict[str, Any]:
        frame = frame_pack([FrameItem(key="a"), FrameItem(key="b")])
        row, _ = Sample.objects.get_or_create(
            corps=world.corps,
            standard=standard_of(world.corps, "digital-accessibility"),
            stage=stage,
            period_from=FROM,
            period_to=TO,
            defaults={
                "frame_source": "upload", "frame": frame.packed, "frame_count": 2, "frame_checksum": frame.checksum,
                "seed": "0", "size": 2, "drawn_on": TO, "origin": "simulated",
            },
        )  # fmt: skip
        return {"pk": row.pk}

    return place


def evidence(world: Any) -> dict[str, Any]:
    return assessment(Stage.SUBMITTED)(world) | {"file": "00000000-0000-4000-8000-000000000000"}


TABLE: dict[str, Access] = {
    "standards_list": Access(),
    "standard_page": Access(place=lambda _: {"code": "organisational-control"}),
    "assessments_list": Access(get=OF_CORPS | AUDITOR),
    "assessment_begin": Access(get=OF_CORPS | AUDITOR, post=OF_CORPS | AUDITOR),
    "assessment_page": Access(get=OF_CORPS | AUDITOR, own=True, place=assessment(Stage.SUBMITTED)),
    "assessment_self": Access(get=OF_CORPS, post=OF_CORPS, own=True, place=assessment(Stage.DRAFT)),
    "assessment_judge": Access(get=AUDITOR, post=AUDITOR, own=True, place=assessment(Stage.SUBMITTED)),
    "assessment_annul": Access(get=frozenset(), post=AUDITOR, own=True, place=assessment(Stage.SUBMITTED)),
    "assessment_evidence": Access(get=OF_CORPS | AUDITOR, own=True, place=evidence),
    "samples_list": Access(get=OF_CORPS | AUDITOR),
    "sample_draw": Access(get=AUDITOR, post=AUDITOR),
    "sample_page": Access(get=OF_CORPS | AUDITOR, own=True, place=sample(SampleStage.CLOSED)),
    "sample_act": Access(get=frozenset(), post=AUDITOR, own=True, place=sample(SampleStage.CLOSED)),
    "sample_read": Access(get=AUDITOR, post=AUDITOR, own=True, place=sample(SampleStage.READING)),
    "sample_frame": Access(get=AUDITOR, own=True, place=sample(SampleStage.CLOSED)),
}
