"""The changes of a draft may go with it, as long as nobody ever signed it."""

from typing import Any

from django.db import migrations

REFUSAL = "changes and signatures of frameworks are append-only"
TABLE = "audit_frameworkchange"
COLUMNS = ("id", "framework_id", "version", "item", "field", "old", "new", "reason", "at")
UNSIGNED = """EXISTS (SELECT 1 FROM legitimacy_framework WHERE id = OLD.framework_id AND status = 'draft')
    AND NOT EXISTS (SELECT 1 FROM audit_frameworksignature WHERE framework_id = OLD.framework_id)"""


def guard(schema_editor: Any, deleting: str) -> None:
    if schema_editor.connection.vendor == "sqlite":
        return  # SQLite lets rows be deleted: it serves demos and tests only
    changed = " OR ".join(f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in COLUMNS)
    schema_editor.execute(
        f"""CREATE OR REPLACE FUNCTION {TABLE}_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' THEN
                    IF NOT (NEW.by_id IS NOT NULL OR {changed}) THEN RETURN NEW; END IF;
                END IF;
                {deleting}
                RAISE EXCEPTION '{REFUSAL}';
            END $$"""
    )


def loosen(apps: Any, schema_editor: Any) -> None:
    guard(schema_editor, f"IF TG_OP = 'DELETE' THEN IF {UNSIGNED} THEN RETURN OLD; END IF; END IF;")


def tighten(apps: Any, schema_editor: Any) -> None:
    guard(schema_editor, "")


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_frameworks")]
    operations = [migrations.RunPython(loosen, tighten)]
