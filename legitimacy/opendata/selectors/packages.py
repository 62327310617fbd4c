"""What describes editions to machines: Frictionless data packages, the dictionary, DataCite metadata."""

import csv
import io
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from legitimacy.cells import cell_safe
from legitimacy.models import Edition, Register, Release

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
CREATOR = "Legitimiteitsmonitor"
MEDIA_TYPES = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Address = Callable[..., str]
"""Makes an absolute address of a URL name and its parts."""


def package_document(release: Release, editions: Iterable[Edition], address: Address) -> dict[str, Any]:
    """The data package of a release: every dataset as CSV with its schema; the other formats stand beside it."""
    note = getattr(release, "note", None)
    return {
        "profile": "data-package",
        "name": release.code,
        "id": address("opendata_package", release.code),
        "title": f"{CREATOR}: {release.code}",
        "homepage": address("release_page", release.code),
        "version": release.code,
        "created": release.approved_at.isoformat() if release.approved_at else None,
        "register": release.register,
        "origin": Register(release.register).origin.value,
        "periods": release.periods,
        **({"revisionNote": note.text} if note else {}),
        "licenses": next((one.descriptor["licenses"] for one in editions), []),
        "contributors": [{"title": CREATOR, "role": "publisher"}],
        "resources": [_resource(one) for one in editions],
    }


def _resource(edition: Edition) -> dict[str, Any]:
    files = {file.format: file for file in edition.files.all()}
    described = {name: value for name, value in edition.descriptor.items() if name != "licenses"}
    return described | {
        "profile": "tabular-data-resource",
        "path": f"{edition.dataset}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": files["csv"].size,
        "hash": f"sha256:{files['csv'].sha256}",
        "rows": edition.rows,
        "edition": edition.number,
        "changes": edition.changes,
        "alternatives": [
            {"path": f"{edition.dataset}.{name}", "mediatype": MEDIA_TYPES[name], "bytes": file.size,
             "hash": f"sha256:{file.sha256}"}
            for name, file in sorted(files.items()) if name != "csv"
        ],
    }  # fmt: skip


def dictionary_csv(editions: Iterable[Edition]) -> bytes:
    """Every column of every dataset in four languages."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["dataset", "column", "type", "key", "codes", *(f"about_{code}" for code in LANGUAGES)])
    for edition in editions:
        schema = edition.descriptor["schema"]
        for field in schema["fields"]:
            codes = " ".join(field.get("constraints", {}).get("enum", []))
            about = [cell_safe(field["descriptions"][code]) for code in LANGUAGES]
            is_key = str(field["name"] in schema["primaryKey"]).lower()
            writer.writerow([edition.dataset, field["name"], field["type"], is_key, codes, *about])
    return text.getvalue().encode()


def citation(edition: Edition, address: str) -> str:
    """One line for a list of references."""
    release = edition.release
    year = release.approved_at.year if release.approved_at else ""
    title = edition.descriptor["title"]
    what = f"{title}, {release.register}, edition {edition.number} ({release.code})"
    return f"{CREATOR} ({year}). {what} [Data set]. {address}"


def datacite_document(edition: Edition, address: Address) -> dict[str, Any]:
    """Metadata after DataCite 4.5: a registered DOI takes the place of the address."""
    release, where = edition.release, address("opendata_edition", edition.release.code, edition.dataset)
    titles, about = edition.descriptor["titles"], edition.descriptor["descriptions"]
    day = release.approved_at.date().isoformat() if release.approved_at else ""
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "identifiers": [{"identifier": where, "identifierType": "URL"}],
        "url": address("dataset_page", edition.dataset) + f"?release={release.code}",
        "creators": [{"name": CREATOR, "nameType": "Organizational"}],
        "publisher": {"name": CREATOR},
        "titles": [{"title": f"{titles[code]}, {release.register}", "lang": code} for code in LANGUAGES],
        "descriptions": [
            {"description": about[code], "descriptionType": "Abstract", "lang": code} for code in LANGUAGES
        ],
        "publicationYear": int(day[:4]) if day else None,
        "dates": [{"date": day, "dateType": "Issued"}],
        "version": str(edition.number),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": edition.dataset},
        "formats": [MEDIA_TYPES[file.format] for file in edition.files.all()],
        "sizes": [f"{edition.rows} rows"],
        "rightsList": [
            {"rights": one["title"], "rightsUri": one["path"], "rightsIdentifier": one["name"]}
            for one in edition.descriptor["licenses"]
        ],
    }
