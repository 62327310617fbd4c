"""Every row is accounted for once."""

import json

import pytest

from legitimacy.imports.commands import summary_lines
from legitimacy.imports.summary import Reject, RejectGroup, Summary, SummaryError


def test_counts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(SummaryError, match="3 rows were read, but 2"):
        Summary(read=3, added=1, rejected=1)


def test_the_json_is_one_line_with_every_count_and_the_rejects() -> None:
    line = Summary(read=2, merged=1, rejected=1, rejects=(Reject(3, "percent", "no"),)).as_json()
    counts = {"read": 2, "added": 0, "updated": 0, "unchanged": 0, "merged": 1, "rejected": 1}
    assert json.loads(line) == counts | {"rejects": [{"row": 3, "column": "percent", "reason": "no"}]}
    assert "\n" not in line


def test_people_read_each_reason_once_with_its_count_and_first_row() -> None:
    summary = Summary(read=9, rejected=9, groups=(RejectGroup(9, "percent", "is no number.", 2),))
    assert summary_lines(summary)[-1].strip() == "percent: is no number. (9 rows, the first is row 2)"
