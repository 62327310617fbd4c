"""The pages: what each person finds on them, what bad input answers, and what nobody sees too soon."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audit.models import Assessment, Sample, Standard
from audit.services.standards.evidence import OWNER
from audit.services.standards.publishing import standards_publish
from audit.services.standards.validating import Verdict, verdicts_save
from audit.workflow.standards.codes import Level, Stage
from legitimacy.models import Attachment, Corps, Register, TrailEvent, User
from tests.audit.standards.conftest import Assessed, signed_in

pytestmark = pytest.mark.django_db
Draw = Callable[..., Sample]
HOME = "/en/audit/"
SECRET = "seen with my own eyes on the spot"


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


def posted(client: Client, path: str, data: dict[str, Any], status: int = 200) -> str:
    answer = client.post(path, data, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_anybody_reads_the_published_standards_in_four_languages(client: Client, language: str) -> None:
    standards_publish(register=Register.BELGIUM)
    listed = page(client, f"/{language}/audit/standards/")
    for standard in Standard.objects.all():
        name = standard.name[language].replace("'", "&#x27;")
        assert name in listed
        assert name in page(client, f"/{language}/audit/standards/{standard.code}/")


def test_a_page_of_a_standard_says_points_evidence_source_and_how_is_drawn(client: Client) -> None:
    standards_publish(register=Register.BELGIUM)
    text = page(client, "/en/audit/standards/inclusive-communication/")
    assert "40 points together" in text
    assert "Evidence asked" in text
    assert "30 items are drawn by lot from the full list: communications." in text
    assert "a proposal of this monitor" in text
    assert "fictional" not in text
    page(client, "/en/audit/standards/inclusive-communication/?version=9", 404)
    page(client, "/en/audit/standards/nothing/", 404)


def test_standards_of_the_example_are_not_shown_outside_a_demo(client: Client, standards: dict[str, Standard]) -> None:
    assert "No standard is published here yet" in page(client, "/en/audit/standards/")


def test_a_corps_begins_fills_in_and_sends(standards: dict[str, Standard], demervallei: Corps, bram: User) -> None:
    client = signed_in(bram)
    asked = {"corps": demervallei.pk, "standard": "inclusion-hr", "first": "2025-Q1", "last": "2025-Q4"}
    assert "Name the corps&#x27;s own standard" in posted(client, f"{HOME}assessments/begin/", asked, 422)
    text = posted(client, f"{HOME}assessments/begin/", asked | {"subject": "Recruitment"})
    assessment = Assessment.objects.get()
    assert "Save and send to the auditors" in text
    address = f"{HOME}assessments/{assessment.pk}/self/"
    answers: dict[str, Any] = {"version": "1", "go": "send"}
    for code in ("H1", "H2", "H3", "H4", "H5"):
        answers |= {f"level_{code}": "met", f"evidence_{code}": "file 3"}
    text = posted(client, address, answers, 422)
    assert "H6: Choose how far it is met." in text
    assert "What you wrote is kept" in text
    version = Assessment.objects.get().version
    files = {"level_H6": "met", "file_H6": SimpleUploadedFile("plan.txt", b"the plan", "text/plain")}
    text = posted(client, address, answers | files | {"version": version})
    assert "An auditor will judge it" in text
    assert Assessment.objects.get().stage == Stage.SUBMITTED
    assert Attachment.objects.get(owner_type=OWNER).name == "plan.txt"


def test_a_file_that_is_refused_stops_nothing_else(begun: Assessed, bram: User) -> None:
    assessment = begun()
    files = {"version": "1", "level_S1": "met", "file_S1": SimpleUploadedFile("run.exe", b"MZ\x90", "text/plain")}
    text = posted(signed_in(bram), f"{HOME}assessments/{assessment.pk}/self/", files)
    assert "S1, run.exe:" in text
    assert "Everything else was saved." in text
    assert assessment.scores.get(criterion__code="S1").self_level == Level.MET


def test_evidence_is_read_on_the_trail_and_by_nobody_else(begun: Assessed, bram: User, tom: User) -> None:
    assessment = begun()
    address = f"{HOME}assessments/{assessment.pk}/"
    files = {"version": "1", "file_S1": SimpleUploadedFile("plan.txt", b"the plan", "text/plain")}
    posted(signed_in(bram), f"{address}self/", files)
    file = Attachment.objects.get()
    answer = signed_in(bram).get(f"{address}evidence/{file.pk}/")
    assert answer.content == b"the plan"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert TrailEvent.objects.filter(verb="evidence.read", corps="V017").count() == 1
    assert signed_in(tom).get(f"{address}evidence/{file.pk}/").status_code == 403
    posted(signed_in(bram), f"{address}self/", {"version": "2", "remove": str(file.pk)})
    assert not Attachment.objects.exists()


def test_the_second_of_two_keeps_what_was_typed(begun: Assessed, bram: User, katrien: User) -> None:
    assessment = begun()
    address = f"{HOME}assessments/{assessment.pk}/self/"
    posted(signed_in(katrien), address, {"version": "1", "remark_S1": "first"})
    text = posted(signed_in(bram), address, {"version": "1", "remark_S1": "second and long"}, 409)
    assert "Somebody else changed this" in text
    assert "second and long" in text
    assert assessment.scores.get(criterion__code="S1").self_remark == "first"


def test_the_corps_never_sees_the_draft_of_an_auditor(sent: Assessed, amina: User, bram: User, katrien: User) -> None:
    assessment = sent()
    draft = {"S1": Verdict(Level.NOT_MET, SECRET)}
    verdicts_save(assessment=assessment, verdicts=draft, version=assessment.version, actor=amina)
    address = f"{HOME}assessments/{assessment.pk}/"
    for person in (bram, katrien):
        client = signed_in(person)
        assert SECRET not in page(client, address)
        assert client.get(f"{address}judge/").status_code == 403
    assert SECRET in page(signed_in(amina), address)
    judge = {"version": Assessment.objects.get().version, "level_S1": "not_met", "reason_S1": SECRET}
    back = posted(signed_in(amina), f"{address}judge/", judge | {"go": "return", "note": ""}, 422)
    assert "Say what the corps should add or change." in back
    assert SECRET in back
    judge["version"] = Assessment.objects.get().version
    posted(signed_in(amina), f"{address}judge/", judge | {"go": "return", "note": "Add R2."})
    for path in (address, f"{address}self/"):
        text = page(signed_in(bram), path)
        assert "Add R2." in text
        assert SECRET not in text


def test_both_scores_stand_side_by_side_once_validated(sent: Assessed, amina: User, bram: User) -> None:
    assessment = sent()
    address = f"{HOME}assessments/{assessment.pk}/"
    data: dict[str, Any] = {
        f"level_{code}": "met" for code in assessment.scores.values_list("criterion__code", flat=True)
    }
    data |= {"version": assessment.version, "level_S1": "partly", "go": "send"}
    text = posted(signed_in(amina), f"{address}judge/", data, 422)
    assert "S1: You differ from the corps: say why." in text
    data |= {"reason_S1": SECRET, "version": Assessment.objects.get().version}
    posted(signed_in(amina), f"{address}judge/", data)
    text = page(signed_in(bram), address)
    for shown in ("<strong>100</strong> / 100", "<strong>96</strong> / 100", SECRET, "differs"):
        assert shown in text
    assert "Judge" not in page(signed_in(bram), address).replace("Judged", "")


def test_a_returned_assessment_waits_for_the_corps_on_the_first_page(sent: Assessed, amina: User, bram: User) -> None:
    assessment = sent()
    assert "Judge: Organisational control, Demervallei" in page(signed_in(amina), HOME)
    data = {"version": assessment.version, "go": "return", "note": "Add the report."}
    posted(signed_in(amina), f"{HOME}assessments/{assessment.pk}/judge/", data)
    assert "Returned to you: Organisational control, Demervallei" in page(signed_in(bram), HOME)
    assert "Add the report." in page(signed_in(bram), f"{HOME}assessments/{assessment.pk}/self/")


def test_an_auditor_begins_where_a_corps_did_not(
    standards: dict[str, Standard], demervallei: Corps, amina: User, bram: User
) -> None:
    asked = {
        "corps": demervallei.pk, "standard": "inclusive-communication", "first": "2025-Q1", "last": "2025-Q4",
    }  # fmt: skip
    text = posted(signed_in(amina), f"{HOME}assessments/begin/", asked)
    assert "the corps did not assess itself" in text
    address = f"{HOME}assessments/{Assessment.objects.get().pk}/"
    assert signed_in(bram).get(address).status_code == 403


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2025-Q4", "2025-Q1", "Turn them round"),
        ("", "2025-Q1", "This field is required"),
        ("1990-Q1", "2025-Q1", "Select a valid choice"),
        ("2023-Q1", "2025-Q4", "at most 8 quarters"),
    ],
)
def test_quarters_that_cannot_be_are_refused(
    standards: dict[str, Standard], demervallei: Corps, bram: User, first: str, last: str, said: str
) -> None:
    asked = {"corps": demervallei.pk, "standard": "organisational-control", "first": first, "last": last}
    assert said in posted(signed_in(bram), f"{HOME}assessments/begin/", asked, 422)
    assert not Assessment.objects.exists()


def test_nobody_begins_for_a_corps_that_is_not_theirs(
    standards: dict[str, Standard], heidekant: Corps, bram: User
) -> None:
    asked = {"corps": heidekant.pk, "standard": "organisational-control", "first": "2025-Q1", "last": "2025-Q4"}
    assert "Select a valid choice" in posted(signed_in(bram), f"{HOME}assessments/begin/", asked, 422)
