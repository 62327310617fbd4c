"""Reading a sample: two readers each on their own, a third where they differ, then closing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Reading, Sample, SampleItem, SampleReader
from audit.selectors.standards.readings import Readings, readings_of
from audit.services.standards.counting import stale_for
from audit.services.standards.errors import StageError, StandardError
from audit.services.standards.sampling import sample_locked, sample_touched, trail
from audit.workflow.standards.codes import ITEM_LEVELS, SampleStage
from legitimacy.indicators.agreement import agreement_of
from legitimacy.models import ImprovementAction, User
from legitimacy.scorecards.services import improvements_stale

READERS = (1, 2)
THIRD = 3
LONGEST_ACTION = 2000


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """Levels by criterion code, and a remark. Levels may be missing while somebody is still reading."""

    levels: dict[str, str]
    remark: str = ""


@transaction.atomic
def reader_join(*, sample: Sample, actor: User) -> SampleReader:
    """Take a seat: one of the two readers, or the third when both have read and they differ.

    StandardError `full` when the seats are taken, `stage` when reading is over.
    """
    sample = _locked(sample)
    mine = sample.readers.filter(reader=actor).first()
    if mine is not None:
        return mine
    taken = set(sample.readers.values_list("seat", flat=True))
    free = [seat for seat in READERS if seat not in taken]
    if not free and readings_of(sample).disputed and THIRD not in taken:
        free = [THIRD]
    if not free:
        raise StandardError("full", _("This sample has its readers already. Nothing was changed."))
    seat = SampleReader.objects.create(sample=sample, seat=free[0], reader=actor)
    trail(sample, "sample.joined", actor)
    return seat


@transaction.atomic
def reading_save(*, seat: SampleReader, answers: Mapping[int, ItemAnswer], actor: User) -> None:
    """Keep what one reader has so far; `answers` by item key. StandardError when the reading was handed in."""
    sample = _locked(seat.sample)
    seat = _own_seat(seat, actor)
    items = set(sample.items.filter(pk__in=list(answers)).values_list("pk", flat=True))
    for pk, answer in answers.items():
        if pk in items:
            levels = {code: level for code, level in answer.levels.items() if level in ITEM_LEVELS}
            Reading.objects.update_or_create(
                item_id=pk, seat=seat.seat, defaults={"levels": levels, "remark": answer.remark.strip()[:1000]}
            )


@transaction.atomic
def reading_submit(*, seat: SampleReader, actor: User) -> SampleReader:
    """Hand in a reading. It cannot be changed afterwards; when both are in, both are shown.

    StandardError `missing` names the items that are not judged wholly.
    """
    sample = _locked(seat.sample)
    seat = _own_seat(seat, actor)
    missing = readings_of(sample).missing(seat.seat)
    if missing:
        listed = ", ".join(str(position) for position in missing[:10])
        raise StandardError(
            "missing",
            _("Not handed in yet: judge every criterion of every item. Still open: %(items)s.")
            % {"items": f"{listed} …" if len(missing) > 10 else listed},
        )
    seat.submitted_on = timezone.localdate()
    seat.save(update_fields=["submitted_on"])
    trail(sample, "sample.read", actor)
    return seat


@transaction.atomic
def sample_close(*, sample: Sample, version: int, owner: str, due_on: date, actor: User) -> Sample:
    """Settle every item, let the sample count, and make an improvement action of each item that does not pass.

    `owner` is a function in the corps, never a name. StandardError `open` while something is not read or decided.
    """
    sample = sample_locked(sample, version, (SampleStage.READING,))
    read = readings_of(sample)
    if not read.is_settled:
        raise StandardError("open", _("Something is not read or decided yet. Nothing was closed."))
    if not owner.strip():
        raise StandardError("owner", _("Name the function in the corps that will see to it."))
    if due_on < timezone.localdate():
        raise StandardError("due", _("This day is over. Give today or a later day."))
    _items_settle(sample, read)
    agreement = agreement_of(read.passing_pairs)
    sample.agreement, sample.kappa = agreement.share, agreement.kappa
    sample.stage, sample.closed_by, sample.closed_on = SampleStage.CLOSED, actor, timezone.localdate()
    sample_touched(sample, ["agreement", "kappa", "stage", "closed_by", "closed_on"])
    _actions_create(sample, owner.strip(), due_on, actor)
    stale_for(sample)
    trail(sample, "sample.closed", actor)
    return sample


def _items_settle(sample: Sample, read: Readings) -> None:
    items = list(sample.items.all())
    for item in items:
        item.passes, item.failed = read.passes(item.pk), read.failed(item.pk)
    SampleItem.objects.bulk_update(items, ["passes", "failed"], batch_size=500)


def _actions_create(sample: Sample, owner: str, due_on: date, actor: User) -> None:
    """In the language of the corps: it is the corps that works with it."""
    language = (sample.corps.languages or "nl").split()[0]
    words = {each.code: each.text.get(language) or each.text["nl"] for each in sample.standard.criteria.all()}
    made = ImprovementAction.objects.bulk_create(
        ImprovementAction(
            corps=sample.corps,
            source=ImprovementAction.Source.AUDIT,
            reference=reference_of(sample, item),
            what=f"{item.title or item.key}: {' '.join(words[code] for code in item.failed)}"[:LONGEST_ACTION],
            owner=owner[:120],
            due_on=due_on,
            original_due_on=due_on,
            created_by=actor,
            origin=sample.origin,
        )
        for item in sample.items.filter(passes=False).order_by("position")
    )
    improvements_stale(made)


def reference_of(sample: Sample, item: SampleItem) -> str:
    """How an improvement action names the drawn item that it comes from."""
    return f"{ImprovementAction.FROM_SAMPLE}{sample.pk}-{item.position}"


def _locked(sample: Sample) -> Sample:
    """Readers do not wait for each other's version: each writes only their own."""
    row = Sample.objects.select_for_update().defer("frame").get(pk=sample.pk)
    if row.stage != SampleStage.READING:
        raise StageError(row.get_stage_display())
    return row


def _own_seat(seat: SampleReader, actor: User) -> SampleReader:
    row = SampleReader.objects.select_for_update().get(pk=seat.pk)
    if row.reader_id != actor.pk:
        raise StandardError("seat", _("Somebody else reads from this seat."))
    if row.submitted_on is not None:
        raise StandardError("submitted", _("You handed this reading in: it can no longer be changed."))
    return row
