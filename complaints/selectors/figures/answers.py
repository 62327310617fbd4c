"""What people answered at the end of their file, as protected counts of whole calendar years.

Answers stand on no file: they name a corps or the country, and a period. A year is counted once it is over and none of
its answers waits in the buffer any more: it never changes after that, so that no two looks differ by a few people.
Every reader gets the same counts, their own corps's too.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from complaints.selectors.figures.linking import Split, is_safe, line_shown, shown_together
from complaints.selectors.figures.protected import Cell
from complaints.workflow.surveys import CLOSING, EQUALITY, MONITORING, OUTCOME_GROUPS, SATISFIED, Question
from legitimacy.disclosure.policy import measures_read, minimum_for, minimum_of_class
from legitimacy.indicators.definitions import Disclosure
from legitimacy.models import Answer, AnswerBuffer, Corps, SubjectKind
from legitimacy.models.disclosure import Audience

YEARS_SHOWN = 3
MEASURE = "PRV-06"
GROUPS = dict(zip(OUTCOME_GROUPS, (_("founded"), _("not founded"), _("without a finding")), strict=True))
OWN, CORPS_TOGETHER, EXTERNAL = "satisfied-own", "satisfied-corps", "satisfied-external"
EQUALITY_KEY = "equality-"
KEYS = (OWN, CORPS_TOGETHER, EXTERNAL, *(f"{EQUALITY_KEY}{question.code}" for question in MONITORING))


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """`rows` are a label and one cell for each of `columns`, None where it is hidden. `answered` is the row that says
    how many people answered, where the others do not add up to it.
    """

    key: str
    columns: tuple[object, ...]
    rows: tuple[tuple[object, tuple[Cell, ...]], ...]
    answered: tuple[Cell, ...] = ()


def minimum_satisfied() -> int:
    """Smallest count of satisfied people: the policy's for readers who see single corps."""
    return minimum_for(measures_read({})[MEASURE], Audience.RESEARCHER).count


def minimum_equality() -> int:
    """Smallest count of what people said about themselves: the policy's strictest."""
    return minimum_of_class(Disclosure.DIVERSITY, Audience.PUBLIC).count


def answer_tables(corps: Corps, today: date) -> dict[str, AnswerTable]:
    """The tables of KEYS for the page of a corps. At most 7 queries."""
    tables = [*_satisfaction(corps, today), *_equality(corps.register, today)]
    return {table.key: table for table in tables}


def years_counted(register: str, survey: str, today: date) -> list[int]:
    """The last YEARS_SHOWN years that are over and of which no answer waits."""
    waiting = AnswerBuffer.objects.filter(survey=survey, subject__register=register)
    still = {int(period[:4]) for period in waiting.order_by().values_list("period", flat=True).distinct()}
    return [year for year in range(today.year - YEARS_SHOWN, today.year) if year not in still]


def _satisfaction(corps: Corps, today: date) -> list[AnswerTable]:
    years, minimum = years_counted(corps.register, CLOSING, today), minimum_satisfied()
    by_year = _splits(corps.register, years)
    own: list[tuple[int, Split | None]] = []
    country: list[tuple[int, Split | None]] = []
    external: list[tuple[int, Split | None]] = []
    for year in years:
        of_corps, outside = by_year[year]
        shown = shown_together(of_corps, minimum) if of_corps else frozenset()
        whole = sum(of_corps.values(), start=_empty())
        mine = of_corps.get(corps.pk, _empty())
        country.append((year, None if shown is None else whole))
        own.append((year, mine if (shown and corps.pk in shown) or not mine.any() else None))
        external.append((year, outside if is_safe(outside, minimum) else None))
    return [_split_table(key, rows) for key, rows in ((OWN, own), (CORPS_TOGETHER, country), (EXTERNAL, external))]


def _splits(register: str, years: list[int]) -> dict[int, tuple[dict[int, Split], Split]]:
    """For each year the answers about files that corps held, by corps, and those about files of other bodies."""
    found: dict[int, tuple[dict[int, Split], Split]] = {year: ({}, _empty()) for year in years}
    rows = _answers(CLOSING, register, years).filter(answers__has_key="satisfied").order_by()
    columns = ("subject_id", "subject__kind", "period", "answers__outcome", "answers__satisfied")
    for subject, kind, period, outcome, satisfied, count in rows.values_list(*columns).annotate(n=Count("pk")):
        of_corps, outside = found[int(period[:4])]
        split = of_corps.setdefault(subject, _empty()) if kind == SubjectKind.CORPS else outside
        group = outcome if outcome in GROUPS else OUTCOME_GROUPS[-1]
        split[OUTCOME_GROUPS.index(group), int(satisfied not in SATISFIED)] += count
    return found


def _split_table(key: str, by_year: list[tuple[int, Split | None]]) -> AnswerTable:
    rows = []
    for year, split in by_year:
        for place, group in enumerate(OUTCOME_GROUPS):
            cells = (None, None) if split is None else (int(split[place, 0]), int(split[place, 1]))
            rows.append(((year, GROUPS[group]), cells))
    return AnswerTable(key, (_("satisfied"), _("not satisfied")), tuple(rows))


def _equality(register: str, today: date) -> list[AnswerTable]:
    years, minimum = years_counted(register, EQUALITY, today), minimum_equality()
    return [_question_table(question, _choices(question, register, years), minimum) for question in MONITORING]


def _choices(question: Question, register: str, years: list[int]) -> dict[int, tuple[int, Counter[str]]]:
    """For each year how many answered a question, and how often each answer was given."""
    found: dict[int, tuple[int, Counter[str]]] = {year: (0, Counter()) for year in years}
    rows = _answers(EQUALITY, register, years).filter(answers__has_key=question.code).order_by()
    for period, given, count in rows.values_list("period", f"answers__{question.code}").annotate(n=Count("pk")):
        year = int(period[:4])
        answered, counts = found[year]
        for code in given if question.many else [given]:
            counts[code] += count
        found[year] = (answered + count, counts)
    return found


def _question_table(question: Question, by_year: Mapping[int, tuple[int, Counter[str]]], minimum: int) -> AnswerTable:
    columns: list[dict[str, Cell]] = []
    totals: list[Cell] = []
    for answered, found in by_year.values():
        counts = {code: found[code] for code, _text in question.choices}
        shown = line_shown(counts, answered, minimum)
        totals.append(None if shown is None else answered)
        columns.append({code: count if shown is not None and code in shown else None for code, count in counts.items()})
    rows = tuple((text, tuple(column[code] for column in columns)) for code, text in question.choices)
    return AnswerTable(f"{EQUALITY_KEY}{question.code}", tuple(map(str, by_year)), rows, tuple(totals))


def _answers(survey: str, register: str, years: list[int]) -> QuerySet[Answer]:
    """Answers that carry one of the years, or a quarter of it."""
    of_years = Q(pk__in=[])
    for year in years:
        of_years |= Q(period__startswith=str(year))
    return Answer.objects.filter(of_years, survey=survey, subject__register=register)


def _empty() -> Split:
    """No answers: a row for each of OUTCOME_GROUPS, a column for the satisfied and one for the others."""
    return np.zeros((len(OUTCOME_GROUPS), 2), dtype=np.int64)
