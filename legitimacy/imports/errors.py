"""What can be wrong with a file as a whole, and with one of its rows."""

from pathlib import Path


class FileRefusedError(ValueError):
    """A file that cannot be read or recognised; nothing of it is applied. `reason` is a translated sentence."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path.name}: {reason}")


class RowRejectedError(ValueError):
    """A row that is left out. `column` is the title as the file writes it, `reason` a translated sentence."""

    def __init__(self, column: str, reason: str) -> None:
        self.column, self.reason = column, reason
        super().__init__(f"{column}: {reason}")
