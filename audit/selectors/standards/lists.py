"""Which standards, assessments and samples somebody sees, and what waits for them."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from audit.models import Assessment, Sample, SampleReader, Standard
from audit.rules.standards import OF_CORPS, SEEN_BY_CORPS
from audit.workflow.standards.codes import Judges, SampleStage, Stage
from legitimacy.access import Person, standing_of
from legitimacy.models import Corps, Register, Role

WAITING_SHOWN = 5


def register_here() -> Register:
    """A demo shows the example only; elsewhere everything is real."""
    return Register.EXAMPLE if settings.DEMO else Register.BELGIUM


def standards_newest(registers: Iterable[str]) -> list[Standard]:
    """The newest version of each standard in some registers, in the order of their codes."""
    rows = Standard.objects.filter(register__in=list(registers)).order_by("code", "-published_on")
    newest: dict[tuple[str, str], Standard] = {}
    for row in rows:
        newest.setdefault((row.register, row.code), row)
    return list(newest.values())


def own_corps(user: Person) -> list[Corps]:
    """Corps for which somebody speaks."""
    return [m.corps for m in standing_of(user).current if m.role in OF_CORPS and m.corps is not None]


def judged_registers(user: Person) -> list[str]:
    standing = standing_of(user)
    return [register for register in Register if standing.over(Role.AUDITOR, register)]


def judged_corps(user: Person) -> QuerySet[Corps]:
    """Corps that an auditor may judge: of their register, and never one of their own."""
    return Corps.objects.filter(register__in=judged_registers(user)).exclude(pk__in=standing_of(user).ever_in)


def assessments_of(user: Person) -> QuerySet[Assessment]:
    """What somebody sees: everything of their own corps, and as auditor what corps have sent."""
    own = [corps.pk for corps in own_corps(user)]
    mine = Q(corps__in=own) & (Q(by_corps=True) | Q(stage__in=(Stage.VALIDATED, Stage.ANNULLED)))
    theirs = _of_auditor(user) & ~Q(stage=Stage.DRAFT)
    return Assessment.objects.filter(mine | theirs).select_related("corps", "standard")


def samples_of(user: Person) -> QuerySet[Sample]:
    own = [corps.pk for corps in own_corps(user)]
    mine = Q(corps__in=own, stage__in=SEEN_BY_CORPS)
    return Sample.objects.filter(mine | _of_auditor(user)).select_related("corps", "standard").defer("frame")


def _of_auditor(user: Person) -> Q:
    return Q(corps__register__in=judged_registers(user)) & ~Q(corps__in=standing_of(user).ever_in)


def assessments_waiting(user: Person) -> QuerySet[Assessment]:
    """Assessments that wait for this person: to be judged, or to be filled in."""
    own = [corps.pk for corps in own_corps(user)]
    mine = Q(corps__in=own, by_corps=True, stage__in=(Stage.DRAFT, Stage.RETURNED))
    theirs = _of_auditor(user) & Q(stage=Stage.SUBMITTED)
    found = Assessment.objects.filter(mine | theirs).select_related("corps", "standard")
    return found.order_by("submitted_on", "pk")


def samples_waiting(user: Person) -> QuerySet[Sample]:
    """Samples in which this auditor has something to read, to decide, or to close."""
    seats = SampleReader.objects.filter(sample=OuterRef("pk"))
    mine = seats.filter(reader=user.pk)
    both_taken = Exists(seats.filter(seat=2))
    unread = Exists(mine.filter(submitted_on=None))
    handed_in = Exists(seats.filter(seat=1, submitted_on__isnull=False)) & Exists(
        seats.filter(seat=2, submitted_on__isnull=False)
    )
    third_seated = Exists(seats.filter(seat=3))
    third_done = Exists(seats.filter(seat=3, submitted_on__isnull=False))
    # A third may be needed, and then whoever has not read yet decides; the page says whether readers differ.
    for_me = unread | (~both_taken & ~Exists(mine)) | (handed_in & ~third_seated) | third_done
    found = Sample.objects.filter(_of_auditor(user), stage=SampleStage.READING).filter(for_me)
    return found.select_related("corps", "standard").defer("frame").order_by("drawn_on", "pk")


def checklists(registers: Iterable[str]) -> list[Standard]:
    return [each for each in standards_newest(registers) if each.judges != Judges.ITEM]


def sampled(registers: Iterable[str]) -> list[Standard]:
    return [each for each in standards_newest(registers) if each.sample_size]
