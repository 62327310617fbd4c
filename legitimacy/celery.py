"""The worker's entry. Task modules are named here: they are interfaces of packages, not of Django apps."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legitimacy.settings")

app = Celery("legitimacy")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.imports = ("legitimacy.scorecards.tasks", "legitimacy.trail.tasks")
