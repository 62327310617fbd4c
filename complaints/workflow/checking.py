"""Whether the code lists and routing rules of `data/complaints/` fit each other: one sentence for each slip.

Read from the files themselves, since a slip may stop them from being read as lists at all.
"""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

FILES = ("bodies.csv", "categories.csv", "codes.csv", "routing.csv")
COLUMNS = {
    "bodies.csv": {"code", "kind", "nl", "fr", "de", "en", "source"},
    "categories.csv": {"code", "group", "flags", "nl", "plain_nl", "valid_from", "valid_to", "source"},
    "codes.csv": {"list", "code", "nl", "fr", "de", "en", "valid_from", "valid_to", "source"},
    "routing.csv": {"order", "rule", "flags", "about", "kind", "body", "notify", "version", "explanation"},
}
LISTS = {"finding", "disposition", "measure", "wish", "channel", "kind", "reason"}
BODY_KINDS = ("internal", "external", "authority", "judicial")
ABOUT = ("", "chief", "federal", "unknown")
OF_THE_STORY = {"serious", "offence"}
"""Flags that come from what is told, not from a category."""

Rows = list[dict[str, str]]


def faults_found(folder: Path) -> list[str]:
    """Every slip in the lists of a folder; an empty list when they can be used."""
    files: dict[str, Rows] = {}
    faults: list[str] = []
    for name in FILES:
        try:
            with (folder / name).open(encoding="utf-8", newline="") as lines:
                rows = csv.DictReader(lines, strict=True)
                missing = COLUMNS[name] - set(rows.fieldnames or ())
                if missing:
                    faults.append(f"{name} must have the columns {', '.join(sorted(missing))}.")
                files[name] = [{key: value or "" for key, value in row.items() if key} for row in rows]
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            faults.append(f"{name} cannot be read ({error}).")
    if not faults:
        faults += [f"{name}: {fault}" for name, rows in files.items() for fault in _rows_faults(name, rows)]
        faults += [f"routing.csv: {fault}" for fault in _routing_faults(files)]
        faults += [
            f"codes.csv: there is no list “{name}”." for name in LISTS - {row["list"] for row in files["codes.csv"]}
        ]
    return faults


def _rows_faults(name: str, rows: Rows) -> Iterator[str]:
    """What can be wrong with a row by itself, and codes that stand twice."""
    if not rows:
        yield "there is no row."
    seen: set[tuple[str, str]] = set()
    for row in rows:
        code = row["rule"] if name == "routing.csv" else row["code"]
        key = (row.get("list", ""), code)
        if not code or key in seen:
            yield f"it holds the code “{code}” twice." if code else "it holds a row without a code."
        seen.add(key)
        if "nl" in row and not row["nl"].strip():
            yield f"“{code}” has no Dutch text."
        for day in filter(None, (row.get("valid_from", ""), row.get("valid_to", ""))):
            if not _is_day(day):
                yield f"“{day}” is no day; write 2026-01-31."
        if name == "bodies.csv" and row["kind"] not in BODY_KINDS:
            yield f"“{row['kind']}” is none of {', '.join(BODY_KINDS)}."


def _routing_faults(files: dict[str, Rows]) -> Iterator[str]:
    bodies = {row["code"] for row in files["bodies.csv"]}
    kinds = {row["code"] for row in files["codes.csv"] if row["list"] == "kind"}
    flags = {flag for row in files["categories.csv"] for flag in row["flags"].split()} | OF_THE_STORY
    rules = files["routing.csv"]
    orders: set[str] = set()
    for rule in rules:
        if not rule["order"].isdecimal():
            yield f"“{rule['order']}” is no whole number."
            return
        if rule["order"] in orders:
            yield f"it holds the order {rule['order']} twice."
        orders.add(rule["order"])
        yield from (
            f"there is no body “{body}”." for body in (rule["body"], *rule["notify"].split()) if body not in bodies
        )
        yield from (f"no category has the flag “{flag}”." for flag in rule["flags"].split() if flag not in flags)
        if rule["about"] not in ABOUT:
            yield f"“{rule['about']}” is none of {', '.join(filter(None, ABOUT))}."
        if rule["kind"] and rule["kind"] not in kinds:
            yield f"there is no kind “{rule['kind']}”."
    last = max(rules, key=lambda rule: int(rule["order"]), default=None)
    if last is None or any(last[column] for column in ("flags", "about", "kind")):
        yield "it must end with a rule that fits everything."


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
