"""What waits for somebody in early signals, for the first page of professionalism."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.access import Person
from legitimacy.models import Role
from legitimacy.work_pages import Waiting
from professionalism.models import CorrectiveAction, Signal, SignalCase
from professionalism.querysets.signals import corps_as
from professionalism.workflow.signals import OPEN, Stage

MOST = 12


def signals_waiting(user: Person) -> list[Waiting]:
    """Cases of professional standards, and cases on which the wellbeing adviser gave no advice yet."""
    found = [*_of_standards(user), *_of_wellbeing(user)]
    return sorted(found, key=lambda one: one.by_when or date.max)[:MOST]


def own_waiting(user: Person) -> list[Waiting]:
    """A case about oneself in which one may still reply."""
    cases = SignalCase.objects.about_person(user).filter(stage=Stage.INFORMED)
    return [
        Waiting(
            what=_("There is a case about you: read it, and reply if you wish"),
            url=reverse("signal_mine", args=[case.pk]),
            by_when=case.reply_until,
        )
        for case in cases.order_by("opened_on")[:MOST]
    ]


def _of_standards(user: Person) -> Iterator[Waiting]:
    if not corps_as(user, Role.PROFESSIONAL_STANDARDS):
        return
    cases = SignalCase.objects.decidable_by(user)
    today, stands = timezone.localdate(), Signal.objects.order_by()
    for case in _first(cases.filter(stage__in=OPEN).select_related("member"), "decide_by"):
        words = _("Inform officer %(who)s of a signal") if case.stage == Stage.OPENED else _("Decide about %(who)s")
        if case.decide_by < today:
            words = _("Overdue: decide about %(who)s")
        due = case.inform_by if case.stage == Stage.OPENED else case.decide_by
        yield _waiting(words % {"who": case.member}, case, min(due, case.decide_by))
    rows = CorrectiveAction.objects.filter(
        case__in=cases.filter(stage=Stage.FOLLOWED).order_by().values("pk"), effect=""
    )
    followed = cases.filter(Exists(stands.filter(case=OuterRef("pk"))), stage=Stage.FOLLOWED)
    taken_back = followed.exclude(Exists(stands.filter(case=OuterRef("pk"), withdrawn_on=None)))
    for case in _first(taken_back.select_related("member"), "decided_on"):
        words = _("%(who)s: what the decision rests on was taken back. Decide whether the corrections go on")
        yield _waiting(words % {"who": case.member}, case, None)
    for row in rows.select_related("case__member").order_by("due_on", "pk")[:MOST]:
        who = {"who": row.case.member}
        if row.done_on is None:
            yield _waiting(_("Follow the correction of %(who)s") % who, row.case, row.due_on)
        else:
            yield _waiting(_("Judge whether the correction of %(who)s worked") % who, row.case, row.effect_due_on)


def _of_wellbeing(user: Person) -> Iterator[Waiting]:
    if not corps_as(user, Role.WELLBEING_ADVISER):
        return
    cases = SignalCase.objects.advised_by(user).filter(stage__in=OPEN).exclude(words__kind="advice")
    for case in _first(cases.select_related("member"), "decide_by"):
        yield _waiting(_("Advise on the case of %(who)s") % {"who": case.member}, case, case.decide_by)


def _first(cases: "QuerySet[SignalCase]", by: str) -> "QuerySet[SignalCase]":
    return cases.order_by(by, "pk")[:MOST]


def _waiting(what: str, case: SignalCase, by_when: date | None) -> Waiting:
    return Waiting(what=what, url=reverse("signal_case", args=[case.pk]), by_when=by_when)
