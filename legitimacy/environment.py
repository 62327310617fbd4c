"""Reads environment variables for the settings, and remembers what is wrong instead of raising it.

The start-up checks turn what is wrong into sentences; an empty variable counts as an absent one.
"""

import os
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

DATABASE_ENGINES = ("django.db.backends.postgresql", "django.db.backends.sqlite3")


class Environment:
    """`malformed` holds the names of variables that could not be read; their default was taken."""

    def __init__(self) -> None:
        self._env = environ.Env()
        self.malformed: list[str] = []

    def file_read(self, path: Path) -> None:
        """Take KEY='value' lines from a file when it exists; the environment wins."""
        if path.exists():
            self._env.read_env(path)

    def text(self, name: str, default: str = "") -> str:
        return os.environ.get(name, "").strip() or default

    def texts(self, name: str) -> list[str]:
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def flag(self, name: str, *, default: bool = False) -> bool:
        word = self.text(name, "1" if default else "0").lower()
        if word not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
            self.malformed.append(name)
        return word in {"1", "true", "yes", "on"}

    def one_of(self, name: str, *words: str, default: str) -> str:
        word = self.text(name, default)
        if word not in words:
            self.malformed.append(name)
            return default
        return word

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.text(name, str(default)))
        except ValueError:
            self.malformed.append(name)
            return default

    def database(self, name: str, default: str) -> dict[str, Any]:
        config = self._parsed("db_url_config", name, default)
        if config.get("ENGINE") not in DATABASE_ENGINES or not config.get("NAME"):
            self.malformed.append(name)
            return self._parsed("db_url_config", "", default)
        return config

    def mail(self, name: str, default: str) -> dict[str, Any]:
        return self._parsed("email_url_config", name, default)

    def address(self, name: str, *schemes: str) -> str:
        """A URL of a service, such as redis://host:6379/0; empty when absent or malformed."""
        url = self.text(name)
        try:
            parts = urlsplit(url)
            complete = bool(parts.hostname or parts.path) and (parts.port is None or parts.port > 0)
        except ValueError:
            complete = False
        if url and not (complete and parts.scheme in schemes):
            self.malformed.append(name)
            return ""
        return url

    def _parsed(self, parser: str, name: str, default: str) -> dict[str, Any]:
        parse = getattr(self._env, parser)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", UserWarning)
                parsed: dict[str, Any] = parse(self.text(name, default) if name else default)
        except (ValueError, ImproperlyConfigured, UserWarning):
            self.malformed.append(name)
            parsed = parse(default)
        return parsed
