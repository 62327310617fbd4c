"""`records_import discipline`: ended cases come in once, and what may not be kept is refused with its row and why."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.utils import timezone

from legitimacy.imports.mappings import MAPPINGS
from legitimacy.imports.record_files import RecordImport, records_import
from legitimacy.imports.record_mappings import record_mapping_read
from legitimacy.models import Corps, Member, StaleMark, TrailEvent
from professionalism.models import DisciplinaryCase, DisciplinaryEvent
from professionalism.services.discipline.erasing import cases_erase

pytestmark = pytest.mark.django_db
HEAD = (
    "reference,pseudonym,facts_kind,happened_on,known_on,introduced_on,authority,sanction,closing,decided_on,detail\n"
)


@pytest.fixture(autouse=True)
def _demo(settings: LazySettings) -> None:
    settings.DEMO = True


def imported(tmp_path: Path, corps: Corps, text: str) -> RecordImport:
    path = tmp_path / "cases.csv"
    path.write_text(HEAD + text, encoding="utf-8")
    mapping = record_mapping_read(MAPPINGS / "discipline_plain.toml", "discipline")
    mapping.organisation.clear()
    return records_import(path=path, mapping=mapping, corps=corps)


def test_ended_cases_come_in_once_and_what_may_not_be_kept_says_why(
    tmp_path: Path, demervallei: Corps, member: Member
) -> None:
    Corps.objects.filter(pk=demervallei.pk).update(valid_from=date(2015, 1, 1))
    demervallei.refresh_from_db()
    who, year = member.pseudonym, timezone.localdate().year - 1
    good = (
        f"A1,{who.lower()},attitude,{year}-01-10,{year}-01-15,{year}-03-01,ordinary,reprimand,,{year}-05-02,\n"
        f"A2,{who},duty,,{year}-01-15,,ordinary,,no_breach,{year}-06-02,\n"
        f"A3,{who},force,,2019-01-15,2019-03-01,higher,removal,,2019-09-02,\n"  # never erased
    )
    bad = (
        f"B1,{who},duty,,2020-01-15,2020-03-01,ordinary,warning,,2020-06-02,\n"  # erased after 24 months
        f"B2,{who},duty,,{year}-01-15,{year}-03-01,higher,short_suspension,,{year}-06-02,\n"  # not on its list any more
        f"B3,{who},duty,,2014-01-15,2014-03-01,higher,removal,,2014-06-02,\n"  # before the corps
        f"B4,{who},duty,,{year}-01-15,{year}-03-01,ordinary,removal,,{year}-06-02,\n"
        f"B5,{who},duty,,{year}-03-15,{year}-03-01,ordinary,warning,,{year}-06-02,\n"
        f"B6,NOBODY,duty,,{year}-01-15,{year}-03-01,ordinary,warning,,{year}-06-02,\n"
        f"B7,{who},duty,,{year}-01-15,{year}-03-01,ordinary,warning,left,{year}-06-02,\n"
        f"B8,{who},duty,,{year}-01-15,,ordinary,warning,,{year}-06-02,\n"
        f"B9,{who},duty,,{year}-01-15,{year}-03-01,ordinary,warning,,{year + 2}-06-02,\n"
        f"B10,{who},duty,,2020-01-15,,ordinary,,no_breach,2020-06-02,\n"
    )
    summary = imported(tmp_path, demervallei, good + bad).summary
    assert (summary.read, summary.added, summary.rejected) == (13, 3, 10)
    told = {one.row: (one.column, one.reason) for one in summary.rejects}
    expected = {
        5: ("sanction", "This sanction was erased on"), 6: ("sanction", "The list of sanctions of"),
        7: ("known_on", "the corps did not exist yet"), 8: ("sanction", "The ordinary authority cannot"),
        9: ("introduced_on", "lies before"), 10: ("pseudonym", "no member"), 11: ("sanction", "not both"),
        12: ("introduced_on", "introductory report"), 13: ("decided_on", "has not come yet"),
        14: ("closing", "This case was erased on"),
    }  # fmt: skip
    assert {row: column for row, (column, _reason) in told.items()} == {row: one[0] for row, one in expected.items()}
    assert not [row for row, one in expected.items() if one[1] not in told[row][1]]

    case = DisciplinaryCase.objects.get(decided_on=date(year, 5, 2))
    assert (case.member, case.in_time, case.erase_on) == (member, True, date(year + 2, 5, 2))
    assert [event.kind for event in case.events.order_by("pk")] == ["imported", "known", "introduce", "decide"]
    assert not DisciplinaryEvent.objects.exclude(actor=None).exists()
    assert "A1" not in (case.form_key or "")
    assert StaleMark.objects.filter(indicator="LEG-09").exists()
    again = imported(tmp_path, demervallei, good.replace("no_breach", "left")).summary
    assert (again.added, again.unchanged, again.rejected) == (0, 2, 1)
    assert TrailEvent.objects.filter(verb="discipline.imported").count() == 1
    # What was imported is erased like any other, and the same file does not bring it back.
    cases_erase(date(year + 2, 5, 2))
    assert not DisciplinaryCase.objects.filter(pk=case.pk).exists()


def test_many_cases_come_in_with_a_fixed_number_of_statements(
    tmp_path: Path, demervallei: Corps, member: Member, django_assert_max_num_queries: Any
) -> None:
    year = timezone.localdate().year - 1
    rows = "".join(
        f"R{n},{member.pseudonym},duty,,{year}-01-15,{year}-03-01,ordinary,warning,,{year}-06-02,\n" for n in range(300)
    )
    with django_assert_max_num_queries(60):
        assert imported(tmp_path, demervallei, rows).summary.added == 300
