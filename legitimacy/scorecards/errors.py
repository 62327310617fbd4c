"""What can go wrong with a computation; the messages name no person."""

from legitimacy.models import Run, RunPart


class RunFailedError(RuntimeError):
    """`run` ended without a result; the message is the sentence that the run keeps."""

    def __init__(self, run: Run) -> None:
        self.run = run
        super().__init__(run.error)


class ClaimLostError(RuntimeError):
    """Somebody else took over `part`, or its run ended; what was computed for it is thrown away."""

    def __init__(self, part: RunPart) -> None:
        self.part = part
        super().__init__(f"The part {part.source} of run {part.run_id} is no longer ours.")


class RunContentionError(RuntimeError):
    """No run of `period` could be opened or joined: others opened and ended theirs at each try."""

    def __init__(self, period: str) -> None:
        self.period = period
        super().__init__(f"The computation of {period} could not start because others kept starting it; try again.")


class AttemptsSpentError(RuntimeError):
    """`part` was claimed too often without being finished: its worker dies or its transaction fails every time."""

    def __init__(self, part: RunPart) -> None:
        self.part = part
        super().__init__(f"The part {part.source} of run {part.run_id} was given up.")
