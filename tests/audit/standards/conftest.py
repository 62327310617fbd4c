"""People and records for tests of standards: Demervallei is assessed; three auditors of the register judge."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from audit.models import Assessment, Sample, Standard
from audit.selectors.standards.readings import readings_of
from audit.services.standards.assessing import SelfAnswer, assessment_save, assessment_start, assessment_submit
from audit.services.standards.publishing import standards_publish
from audit.services.standards.reading import ItemAnswer, reader_join, reading_save, reading_submit, sample_close
from audit.services.standards.sampling import sample_start
from audit.services.standards.validating import Verdict, assessment_validate, verdicts_save
from audit.workflow.standards.codes import Level
from audit.workflow.standards.drawing import FrameItem
from legitimacy.models import Corps, Register, Role, User
from tests.people import person_make

FROM, TO = date(2025, 1, 1), date(2025, 12, 31)
LATER = date(2099, 1, 1)
Assessed = Callable[..., Assessment]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def standards(db: None) -> dict[str, Standard]:
    """The shipped standards as the example has them, by code."""
    standards_publish(register=Register.EXAMPLE)
    return {each.code: each for each in Standard.objects.filter(register=Register.EXAMPLE)}


@pytest.fixture
def bram(demervallei: Corps) -> User:
    """Evaluation officer of Demervallei."""
    return person_make("Bram", (Role.EVALUATION_OFFICER, demervallei))


@pytest.fixture
def aline(db: None) -> User:
    """A second auditor over the example register."""
    return person_make("Aline", (Role.AUDITOR, Register.EXAMPLE))


@pytest.fixture
def arno(db: None) -> User:
    """A third auditor over the example register."""
    return person_make("Arno", (Role.AUDITOR, Register.EXAMPLE))


@pytest.fixture
def begun(standards: dict[str, Standard], demervallei: Corps, bram: User) -> Assessed:
    """Begin a self-assessment."""

    def make(code: str = "organisational-control", corps: Corps | None = None, **given: Any) -> Assessment:
        usual: dict[str, Any] = {"period_from": FROM, "period_to": TO, "actor": bram}
        return assessment_start(corps=corps or demervallei, standard=standards[code], **usual | given)

    return make


def answer_all(assessment: Assessment, level: str = Level.MET, **others: str) -> dict[str, SelfAnswer]:
    """The same answer on every criterion but those that are named, with evidence."""
    codes = assessment.scores.values_list("criterion__code", flat=True)
    return {code: SelfAnswer(others.get(code, level), "because", "file 12") for code in codes}


def judge_all(assessment: Assessment, level: str = Level.MET, **others: str) -> dict[str, Verdict]:
    codes = assessment.scores.values_list("criterion__code", flat=True)
    return {code: Verdict(others.get(code, level), "seen on the spot") for code in codes}


@pytest.fixture
def sent(begun: Assessed, bram: User) -> Assessed:
    """A self-assessment that waits for an auditor."""

    def make(code: str = "organisational-control", level: str = Level.MET, **given: Any) -> Assessment:
        assessment = begun(code, **given)
        saved = assessment_save(
            assessment=assessment, answers=answer_all(assessment, level), version=assessment.version, actor=bram
        )
        return assessment_submit(assessment=saved, version=saved.version, actor=bram)

    return make


@pytest.fixture
def validated(sent: Assessed, amina: User) -> Assessed:
    """An assessment that counts: `levels` by criterion where they are not `level`."""

    def make(
        code: str = "organisational-control", level: str = Level.MET, levels: Any = None, **given: Any
    ) -> Assessment:
        assessment = sent(code, **given)
        verdicts = judge_all(assessment, level, **(levels or {}))
        judged = verdicts_save(assessment=assessment, verdicts=verdicts, version=assessment.version, actor=amina)
        return assessment_validate(assessment=judged, version=judged.version, actor=amina)

    return make


def queries(count: int, year: int = 2025) -> list[FrameItem]:
    """So many database queries, spread over a year."""
    return [
        FrameItem(key=f"Q{year}-{place:05d}", on=date(year, place % 12 + 1, place % 27 + 1)) for place in range(count)
    ]


@pytest.fixture
def drawn(standards: dict[str, Standard], demervallei: Corps, amina: User) -> Callable[..., Sample]:
    """A sample that waits for its readers."""

    def make(code: str = "database-queries", items: Any = None, corps: Corps | None = None, **given: Any) -> Sample:
        usual: dict[str, Any] = {"period_from": FROM, "period_to": TO, "source": "upload", "actor": amina}
        listed = queries(200) if items is None else items
        return sample_start(corps=corps or demervallei, standard=standards[code], items=listed, **usual | given)

    return make


def read_by(sample: Sample, reader: User, failing: dict[int, str] | None = None) -> None:
    """Read every item and hand in: all criteria met but those in `failing`, by position."""
    seat = reader_join(sample=sample, actor=reader)
    codes = readings_of(sample).codes
    answers = {}
    for item in sample.items.all():
        levels = dict.fromkeys(codes, Level.MET.value)
        if item.position in (failing or {}):
            levels[(failing or {})[item.position]] = Level.NOT_MET.value
        answers[item.pk] = ItemAnswer(levels)
    reading_save(seat=seat, answers=answers, actor=reader)
    reading_submit(seat=seat, actor=reader)


def closed_by(sample: Sample, actor: User) -> Sample:
    sample.refresh_from_db()
    return sample_close(sample=sample, version=sample.version, owner="Head of unit", due_on=LATER, actor=actor)


@pytest.fixture
def closed(drawn: Callable[..., Sample], amina: User, aline: User) -> Callable[..., Sample]:
    """A sample that counts, on which two readers agreed."""

    def make(failing: dict[int, str] | None = None, **given: Any) -> Sample:
        sample = drawn(**given)
        read_by(sample, amina, failing)
        read_by(sample, aline, failing)
        return closed_by(sample, amina)

    return make


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client
