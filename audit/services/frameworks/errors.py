"""Why a framework cannot be changed or signed now."""

from collections.abc import Sequence

from audit.models import FrameworkChange
from legitimacy.models import Framework


class DraftError(ValueError):
    """The framework is no draft any more: it was signed meanwhile. `framework` is what it is now."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        super().__init__(f"{framework.code} is not a draft.")


class DraftMovedError(ValueError):
    """Somebody changed the draft since the page was read. `changes` are theirs, oldest first; `version` is today's."""

    def __init__(self, version: int, changes: Sequence[FrameworkChange]) -> None:
        self.version, self.changes = version, tuple(changes)
        super().__init__(f"The draft has version {version} now.")


class DraftRefusedError(ValueError):
    """A change that would make a framework that does not add up. `faults`: field (empty: the whole) and a sentence."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{field}: {sentence}" for field, sentence in faults))


class SignatureError(ValueError):
    """`reason`: `same_person` (they signed this version already, maybe by another account), `no_address`,
    `register` (outside a demo only framework managers of the Belgian register sign).
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class DeletionError(ValueError):
    """`reason`: `not_maker` (somebody else made the draft), `signed` (somebody signed some version), `used`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
