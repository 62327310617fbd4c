"""Addresses that exist in a demo only are routed when the urlconf is read; tests that switch DEMO read it again."""

from importlib import reload
from types import ModuleType

from django.urls import clear_url_caches

import legitimacy.accounts.urls
import legitimacy.urls


def urls_reload() -> ModuleType:
    reload(legitimacy.accounts.urls)
    reload(legitimacy.urls)
    clear_url_caches()
    return legitimacy.urls
