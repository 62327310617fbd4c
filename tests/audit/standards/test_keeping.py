"""Files with evidence go in their time; what was judged and why stays."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from audit.models import Assessment
from audit.services.audits.terms import evidence_kept_from
from audit.services.standards.evidence import evidence_add, evidence_past
from legitimacy.models import Attachment, TrailEvent, User
from tests.audit.standards.conftest import TO, Assessed

pytestmark = pytest.mark.django_db


def with_file(assessment: Assessment, actor: User) -> Assessment:
    upload = SimpleUploadedFile("plan.txt", BytesIO(b"The plan of 2025.").read())
    evidence_add(score=assessment.scores.earliest("pk"), upload=upload, actor=actor)
    return assessment


def test_evidence_goes_six_years_after_the_validation_and_the_scores_stay(validated: Assessed, bram: User) -> None:
    assessment = with_file(validated(), bram)
    assert assessment.validated_on is not None
    last = assessment.validated_on + relativedelta(months=72)
    with time_machine.travel(last):
        assert evidence_kept_from(last) == assessment.validated_on
        call_command("retention_apply", verbosity=0)
        assert Attachment.objects.count() == 1
    with time_machine.travel(last + relativedelta(days=1)):
        call_command("retention_apply", verbosity=0)
    assert not Attachment.objects.exists()
    assert TrailEvent.objects.get(verb="retention.applied").object_type == "assessment_evidence"
    assessment.refresh_from_db()
    assert assessment.points
    assert assessment.scores.exclude(reason="").exists()


def test_evidence_that_nobody_validated_goes_by_the_end_of_its_period(begun: Assessed, bram: User) -> None:
    with_file(begun(), bram)
    with time_machine.travel(date(TO.year + 6, 12, 30)):
        assert not evidence_past().exists()
    with time_machine.travel(date(TO.year + 7, 1, 2)):
        assert evidence_past().count() == 1
