"""The trail is append-only in the database too: an event goes only when its segment has become a checkpoint."""

from typing import Any

from django.db import migrations

EXPIRED_EVENT = """EXISTS (SELECT 1 FROM legitimacy_trailseal s JOIN legitimacy_trailcheckpoint c ON c.segment = s.segment
    WHERE s.event_id = OLD.id AND c.expired_at IS NOT NULL)"""
EXPIRED_SEAL = """EXISTS (SELECT 1 FROM legitimacy_trailcheckpoint c
    WHERE c.segment = OLD.segment AND c.expired_at IS NOT NULL)"""
TABLES = {"legitimacy_trailevent": EXPIRED_EVENT, "legitimacy_trailseal": EXPIRED_SEAL}


def sqlite_statements(table: str, expired: str) -> list[str]:
    return [
        f"""CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
            BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END""",
        f"""CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT {expired}
            BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END""",
    ]


def postgresql_statements(table: str, expired: str) -> list[str]:
    return [
        f"""CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' THEN
                    IF {expired} THEN RETURN OLD; END IF;
                END IF;
                RAISE EXCEPTION 'the trail is append-only';
            END $$""",
        f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_guard()""",
        f"""CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_guard()""",
    ]


def guard(apps: Any, schema_editor: Any) -> None:
    write = postgresql_statements if schema_editor.connection.vendor == "postgresql" else sqlite_statements
    for table, expired in TABLES.items():
        for statement in write(table, expired):
            schema_editor.execute(statement)


def release(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION {table}_guard() CASCADE")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_no_update")
            schema_editor.execute(f"DROP TRIGGER {table}_no_delete")


class Migration(migrations.Migration):
    dependencies = [("legitimacy", "0002_append_only_values")]
    operations = [migrations.RunPython(guard, release)]
