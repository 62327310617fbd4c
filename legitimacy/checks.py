"""Start-up checks: what must be set before anything runs, each one sentence with what to do.

A web process, a worker and a command refuse to start while one of these stands (`start_or_refuse`).
"""

import base64
import binascii
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from complaints.workflow.checking import faults_found

NOT_SECRET = ("demo-", "testing-only-")
REFUSED = 3  # gunicorn ends, rather than tries again, when a worker leaves with this code
MAKE_KEY = 'Make one with: python -c "import secrets; print(secrets.token_urlsafe(48))"'
MAKE_FIELD_KEY = (
    'Make one with: python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"'
)
SHAPES = {
    "DATABASE_URL": "postgres://user:password@host:5432/name or sqlite:////folder/file.sqlite3",
    "REDIS_URL": "redis://host:6379/0",
    "EMAIL_URL": "smtp+tls://user:password@host:587",
    "CLAMD_URL": "tcp://host:3310 or unix:///run/clamav/clamd.ctl",
    "OIDC_SERVER_URL": "https://host/path",
    "TRAIL_RETENTION_YEARS": "a whole number",
    "LOG_LEVEL": "DEBUG, INFO, WARNING or ERROR",
}
KEY_LENGTHS = {"SECRET_KEY": 50, "LOOKUP_KEY": 32, "TRAIL_KEY": 32}


@register("environment")
def environment_check(*args: Any, **kwargs: Any) -> list[CheckMessage]:
    """Everything that is missing, malformed or out of place in the environment."""
    return [*_malformed(), *_keys(), *_field_keys(), *_places(), *_production(), *_demo(), *_code_lists()]


def start_or_refuse() -> None:
    """Go on, or end the process with one sentence for each problem and no traceback."""
    problems = environment_check()
    if problems:
        _refuse(problems)


def _refuse(problems: Sequence[CheckMessage]) -> NoReturn:
    for problem in problems:
        sys.stderr.write(f"{problem.msg} {problem.hint or ''}".rstrip() + "\n")
    sys.exit(REFUSED)


def is_not_secret(key: str) -> bool:
    """Whether a key was made for a demo or for tests. Fernet keys carry the mark inside their base64."""
    try:
        inside = base64.urlsafe_b64decode(key.encode()).decode("ascii", errors="replace")
    except (binascii.Error, ValueError):
        inside = ""
    return key.startswith(NOT_SECRET) or inside.startswith(NOT_SECRET)


def _problem(number: int, sentence: str, hint: str) -> CheckMessage:
    return Error(sentence, hint=hint, id=f"environment.E{number:03}")


def _malformed() -> Iterator[CheckMessage]:
    for name in settings.ENVIRONMENT_MALFORMED:
        yield _problem(1, f"{name} cannot be read.", f"Set {name} to {SHAPES.get(name, '1 or 0')}.")


def _keys() -> Iterator[CheckMessage]:
    for name, length in KEY_LENGTHS.items():
        hint = f"Set {name} to at least {length} random characters. {MAKE_KEY}"
        if not _parts(name):
            yield _problem(2, f"{name} is not set.", hint)
        elif min(len(part) for part in _parts(name)) < length:
            yield _problem(3, f"{name} is too short.", hint)
    present = [part for name in KEY_LENGTHS for part in _parts(name)] + settings.FIELD_KEYS
    if len(set(present)) < len(present):
        hint = "Give SECRET_KEY, FIELD_KEYS, LOOKUP_KEY and TRAIL_KEY each a value of its own."
        yield _problem(4, "Two keys have the same value.", hint)


def _field_keys() -> Iterator[CheckMessage]:
    if not settings.FIELD_KEYS:
        yield _problem(2, "FIELD_KEYS is not set.", f"Set FIELD_KEYS to a Fernet key. {MAKE_FIELD_KEY}")
    for number, key in enumerate(settings.FIELD_KEYS, start=1):
        try:
            Fernet(key)
        except (ValueError, binascii.Error):
            yield _problem(5, f"Key {number} of FIELD_KEYS is not a Fernet key.", f"Replace it. {MAKE_FIELD_KEY}")


def _places() -> Iterator[CheckMessage]:
    if not settings.ALLOWED_HOSTS and not settings.DEBUG:
        hint = "Set ALLOWED_HOSTS to the host names of this installation, separated by commas."
        yield _problem(6, "ALLOWED_HOSTS is not set.", hint)
    if settings.TRAIL_RETENTION_YEARS < 1:
        yield _problem(7, "TRAIL_RETENTION_YEARS is less than a year.", "Set it to 1 or more.")
    for provider in settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", []):
        for variable, value in (("OIDC_CLIENT_ID", provider["client_id"]), ("OIDC_CLIENT_SECRET", provider["secret"])):
            if not value:
                yield _problem(8, f"{variable} is not set.", f"Set {variable}, or take OIDC_SERVER_URL away.")


def _production() -> Iterator[CheckMessage]:
    """Neither a demo nor development: real cases may come in."""
    if settings.DEMO or settings.DEBUG:
        return
    for name in (*KEY_LENGTHS, "FIELD_KEYS"):
        if any(is_not_secret(part) for part in _parts(name)):
            yield _problem(9, f"{name} holds a key of a demo or a test.", f"Set {name} to a key of your own.")
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        hint = "Set DATABASE_URL to postgres://user:password@host:5432/name, or start the demo with `make demo`."
        yield _problem(10, "SQLite is not for real cases.", hint)
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        hint = "Set EMAIL_URL to smtp+tls://user:password@host:587."
        yield _problem(11, "EMAIL_URL is not set, so that invitations would be printed in the logs.", hint)


def _demo() -> Iterator[CheckMessage]:
    """One variable set by mistake must not turn a real installation into a demo."""
    if settings.DEMO and not all(is_not_secret(part) for name in KEY_LENGTHS for part in _parts(name)):
        hint = "Take DEMO away, or start the demo with `make demo`, which makes keys for it."
        yield _problem(12, "DEMO is on with keys that are not a demo's.", hint)


def _code_lists() -> Iterator[CheckMessage]:
    """A slip in a code list or a routing rule would send somebody's complaint to nobody."""
    for fault in faults_found(settings.BASE_DIR / "data" / "complaints"):
        yield _problem(13, f"data/complaints/{fault}", "Correct the file, or take the shipped one.")


def _parts(name: str) -> list[str]:
    """The keys in a setting: TRAIL_KEY and FIELD_KEYS may hold several."""
    try:
        value = getattr(settings, name)
    except ImproperlyConfigured:  # how Django says that SECRET_KEY is empty
        return []
    if name == "TRAIL_KEY":
        value = [part.strip() for part in value.split(",")]
    return [part for part in ([value] if isinstance(value, str) else value) if part]
