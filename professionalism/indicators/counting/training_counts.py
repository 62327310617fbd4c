"""What is in numerator and denominator of each indicator of training and selection, per subject and base period."""

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd
from django.db.models import F, Min, Q, Sum

from legitimacy.indicators.periods import Period
from legitimacy.models import SubjectKind
from professionalism.models import Attendance, ModuleTheme, ProgrammeYear, SelectionProcedure, TrainingCount
from professionalism.workflow import training as codes
from professionalism.workflow.training import Phase, ProgrammeKind

COLUMNS = ["subject_id", "period", "numerator", "denominator"]
COUNTED = (ProgrammeKind.BASIC, ProgrammeKind.PROMOTION)


def hours(periods: Sequence[Period], subjects: pd.DataFrame) -> pd.DataFrame:
    """EFF-21: hours times people, those on the two themes of all; of each corps, and of each school that taught them.

    A quarter in which nobody's attendance was entered has no row: it was not delivered.
    """
    wanted = [str(period) for period in periods]
    rows = []
    for owner, kind in (("corps_id", SubjectKind.CORPS), ("module__provider_id", SubjectKind.SCHOOL)):
        followed = Attendance.objects.filter(period__in=wanted, module__provider__kind__in=_kinds(kind)).order_by()
        themed = ModuleTheme.objects.filter(
            theme__in=codes.COUNTED_THEMES,
            module__attendance__period__in=wanted,
            module__provider__kind__in=_kinds(kind),
        ).order_by()
        whole = followed.values_list(owner, "period").annotate(total=Sum(F("attended") * F("module__hours")))
        theirs = "module__attendance__corps_id" if kind == SubjectKind.CORPS else owner
        part = themed.values_list(theirs, "module__attendance__period").annotate(
            total=Sum(F("module__attendance__attended") * F("hours"))
        )
        spent = {(subject, period): total for subject, period, total in part}
        rows += [(subject, period, spent.get((subject, period), 0), total) for subject, period, total in whole]
    return pd.DataFrame(rows, columns=COLUMNS)


def _kinds(kind: str) -> tuple[str, ...]:
    """A corps counts all that its people followed, a school what it taught."""
    return (SubjectKind.SCHOOL,) if kind == SubjectKind.SCHOOL else (SubjectKind.SCHOOL, SubjectKind.CORPS)


def attended_before(period: str) -> set[int]:
    """Corps that sent people, and schools that taught, before a quarter."""
    rows = Attendance.objects.filter(period__lt=period).order_by().values_list("corps_id", "module__provider_id")
    return {subject for row in rows.distinct() for subject in row}


def sessions(periods: Sequence[Period], subjects: pd.DataFrame) -> pd.DataFrame:
    """LEG-10: operational staff of corps with five sessions, on 31 December."""
    return _joint(periods, subjects, "with_five_sessions", "staff", codes.operational_grades(), kinds=_OF_CORPS)


def passed_three(periods: Sequence[Period], subjects: pd.DataFrame) -> pd.DataFrame:
    """PRV-11: operational staff who passed all three modules; of a school, of those who followed training there."""
    return _joint(periods, subjects, "passed_all_three", "staff", codes.operational_grades())


def passed_multicultural(periods: Sequence[Period], subjects: pd.DataFrame) -> pd.DataFrame:
    """PRV-17: staff who passed an assessed module on multicultural competence, civilian staff among them."""
    return _joint(periods, subjects, "passed_multicultural", "staff", codes.codes_of("grade"))


def languages(periods: Sequence[Period], subjects: pd.DataFrame) -> pd.DataFrame:
    """DRV-12: front-line staff of corps with a certificate that counts; civilians where they stand at the front."""
    return _joint(
        periods, subjects, "with_language", "front_line", codes.operational_grades(), codes.codes_of("grade"), _OF_CORPS
    )


_OF_CORPS = (SubjectKind.CORPS,)


def _joint(
    periods: Sequence[Period],
    subjects: pd.DataFrame,
    part: str,
    whole: str,
    owed: Sequence[str],
    counted: Sequence[str] = (),
    kinds: Iterable[str] = (SubjectKind.CORPS, SubjectKind.SCHOOL),
) -> pd.DataFrame:
    """Sums over grades on the last day. A corps gives a number for each grade that is `owed`, or nothing counts: who
    leaves out a grade improves no figure. A school gives those that it taught.
    """
    ends = {period.end: str(period) for period in periods}
    rows = TrainingCount.objects.filter(on__in=ends, grade__in=counted or owed).order_by()
    frame = pd.DataFrame(
        list(rows.values_list("subject_id", "grade", "on", part, whole)),
        columns=["subject_id", "grade", "on", "numerator", "denominator"],
    ).astype({"subject_id": "int64", "numerator": "float64", "denominator": "float64"})
    frame = frame.assign(kind=frame["subject_id"].map(subjects["kind"]), is_owed=frame["grade"].isin(owed))
    frame = frame[frame["kind"].isin(kinds)]
    given = frame["numerator"].notna() & frame["denominator"].notna()
    frame = frame.assign(given=given & frame["is_owed"], lacking=~given & frame["is_owed"])
    sums = frame.groupby(["subject_id", "on", "kind"], as_index=False)[
        ["numerator", "denominator", "given", "lacking"]
    ].sum()  # fmt: skip
    enough = (sums["lacking"] == 0) & ((sums["given"] == len(owed)) | (sums["kind"] == SubjectKind.SCHOOL))
    found = sums[enough & (sums["given"] > 0)]
    return found.assign(period=found["on"].map(ends))[COLUMNS]


def decisions(periods: Sequence[Period], subjects: pd.DataFrame) -> pd.DataFrame:
    """PRV-12: recruitment decisions on all four competences; of schools, decisions during training.

    Between the first and the newest procedure of a subject a quarter without one is a real zero; after it nothing is
    delivered.
    """
    rows = SelectionProcedure.objects.filter(_right_phase()).order_by().values_list("subject_id", "period")
    known: dict[int, list[str]] = {}
    for subject, period in rows.distinct():
        known.setdefault(subject, []).append(period)
    wanted = [str(period) for period in periods]
    sums = SelectionProcedure.objects.filter(_right_phase(), period__in=wanted).order_by()
    counted = {
        (subject, period): (part or 0, whole or 0)
        for subject, period, part, whole in sums.values_list("subject_id", "period").annotate(
            part=Sum("outcomes__decisions_on_four"), whole=Sum("outcomes__decisions")
        )
    }
    found = [
        (subject, period, *counted.get((subject, period), (0, 0)))
        for subject, delivered in sorted(known.items())
        for period in wanted
        if min(delivered) <= period <= max(delivered)
    ]
    return pd.DataFrame(found, columns=COLUMNS)


def selected_before(period: str) -> set[int]:
    first = SelectionProcedure.objects.filter(_right_phase()).order_by().values_list("subject_id")
    return {subject for subject, begun in first.annotate(Min("period")) if begun < period}


def _right_phase() -> Q:
    """Schools test during training, all others select before."""
    in_school = Q(subject__kind=SubjectKind.SCHOOL)
    return (in_school & Q(phase=Phase.TRAINING)) | (~in_school & Q(phase=Phase.SELECTION))


def credits(periods: Sequence[Period], subjects: pd.DataFrame) -> pd.DataFrame:  # noqa: A001  the study credits
    """PRV-16: credits of basic and promotion training, those of programmes recognised on 31 December of all.

    The country is the sum of its schools, once each of them delivered the year.
    """
    rows = []
    for period in periods:
        last = date(period.year, 12, 31)
        recognised = Q(programme__recognised_from__lte=last) & (
            Q(programme__recognised_to=None) | Q(programme__recognised_to__gte=last)
        )
        sums = ProgrammeYear.objects.filter(year=period.year, programme__kind__in=COUNTED).order_by()
        by_school = sums.values_list("programme__school_id").annotate(
            part=Sum("credits", filter=recognised), whole=Sum("credits")
        )
        rows += [(school, str(period), part or 0, whole) for school, part, whole in by_school]
    found = pd.DataFrame(rows, columns=COLUMNS)
    return found if found.empty else pd.concat([found, _nations(found, subjects)], ignore_index=True)


def _nations(found: pd.DataFrame, subjects: pd.DataFrame) -> pd.DataFrame:
    schools = subjects[subjects["kind"] == SubjectKind.SCHOOL]
    nations = subjects[subjects["kind"] == SubjectKind.NATION].reset_index(names="nation").set_index("register")
    sums = found.assign(register=found["subject_id"].map(schools["register"])).groupby(["register", "period"])
    table = sums.agg(numerator=("numerator", "sum"), denominator=("denominator", "sum"), given=("subject_id", "size"))
    table = table.reset_index()
    table = table[table["given"] == table["register"].map(schools.groupby("register").size())]
    table = table.assign(subject_id=table["register"].map(nations["nation"])).dropna(subset="subject_id")
    return table[COLUMNS].astype({"subject_id": "int64"})
