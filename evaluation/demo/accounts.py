"""Simulated accounts of the example register: that they were given and when, and a few that can be read."""

import csv
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from evaluation.models import Account, AccountExplanation, AccountText
from evaluation.selectors.accounts import asks_explanation, figures_now, languages_of
from evaluation.services.accounts import account_digest
from evaluation.workflow.accounts import AccountPart, AccountState, due_on
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Membership, Register, Role
from legitimacy.simulations import Example, Simulator

CODE = "EFF-02"
SILENT = "V038"
"""Delivers nothing at all (legitimacy.demo.planted)."""
READABLE, WAITING = "V017", "V041"
YEAR = 2025
LANGUAGE = "nl"
"""Where a corps writes in a language for which there are no fictional texts."""


@cache
def _fiction() -> dict[str, dict[str, str]]:
    """Texts by language and part."""
    found: dict[str, dict[str, str]] = {}
    with (settings.BASE_DIR / "data" / "example" / "accounts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["language"], {})[row["part"]] = row["text"]
    return found


@transaction.atomic
def accounts_simulate(example: Example) -> int:
    """Accounts about every year that was due within the quarters of the example; number of rows."""
    if Account.objects.filter(corps__register=Register.EXAMPLE).exists():
        return 0
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    expected, draws = example.expected(CODE), example.generator(CODE, "accounts")
    rows = []
    for row, code in enumerate(example.codes):
        for column, quarter in enumerate(example.quarters):
            if quarter.quarter != 2 or not example.alive[row, column] or code == SILENT or code not in corps:
                continue
            in_time, late_by = draws.random() < expected[row, column], int(draws.integers(1, 150))
            year = quarter.year - 1
            published = due_on(year) - timedelta(days=late_by % 90) if in_time else due_on(year) + timedelta(late_by)
            rows.append(_published(corps[code], year, published))
    Account.objects.bulk_create(rows)
    return len(rows)


def _published(corps: Corps, year: int, day: date) -> Account:
    signed = timezone.make_aware(datetime.combine(day - timedelta(days=40), time(10)))
    return Account(
        corps=corps, year=year, state=AccountState.PUBLISHED, signed_at=signed,
        presented_on=day - timedelta(days=12), published_on=day, origin=Origin.SIMULATED,
    )  # fmt: skip


@transaction.atomic
def accounts_publish() -> int:
    """One account to read, in Demervallei, and one that waits for its chief, in Vierwinden."""
    added = 0
    for code in (READABLE, WAITING):
        corps = Corps.objects.filter(register=Register.EXAMPLE, code=code).first()
        if corps is None or Account.objects.filter(corps=corps, year=YEAR).exists():
            continue
        figures = figures_now(corps, YEAR)
        if not figures["items"]:
            continue
        account = _published(corps, YEAR, date(YEAR + 1, 6, 15))
        if code == WAITING:
            account.state, account.presented_on, account.published_on = AccountState.DRAFT, None, None
            account.signed_at = None
        account.save()
        added += 1
        texts, explained = _texts_write(account, figures)
        if code == READABLE:
            account.figures, account.digest = figures, account_digest(figures, texts, explained)
            account.signed_by = _chief(corps)
            account.advice = _fiction()[_language(corps)]["advice"]
            account.save()
    return added


def _texts_write(account: Account, figures: dict[str, Any]) -> tuple[dict[Any, str], dict[Any, str]]:
    language = _language(account.corps)
    fiction = _fiction()[language]
    texts = {(part, language): fiction[part] for part in AccountPart if part in fiction}
    AccountText.objects.bulk_create(
        AccountText(account=account, part=part, language=language, text=text)
        for (part, _language), text in texts.items()
    )
    asked = [row["indicator"] for row in figures["items"] if asks_explanation(row)]
    explained = {(indicator, language): fiction["why"] for indicator in asked}
    AccountExplanation.objects.bulk_create(
        AccountExplanation(account=account, indicator=indicator, language=language, text=text)
        for (indicator, _language), text in explained.items()
    )
    return texts, explained


def _language(corps: Corps) -> str:
    first = languages_of(corps)[0]
    return first if first in _fiction() else LANGUAGE


def _chief(corps: Corps) -> Any:
    found = Membership.objects.filter(corps=corps, role=Role.CHIEF_OF_CORPS).select_related("user").first()
    return found.user if found else None


ACCOUNTS = Simulator(key="accounts", simulate=accounts_simulate, plant=lambda: 0, publish=accounts_publish)
