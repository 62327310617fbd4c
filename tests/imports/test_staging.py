"""Duplicates inside a file."""

import pytest

from legitimacy.imports.staging import Stage, Staged


def test_rows_come_out_sorted_by_key() -> None:
    with Stage() as stage:
        stage.add("b", 2, [1])
        stage.add("a", 3, [None])
        assert list(stage.distinct()) == [Staged("a", 3, [None]), Staged("b", 2, [1])]


def test_exact_duplicates_are_merged_into_the_first() -> None:
    with Stage() as stage:
        for number in (2, 3, 4):
            stage.add("a", number, [0.5])
        assert list(stage.distinct()) == [Staged("a", 2, [0.5])]
        assert stage.merged == 2


def test_rows_that_contradict_each_other_all_go_and_name_another() -> None:
    with Stage() as stage:
        for number, value in ((2, 1), (3, 1), (4, 9), (5, 7)):
            stage.add("a", number, [value])
        stage.add("b", 6, [1])
        assert list(stage.distinct()) == [Staged("b", 6, [1])]
        clashes = {clash.number: clash.other for clash in stage.clashes()}
        assert stage.merged == 0
    assert clashes == {2: 5, 3: 5, 4: 2, 5: 2}


@pytest.mark.parametrize("keys", [["a"], ["a", "b"]])
def test_without_contradictions_there_are_no_clashes(keys: list[str]) -> None:
    with Stage() as stage:
        for number, key in enumerate(keys):
            stage.add(key, number, [])
        assert [row.key for row in stage.distinct()] == keys
        assert list(stage.clashes()) == []


def test_many_contradictions_of_one_key_are_all_found() -> None:
    with Stage() as stage:
        for number in range(12_000):
            stage.add("a", number, [number])
        assert list(stage.distinct()) == []
        assert sum(1 for _clash in stage.clashes()) == 12_000


def test_rejects_are_told_by_row_and_grouped_by_reason() -> None:
    with Stage() as stage:
        stage.reject(9, "n", "bad")
        stage.reject(3, "n", "bad")
        stage.reject(4, "", "contradicts row 5", "contradicts another row")
        assert [reject.row for reject in stage.rejects()] == [3, 4, 9]
        assert [(group.count, group.first_row) for group in stage.reject_groups(1)] == [(2, 3)]
        assert stage.rejected() == 3
