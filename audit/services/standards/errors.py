"""Why something with a standard cannot be done; each has a sentence for the page."""

from django.utils.translation import gettext as _


class StandardError(ValueError):
    """`reason` is a word for code: stale, stage, version, twice, overlap, and others named where they are raised.

    The message is a translated sentence for who tried.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


class StageError(StandardError):
    """Somebody else moved the assessment or sample on. `stage` is a translated word."""

    def __init__(self, stage: str) -> None:
        super().__init__("stage", _("This moved on meanwhile: %(stage)s. Nothing was changed.") % {"stage": stage})


class StaleError(StandardError):
    """Somebody else changed what this person had open."""

    def __init__(self) -> None:
        super().__init__("stale", _("Somebody else changed this after you opened it. Read their version first."))


class CriteriaMissingError(StandardError):
    """Some criteria lack something. `faults` gives the sentence by criterion code."""

    def __init__(self, faults: dict[str, str], sentence: str) -> None:
        self.faults = faults
        super().__init__("criteria", sentence)
