"""Drawing a sample from a full list; taking back a sample that is not valid."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Sample, SampleItem, Standard
from audit.services.standards.counting import stale_for
from audit.services.standards.errors import StageError, StaleError, StandardError
from audit.services.standards.periods import quarters_between
from audit.workflow.standards.codes import DATED, Frame, FrameSource, SampleFault, SampleStage
from audit.workflow.standards.drawing import MOST_ITEMS, FrameItem, frame_pack, sample_draw, seed_make
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Register, User
from legitimacy.sampling import sampling_registers
from legitimacy.trail.services import event_append

STANDING = (SampleStage.READING, SampleStage.CLOSED)
LEAST_FRAME = 2


def register_items(*, kind: str, corps: Corps, period_from: date, period_to: date) -> list[FrameItem]:
    """The full list that a register of this installation gives; empty when none keeps such records."""
    if kind not in sampling_registers:
        return []
    found = sampling_registers.get(kind).list_items([corps.pk], period_from, period_to)
    return [FrameItem(key=number, on=on) for number, on in found.get(corps.pk, [])]


@transaction.atomic
def sample_start(
    *,
    corps: Corps,
    standard: Standard,
    period_from: date,
    period_to: date,
    items: Sequence[FrameItem],
    source: str,
    actor: User,
    size: int | None = None,
) -> Sample:
    """Keep the list, make a seed, draw, and open the sample for readers. `size` None takes the plan's.

    Where the list is shorter than the plan everything on it is taken. StandardError: `plan`, `register`, `unpublished`,
    `overlap`, `size`, or what `frame_check` says of the list.
    """
    if not standard.sample_size:
        raise StandardError("plan", _("Nothing is drawn for this standard."))
    if standard.register != corps.register:
        raise StandardError("register", _("This standard belongs to another register than the corps."))
    if standard.published_on >= period_from:
        raise StandardError("unpublished", _("This standard was not published before the period began."))
    frame_check(items, Frame(standard.sample_frame), period_from, period_to)
    taken = _size(standard, period_from, period_to, len(items), size)
    Corps.objects.select_for_update().get(pk=corps.pk)  # two draws for one corps come one after the other
    same = Sample.objects.filter(corps=corps, standard__code=standard.code, stage__in=STANDING)
    if same.filter(period_from__lte=period_to, period_to__gte=period_from).exists():
        raise StandardError(
            "overlap",
            _("There is a sample for this corps that covers some of these quarters already. Open it from the list."),
        )
    frame, seed = frame_pack(items), seed_make()
    sample = Sample.objects.create(
        corps=corps,
        standard=standard,
        period_from=period_from,
        period_to=period_to,
        frame_source=FrameSource(source),
        frame=frame.packed,
        frame_count=frame.count,
        frame_checksum=frame.checksum,
        seed=seed,
        size=taken,
        drawn_by=actor,
        drawn_on=timezone.localdate(),
        origin=Register(corps.register).origin,
    )
    drawn = sample_draw(items, seed=seed, size=taken)
    SampleItem.objects.bulk_create(
        (SampleItem(sample=sample, position=place, **asdict(each)) for place, each in enumerate(drawn, start=1)),
        batch_size=500,
    )
    trail(sample, "sample.drawn", actor)
    return sample


def frame_check(items: Sequence[FrameItem], kind: Frame, period_from: date, period_to: date) -> None:
    """StandardError when the list is empty, of one, too long, repeats itself, or has days outside the period."""
    if not items:
        raise StandardError("empty", _("The list is empty: there is nothing to draw from."))
    if len(items) < LEAST_FRAME:
        raise StandardError(
            "one", _("The list holds one item only. A draw needs at least two: otherwise it is a choice.")
        )
    if len(items) > MOST_ITEMS:
        raise StandardError(
            "long",
            _("The list holds %(count)s items; at most %(most)s can be taken. Draw for fewer quarters.")
            % {"count": len(items), "most": MOST_ITEMS},
        )
    keys = Counter(item.key for item in items)
    twice = next((key for key, times in keys.items() if times > 1), "")
    if twice:
        raise StandardError(
            "twice",
            _("“%(item)s” stands on the list more than once. Each item may stand there once.") % {"item": twice},
        )
    if kind in DATED:
        outside = next((item for item in items if item.on is None or not period_from <= item.on <= period_to), None)
        if outside is not None:
            raise StandardError(
                "day",
                _("“%(item)s” has no day within the quarters that you chose. The list must be of those quarters only.")
                % {"item": outside.key},
            )


def _size(standard: Standard, period_from: date, period_to: date, listed: int, asked: int | None) -> int:
    quarters = quarters_between(Period.containing(period_from), Period.containing(period_to))
    planned = min(standard.size_for(quarters), listed)
    if asked is None:
        return planned
    if asked > listed:
        raise StandardError(
            "size",
            _(
                "The list holds %(listed)s items, so a sample of %(asked)s cannot be drawn from it. "
                "Leave the number empty to follow the plan."
            )
            % {"listed": listed, "asked": asked},
        )
    if asked < planned:
        sentence = _("The plan of this standard asks for at least %(planned)s items.")
        raise StandardError("size", sentence % {"planned": planned})
    return asked


@transaction.atomic
def sample_reject(*, sample: Sample, version: int, fault: str, actor: User) -> Sample:
    """Say that a sample is not valid. A closed one leaves its quarters rejected; one still being read is cancelled."""
    sample = sample_locked(sample, version, STANDING)
    counted = sample.stage == SampleStage.CLOSED
    is_cancelled = not counted and fault == SampleFault.WRONG
    sample.fault = SampleFault(fault)
    sample.stage = SampleStage.CANCELLED if is_cancelled else SampleStage.REJECTED
    sample.closed_by, sample.closed_on = actor, timezone.localdate()
    sample_touched(sample, ["fault", "stage", "closed_by", "closed_on"])
    if not is_cancelled:
        stale_for(sample)
    trail(sample, "sample.rejected", actor, reason=sample.fault)
    return sample


def sample_locked(sample: Sample, version: int, stages: tuple[SampleStage, ...]) -> Sample:
    """The row, locked, as its reader saw it. StandardError `stale` or `stage` when it changed meanwhile."""
    row = Sample.objects.select_for_update().defer("frame").get(pk=sample.pk)
    if row.stage not in stages:
        raise StageError(row.get_stage_display())
    if row.version != version:
        raise StaleError
    return row


def sample_touched(sample: Sample, fields: list[str]) -> None:
    sample.version += 1
    sample.save(update_fields=[*fields, "version"])


def trail(sample: Sample, verb: str, actor: User, reason: str = "") -> None:
    event_append(
        verb=verb,
        actor=actor,
        object_type="sample",
        object_id=sample.pk,
        corps=sample.corps.code,
        reason=reason or sample.standard.code,
    )
