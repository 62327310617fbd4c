"""Joint counts of the staff of a corps, or of who followed training at a school."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.indicators.periods import Period
from legitimacy.models import Register, Subject, SubjectKind, User
from professionalism.models import Attendance, LanguageCount, TrainingCount
from professionalism.services.training.faults import (
    FIRST_YEAR,
    FaultError,
    code_require,
    lifetime_require,
    number_require,
    part_require,
)
from professionalism.services.training.saving import record_store, version_require
from professionalism.services.training.stale import stale_for_count
from professionalism.workflow import training as codes

Language = tuple[str, str, int]
"""Code of the language, level, people."""
Followed = Mapping[tuple[str, str], int]
"""By grade and quarter: the most people who followed one module."""


@transaction.atomic
def count_save(
    *,
    count: TrainingCount,
    values: dict[str, Any],
    languages: Sequence[Language] = (),
    version: int = 0,
    actor: User | None = None,
) -> TrainingCount:
    """Add or change a count of `count.subject`. FaultError names the cell that cannot be."""
    version_require(count, version)
    subject, before = count.subject, count.on if count.pk else values["on"]
    values = dict.fromkeys(codes.COUNTS[1:]) | values
    count_check(subject, values, most_followed(subject.pk, values["grade"]))
    _languages_require(languages, values)
    record_store(count, values | {"origin": Register(subject.register).origin}, subject=subject, actor=actor)
    count.languages.all().delete()
    rows = [LanguageCount(count=count, language=one, level=level, people=people) for one, level, people in languages]
    LanguageCount.objects.bulk_create(rows)
    stale_for_count(subject.pk, before, count.on)
    return count


@transaction.atomic
def counts_add(subject: Subject, rows: Sequence[dict[str, Any]]) -> None:
    """Many new counts without languages that were checked, in one statement and their stale marks. What they came in
    by is on the trail.
    """
    origin = Register(subject.register).origin
    TrainingCount.objects.bulk_create(
        [TrainingCount(subject=subject, origin=origin, **values) for values in rows], batch_size=1_000
    )
    stale_for_count(subject.pk, *(values["on"] for values in rows))


def count_check(subject: Subject, values: dict[str, Any], followed: Followed) -> None:
    """FaultError names the cell that cannot be. `values` hold every number, None where it was not counted."""
    _day_require(subject, values)
    _numbers_require(subject, values, followed)


def most_followed(corps_id: int, *grades: str) -> Followed:
    """The most people of a corps who followed one module, by grade and quarter. One query."""
    rows = Attendance.objects.filter(corps=corps_id, **({"grade__in": grades} if grades else {})).order_by()
    most = rows.values_list("grade", "period").annotate(most=Max("attended"))
    return {(grade, period): count for grade, period, count in most}


def _day_require(subject: Subject, values: dict[str, Any]) -> None:
    on = values["on"]
    if on > timezone.localdate():
        raise FaultError("on", _("This day has not come yet."))
    if on.year < FIRST_YEAR:
        raise FaultError("on", _("This is too long ago."))
    if on != Period.containing(on).end:
        raise FaultError("on", _("Count on the last day of a quarter, such as 31 December."))
    lifetime_require("on", subject, on, on)
    code_require("grade", "grade", values["grade"], on)


def _numbers_require(subject: Subject, values: dict[str, Any], followed: Followed) -> None:
    staff, on = values["staff"], values["on"]
    number_require("staff", staff)
    for name in codes.OF_STAFF:
        part_require(name, values[name], staff, _("staff"))
    part_require("with_language", values["with_language"], values["front_line"] or 0, _("front-line staff"))
    sessions = [name for name in codes.YEARLY if values[name] is not None]
    if sessions and (on.month, on.day) != (12, 31):
        raise FaultError(sessions[0], _("Sessions are counted over the calendar year: give them on 31 December."))
    if subject.kind == SubjectKind.SCHOOL:
        strange = [name for name in codes.COUNTS if values[name] is not None and name not in codes.OF_SCHOOL]
        if strange:
            raise FaultError(strange[0], _("A school does not count this: the corps does."))
        return
    most = followed.get((values["grade"], str(Period.containing(on))), 0)
    if most > staff:
        words = {"most": most, "staff": staff}
        raise FaultError(
            "staff", _("In this quarter %(most)d people followed one module: more than %(staff)d.") % words
        )


def _languages_require(languages: Sequence[Language], values: dict[str, Any]) -> None:
    """Each language is a part of the front line, and who has one that counts is in `with_language` too."""
    seen = set()
    by_language: dict[str, int] = {}
    for number, (language, level, people) in enumerate(languages):
        code_require(f"language_{number}", "language", language, values["on"])
        code_require(f"level_{number}", "level", level, values["on"])
        if (language, level) in seen:
            raise FaultError(f"language_{number}", _("This language and level stand here twice."))
        seen.add((language, level))
        part_require(f"people_{number}", people, values["front_line"] or 0, _("front-line staff"))
        if level in codes.codes_of("level", "counts"):
            by_language[language] = by_language.get(language, 0) + people
    most, given = max(by_language.values(), default=0), values["with_language"] or 0
    if most > given:
        sentence = _("%(most)d people have a certificate of one language: more than the %(given)d given here.")
        raise FaultError("with_language", sentence % {"most": most, "given": given})
