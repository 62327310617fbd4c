"""Environments for commands that tests and checks start: for testing, and like production. No key here is a secret."""

import base64
import secrets

TESTING = {
    "SECRET_KEY": "testing-only-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789",
    "FIELD_KEYS": "dGVzdGluZy1vbmx5LWtleS1vZi0zMi1ieXRlcy0wMDE=",
    "LOOKUP_KEY": "testing-only-lookup-key-0123456789abcdef",
    "TRAIL_KEY": "testing-only-trail-key-0123456789abcdef",
    "METRICS_TOKEN": "testing-only-metrics-token",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DEBUG": "1",  # neither a demo nor production: SQLite and these keys may be used, HTTPS is not forced
    "DEMO": "0",
    "EMAIL_URL": "memorymail://",
}

PRODUCTION = TESTING | {
    "DEBUG": "0",
    "SECRET_KEY": secrets.token_urlsafe(48),
    "FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "LOOKUP_KEY": secrets.token_urlsafe(32),
    "TRAIL_KEY": secrets.token_urlsafe(32),
    "DATABASE_URL": "postgres://monitor:monitor@db.example:5432/monitor",
    "REDIS_URL": "redis://redis.example:6379/0",
    "ALLOWED_HOSTS": "monitor.example",
    "EMAIL_URL": "smtp://mail.example:25",
}
