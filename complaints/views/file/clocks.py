"""Terms of a file in words: when, how many working days are left, and how the day was found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from complaints.models import Complaint, Event
from complaints.selectors.words import Sign
from complaints.services.clock import clock_events, rule_set_of
from legitimacy.deadlines.clock import Stop, Term, TermState, due_day, replay, stops_of
from legitimacy.deadlines.rules import Unit
from legitimacy.deadlines.workdays import working_days_between

SOON = 5
DAY = timedelta(days=1)

NAMES = {
    "acknowledge": gettext_lazy("Confirm receipt"),
    "admissibility": gettext_lazy("Decide whether it is admissible"),
    "first_contact": gettext_lazy("First contact with the complainant"),
    "decide": gettext_lazy("Decision"),
    "inform": gettext_lazy("Next news to the complainant"),
    "communicate": gettext_lazy("Communicate the decision"),
    "pass_offence": gettext_lazy("Pass a possible offence to the prosecutor"),
    "receive_referral": gettext_lazy("Receipt by the other body"),
    "review": gettext_lazy("The complainant may ask for a review until"),
    "discipline": gettext_lazy("Disciplinary action (art. 56)"),
}
BASES = {
    "seen": gettext_lazy("found in the published source"),
    "own": gettext_lazy("own knowledge, to be verified"),
    "proposal": gettext_lazy("a choice of this platform, with its benchmark"),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """One term on the page. `counted` are sentences that lead from the first day to the last."""

    name: str
    due_on: date | None
    sign: Sign
    paused: str
    is_open: bool
    counted: list[str]
    basis: str
    citation: str


@dataclass(frozen=True, slots=True)
class Clocks:
    rules: str
    running: list[Clock]
    ended: list[Clock]


def clocks_of(complaint: Complaint, events: Sequence[Event], today: date) -> Clocks:
    """Every term that has begun, those that run first by their day."""
    rules = rule_set_of(complaint)
    words = clock_events(events)
    stops = stops_of(
        sorted((one for one in words if one.on <= today), key=lambda one: one.on), today, rules.longest_wait_days
    )
    terms = replay(rules, words, today)
    clocks = [_clock(term, stops, today) for term in terms]
    running = [clock for clock in clocks if clock.is_open]
    return Clocks(
        rules=f"{rules.code} {rules.version}",
        running=sorted(running, key=lambda clock: clock.due_on or date.max),
        ended=[clock for clock in clocks if not clock.is_open],
    )


def _clock(term: Term, stops: list[Stop], today: date) -> Clock:
    mine = [stop for stop in stops if term.rule.pausable or (term.rule.waits_for_justice and stop.judicial)]
    mine = [stop for stop in mine if stop.resumed_on is None or stop.resumed_on > term.started_on]
    return Clock(
        name=str(NAMES.get(term.rule.code, term.rule.code)),
        due_on=term.due_on,
        sign=sign_of(term, today),
        paused=_paused(term),
        is_open=term.is_open,
        counted=list(_counted(term, mine)),
        basis=str(BASES.get(term.rule.basis, term.rule.basis)),
        citation=str(term.rule.citation),
    )


def sign_of(term: Term, today: date) -> Sign:
    """State word with its sign: never a colour alone."""
    if term.state is TermState.MET:
        return Sign("met", _("met"))
    if term.state is TermState.LATE:
        return Sign("below", _("met too late"))
    if term.state is TermState.PAUSED or term.due_on is None:
        return Sign("paused", _("paused"))
    if term.state is TermState.OVERDUE:
        days = working_days_between(term.due_on, today)
        late = ngettext("%(days)d working day late", "%(days)d working days late", days) % {"days": days}
        return Sign("overdue", late if days else _("late"))
    if term.alarm is not None:
        days = (today - term.started_on).days
        return Sign("nearly", ngettext("day %(days)d", "day %(days)d", days) % {"days": days})
    days = working_days_between(today, term.due_on)
    if term.due_on == today or not days:
        return Sign("nearly", _("today") if term.due_on == today else _("no working day left"))
    left = ngettext("%(days)d working day left", "%(days)d working days left", days) % {"days": days}
    return Sign("nearly" if days <= SOON and not term.rule.right else "not_due", left)


def _paused(term: Term) -> str:
    if not term.paused_days:
        return ""
    return ngettext("%(days)d day paused", "%(days)d days paused", term.paused_days) % {"days": term.paused_days}


def _counted(term: Term, stops: list[Stop]) -> "list[str]":
    """How the last day follows from the first."""
    rule = term.rule
    amount = rule.amount + (rule.extendable_by if term.extended else 0)
    lines = [_("Begins on %(day)s; that day is not counted.") % {"day": _day(term.started_on)}]
    lines.append(_amount(rule.unit, amount))
    if term.extended:
        lines.append(
            _("Extended once: %(first)d and %(more)d days.") % {"first": rule.amount, "more": rule.extendable_by}
        )
    lines += [_stop(stop) for stop in stops]
    if term.due_on is not None:
        plain = due_day(replace(rule, roll=False), term.started_on, stops, extended=term.extended)
        if plain is not None and plain != term.due_on:
            lines.append(_("%(day)s is no working day: the next one counts.") % {"day": _day(plain)})
        lines.append(_("Last day: %(day)s.") % {"day": _day(term.due_on)})
    if term.ended_on is not None:
        lines.append(_("Done on %(day)s.") % {"day": _day(term.ended_on)})
    if rule.alarms:
        lines.append(_("Warnings after %(days)s days.") % {"days": ", ".join(str(days) for days in rule.alarms)})
    return lines


def _amount(unit: Unit, amount: int) -> str:
    words = {
        Unit.DAYS: ngettext("%(count)d calendar day.", "%(count)d calendar days.", amount),
        Unit.WORKING_DAYS: ngettext(
            "%(count)d working day: no Saturdays, Sundays and Belgian public holidays.",
            "%(count)d working days: no Saturdays, Sundays and Belgian public holidays.",
            amount,
        ),
        Unit.MONTHS: ngettext("%(count)d month.", "%(count)d months.", amount),
    }
    return words[unit] % {"count": amount}


def _stop(stop: Stop) -> str:
    why = _("criminal inquiry") if stop.judicial else _("waiting for the complainant")
    if stop.resumed_on is None:
        return _("Not counted since %(first)s: %(why)s.") % {"first": _day(stop.first), "why": why}
    words = {"first": _day(stop.first), "last": _day(stop.resumed_on - DAY), "why": why}
    return _("Not counted from %(first)s to %(last)s: %(why)s.") % words


def _day(day: date) -> str:
    return date_format(day, "D j N Y")
