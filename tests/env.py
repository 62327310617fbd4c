"""Environments for commands that tests and checks start: one for testing, one like production. No key here is a secret."""

TESTING = {
    "SECRET_KEY": "testing-only-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789",
    "FIELD_KEYS": "dGVzdGluZy1vbmx5LWtleS1vZi0zMi1ieXRlcy0wMDE=",
    "LOOKUP_KEY": "testing-only-lookup-key-0123456789abcdef",
    "TRAIL_KEY": "testing-only-trail-key-0123456789abcdef",
    "METRICS_TOKEN": "testing-only-metrics-token",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "DEMO": "0",
    "EMAIL_URL": "memorymail://",
}

PRODUCTION = TESTING | {
    "DATABASE_URL": "postgres://monitor:monitor@db.example:5432/monitor",
    "REDIS_URL": "redis://redis.example:6379/0",
    "ALLOWED_HOSTS": "monitor.example",
    "EMAIL_URL": "smtp://mail.example:25",
}
