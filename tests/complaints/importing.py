"""Files of complaint records for tests: a small register of a corps, with a mapping that uses words of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from legitimacy.imports.record_files import RecordImport, records_import
from legitimacy.imports.record_mappings import record_mapping_read
from tests.urls import urls_reload

MAPPING = """
kind = "complaints"
source = "Klachtenregister"
one_row_per = "allegation"
drop = ["Afkomst"]
no_date = ["1900/1/1"]

[organisation]
register = "foreign_test"
code = "TEST"
name = "Test force"

[fields]
reference = "Dossier"
received_on = "Ontvangen"
decided_on = "Beslist"
category = "Aard"
finding = "Besluit"
allegation_text = "Omschrijving"

[values.category]
"onbeleefd" = "H3"
"geweld" = "T4"
"diefstal" = "I1"

[values.finding]
"gegrond" = "founded"
"ongegrond" = "unfounded"
"""
HEAD = "Dossier;Ontvangen;Beslist;Aard;Besluit;Omschrijving"
FIRST = "2024-001;2/1/2024;1/3/2024;onbeleefd;gegrond;Aan het loket"
SECOND = "2024-001;2/1/2024;1/3/2024;geweld;ongegrond;Bij de aanhouding"
THIRD = "2024-002;5/2/2024;;onbeleefd;;"

Import = Callable[..., RecordImport]


@pytest.fixture
def demo_on() -> Iterator[None]:
    """A demo, with the pages that only a demo has."""
    with override_settings(DEMO=True):
        urls_reload()
        yield
    urls_reload()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(*lines: str, name: str = "register.csv", encoding: str = "utf-8", end: str = "\n") -> Path:
        path = tmp_path / name
        path.write_bytes("".join(line + end for line in lines).encode(encoding))
        return path

    return write


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "map.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


@pytest.fixture
def bring(write: Callable[..., Path], mapping: Path, db: None) -> Import:
    """Import these lines under the small mapping; `also` is added to it, `without` taken out of it."""

    def bring(*lines: str, also: str = "", without: str = "", dry_run: bool = False, **given: str) -> RecordImport:
        changed = mapping.read_text(encoding="utf-8").replace(without, "") if without else mapping.read_text("utf-8")
        mapping.write_text(also + changed, encoding="utf-8")
        path = write(*lines, **given)
        read = record_mapping_read(mapping, "complaints")
        return records_import(path=path, mapping=read, dry_run=dry_run, rejects_to=path.with_suffix(".rejects.csv"))

    return bring
