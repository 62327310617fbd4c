"""Changes and signatures of frameworks are append-only in the database too; only a name goes, when its account does."""

from typing import Any

from django.db import migrations

REFUSAL = "changes and signatures of frameworks are append-only"
COLUMNS = {
    "audit_frameworkchange": ("id", "framework_id", "version", "item", "field", "old", "new", "reason", "at"),
    "audit_frameworksignature": ("id", "framework_id", "version", "digest", "address_lookup", "at"),
}


def changed(table: str, differs: str) -> str:
    columns = " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in COLUMNS[table])
    return f"NEW.by_id IS NOT NULL OR {columns}"


def sqlite_statements(table: str) -> list[str]:
    # As with releases: SQLite serves demos and tests only, so deleting stays possible there.
    return [
        f"""CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {changed(table, "IS NOT")}
            BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    ]


def postgresql_statements(table: str) -> list[str]:
    return [
        f"""CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' THEN
                    IF NOT ({changed(table, "IS DISTINCT FROM")}) THEN RETURN NEW; END IF;
                END IF;
                RAISE EXCEPTION '{REFUSAL}';
            END $$""",
        f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_guard()""",
        f"""CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_guard()""",
    ]


def guard(apps: Any, schema_editor: Any) -> None:
    write = postgresql_statements if schema_editor.connection.vendor == "postgresql" else sqlite_statements
    for table in COLUMNS:
        for statement in write(table):
            schema_editor.execute(statement)


def release(apps: Any, schema_editor: Any) -> None:
    for table in COLUMNS:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_guard() CASCADE")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_no_update")


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_audits"), ("legitimacy", "0008_frameworks")]
    operations = [migrations.RunPython(guard, release)]
