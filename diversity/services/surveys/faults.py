"""What cannot be stored or done, in a sentence."""


class FaultError(ValueError):
    """`field` names the cell, empty for all of it; the text is a translated sentence."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(reason)
