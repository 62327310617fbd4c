"""What people enter for the rules to read: reports by colleagues, notices of a judgment, exposure of officers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.members import member_by_number, member_event_set, member_of
from legitimacy.models import Corps, Member, MemberEvent, User
from legitimacy.models.fields import lookup_hash
from legitimacy.models.members import user_lookup
from legitimacy.trail.services import event_append
from professionalism.models import ColleagueReport, OfficerExposure
from professionalism.services.lines import cells_read
from professionalism.services.signals.finding import signals_find
from professionalism.services.signals.history import SignalTextError

SOURCE = "professionalism"
COLUMNS = 3


@dataclass(frozen=True, slots=True)
class ExposureSummary:
    """Rows added, changed, and left as they were."""

    added: int
    changed: int
    same: int


def member_find(corps: Corps, wanted: str) -> Member | None:
    """The member of a corps with this pseudonym or service number."""
    text = wanted.strip()
    found = Member.objects.filter(Q(corps=corps), pseudonym=text.upper()).first() if text else None
    return found or member_by_number(corps, text)


def member_require(corps: Corps, wanted: str) -> Member:
    """The member, or SignalTextError. It does not repeat what was typed: that may be a service number."""
    member = member_find(corps, wanted)
    if member is None:
        raise SignalTextError(_("No member of this corps has this pseudonym or service number."))
    return member


@transaction.atomic
def colleague_report_make(
    *, corps: Corps, actor: User, wanted: str, about: str, seen_on: date, text: str, form_key: str = ""
) -> ColleagueReport:
    """A colleague says what they saw. Sent twice, it is kept once. The trail names no reporter and no member."""
    # Sealed as well: a key in the clear would name the account of the reporter.
    sealed_key = lookup_hash("colleague_report.form", form_key) if form_key else None
    if sealed_key:
        known = ColleagueReport.objects.filter(form_key=sealed_key).first()
        if known is not None:
            return known
    member = member_require(corps, wanted)
    own = member_of(actor, corps)
    if own is not None and own.pk == member.pk:
        raise SignalTextError(_("This is your own number. To reply in a case about you, open it under “About me”."))
    report = ColleagueReport.objects.create(
        corps=corps,
        member=member,
        about=about,
        seen_on=seen_on,
        text=text.strip(),
        reporter=str(actor),
        reporter_lookup=user_lookup(actor.pk),
        form_key=sealed_key,
    )
    event_append(verb="colleague_report.made", object_type="colleague_report", object_id=report.pk, corps=corps.code)
    signals_find(corps=corps)
    return report


@transaction.atomic
def judgment_note(*, corps: Corps, actor: User, wanted: str, on: date, reference: str) -> MemberEvent:
    """A court or prosecutor made a judgment known. One reference counts once."""
    member = member_require(corps, wanted)
    event = member_event_set(
        member=member, kind=MemberEvent.Kind.JUDGMENT, source=SOURCE, reference=reference.strip(), on=on
    )
    _judgment_trail("judgment.noted", event, corps, actor)
    signals_find(corps=corps, actor=actor)
    return event


@transaction.atomic
def judgment_withdraw(*, event: MemberEvent, actor: User) -> None:
    """The notice was a mistake, or the judgment was overturned: its signal is withdrawn."""
    event = MemberEvent.objects.select_for_update(of=("self",)).select_related("member__corps").get(pk=event.pk)
    if event.withdrawn_on is None:
        event.withdrawn_on = timezone.localdate()
        event.save(update_fields=["withdrawn_on"])
        _judgment_trail("judgment.withdrawn", event, event.member.corps, actor)
        signals_find(corps=event.member.corps, actor=actor)


def _judgment_trail(verb: str, event: MemberEvent, corps: Corps, actor: User) -> None:
    event_append(verb=verb, actor=actor, object_type="member_event", object_id=event.pk, corps=corps.code)


@transaction.atomic
def exposures_import(*, corps: Corps, actor: User, quarter: str, measure: str, lines: Iterable[str]) -> ExposureSummary:
    """Lines of "pseudonym or service number; group; count" for one quarter. All are taken or none.

    SignalTextError names the first line that cannot be read; twice the same lines change nothing.
    """
    period = Period.parse(quarter)
    if period.is_year or period.start > timezone.localdate():
        raise SignalTextError(_("Choose a quarter that has begun."))
    known = {row.member_id: row for row in OfficerExposure.objects.filter(member__corps=corps, quarter=quarter)}
    added = changed = same = 0
    for member, group, count in _rows(corps, lines):
        row = known.get(member.pk)
        values = {"group": group, "measure": measure, "count": count}
        if row is None:
            origin = Origin.REAL if corps.is_real else Origin.SIMULATED
            OfficerExposure.objects.create(member=member, quarter=quarter, origin=origin, **values)
            added += 1
        elif any(getattr(row, name) != value for name, value in values.items()):
            OfficerExposure.objects.filter(pk=row.pk).update(**values)
            changed += 1
        else:
            same += 1
    event_append(verb="exposure.imported", actor=actor, object_type="corps", object_id=corps.pk, corps=corps.code)
    return ExposureSummary(added, changed, same)


def _rows(corps: Corps, lines: Iterable[str]) -> Iterator[tuple[Member, str, int]]:
    """The members, groups and counts of the lines. A title line and empty lines are passed over."""
    seen: set[int] = set()
    taken = 0
    for number, texts in enumerate(cells_read(lines, SignalTextError), 1):
        if number == 1 and len(texts) == COLUMNS and not texts[2].isdigit() and member_find(corps, texts[0]) is None:
            continue
        place = {"line": number}
        if len(texts) != COLUMNS or not texts[1] or len(texts[1]) > 40:
            raise SignalTextError(_("Line %(line)s: write the number, the group and the count.") % place)
        if not texts[2].isdecimal() or len(texts[2]) > 9 or not 1 <= int(texts[2]) <= 10_000:
            raise SignalTextError(_("Line %(line)s: the count is a whole number from 1 to 10,000.") % place)
        member = member_find(corps, texts[0])
        if member is None:
            raise SignalTextError(_("Line %(line)s: no member of this corps has this number.") % place)
        if member.pk in seen:
            raise SignalTextError(_("Line %(line)s: this member stands here twice.") % place)
        seen.add(member.pk)
        taken += 1
        yield member, texts[1].casefold(), int(texts[2])
    if not taken:
        raise SignalTextError(_("There is no line to read."))
