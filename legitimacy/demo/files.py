"""The shipped files of the example register, as typed rows. Needs no Django."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
EXAMPLE = DATA / "example"
EXAMPLE_MAP = DATA / "maps" / "example.geojson"
LANGUAGES = ("nl", "fr", "de", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """A country, region or province of Voorbeeldland; `parent` is empty for the country."""

    code: str
    kind: str
    parent: str
    name: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpsRow:
    """A fictional corps. `population` is that of 1 January 2025 (of its last year, for a predecessor), `density` is
    residents per km². `cell` is its column and row on the hexagon map, None for corps that no longer exist."""

    code: str
    name: str
    names: dict[str, str]
    province: str
    languages: str
    population: int
    density: float
    share_over_65: float
    cell: tuple[int, int] | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRow:
    """A fictional police school."""

    code: str
    name: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A merger: `share` of the predecessor's residents went to the successor."""

    predecessor: str
    successor: str
    on: date
    residents: int
    share: float


def _read(name: str) -> list[dict[str, str]]:
    with (EXAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(row: dict[str, str]) -> dict[str, str]:
    return {f"name_{language}": row[f"name_{language}"] for language in LANGUAGES}


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def areas_read() -> list[AreaRow]:
    """Parents stand before their children."""
    return [
        AreaRow(code=row["code"], kind=row["kind"], parent=row["parent"], name=row["name"], names=_names(row))
        for row in _read("regions.csv")
    ]


def corps_read() -> list[CorpsRow]:
    """In code order: the 80 corps of today, then predecessors that merged."""
    return [
        CorpsRow(
            code=row["code"],
            name=row["name"],
            names=_names(row),
            province=row["province"],
            languages=row["languages"],
            population=int(row["population"]),
            density=float(row["density"]),
            share_over_65=float(row["share_over_65"]),
            cell=(int(row["column"]), int(row["row"])) if row["column"] else None,
            valid_from=_date(row["valid_from"]),
            valid_to=_date(row["valid_to"]),
        )
        for row in _read("corps.csv")
    ]


def schools_read() -> list[SchoolRow]:
    return [SchoolRow(code=row["code"], name=row["name"], names=_names(row)) for row in _read("schools.csv")]


def links_read() -> list[LinkRow]:
    return [
        LinkRow(
            predecessor=row["predecessor_code"],
            successor=row["successor_code"],
            on=date.fromisoformat(row["on"]),
            residents=int(row["residents"]),
            share=float(row["share"]),
        )
        for row in _read("links.csv")
    ]
