"""A published standard never changes: neither its text nor its criteria. A new version is a new row."""

from typing import Any

from django.db import migrations

TABLES = ("audit_standard", "audit_criterion")
REFUSAL = "a published standard is immutable"


def guard(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"""CREATE FUNCTION audit_standard_guard() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"""
        )
        for table in TABLES:
            schema_editor.execute(
                f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
                    FOR EACH ROW EXECUTE FUNCTION audit_standard_guard()"""
            )
        return
    for table in TABLES:
        for change in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"""CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table}
                    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
            )


def release(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION audit_standard_guard() CASCADE")
        return
    for table in TABLES:
        for change in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{change}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_signed_funding")]
    operations = [migrations.RunPython(guard, release)]
