"""From draft to validated: who may, in which order, what others see, and what is kept."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from diversity.models import StaffEvent, StaffReturn
from diversity.selectors.areas import recruitment_area_of
from diversity.selectors.staff_reading import return_digest, words_of
from diversity.selectors.staff_waiting import staff_waiting
from diversity.services.staffing import (
    ReturnRefusedError,
    return_change,
    return_correct,
    return_draft,
    return_send_back,
    return_submit,
    return_validate,
)
from diversity.workflow.cells import CellKey, Count
from diversity.workflow.staffing import Kind, State
from legitimacy.models import Corps, Region, Register, Role, StaleMark, SubjectKind, TrailEvent, User
from tests.diversity.staff import LAST, cells, declared, stood
from tests.people import person_joins, person_make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]


def drafted(corps: Corps, actor: User, **numbers: int) -> StaffReturn:
    return return_draft(
        corps=corps, kind=Kind.COMPOSITION, reference_date=LAST, cells=cells(**numbers), source="file", actor=actor
    )


def submitted(made: StaffReturn, actor: User, explanation: str = "") -> StaffReturn:
    return return_submit(staff_return=made, explanation=explanation, actor=actor, seen=return_digest(made))


def test_a_correction_is_a_new_version_and_the_old_one_stays(demervallei: Corps, petra: User, katrien: User) -> None:
    first = submitted(drafted(demervallei, petra), petra)
    back = return_send_back(staff_return=first, note="Check", actor=katrien, seen=return_digest(first))
    assert (back.state, back.decision_note) == (State.RETURNED, "Check")
    first = return_validate(
        staff_return=submitted(back, petra), actor=katrien, seen=return_digest(StaffReturn.objects.get())
    )
    marks = StaleMark.objects.filter(source="diversity_staff").order_by("period")
    assert set(marks.values_list("indicator", "period")) == {
        (code, period) for code in ("DRV-04", "DRV-05") for period in ("2025-Q4", "2026-Q1")
    }
    second = return_correct(staff_return=first, actor=petra)
    assert return_correct(staff_return=first, actor=petra) == second, "only one is under way"
    second = return_change(
        staff_return=second, cells=cells(women=24), source="form", actor=petra, seen=return_digest(second)
    )
    second = return_validate(
        staff_return=submitted(second, petra), actor=katrien, seen=return_digest(StaffReturn.objects.get(pk=second.pk))
    )
    first.refresh_from_db()
    assert (first.state, second.state, second.version) == (State.REPLACED, State.VALIDATED, 2)
    assert first.cells.filter(part="age").exists(), "the old one stays readable"
    verbs = TrailEvent.objects.filter(object_type="staffreturn", corps="V017").values_list("verb", flat=True)
    assert {"staffreturn.started", "staffreturn.submitted", "staffreturn.returned", "staffreturn.replaced"} <= set(
        verbs
    )


def test_refusals(demervallei: Corps, petra: User, katrien: User) -> None:
    made = drafted(demervallei, petra)
    with pytest.raises(ReturnRefusedError) as twice:
        drafted(demervallei, petra)
    assert twice.value.open_pk == made.pk
    seen = return_digest(made)
    return_change(staff_return=made, cells=cells(women=23), source="form", actor=petra, seen=seen)
    with pytest.raises(ReturnRefusedError):  # somebody else looked at it before that change
        return_change(staff_return=made, cells=cells(women=25), source="form", actor=petra, seen=seen)
    made.cells.filter(part="age", group="f").update(heads=1)
    with pytest.raises(ReturnRefusedError):  # the splits differ
        submitted(made, petra)
    with pytest.raises(ReturnRefusedError):
        return_draft(corps=demervallei, kind=Kind.ORIGIN, reference_date=LAST, cells={}, source="form", actor=petra)
    made.delete()
    stood(demervallei, cells(women=60), on=date(2024, 12, 31))
    jump = drafted(demervallei, petra)
    with pytest.raises(ReturnRefusedError):  # a third of the women left: explain
        submitted(jump, petra)
    assert submitted(jump, petra, "The academy moved.").state == State.SUBMITTED


def test_who_prepared_does_not_validate_by_whatever_account(demervallei: Corps, petra: User, katrien: User) -> None:
    person_joins(petra, Role.CHIEF_OF_CORPS, demervallei)
    twin = person_make("Twin", (Role.CHIEF_OF_CORPS, demervallei))
    twin.email = petra.email.replace("@", "+chief@")
    twin.save()
    made = submitted(drafted(demervallei, petra), petra)
    for actor in (User.objects.get(pk=petra.pk), User.objects.get(pk=twin.pk)):
        with pytest.raises(ReturnRefusedError):
            return_validate(staff_return=made, actor=actor, seen=return_digest(made))
    assert return_validate(staff_return=made, actor=katrien, seen=return_digest(made)).decided_by == katrien
    assert StaffEvent.objects.filter(staff_return=made, kind="validated").get().actor == katrien


def test_small_counts_of_disability_and_origin_are_shown_to_nobody(
    client: Client, demervallei: Corps, petra: User, katrien: User
) -> None:
    made = stood(demervallei, declared(3), kind=Kind.DISABILITY)
    newer = stood(demervallei, declared(4), kind=Kind.DISABILITY, version=2, state=State.SUBMITTED)
    for person in (petra, katrien):
        client.force_login(person)
        for one in (made, newer):
            text = client.get(f"/en/diversity/staff/{one.pk}/").content.decode()
            assert "fewer than 5" in text
            assert ">3<" not in text
            assert ">4<" not in text
            assert "What changed" not in text, "a difference inside what is hidden is hidden too"
    client.force_login(petra)
    template = client.get("/en/diversity/staff/template/disability.csv").content.decode()
    assert not any(line.endswith(("3", "100")) for line in template.splitlines())
    groups = {"belgian": 90, "foreign_background": 7, "non_belgian": 2}
    origin = {CellKey("staff", "", "", group): Count(heads) for group, heads in groups.items()}
    with translation.override("en"):
        assert [text[:9] for text in words_of(Kind.ORIGIN, origin).values()] == ["90", "not shown", "fewer tha"]


def test_hr_uploads_sees_what_is_wrong_and_the_chief_decides(
    client: Client, demervallei: Corps, petra: User, katrien: User, tom: User
) -> None:
    client.force_login(petra)
    assert len(staff_waiting(petra)) == 3, "of each kind the last year is missing"
    address = "/en/diversity/staff/new/composition/upload/"
    header = "reference_date,framework,grade,statute,age,sex,heads\n"
    wrong = SimpleUploadedFile("staff.csv", f"{header}2025-12-31,,boss,,,f,3\n".encode())
    answer = client.post(address, {"table": wrong})
    assert answer.status_code == 422
    assert "Row 2, grade" in answer.content.decode()
    assert not StaffReturn.objects.exists()
    rows = "2025-12-31,operational,basic,statutory,35_44,f,10\n2025-12-31,operational,basic,statutory,45_54,m,30\n"
    answer = client.post(address, {"table": SimpleUploadedFile("staff.csv", f"{header}{rows}".encode())})
    made = StaffReturn.objects.get()
    assert answer.url == f"/en/diversity/staff/{made.pk}/"  # type: ignore[attr-defined]
    assert made.cells.count() == 7 - 1
    form_page = client.get(f"/en/diversity/staff/{made.pk}/form/").content.decode()
    assert 'value="30"' in form_page
    checked = client.post(
        "/en/diversity/staff/new/composition/form/", {"day": "2024-12-31", "h0": "1.5", "h1": "4", "check": "1"}
    )
    assert checked.status_code == 422
    checked = client.post(
        "/en/diversity/staff/new/composition/form/", {"day": "2024-12-31", "h0": "3", "h1": "4", "check": "1"}
    )
    assert "Together" in checked.content.decode()
    assert StaffReturn.objects.count() == 1, "a check keeps nothing"
    client.force_login(katrien)
    assert client.get(f"/en/diversity/staff/{made.pk}/").status_code == 403, "a draft is not the chief's yet"
    client.force_login(petra)
    act = reverse("staff_act", kwargs={"pk": made.pk, "act": "submit"})
    assert client.post(act, {"submit-seen": "old"}).status_code == 422
    assert client.post(act, {"submit-seen": return_digest(made)}).status_code == 302
    client.force_login(tom)
    assert client.get(f"/en/diversity/staff/{made.pk}/").status_code == 403
    client.force_login(katrien)
    assert staff_waiting(katrien)[0].url.endswith(f"/{made.pk}/")
    made.refresh_from_db()
    act = reverse("staff_act", kwargs={"pk": made.pk, "act": "validate"})
    assert client.post(act, {"seen": return_digest(made)}).status_code == 302
    assert client.post(act, {"seen": return_digest(made)}).status_code == 422, "a second time it is over"
    made.refresh_from_db()
    assert made.state == State.VALIDATED


def test_the_recruitment_area_is_the_region_until_hr_chooses(client: Client, demervallei: Corps, petra: User) -> None:
    def region(code: str, kind: str, register: str = Register.EXAMPLE) -> Region:
        return Region.objects.create(code=code, name=code, kind=kind, register=register)

    land, province = region("VBL-L", SubjectKind.REGION), region("VBL-E", SubjectKind.PROVINCE)
    foreign = region("BE-VLG", SubjectKind.REGION, Register.BELGIUM)
    demervallei.region = land
    demervallei.save()
    client.force_login(petra)
    assert recruitment_area_of(demervallei, LAST) == land
    for area, status in ((foreign, 422), (province, 302)):
        answer = client.post("/en/diversity/staff/area/", {"area": area.pk, "valid_from": "2026-01-01"})
        assert answer.status_code == status
    assert recruitment_area_of(demervallei, LAST) == land
    assert recruitment_area_of(demervallei, date(2026, 1, 1)).pk == province.pk  # type: ignore[union-attr]  # it is set
