"""A corps assesses itself and an auditor judges: nothing is lost, nothing counts too soon, the second is told."""

from datetime import date
from typing import Any

import pytest

from audit.models import Assessment, Standard
from audit.rules.standards import judges
from audit.services.standards.assessing import SelfAnswer, assessment_save, assessment_start, assessment_submit
from audit.services.standards.errors import CriteriaMissingError, StaleError, StandardError
from audit.services.standards.validating import (
    Verdict,
    assessment_annul,
    assessment_return,
    assessment_validate,
    verdicts_save,
)
from audit.workflow.standards.codes import Level, Stage
from legitimacy.access import can
from legitimacy.models import Corps, CorpsLink, Role, StaleMark, TrailEvent, User
from tests.audit.standards.conftest import FROM, TO, Assessed, answer_all, judge_all
from tests.people import person_joins

pytestmark = pytest.mark.django_db


def test_a_self_assessment_is_validated_and_only_then_counts(sent: Assessed, amina: User) -> None:
    assessment = sent()
    assert (assessment.self_points, assessment.points) == (100, None)
    assert not StaleMark.objects.exists()
    verdicts = judge_all(assessment, S1=Level.PARTLY, A3=Level.NOT_APPLICABLE)
    judged = verdicts_save(assessment=assessment, verdicts=verdicts, version=assessment.version, actor=amina)
    done = assessment_validate(assessment=judged, version=judged.version, actor=amina)
    assert (done.stage, done.points, done.most, done.all_met) == (Stage.VALIDATED, 90, 94, False)
    marks = set(StaleMark.objects.values_list("source", "indicator", "period"))
    assert ("standards", "EFF-04", "2025-Q4") in marks
    assert ("standards", "EFF-04", "2025-Q3") not in marks
    verbs = list(TrailEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-5:] == [
        *("assessment.started", "assessment.saved", "assessment.submitted", "assessment.judged"),
        "assessment.validated",
    ]


def test_what_is_missing_is_named_by_criterion_and_what_was_written_stays(begun: Assessed, bram: User) -> None:
    assessment = begun()
    answers = answer_all(assessment) | {
        "S1": SelfAnswer(""),
        "S2": SelfAnswer(Level.NOT_APPLICABLE),
        "S3": SelfAnswer(Level.MET, "we do"),
        "R1": SelfAnswer(Level.NOT_MET),
    }
    saved = assessment_save(assessment=assessment, answers=answers, version=1, actor=bram)
    with pytest.raises(CriteriaMissingError) as missing:
        assessment_submit(assessment=saved, version=saved.version, actor=bram)
    assert set(missing.value.faults) == {"S1", "S2", "S3"}
    assert saved.scores.get(criterion__code="S3").self_remark == "we do"
    assert Assessment.objects.get().stage == Stage.DRAFT


def test_an_assessment_to_which_nothing_applies_is_not_sent(begun: Assessed, bram: User) -> None:
    assessment = begun()
    saved = assessment_save(
        assessment=assessment, answers=answer_all(assessment, Level.NOT_APPLICABLE), version=1, actor=bram
    )
    with pytest.raises(CriteriaMissingError) as missing:
        assessment_submit(assessment=saved, version=saved.version, actor=bram)
    assert "At least one criterion must apply." in missing.value.faults.values()


def test_an_auditor_who_differs_must_say_why(sent: Assessed, amina: User) -> None:
    assessment = sent()
    verdicts = judge_all(assessment) | {"S1": Verdict(Level.NOT_MET), "S2": Verdict("")}
    judged = verdicts_save(assessment=assessment, verdicts=verdicts, version=assessment.version, actor=amina)
    with pytest.raises(CriteriaMissingError) as missing:
        assessment_validate(assessment=judged, version=judged.version, actor=amina)
    assert missing.value.faults == {"S1": "You differ from the corps: say why.", "S2": "Give your verdict."}


def test_the_second_of_two_auditors_is_told(sent: Assessed, amina: User, aline: User) -> None:
    assessment = sent()
    read = assessment.version
    verdicts_save(assessment=assessment, verdicts=judge_all(assessment), version=read, actor=amina)
    with pytest.raises(StaleError):
        verdicts_save(assessment=assessment, verdicts=judge_all(assessment, Level.NOT_MET), version=read, actor=aline)
    assert set(assessment.scores.values_list("level", flat=True)) == {Level.MET}


def test_two_validate_at_once_and_one_does(sent: Assessed, amina: User, aline: User) -> None:
    assessment = sent()
    judged = verdicts_save(
        assessment=assessment, verdicts=judge_all(assessment), version=assessment.version, actor=amina
    )
    assessment_validate(assessment=judged, version=judged.version, actor=amina)
    with pytest.raises(StandardError) as told:
        assessment_validate(assessment=judged, version=judged.version, actor=aline)
    assert told.value.reason == "stage"
    assert Assessment.objects.get().auditor == amina


def test_a_returned_assessment_goes_back_with_a_note_and_comes_again(sent: Assessed, amina: User, bram: User) -> None:
    assessment = sent()
    with pytest.raises(StandardError, match="Say what"):
        assessment_return(assessment=assessment, version=assessment.version, note=" ", actor=amina)
    returned = assessment_return(assessment=assessment, version=assessment.version, note="Add R2.", actor=amina)
    assert (returned.stage, returned.note) == (Stage.RETURNED, "Add R2.")
    with pytest.raises(StandardError):
        verdicts_save(assessment=returned, verdicts={}, version=returned.version, actor=amina)
    again = assessment_submit(assessment=returned, version=returned.version, actor=bram)
    assert again.stage == Stage.SUBMITTED


def test_an_annulled_assessment_makes_room(validated: Assessed, begun: Assessed, amina: User) -> None:
    assessment = validated()
    StaleMark.objects.all().delete()
    with pytest.raises(StandardError, match="already"):
        begun()
    assessment_annul(assessment=assessment, version=assessment.version, note="wrong corps", actor=amina)
    assert StaleMark.objects.filter(indicator="EFF-04", period="2025-Q4").exists()
    assert begun().stage == Stage.DRAFT


@pytest.mark.parametrize(
    ("code", "given", "reason"),
    [
        ("reasoned-reply", {}, "checklist"),
        ("inclusion-hr", {}, "subject"),
        ("organisational-control", {"subject": "Plan"}, "subject"),
        ("organisational-control", {"period_from": date(2017, 1, 1), "period_to": date(2017, 12, 31)}, "unpublished"),
    ],
)
def test_an_assessment_that_cannot_be_is_refused_with_a_sentence(
    begun: Assessed, code: str, given: dict[str, Any], reason: str
) -> None:
    with pytest.raises(StandardError) as refused:
        begun(code, **given)
    assert refused.value.reason == reason
    assert str(refused.value).endswith(".")


def test_a_standard_of_another_register_judges_no_corps_of_this_one(
    standards: dict[str, Standard], belgian_corps: Corps, amina: User
) -> None:
    with pytest.raises(StandardError, match="another register"):
        assessment_start(
            corps=belgian_corps, standard=standards["organisational-control"], period_from=FROM, period_to=TO,
            actor=amina, by_corps=False,
        )  # fmt: skip


def test_an_auditor_never_judges_a_corps_they_belonged_to_nor_one_it_went_into(
    demervallei: Corps, heidekant: Corps, amina: User
) -> None:
    assert judges(amina, demervallei)
    person_joins(amina, Role.STAFF, demervallei, valid_from=date(2010, 1, 1), valid_to=date(2012, 1, 1))
    again = User.objects.get(pk=amina.pk)
    assert not judges(again, demervallei)
    assert judges(again, heidekant)
    CorpsLink.objects.create(predecessor=demervallei, successor=heidekant, on=date(2020, 1, 1))
    assert not judges(User.objects.get(pk=amina.pk), heidekant)


def test_who_sees_an_assessment(begun: Assessed, katrien: User, tom: User, amina: User, outsider: User) -> None:
    assessment = begun()
    assert [can(who, "assessment.view", assessment) for who in (katrien, tom, amina, outsider)] == [
        True,
        False,
        False,
        False,
    ]
    Assessment.objects.update(stage=Stage.SUBMITTED)
    assessment.refresh_from_db()
    assert can(amina, "assessment.view", assessment)
    assert not can(amina, "assessment.write", assessment)
    assert not can(katrien, "assessment.judge", assessment)
