"""Why a file was not taken or cannot be read, each with a sentence for the page."""


class AttachmentRefusedError(ValueError):
    """A file that is not taken. `reason` is a word for code: empty, too_large, too_many, kind, image, storage."""

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


class AttachmentClosedError(RuntimeError):
    """A file that nobody may read: it waits for the virus scan, was refused by it, or has no copy for reading."""


class AttachmentDamagedError(RuntimeError):
    """A sealed file that is not what was sealed: missing, cut short, or changed since."""
