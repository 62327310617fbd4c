"""The web process's entry."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legitimacy.settings")

from legitimacy.checks import start_or_refuse

start_or_refuse()
application = get_wsgi_application()
