"""Reports by colleagues, judgments and exposure: bad input gets a sentence and leaves nothing half-written."""

import pytest

from legitimacy.members import member_register
from legitimacy.models import Corps, Member, MemberEvent, User
from professionalism.models import ColleagueReport, OfficerExposure, Signal
from professionalism.services.signals.entering import (
    colleague_report_make,
    exposures_import,
    judgment_note,
    judgment_withdraw,
)
from professionalism.services.signals.history import SignalTextError
from tests.professionalism.signals.conftest import NUMBER, day


def test_a_member_is_found_by_pseudonym_or_service_number_of_the_own_corps_only(
    demervallei: Corps, heidekant: Corps, concerned: Member, pina: User
) -> None:
    for wanted in (concerned.pseudonym.lower(), NUMBER):
        judgment_note(corps=demervallei, actor=pina, wanted=wanted, on=day(3), reference="N1")
    assert MemberEvent.objects.get().member == concerned
    with pytest.raises(SignalTextError, match="No member of this corps"):
        judgment_note(corps=heidekant, actor=pina, wanted=NUMBER, on=day(3), reference="N1")


def test_a_judgment_that_was_taken_back_withdraws_its_signal(demervallei: Corps, concerned: Member, pina: User) -> None:
    event = judgment_note(corps=demervallei, actor=pina, wanted=NUMBER, on=day(3), reference="N1")
    assert Signal.objects.get().withdrawn_on is None
    judgment_withdraw(event=event, actor=pina)
    judgment_withdraw(event=event, actor=pina)
    assert Signal.objects.get().withdrawn_on is not None


def test_a_report_sent_twice_is_kept_once_and_nobody_reports_themselves(
    demervallei: Corps, concerned: Member, amber: User, pina: User
) -> None:
    for _each in range(2):
        colleague_report_make(
            corps=demervallei, actor=pina, wanted=NUMBER, about="other", seen_on=day(1), text="x", form_key="44:k"
        )
    with pytest.raises(SignalTextError, match="your own number"):
        colleague_report_make(corps=demervallei, actor=amber, wanted=NUMBER, about="other", seen_on=day(1), text="x")
    report = ColleagueReport.objects.get()
    assert report.reporter == "Pina"
    assert report.reporter_lookup
    assert str(report.form_key) != "44:k"


def test_the_reporter_and_the_text_are_sealed_in_the_database(
    demervallei: Corps, concerned: Member, pina: User
) -> None:
    from django.db import connection

    colleague_report_make(
        corps=demervallei, actor=pina, wanted=NUMBER, about="other", seen_on=day(1), text="He was shouting."
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, reporter FROM professionalism_colleaguereport")
        stored = " ".join(map(str, cursor.fetchone()))
    assert "shouting" not in stored
    assert "Pina" not in stored


def imported(corps: Corps, actor: User, *lines: str, quarter: str = "2026-Q2") -> tuple[int, int, int]:
    done = exposures_import(corps=corps, actor=actor, quarter=quarter, measure="shifts", lines=lines)
    return done.added, done.changed, done.same


def test_exposure_is_imported_by_either_number_and_twice_changes_nothing(
    demervallei: Corps, concerned: Member, pina: User
) -> None:
    other = member_register(corps=demervallei, number="9")
    lines = ["number;group;shifts", f"{concerned.pseudonym};Interventie;52", "", "9;Interventie;49"]
    assert imported(demervallei, pina, *lines) == (2, 0, 0)
    assert imported(demervallei, pina, *lines) == (0, 0, 2)
    assert imported(demervallei, pina, "9,Interventie,48") == (0, 1, 0)
    assert OfficerExposure.objects.get(member=other).count == 48


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["{known};interventie;52", "ZZZZZZ;interventie;40"], "Line 2: no member"),
        (["{known};interventie;52", "{known};interventie;40"], "Line 2: this member stands here twice"),
        (["{known};interventie"], "Line 1: write the number"),
        (["{known};interventie;0"], "Line 1: the count"),
        (["{known};interventie;-4"], "Line 1: the count"),
        (["{known};interventie;12,5"], "Line 1: the count"),
        (["{known};;12"], "Line 1: write the number"),
        ([" ", ""], "no line to read"),
    ],
)
def test_a_line_that_cannot_be_read_stops_all_of_them(
    demervallei: Corps, concerned: Member, pina: User, lines: list[str], sentence: str
) -> None:
    with pytest.raises(SignalTextError, match=sentence):
        imported(demervallei, pina, *(line.format(known=concerned.pseudonym) for line in lines))
    assert not OfficerExposure.objects.exists()


def test_a_sentence_never_repeats_a_service_number(demervallei: Corps, pina: User) -> None:
    with pytest.raises(SignalTextError) as refused:
        imported(demervallei, pina, "44-1234567;interventie;40")
    assert "44-1234567" not in str(refused.value)


def test_a_quarter_that_has_not_begun_is_refused(demervallei: Corps, concerned: Member, pina: User) -> None:
    with pytest.raises(SignalTextError, match="has begun"):
        imported(demervallei, pina, f"{NUMBER};interventie;40", quarter="2099-Q1")


@pytest.mark.parametrize("count", ["000010000999999999999", "1" * 5_000, "10001"])
def test_a_count_that_is_too_large_is_told(demervallei: Corps, concerned: Member, pina: User, count: str) -> None:
    with pytest.raises(SignalTextError, match="from 1 to"):
        exposures_import(
            corps=demervallei, actor=pina, quarter="2025-Q4", measure="shifts", lines=[f"{NUMBER};patrol;{count}"]
        )
    assert not OfficerExposure.objects.exists()


def test_lines_that_are_no_table_are_told(demervallei: Corps, concerned: Member, pina: User) -> None:
    lines = [f'{NUMBER};"{"x" * 140_000}";3']
    with pytest.raises(SignalTextError, match="as a table"):
        exposures_import(corps=demervallei, actor=pina, quarter="2025-Q4", measure="shifts", lines=lines)
