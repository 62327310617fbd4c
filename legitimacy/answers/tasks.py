"""What workers do with anonymous answers."""

from celery import shared_task

from legitimacy.answers.services import buffer_flush


@shared_task  # type: ignore[untyped-decorator]
def buffer_flush_task() -> None:
    """Write answers that have waited for enough others. Nothing is logged: a time and a count would tell of people."""
    buffer_flush()
