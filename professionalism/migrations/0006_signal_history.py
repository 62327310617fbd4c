"""The history of an early-signal case is append-only in the database too."""

from typing import Any

from django.db import migrations

TABLE = "professionalism_signalevent"
REFUSAL = "the history of an early-signal case is append-only"
COLUMNS = ("id", "case_id", "at", "on", "kind", "party", "stage_from", "stage_to")
SAME = " AND ".join(f'OLD."{name}" IS NEW."{name}"' for name in COLUMNS)

# An account that is deleted leaves its events without an actor: the only change allowed.
SQLITE = [
    f"""CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE}
        WHEN NOT (OLD.actor_id IS NOT NULL AND NEW.actor_id IS NULL AND {SAME}) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
]
POSTGRESQL = [
    f"""CREATE FUNCTION {TABLE}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' AND NEW.actor_id IS NULL AND OLD.actor_id IS NOT NULL
                AND to_jsonb(NEW) - 'actor_id' = to_jsonb(OLD) - 'actor_id' THEN RETURN NEW; END IF;
            RAISE EXCEPTION '{REFUSAL}';
        END $$""",
    f"""CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION {TABLE}_guard()""",
]


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def release(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION {TABLE}_guard() CASCADE")
    else:
        for change in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {TABLE}_no_{change}")


class Migration(migrations.Migration):
    dependencies = [("professionalism", "0005_signals")]
    operations = [migrations.RunPython(guard, release)]
