"""The selection of a country: entered by the data steward of its register, and by nobody else."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from legitimacy.models import Corps, Register, Role, StaleMark, Subject, SubjectKind
from professionalism.models import SelectionProcedure
from professionalism.workflow import training as codes
from tests.people import person_make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(date(2026, 2, 1), tick=False):
        yield


def test_the_data_steward_of_a_register_enters_the_selection_of_its_country(client: Client, demervallei: Corps) -> None:
    petra = person_make("Petra", (Role.HR_OFFICER, demervallei))
    dora = person_make("Dora", (Role.DATA_STEWARD, Register.EXAMPLE))
    nation = Subject.objects.create(code="VBL", name="Land", register=Register.EXAMPLE, kind=SubjectKind.NATION)
    client.force_login(dora)
    page = client.get("/en/professionalism/selection/").content.decode()
    assert "Enter a procedure" in page
    given = {"code": "INSP-1", "period": "2025-Q4", "grade": "inspector", "instrument_0": "Gesprek", "competences_0": (
        codes.note_competences()
    )}  # fmt: skip
    given |= {f"{name}_{sex}": "10" for name in ("tested", "passed", "decisions", "decisions_on_four") for sex in "fm"}
    assert client.post("/en/professionalism/selection/new/", given).status_code == 302
    procedure = SelectionProcedure.objects.get()
    assert procedure.subject_id == nation.pk
    assert StaleMark.objects.filter(indicator="PRV-12").exists()
    # Nothing else of it is theirs, and nobody else's is the country.
    for address in ("module/new", "count/new", ""):
        assert client.get(f"/en/professionalism/training/{address}".rstrip("/") + "/").status_code == 403
    client.force_login(petra)
    assert client.get(f"/en/professionalism/selection/{procedure.pk}/").status_code == 403
    assert client.get("/en/professionalism/selection/new/?of=VBL").status_code == 403
