"""The worker's entry. Task modules are named here: they are interfaces of packages, not of Django apps."""

import os
from pathlib import Path
from typing import Any

from celery import Celery, signals
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legitimacy.settings")


# Before the app: worker and beat import their modules when they start, and the first listener must be this one.
@signals.import_modules.connect  # type: ignore[untyped-decorator]
def refuse_to_start(**kwargs: Any) -> None:
    from legitimacy.checks import start_or_refuse

    start_or_refuse()


app = Celery("legitimacy")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = (
    "legitimacy.attachments.tasks",
    "legitimacy.scorecards.tasks",
    "legitimacy.trail.tasks",
    "legitimacy.answers.tasks",
    "complaints.tasks",
    "audit.tasks",
    "professionalism.tasks",
    "diversity.tasks",
    "evaluation.tasks",
)
app.steps["worker"].add(DjangoStructLogInitStep)
app.set_default()

for folder in ("data_folder_in", "control_folder"):
    if folder in (app.conf.broker_transport_options or {}):
        Path(app.conf.broker_transport_options[folder]).mkdir(parents=True, exist_ok=True)


@signals.setup_logging.connect  # type: ignore[untyped-decorator]
def keep_our_logs(**kwargs: Any) -> None:
    """Celery leaves logging alone when somebody listens here; the settings have configured it."""
