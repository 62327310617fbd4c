"""What waits for whom on the first page, and where another part finds a case."""

import pytest
from django.urls import reverse

from legitimacy.models import User
from legitimacy.record_links import url_of_record
from professionalism.selectors.discipline.lists import cases_waiting, own_waiting
from professionalism.services.discipline import notes
from tests.professionalism.discipline.conftest import Make, Take

pytestmark = pytest.mark.django_db


def test_each_step_waits_for_whoever_takes_it(
    make: Make, take: Take, pina: User, katrien: User, boris: User, pieter: User, amber: User
) -> None:
    case = make(level="heavy", authority="higher")
    assert [one.what for one in cases_waiting(pina)] == [f"{case.number}: begin the preliminary inquiry"]
    assert cases_waiting(boris) == []
    case = take(case, "inquire")
    assert [one.by_when for one in cases_waiting(boris)] == [case.limit_on]
    case = notes.prosecutor_ask(case=case, actor=pina, note="Judicial tasks.")
    assert [one.what for one in cases_waiting(pieter)] == [f"{case.number}: give your advice"]
    case = notes.prosecutor_advise(case=case, text="None.", actor=pieter)
    assert cases_waiting(pieter) == []
    assert own_waiting(amber) == []
    case = take(case, "introduce")
    assert [one.what for one in own_waiting(amber)] == ["You may hand in a written defence"]
    case = take(take(case, "propose", code="suspension"), "reconsider")
    assert own_waiting(amber) == []
    assert "council" in cases_waiting(pina)[0].what
    assert cases_waiting(katrien) == []


def test_another_part_finds_a_case_only_for_who_may_see_it(make: Make, pina: User, katrien: User, amber: User) -> None:
    case = make(level="heavy", authority="higher")
    assert url_of_record(pina, "discipline", case.number) == reverse("discipline_case", args=[case.pk])
    assert [url_of_record(person, "discipline", case.number) for person in (katrien, amber)] == ["", ""]
    assert url_of_record(pina, "discipline", "TNOTHING") == ""
    assert url_of_record(pina, "unheard of", case.number) == ""
