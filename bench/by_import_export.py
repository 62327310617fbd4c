"""django-import-export storing the rows of a bench file, to be measured beside our import. No dependency of ours.

It is taken where Python finds it: `pip install --target FOLDER django-import-export`, then `PYTHONPATH=FOLDER`.

Its usual loader asks the database for every row. `external_reference` alone has no index, so that this takes the square
of the rows and did not end for 100,000 of them. Measured here is what its documentation calls fastest: bulk mode,
without looking for rows that are there (`force_init_instance`) and without a diff. It stores the rows that our import
stores, table by table, each made ready beforehand: it joins, checks, compares and looks up nothing.
"""

import csv
import time
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Rows = Sequence[Mapping[str, Any]]


def is_there() -> bool:
    return find_spec("import_export") is not None


def seconds_taken(path: Path) -> float:
    """Seconds of the imports themselves; reading the file and making the tables ready is not counted."""
    from complaints.models import (
        Allegation,
        Complaint,
        Event,
        Finding,
        InvolvedMember,
        MemberAllegation,
        SearchText,
    )
    from legitimacy.models import Corps

    corps = Corps.objects.get(code="BENCH")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cases = {row["number"]: row for row in rows}
    taken = _stored(
        Complaint,
        [
            {
                "external_reference": f"theirs-{number}",
                "received_on": row["received"],
                "decided_on": row["decided"],
                "closed_on": row["decided"],
                "received_at": f"{row['received']} 12:00:00",
            }
            for number, row in cases.items()
        ],
        register=corps.register,
        origin="test",
        corps_id=corps.pk,
        status="closed",
        channel="import",
        holder="corps",
        routing_rule="import",
    )
    found = Complaint.objects.filter(external_reference__startswith="theirs-")
    ids = {reference[7:]: pk for reference, pk in found.values_list("external_reference", "pk")}
    each = [{"complaint_id": ids[row["number"]]} for row in rows]
    taken += _stored(
        Allegation,
        [
            key | {"category": row["category"], "reference": row["allegation"], "text": row["text"]}
            for key, row in zip(each, rows, strict=True)
        ],
    )
    taken += _stored(
        InvolvedMember,
        [key | {"unit": row["unit"]} for key, row in zip(each, rows, strict=True)],
        kind=InvolvedMember.Kind.UNKNOWN,
    )
    allegations, people = (
        list(model._default_manager.filter(complaint__in=found).order_by("pk").values_list("pk", flat=True))
        for model in (Allegation, InvolvedMember)
    )
    pairs = zip(allegations, people, strict=True)
    taken += _stored(MemberAllegation, [{"allegation_id": one, "involved_id": other} for one, other in pairs])
    taken += _stored(
        Finding,
        [
            {"allegation_id": pk, "finding": row["finding"], "found_on": row["decided"]}
            for pk, row in zip(allegations, rows, strict=True)
            if row["finding"]
        ],
        authority="corps",
    )
    taken += _stored(
        SearchText,
        [{"complaint_id": ids[number], "folded": row["text"]} for number, row in cases.items()],
        language="nl",
    )
    return taken + _stored(
        Event,
        [
            {"complaint_id": ids[number], "on": row["decided"], "at": f"{row['decided']} 12:00:00"}
            for number, row in cases.items()
        ],
        kind="imported",
        status_to="closed",
        actor_kind="system",
        holder="corps",
    )


def _stored(model: Any, rows: Rows, **same: object) -> float:
    """Seconds for one table; `same` stands in all of its rows."""
    import tablib  # type: ignore[import-not-found, unused-ignore]
    from import_export import fields, resources  # type: ignore[import-untyped, import-not-found, unused-ignore]

    names = list(rows[0])
    keys = {name: fields.Field(attribute=name, column_name=name) for name in names if name.endswith("_id")}

    def before_save_instance(_self: object, instance: Any, _row: object, **_given: Any) -> None:
        for name, value in same.items():
            setattr(instance, name, value)

    options = {
        "model": model,
        "fields": names,
        "import_id_fields": names[:1],
        "use_bulk": True,
        "batch_size": 1_000,
        "force_init_instance": True,
        "skip_diff": True,
        "skip_html_diff": True,
    }
    parts = {"Meta": type("Meta", (), options), "before_save_instance": before_save_instance, **keys}
    resource = type("Rows", (resources.ModelResource,), parts)()
    data = tablib.Dataset(*(tuple(row.values()) for row in rows), headers=names)
    start = time.perf_counter()
    resource.import_data(data, raise_errors=True)
    return time.perf_counter() - start
