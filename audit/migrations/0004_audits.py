"""The history of an audit and its final report can never be changed, in the database too."""

from typing import Any

from django.db import migrations

# Each table with the column of a person, which empties when their account is deleted: the only change allowed.
TABLES = {
    "audit_auditevent": ("actor_id", "the history of an audit is append-only"),
    "audit_auditreport": ("frozen_by_id", "a final report is never changed"),
}
COLUMNS = {
    "audit_auditevent": (
        *("id", "audit_id", "at", "on", "kind", "actor_kind", "status_from", "status_to", "about", "note"),
    ),
    "audit_auditreport": ("id", "audit_id", "content", "digest", "frozen_at"),
}


def sqlite(table: str) -> list[str]:
    person, refusal = TABLES[table]
    same = " AND ".join(f'OLD."{name}" IS NEW."{name}"' for name in COLUMNS[table])
    return [
        f"""CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
            WHEN NOT (OLD.{person} IS NOT NULL AND NEW.{person} IS NULL AND {same})
            BEGIN SELECT RAISE(ABORT, '{refusal}'); END""",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{refusal}'); END",
    ]


def postgresql(table: str) -> list[str]:
    person, refusal = TABLES[table]
    return [
        f"""CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND NEW.{person} IS NULL AND OLD.{person} IS NOT NULL
                    AND to_jsonb(NEW) - '{person}' = to_jsonb(OLD) - '{person}' THEN RETURN NEW; END IF;
                RAISE EXCEPTION '{refusal}';
            END $$""",
        f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_guard()""",
    ]


def guard(apps: Any, schema_editor: Any) -> None:
    make = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for table in TABLES:
        for statement in make(table):
            schema_editor.execute(statement)


def release(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_guard() CASCADE")
        else:
            for change in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{change}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_standards")]
    operations = [migrations.RunPython(guard, release)]
