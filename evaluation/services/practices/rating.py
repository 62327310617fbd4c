"""How strong the evidence is: said by the research and development centre, and by nobody else."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import EvidenceDimension, EvidenceRating, EvidenceSource, Practice
from evaluation.services.faults import FaultError, told
from evaluation.services.practices.stale import stale_for_rating
from evaluation.workflow.practices import DOI, SOUND, codes_of, doi_plain
from legitimacy.access import require_person
from legitimacy.models import User


@transaction.atomic
def practice_rate(
    *,
    practice: Practice,
    level: int,
    summary: str,
    dimensions: Mapping[str, tuple[int, str]],
    sources: Sequence[tuple[str, str]],
    seen: int,
    actor: User,
) -> EvidenceRating:
    """Give a rating of today: level 1 to 5, a score 0 to 4 with a text by dimension, and titles with DOI or none.

    `seen` is the number of ratings that the rater saw: who rates beside a colleague looks again first. Older ratings
    stay; the newest counts. AccessDeniedError for who works in a corps that describes or uses the practice.
    """
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    require_person(actor, "practice.rate", practice)
    if practice.ratings.count() != seen:
        raise FaultError("", _("Somebody else rated this in the meantime. Open it again and look at what stands now."))
    if str(level) not in codes_of("maryland"):
        raise FaultError("level", _("This is not in the list."))
    given = [(title.strip(), doi_plain(doi)) for title, doi in sources if title.strip() or doi.strip()]
    for number, (title, doi) in enumerate(given, start=1):
        if doi and not DOI.fullmatch(doi):
            raise FaultError(f"doi_{number}", _("A DOI looks like 10.1000/182."))
        if not title:
            raise FaultError(f"source_{number}", _("Say which publication this is."))
    if level >= SOUND and not given:
        raise FaultError("source_1", _("A rating of 3 or more names at least one publication it rests on."))
    rating = EvidenceRating.objects.create(
        practice=practice, rater=actor, rated_on=timezone.localdate(), level=level, summary=summary
    )
    EvidenceDimension.objects.bulk_create(
        EvidenceDimension(rating=rating, dimension=code, score=dimensions[code][0], text=dimensions[code][1])
        for code in codes_of("emmie")
    )
    EvidenceSource.objects.bulk_create(EvidenceSource(rating=rating, title=title, doi=doi) for title, doi in given)
    told(rating, "added", actor=actor, corps=practice.corps.code)
    stale_for_rating(rating)
    return rating
