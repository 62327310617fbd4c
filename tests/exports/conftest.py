"""The small world of tests/disclosure."""

from tests.disclosure.conftest import english, framework, run, stewards  # noqa: F401
