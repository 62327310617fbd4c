"""Figures of an account as everybody may read them, its texts, and what it still lacks."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import Account, AccountText
from evaluation.workflow.accounts import REQUIRED, AccountPart, AccountState, due_on
from legitimacy import numbers
from legitimacy.charts.goalposts import goalposts_of
from legitimacy.disclosure.frameworks import framework_rows_of
from legitimacy.disclosure.selectors import scorecard_get, values_history
from legitimacy.disclosure.visible import VisiblePart, VisibleValue
from legitimacy.entries import CorpsFact, account_facts
from legitimacy.indicators.definitions import MeasuredBy, Subject
from legitimacy.indicators.registry import indicators
from legitimacy.judgement import change_of, earlier_period, standing_of
from legitimacy.models import Corps
from legitimacy.models.disclosure import Audience
from legitimacy.standings import Movement, Sign, Standing, movement_sign, standing_sign

Figures = Mapping[str, Any]
"""`period`, `cut_off`, `framework`, `release`, `delivered`, `due`, `parts` by pillar, `items`: a row per figure, and
`facts` by their source (accounts signed before there were any hold none).
"""
PILLARS = (AccountPart.EFFICIENCY, AccountPart.LEGALITY, AccountPart.DISTRIBUTIVE, AccountPart.PROCEDURAL)


def figures_now(corps: Corps, year: int) -> dict[str, Any]:
    """What the public reads now of the scorecard that closes `year`, as it would be frozen. Nothing hidden is in it."""
    period = f"{year}-Q4"
    found: dict[str, Any] = {"period": period, "cut_off": timezone.now().isoformat(), "items": [], "parts": {}}
    found["facts"] = {source.key: rows for source in account_facts if (rows := source.read(corps, year))}
    card = scorecard_get(audience=Audience.PUBLIC, corps=corps, period=period)
    if card is None:
        return found
    history: dict[str, dict[str, VisibleValue]] = {}
    for value in values_history(audience=Audience.PUBLIC, subject=corps):
        history.setdefault(value.indicator, {})[value.period] = value
    items = framework_rows_of(card.framework).items
    found["framework"], found["release"] = card.framework, card.release
    found["delivered"], found["due"] = card.delivered, card.due
    found["parts"] = {key: _part(part) for key, part in card.parts.items() if key in PILLARS}
    found["items"] = [
        _item(value, items.get(value.indicator), history.get(value.indicator, {})) for value in card.items
    ]
    return found


def figures_mark(figures: Figures) -> str:
    """SHA-256 of figures whatever the moment they were read: whether they are still those that somebody saw."""
    read = {key: part for key, part in figures.items() if key != "cut_off"}
    return hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest()


def _part(part: VisiblePart) -> dict[str, Any]:
    is_readable = part.visibility != "suppressed"
    return {
        "visibility": part.visibility,
        "score": part.score if part.is_shown else None,
        "lower": part.lower if is_readable else None,
        "upper": part.upper if is_readable else None,
    }


def _item(value: VisibleValue, item: Any, history: Mapping[str, VisibleValue]) -> dict[str, Any]:
    passport = indicators.get(value.indicator)
    direction = item.direction if item else passport.direction
    standing = standing_of(value, direction, goalposts_of(item))
    before = history.get(earlier_period(value.period, value.window))
    change = change_of(value, before, direction, sampled=passport.sampled)
    shown = value.is_shown
    return {
        "indicator": value.indicator,
        "period": value.period,
        "state": value.state,
        "visibility": value.visibility,
        "value": value.value if shown else None,
        "lower": value.lower if shown else None,
        "upper": value.upper if shown else None,
        "value_id": value.value_id if shown else None,
        "standing": standing.value,
        "movement": change.movement.value if shown and not passport.is_context else Movement.UNKNOWN.value,
    }


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure in words, with its explanation where one was written or is asked for."""

    code: str
    name: str
    figure: str
    interval: str
    period: str
    sign: Sign
    movement: Sign | None
    is_asked: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class PillarAccount:
    """A pillar with its score in words, its text and its figures."""

    part: AccountPart
    score: str
    text: str
    lines: list[FigureLine]

    @property
    def flagged(self) -> list[FigureLine]:
        return [line for line in self.lines if line.is_asked or line.explanation]


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account in one language, with everything in words."""

    account: Account
    language: str
    figures: Figures
    summary: str
    pillars: list[PillarAccount]
    facts: list[str]
    audit: str
    ahead: str
    is_outdated: bool
    lacks: list[str]

    @property
    def met(self) -> int:
        return sum(row["standing"] == Standing.MET for row in self.figures["items"])

    @property
    def mark(self) -> str:
        return figures_mark(self.figures)

    @property
    def judged(self) -> int:
        judged = (Standing.MET, Standing.NEARLY, Standing.BELOW)
        return sum(row["standing"] in judged for row in self.figures["items"])


def languages_of(corps: Corps) -> list[str]:
    return corps.languages.split() or ["nl"]


def language_for(corps: Corps, wanted: str) -> str:
    """The wanted language where the corps writes in it, else its first."""
    written = languages_of(corps)
    return wanted if wanted in written else written[0]


def account_view(account: Account, *, language: str) -> AccountView:
    """The account with live figures while it is a draft, and frozen ones from the signature on."""
    is_draft = account.state == AccountState.DRAFT
    now = figures_now(account.corps, account.year)
    figures = now if is_draft else account.figures
    texts = {(text.part, text.language): text.text for text in account.texts.all()}
    explained = {(each.indicator, each.language): each.text for each in account.explanations.all()}
    lines = [
        (row["indicator"], _line(row, explained.get((row["indicator"], language), ""))) for row in figures["items"]
    ]
    pillars = [
        PillarAccount(
            part,
            _score_words(figures["parts"].get(part.value)),
            texts.get((part, language), ""),
            [line for code, line in lines if code.startswith(part.value)],
        )
        for part in PILLARS
    ]
    return AccountView(
        account=account,
        language=language,
        figures=figures,
        summary=texts.get((AccountPart.SUMMARY, language), ""),
        pillars=pillars,
        facts=facts_told(figures),
        audit=texts.get((AccountPart.AUDIT, language), ""),
        ahead=texts.get((AccountPart.AHEAD, language), ""),
        is_outdated=not is_draft and _ids(now) != _ids(figures),
        lacks=lacks_of(account.corps, figures, texts, explained) if is_draft else [],
    )


def facts_told(figures: Figures) -> list[str]:
    """What other apps knew, in sentences of the reader's language. A source that is gone by now is left out."""
    known = figures.get("facts", {})
    return [sentence for source in account_facts if source.key in known for sentence in source.tell(known[source.key])]


def parts_required(figures: Figures) -> list[AccountPart]:
    """The parts that must be written, with the answer to an audit where there was one."""
    asked = any(source.asks_answer and source.key in figures.get("facts", {}) for source in account_facts)
    return [*REQUIRED, *([AccountPart.AUDIT] if asked else [])]


def lacks_of(
    corps: Corps, figures: Figures, texts: Mapping[tuple[str, str], str], explained: Mapping[tuple[str, str], str]
) -> list[str]:
    """What must be there before the chief can sign: names of parts and of figures, with the language where several."""
    several = len(languages_of(corps)) > 1
    found = []
    for language in languages_of(corps):
        names = [str(part.label) for part in parts_required(figures) if not texts.get((part, language), "").strip()]
        names += [
            str(indicators.get(row["indicator"]).name)
            for row in figures["items"]
            if asks_explanation(row) and not explained.get((row["indicator"], language), "").strip()
        ]
        found += [f"{name} ({language})" if several else name for name in names]
    return found


def asks_explanation(row: Mapping[str, Any]) -> bool:
    """A figure that is short of its target and getting worse, or one that the corps owes itself and that is missing or
    was rejected.
    """
    if row["standing"] in (Standing.NOT_DELIVERED, Standing.REJECTED):
        passport = indicators.get(row["indicator"])
        return passport.subject is Subject.CORPS and passport.measured_by is MeasuredBy.SELF
    return bool(row["standing"] == Standing.BELOW and row["movement"] == Movement.WORSENING)


def account_published(code: str, year: int) -> Account | None:
    published = Account.objects.filter(state=AccountState.PUBLISHED).select_related("corps")
    return published.filter(corps__code=code, year=year).prefetch_related("texts", "explanations").first()


def account_of(code: str, year: int, corps_ids: Iterable[int]) -> Account | None:
    """The account of one of these corps, whatever its state."""
    rows = Account.objects.filter(corps__in=list(corps_ids), corps__code=code, year=year)
    return rows.select_related("corps").prefetch_related("texts", "explanations").first()


def years_published(corps: Corps) -> list[int]:
    """Years whose account everybody can read, newest first."""
    readable = Account.objects.filter(corps=corps, state=AccountState.PUBLISHED, texts__isnull=False)
    return list(readable.order_by("-year").values_list("year", flat=True).distinct())


def account_columns() -> dict[str, Any]:
    """A column of a query over corps: the newest year whose account everybody can read."""
    texts = AccountText.objects.filter(account=OuterRef("pk"))
    published = Account.objects.filter(Exists(texts), corps=OuterRef("pk"), state=AccountState.PUBLISHED)
    return {"account_year": Subquery(published.order_by("-year").values("year")[:1])}


def account_fact(corps: Corps) -> CorpsFact:
    """From a corps read with this column."""
    year: int | None = getattr(corps, "account_year", None)
    if year is None:
        return CorpsFact(_("No account of the chief of corps is published here yet."))
    link = reverse("account_public", kwargs={"code": corps.code, "year": year})
    return CorpsFact(_("The chief of corps gave account about %(year)s.") % {"year": year}, link, _("Read the account"))


def accounts_of(corps_ids: Iterable[int], *, with_drafts: bool) -> QuerySet[Account]:
    found = Account.objects.filter(corps__in=list(corps_ids)).select_related("corps")
    return (found if with_drafts else found.exclude(state=AccountState.DRAFT)).order_by("corps__code", "-year")


def years_open(corps: Corps, today: date) -> list[int]:
    """Years that can be accounted for and are not yet: the last three that are over in which the corps existed."""
    begun = set(Account.objects.filter(corps=corps).values_list("year", flat=True))
    years = [year for year in range(today.year - 1, today.year - 4, -1) if year not in begun]
    return [
        year
        for year in years
        if not (corps.valid_from and corps.valid_from.year > year)
        and not (corps.valid_to and corps.valid_to.year < year)
    ]


def is_late(account: Account, today: date) -> bool:
    return account.state != AccountState.PUBLISHED and today > due_on(account.year)


def _ids(figures: Figures) -> set[int]:
    return {row["value_id"] for row in figures["items"] if row["value_id"] is not None}


def _line(row: Mapping[str, Any], explanation: str) -> FigureLine:
    passport = indicators.get(row["indicator"])
    movement = Movement(row["movement"])
    is_clear = movement in (Movement.IMPROVING, Movement.WORSENING)
    return FigureLine(
        code=passport.code,
        name=str(passport.name),
        figure="" if row["value"] is None else numbers.value_text(row["value"], passport.unit),
        interval=numbers.interval_text(row["lower"], row["upper"], passport.unit),
        period=numbers.period_short(row["period"]),
        sign=standing_sign(Standing(row["standing"])),
        movement=movement_sign(movement) if is_clear else None,
        is_asked=asks_explanation(row),
        explanation=explanation,
    )


def _score_words(part: Mapping[str, Any] | None) -> str:
    if part is None or part["visibility"] == "suppressed":
        return ""
    if part["score"] is not None:
        return numbers.score_text(part["score"])
    if part["lower"] is None or part["upper"] is None:
        return ""
    return f"{numbers.score_text(part['lower'])}\u2013{numbers.score_text(part['upper'])}"
