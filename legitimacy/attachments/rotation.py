"""After a change of FIELD_KEYS: every sealed file is sealed anew. It may be broken off and run again."""

from dataclasses import dataclass, field

from legitimacy.attachments.errors import AttachmentDamagedError
from legitimacy.attachments.sealing import reseal
from legitimacy.models import Attachment


@dataclass(slots=True)
class Resealed:
    """How many files have the new key now, and the ids of attachments that no key opens or that are missing."""

    sealed: int = 0
    damaged: list[str] = field(default_factory=list)


def files_reseal() -> Resealed:
    """Seal originals and copies with the first of FIELD_KEYS, one after the other, each replaced in one move."""
    outcome = Resealed()
    rows = Attachment.objects.order_by("pk").values_list("pk", "sealed_path", "copy_path")
    for pk, *paths in rows.iterator(chunk_size=500):
        try:
            for path in filter(None, paths):
                reseal(path)
                outcome.sealed += 1
        except AttachmentDamagedError:
            outcome.damaged.append(str(pk))
    return outcome
