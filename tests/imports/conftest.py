"""A register small enough to see at a glance, and files written as a person's tool would."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import translation

from legitimacy.models import Corps, Municipality, Register, SubjectKind
from tests.people import corps_make

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Reasons are compared in the language they are written in."""
    with translation.override("en"):
        yield


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write lines of text to a file of the given name, in an encoding and with a line end."""

    def write(*lines: str, name: str = "figures.csv", encoding: str = "utf-8", end: str = "\n") -> Path:
        path = tmp_path / name
        path.write_bytes("".join(line + end for line in lines).encode(encoding))
        return path

    return write


@pytest.fixture
def antwerpen(db: None) -> Corps:
    return corps_make("5345", "Antwerpen", Register.BELGIUM)


@pytest.fixture
def gent(db: None) -> Corps:
    return corps_make("5415", "Gent", Register.BELGIUM)


@pytest.fixture
def boom(antwerpen: Corps) -> Municipality:
    """A municipality, put under Antwerpen for the sake of the test."""
    place = SubjectKind.MUNICIPALITY
    return Municipality.objects.create(
        code="11005", name="Boom", register=Register.BELGIUM, kind=place, corps=antwerpen
    )
