"""Of a signed framework one thing may change: from in force to retired, once. Drafts are signed, never retired."""

from typing import Any

from django.db import migrations

TABLE = "legitimacy_framework"
NAME = f"{TABLE}_signed_update"
REFUSAL = "a signed framework is immutable: start a new draft"
KEPT = ("id", "code", "valid_from", "digest")
BEFORE = "NEW.status = 'draft'"
"""What migration 0008 refused of a status: it let a retired framework come back."""
AFTER = "(NEW.status <> OLD.status AND NOT (OLD.status = 'in_force' AND NEW.status = 'retired'))"
NO_DRAFT_RETIRES = "(OLD.status = 'draft' AND NEW.status = 'retired')"


def refused(status: str, differs: str, *others: str) -> str:
    kept = " OR ".join(f'OLD."{column}" {differs} NEW."{column}"' for column in KEPT)
    return " OR ".join([f"(OLD.status <> 'draft' AND ({status} OR {kept}))", *others])


def replace(schema_editor: Any, status: str, *others: str) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {NAME}")
        schema_editor.execute(
            f"""CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} WHEN {refused(status, "IS NOT", *others)}
                BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
        )
        return
    schema_editor.execute(
        f"""CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF {refused(status, "IS DISTINCT FROM", *others)} THEN RAISE EXCEPTION '{REFUSAL}'; END IF;
                RETURN NEW;
            END $$"""
    )


def tighten(apps: Any, schema_editor: Any) -> None:
    replace(schema_editor, AFTER, NO_DRAFT_RETIRES)


def loosen(apps: Any, schema_editor: Any) -> None:
    replace(schema_editor, BEFORE)


class Migration(migrations.Migration):
    dependencies = [("legitimacy", "0010_audit_grant_of_force")]
    operations = [migrations.RunPython(tighten, loosen)]
