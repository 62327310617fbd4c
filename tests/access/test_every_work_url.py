"""The longest walks of test_every_url.py, in a file of their own: tests of one file stay on one processor."""

import pytest
from django.conf import LazySettings

from legitimacy.models import User
from tests.access.test_every_url import WALKED_ELSEWHERE, World, people, walk, worlds  # noqa: F401  the same people


@pytest.mark.parametrize("group", WALKED_ELSEWHERE)
def test_work_urls_let_in_whom_the_table_names(
    group: str,
    worlds: list[World],  # noqa: F811
    people: dict[str, User | None],  # noqa: F811
    settings: LazySettings,
) -> None:
    assert walk(group, worlds, people, settings) == []
