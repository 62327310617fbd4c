"""What people answered at the end, on the figures page: protected counts, and nothing that their differences tell."""

import csv
import io
import itertools
import uuid
from collections.abc import Mapping
from datetime import date

import numpy as np
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from complaints.selectors.figures.answers import KEYS, answer_tables, minimum_equality, minimum_satisfied
from complaints.selectors.figures.linking import Split, is_safe, line_shown, shown_together
from complaints.workflow.surveys import CLOSING, EQUALITY, OUTCOME_GROUPS
from legitimacy.models import Answer, AnswerBuffer, Corps, Region, Subject, User
from tests.complaints.mailbox import nation_make

TODAY = date(2026, 3, 1)
LAST = 2025
COUNTS = st.lists(st.integers(0, 14), min_size=6, max_size=6)


@pytest.fixture
def nation(db: None) -> Region:
    return nation_make()


def closing(subject: Subject, period: str, counts: Mapping[str, tuple[int, int]]) -> None:
    """So many answers of people who were satisfied and who were not, by the outcome of their file."""
    for outcome, (satisfied, other) in counts.items():
        for word, count in (("rather_agree", satisfied), ("disagree", other)):
            answers(CLOSING, subject, period, count, satisfied=word, outcome=outcome)


def answers(survey: str, subject: Subject, period: str, count: int, **given: object) -> None:
    Answer.objects.bulk_create(
        Answer(key=uuid.uuid4(), survey=survey, subject=subject, period=period, origin="simulated", answers=given)
        for _ in range(count)
    )


def cells_of(corps: Corps, key: str, today: date = TODAY) -> list[tuple[int | None, ...]]:
    return [cells for _label, cells in answer_tables(corps, today)[key].rows]


LARGE = {"founded": (9, 6), "not_founded": (8, 7), "no_finding": (6, 5)}


def test_the_minima_are_those_of_the_policy() -> None:
    assert (minimum_satisfied(), minimum_equality()) == (5, 10)


def test_satisfaction_is_split_by_outcome_and_by_calendar_year(demervallei: Corps, nation: Region) -> None:
    for quarter in (1, 4):
        closing(demervallei, f"2025-Q{quarter}", LARGE)
    closing(demervallei, "2026-Q1", LARGE)  # the year is not over
    closing(demervallei, "2022-Q4", LARGE)  # too long ago
    zeros = [(0, 0)] * 6
    assert cells_of(demervallei, "satisfied-corps") == [*zeros, (18, 12), (16, 14), (12, 10)]
    assert cells_of(demervallei, "satisfied-own") == [*zeros, (18, 12), (16, 14), (12, 10)]
    assert cells_of(demervallei, "satisfied-external") == [*zeros, (0, 0), (0, 0), (0, 0)]


def test_where_a_corps_is_too_small_only_the_country_is_shown(demervallei: Corps, heidekant: Corps) -> None:
    closing(demervallei, "2025-Q2", {"founded": (4, 5), "not_founded": (5, 4), "no_finding": (3, 3)})
    closing(heidekant, "2025-Q2", {"founded": (5, 3), "not_founded": (3, 5), "no_finding": (4, 4)})
    assert cells_of(demervallei, "satisfied-own")[-3:] == [(None, None)] * 3
    assert cells_of(demervallei, "satisfied-corps")[-3:] == [(9, 8), (8, 9), (7, 7)]


def test_a_corps_that_would_betray_the_only_hidden_one_is_hidden_too(demervallei: Corps, heidekant: Corps) -> None:
    closing(demervallei, "2025-Q1", LARGE)
    closing(heidekant, "2025-Q1", {"founded": (1, 0)})
    assert cells_of(heidekant, "satisfied-own")[-3:] == [(None, None)] * 3
    assert cells_of(demervallei, "satisfied-own")[-3:] == [(None, None)] * 3
    assert cells_of(demervallei, "satisfied-corps")[-3:] == [(10, 6), (8, 7), (6, 5)]


def test_files_of_other_bodies_change_nothing_in_the_counts_of_corps(demervallei: Corps, nation: Region) -> None:
    closing(demervallei, "2025-Q1", LARGE)
    before = [cells_of(demervallei, key) for key in ("satisfied-own", "satisfied-corps")]
    closing(nation, "2025", {"founded": (1, 0)})
    assert cells_of(demervallei, "satisfied-external")[-3:] == [(None, None)] * 3
    closing(nation, "2025", LARGE)
    assert cells_of(demervallei, "satisfied-external")[-3:] == [(10, 6), (8, 7), (6, 5)]
    assert [cells_of(demervallei, key) for key in ("satisfied-own", "satisfied-corps")] == before


def test_answers_about_another_register_are_not_counted(demervallei: Corps, belgian_corps: Corps) -> None:
    closing(belgian_corps, "2025-Q1", LARGE)
    assert cells_of(demervallei, "satisfied-corps")[-3:] == [(0, 0)] * 3


@pytest.mark.parametrize("survey", [CLOSING, EQUALITY])
def test_a_year_waits_until_all_its_answers_are_written(survey: str, demervallei: Corps, nation: Region) -> None:
    """Two looks, one before and one after a late batch, would differ by a few people."""
    closing(demervallei, "2025-Q1", LARGE)
    answers(EQUALITY, nation, "2025", 20, gender="woman")
    answers(EQUALITY, nation, "2025", 20, gender="man")
    subject, period = (demervallei, "2025-Q4") if survey == CLOSING else (nation, "2025")
    row = AnswerBuffer.objects.create(
        key=uuid.uuid4(), survey=survey, subject=subject, period=period, origin="simulated", answers={"gender": "man"}
    )
    tables = answer_tables(demervallei, TODAY)
    told = tables["satisfied-corps"].rows if survey == CLOSING else tables["equality-gender"].columns
    assert "2025" not in str(told)
    row.delete()
    tables = answer_tables(demervallei, TODAY)
    told = tables["satisfied-corps"].rows if survey == CLOSING else tables["equality-gender"].columns
    assert "2025" in str(told)


def test_equality_answers_under_ten_are_hidden_with_one_that_would_betray_them(
    demervallei: Corps, nation: Region
) -> None:
    for gender, count in (("woman", 31), ("man", 24), ("other", 9)):
        answers(EQUALITY, nation, "2025", count, gender=gender, grounds=["origin", "age"])
    answers(EQUALITY, nation, "2025", 40, grounds=["none"])
    tables = answer_tables(demervallei, TODAY)
    assert [cells[-1] for _label, cells in tables["equality-gender"].rows] == [31, None, None]
    assert tables["equality-gender"].answered[-1] == 64
    grounds = [cells[-1] for _label, cells in tables["equality-grounds"].rows]
    assert grounds == [64, 0, 0, 0, 0, 64, 0, 0, 0, 40]
    assert tables["equality-grounds"].answered[-1] == 104


def test_of_fewer_than_ten_nothing_is_told_not_even_how_many(demervallei: Corps, nation: Region) -> None:
    answers(EQUALITY, nation, "2025", 9, age="25_39")
    table = answer_tables(demervallei, TODAY)["equality-age"]
    assert {cells[-1] for _label, cells in table.rows} == {None}
    assert table.answered[-1] is None


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["ilse", "katrien", "amina"])
def test_no_small_count_stands_on_the_page_or_in_a_file(
    who: str, client: Client, demervallei: Corps, nation: Region, request: pytest.FixtureRequest
) -> None:
    """Every reader gets the same, also of their own corps. 7 and 3 stand nowhere else in these tables."""
    year = timezone.localdate().year - 1
    closing(demervallei, f"{year}-Q1", {"founded": (37, 3), "not_founded": (33, 3)})
    for gender, count in (("woman", 33), ("man", 7)):
        answers(EQUALITY, nation, str(year), count, gender=gender, age="18_24", grounds=["belief"])
    client.force_login(request.getfixturevalue(who))
    page = client.get(reverse("complaints_figures_of", args=[demervallei.code])).content.decode()
    told = page[page.index("figures-answers") :]
    assert "hidden" in told
    assert "All counts are hidden" in told
    for small in (3, 7, 33, 37):
        assert f'<td class="num">{small}</td>' not in told
        assert f'"{small}"' not in told
    for key in KEYS:
        answer = client.get(reverse("complaints_answers_csv", args=[demervallei.code, key]))
        assert answer["Cache-Control"] == "no-store"
        cells = {cell for row in list(csv.reader(io.StringIO(answer.content.decode())))[1:] for cell in row[1:]}
        assert cells <= {"0", "c", "40"}


def test_there_is_no_other_table_of_answers(client: Client, demervallei: Corps, ilse: User) -> None:
    client.force_login(ilse)
    assert client.get(reverse("complaints_answers_csv", args=[demervallei.code, "names"])).status_code == 404


def test_the_tables_take_as_many_queries_for_many_answers_as_for_none(demervallei: Corps, nation: Region) -> None:
    with CaptureQueriesContext(
        connection,
    ) as none:
        answer_tables(demervallei, TODAY)
    for period in ("2023-Q1", "2024-Q2", "2025-Q3"):
        closing(demervallei, period, LARGE)
    with CaptureQueriesContext(connection) as many:
        answer_tables(demervallei, TODAY)
    assert len(many) == len(none) <= 6


# The attacker: knows everything shown, and of each corps how many answered and how many of them were satisfied.


def split(counts: list[int]) -> Split:
    return np.array([counts[0:2], counts[2:4], counts[4:6]], dtype=np.int64)


@given(st.lists(COUNTS, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_whoever_subtracts_all_that_is_shown_learns_no_small_count(corps: list[list[int]]) -> None:
    """By trying every way to split the hidden corps' own margins that gives the hidden rest."""
    tables = {number: split(counts) for number, counts in enumerate(corps)}
    shown = shown_together(tables, 5)
    if shown is None:
        return
    whole = sum(tables.values(), start=split([0] * 6))
    hidden = {number: table for number, table in tables.items() if number not in shown}
    for table in (whole, whole - sum((tables[each] for each in shown), start=split([0] * 6))):
        assert is_safe(table, 5)
    for table in hidden.values():
        if is_safe(table, 5):
            continue
        for answer in range(2):
            own = int(table[:, answer].sum())
            rest = sum((each[:, answer] for each in hidden.values()), start=table[:, answer] * 0)
            possible = possible_columns(own, rest)
            for place in range(len(OUTCOME_GROUPS)):
                found = {column[place] for column in possible}
                assert int(table[place, answer]) in found
                assert found == set(range(own + 1)) or max(found) - min(found) >= 5


def possible_columns(own: int, rest: Split) -> list[tuple[int, ...]]:
    """Every column of one hidden corps that its total and the sum of all hidden ones allow."""
    ranges = (range(min(own, int(count)) + 1) for count in rest)
    return [column for column in itertools.product(*ranges) if sum(column) == own]


@given(st.lists(st.integers(0, 40), min_size=3, max_size=6))
@settings(max_examples=200, deadline=None)
def test_a_hidden_choice_may_be_anything_from_nobody_to_ten(counts: list[int]) -> None:
    """One answer each: the total less the shown counts is all that is known of the hidden ones."""
    named = {f"c{place}": count for place, count in enumerate(counts)}
    shown = line_shown(named, sum(counts), 10)
    if shown is None:
        assert sum(counts) < 10
        return
    assert all(count == 0 or count >= 10 for code, count in named.items() if code in shown)
    hidden = [code for code in named if code not in shown]
    assert len(hidden) != 1
    if hidden:
        assert sum(counts) - sum(named[code] for code in shown) >= 10


@given(st.lists(st.sets(st.sampled_from("abcd"), min_size=1), min_size=0, max_size=60))
@settings(max_examples=200, deadline=None)
def test_where_several_choices_may_be_ticked_each_hidden_one_may_be_nobody_too(people: list[set[str]]) -> None:
    named = {code: sum(code in ticked for ticked in people) for code in "abcd"}
    shown = line_shown(named, len(people), 10)
    if shown is None:
        return
    hidden = [code for code in named if code not in shown]
    uncovered = len(people) - sum(named[code] for code in shown)
    for code in hidden:
        others = len(people) * (len(hidden) - 1)
        assert max(0, uncovered - others) == 0, code
