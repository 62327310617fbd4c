"""The yearly account as a tagged document: its texts, and the figures with their explanations."""

from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.selectors.accounts import AccountView, PillarAccount
from legitimacy import numbers
from legitimacy.exports.documents import Column, Document, Entry, Table
from legitimacy.standings import corps_title, origin_mark_of

COLUMNS = ("indicator", "figure", "margin", "period", "standing", "explanation")


def account_document(view: AccountView) -> Document:
    """Everything of the public page, in the language of `view`. Queries nothing."""
    account = view.account
    mark = origin_mark_of(account.corps.register)
    made_at = account.signed_at or timezone.now()
    return Document(
        kind="account",
        title=_("Account of %(corps)s about %(year)s") % {"corps": corps_title(account.corps), "year": account.year},
        language=view.language,
        origin=account.origin,
        mark=mark,
        snapshot=made_at,
        lead=[line for line in view.summary.splitlines() if line.strip()],
        facts=_facts(view),
        tables=[
            *(_pillar(pillar) for pillar in view.pillars),
            _texts(view),
        ],
        main="EFF",
        notes=[
            _("Figures stand as everybody could read them when the account was signed, without later corrections."),
            _("An explanation is asked of each missing figure, and of each that is short of its target and got worse."),
        ],
    )


def _facts(view: AccountView) -> list[tuple[str, str]]:
    account = view.account
    facts = [
        (_("Signed on"), numbers.moment_text(account.signed_at) if account.signed_at else ""),
        (_("Presented to the council on"), numbers.date_text(account.presented_on) if account.presented_on else ""),
        (_("Published on"), numbers.date_text(account.published_on) if account.published_on else ""),
        (_("Targets reached"), _("%(met)s of %(judged)s") % {"met": view.met, "judged": view.judged}),
        (_("Checksum (SHA-256) of what was frozen"), account.digest),
    ]
    return [(label, text) for label, text in facts if text]


def _pillar(pillar: PillarAccount) -> Table:
    rows = [
        [line.name, line.figure, line.interval, line.period, line.sign.word, line.explanation] for line in pillar.lines
    ]
    score = _("Score: %(score)s of 100.") % {"score": pillar.score} if pillar.score else _("No score is shown.")
    titles = (_("Indicator"), _("Figure"), _("Margin"), _("Period"), _("Standing"), _("Explanation"))
    return Table(
        key=pillar.part.value,
        title=str(pillar.part.label),
        about=f"{pillar.text}\n\n{score}" if pillar.text else score,
        columns=[Column(key, title) for key, title in zip(COLUMNS, titles, strict=True)],
        rows=rows,
        word_columns=list(titles),
        words=rows,
    )


def _texts(view: AccountView) -> Table:
    parts = [
        (_("What the audit found, and our answer"), "\n\n".join([*view.facts, *([view.audit] if view.audit else [])])),
        (_("What we do next year"), view.ahead),
        (_("Advice of the council"), view.account.advice),
    ]
    given = [(title, text) for title, text in parts if text]
    return Table(
        key="texts",
        title=_("Looking back and ahead"),
        columns=[Column("part", _("Part")), Column("text", _("Text"))],
        rows=[[title, text] for title, text in given],
        entries=[Entry(title, [("", text)]) for title, text in given],
    )
