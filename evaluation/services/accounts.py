"""Writing, signing, presenting and publishing the yearly account."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import Account, AccountExplanation, AccountText
from evaluation.selectors.accounts import figures_mark, figures_now, lacks_of, years_open
from evaluation.workflow.accounts import AccountState, due_on
from legitimacy.models import Corps, Register, User
from legitimacy.scorecards.services.marks import stale_mark
from legitimacy.trail.services import event_append

SOURCE = "evaluation_account"
CODE = "EFF-02"
Places = Mapping[str, str]
"""Texts by part or by indicator, in one language. An empty text removes what stood there."""


class AccountError(ValueError):
    """What cannot be done with this account now; the message is a sentence for who tried."""


@transaction.atomic
def account_begin(*, corps: Corps, year: int, actor: User) -> Account:
    """A draft for a year that is over. AccountError for any other year, and where one stands already."""
    Corps.objects.select_for_update().filter(pk=corps.pk).first()
    if year not in years_open(corps, timezone.localdate()):
        raise AccountError(_("There is an account of this year already, or this year cannot be accounted for."))
    account = Account.objects.create(corps=corps, year=year, origin=Register(corps.register).origin.value)
    _record("account.begun", account, actor)
    return account


@transaction.atomic
def account_write(
    *, account: Account, language: str, texts: Places, explanations: Places, version: int, actor: User
) -> Account:
    """Keep the texts of one language. AccountError when somebody wrote meanwhile or it was signed."""
    locked = _locked(account, AccountState.DRAFT)
    if locked.version != version:
        raise AccountError(_("Somebody changed this account meanwhile. Open it anew and look at it first."))
    for part, text in texts.items():
        _text_put(AccountText, {"account": locked, "part": part, "language": language}, text)
    for indicator, text in explanations.items():
        _text_put(AccountExplanation, {"account": locked, "indicator": indicator, "language": language}, text)
    locked.version += 1
    locked.save(update_fields=["version"])
    _record("account.written", locked, actor)
    return locked


@transaction.atomic
def account_sign(*, account: Account, version: int, actor: User, seen: str | None = None) -> Account:
    """Freeze the figures as everybody reads them now, and the texts. AccountError names what is still lacking.

    `seen`: the mark of the figures before the eyes of whoever signs; AccountError where others stand by now.
    """
    locked = _locked(account, AccountState.DRAFT)
    if locked.version != version:
        raise AccountError(_("Somebody changed this account meanwhile. Open it anew and look at it first."))
    figures = figures_now(locked.corps, locked.year)
    if seen is not None and seen != figures_mark(figures):
        raise AccountError(_("Somebody changed this account meanwhile. Open it anew and look at it first."))
    if not figures["items"]:
        raise AccountError(_("No figures of this year are released yet. An account shows what everybody can read."))
    texts = {(each.part, each.language): each.text for each in locked.texts.all()}
    explained = {(each.indicator, each.language): each.text for each in locked.explanations.all()}
    if lacks := lacks_of(locked.corps, figures, texts, explained):
        raise AccountError(_("Before you sign, write: ") + "; ".join(lacks) + ".")
    locked.figures, locked.signed_by, locked.signed_at = figures, actor, timezone.now()
    locked.digest, locked.state = account_digest(figures, texts, explained), AccountState.SIGNED
    locked.save(update_fields=["figures", "signed_by", "signed_at", "digest", "state"])
    _record("account.signed", locked, actor)
    return locked


@transaction.atomic
def account_present(*, account: Account, presented_on: date, advice: str, actor: User) -> Account:
    """Record when the account was presented, and what the council advised.

    AccountError for a day before the signature or in the future.
    """
    locked = _locked(account, AccountState.SIGNED)
    signed_on = timezone.localdate(locked.signed_at)
    if not signed_on <= presented_on <= timezone.localdate():
        raise AccountError(_("Give a day from the signature up to today."))
    locked.presented_on, locked.advice, locked.state = presented_on, advice, AccountState.PRESENTED
    locked.save(update_fields=["presented_on", "advice", "state"])
    _record("account.presented", locked, actor)
    return locked


@transaction.atomic
def account_publish(*, account: Account, actor: User) -> Account:
    """Open it to everybody. What was frozen does not change; the indicator counts it from now on."""
    locked = _locked(account, AccountState.PRESENTED)
    locked.published_on, locked.state = timezone.localdate(), AccountState.PUBLISHED
    locked.save(update_fields=["published_on", "state"])
    stale_mark(source=SOURCE, subject_ids=[locked.corps_id], indicators=(CODE,), event_date=due_on(locked.year))
    _record("account.published", locked, actor)
    return locked


def account_digest(
    figures: Mapping[str, object], texts: Mapping[tuple[str, str], str], explained: Mapping[tuple[str, str], str]
) -> str:
    """SHA-256 over figures, texts and explanations, whatever their order."""
    words = sorted([[*key, text] for key, text in [*texts.items(), *explained.items()]])
    return hashlib.sha256(json.dumps([figures, words], sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _locked(account: Account, state: str) -> Account:
    locked = Account.objects.select_for_update(of=("self",)).select_related("corps").get(pk=account.pk)
    if locked.state != state:
        raise AccountError(_("This account is %(state)s.") % {"state": AccountState(locked.state).label})
    return locked


def _text_put(model: type[AccountText] | type[AccountExplanation], place: dict[str, object], text: str) -> None:
    if text.strip():
        model.objects.update_or_create(**place, defaults={"text": text.strip()})  # type: ignore[arg-type]
    else:
        model.objects.filter(**place).delete()


def _record(verb: str, account: Account, actor: User) -> None:
    event_append(verb=verb, actor=actor, object_type="account", object_id=account.year, corps=account.corps.code)
