"""The catalogue of open data after DCAT-AP 3: each dataset of a register is a series, each edition a dataset in it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import pairwise
from urllib.parse import quote

from legitimacy.exports.rdf import Graph, Iri, Literal
from legitimacy.models import Edition, Register
from legitimacy.opendata.selectors.editions import Shelf
from legitimacy.opendata.selectors.packages import CREATOR, MEDIA_TYPES, Address

EU = "http://publications.europa.eu/resource/authority/"
PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "adms": "http://www.w3.org/ns/adms#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
LANGUAGES = {"nl": "NLD", "fr": "FRA", "de": "DEU", "en": "ENG"}
FILE_TYPES = {"csv": "CSV", "jsonl": "JSON", "xlsx": "XLSX"}
LICENCE = EU + "licence/CC_BY_4_0"
TITLES = {
    "nl": "Open data van de Legitimiteitsmonitor",
    "fr": "Données ouvertes du Legitimiteitsmonitor",
    "de": "Offene Daten des Legitimiteitsmonitors",
    "en": "Open data of the Legitimiteitsmonitor",
}
ABOUTS = {
    "nl": "Cijfers over de legitimiteit van de politie in België, met hun definities, methoden en grenzen.",
    "fr": "Chiffres sur la légitimité de la police en Belgique, avec leurs définitions, méthodes et limites.",
    "de": "Zahlen zur Legitimität der Polizei in Belgien, mit Definitionen, Methoden und Grenzen.",
    "en": "Figures on the legitimacy of the police in Belgium, with their definitions, methods and limits.",
}


def catalog_graph(shelves: Iterable[Shelf], address: Address) -> Graph:
    """Only what is public stands in it; withdrawn editions are gone, and their addresses say why."""
    graph = Graph(PREFIXES)
    here, home = address("opendata_catalog"), address("opendata")
    publisher, contact = f"{here}#publisher", f"{here}#contact"
    listed = list(shelves)
    graph.add(here, "rdf:type", Iri(graph.full("dcat:Catalog")))
    graph.add(here, "dct:title", *_texts(TITLES))
    graph.add(here, "dct:description", *_texts(ABOUTS))
    graph.add(here, "dct:publisher", Iri(publisher))
    graph.add(here, "dct:license", Iri(LICENCE))
    graph.add(here, "dct:language", *(Iri(f"{EU}language/{code}") for code in LANGUAGES.values()))
    graph.add(here, "foaf:homepage", Iri(home))
    graph.add(here, "dcat:themeTaxonomy", Iri(f"{EU}data-theme"))
    newest = max((one.newest.created_at for one in listed), default=None)
    graph.add(here, "dct:modified", _moment(newest))
    graph.add(publisher, "rdf:type", Iri(graph.full("foaf:Agent")))
    graph.add(publisher, "foaf:name", Literal(CREATOR))
    graph.add(contact, "rdf:type", Iri(graph.full("vcard:Organization")))
    graph.add(contact, "vcard:fn", Literal(CREATOR))
    graph.add(contact, "vcard:hasURL", Iri(home))
    for shelf in listed:
        _shelf_add(graph, shelf, address)
    return graph


def _shelf_add(graph: Graph, shelf: Shelf, address: Address) -> None:
    here = address("opendata_catalog")
    series = f"{here}#{quote(shelf.dataset)}-{shelf.register}"
    described = shelf.newest.descriptor
    graph.add(here, "dcat:dataset", Iri(series))
    graph.add(series, "rdf:type", Iri(graph.full("dcat:DatasetSeries")))
    _described(graph, series, shelf, described, here)
    for edition in shelf.editions:
        _edition_add(graph, edition, shelf, series, address)
    for newer, older in pairwise(shelf.editions):
        graph.add(_place(newer, address), "dcat:prev", Iri(_place(older, address)))
    graph.add(series, "dcat:last", Iri(_place(shelf.newest, address)))


def _described(graph: Graph, node: str, shelf: Shelf, described: Mapping[str, Mapping[str, str]], here: str) -> None:
    origin = Register(shelf.register).origin.value
    mark = "" if origin == "real" else f" ({origin})"
    titles = {code: f"{text}, {shelf.register}{mark}" for code, text in described["titles"].items()}
    graph.add(node, "dct:title", *_texts(titles))
    graph.add(node, "dct:description", *_texts(described["descriptions"]))
    graph.add(node, "dct:publisher", Iri(f"{here}#publisher"))
    graph.add(node, "dcat:contactPoint", Iri(f"{here}#contact"))
    graph.add(node, "dcat:theme", Iri(f"{EU}data-theme/JUST"))
    graph.add(node, "dct:accrualPeriodicity", Iri(f"{EU}frequency/{described['accrualPeriodicity']}"))
    if shelf.register == Register.BELGIUM:
        graph.add(node, "dct:spatial", Iri(f"{EU}country/BEL"))


def _edition_add(graph: Graph, edition: Edition, shelf: Shelf, series: str, address: Address) -> None:
    here, node = address("opendata_catalog"), _place(edition, address)
    graph.add(here, "dcat:dataset", Iri(node))
    graph.add(node, "rdf:type", Iri(graph.full("dcat:Dataset")))
    _described(graph, node, shelf, edition.descriptor, here)
    release = edition.release
    page = f"{address('dataset_page', edition.dataset)}?release={quote(release.code)}"
    graph.add(node, "dcat:inSeries", Iri(series))
    graph.add(node, "dct:identifier", Literal(node))
    graph.add(node, "dcat:version", Literal(str(edition.number)))
    graph.add(node, "dct:issued", _moment(release.approved_at))
    graph.add(node, "dcat:landingPage", Iri(page))
    graph.add(node, "dct:accessRights", Iri(f"{EU}access-right/PUBLIC"))
    note = getattr(release, "note", None)
    graph.add(node, "adms:versionNotes", Literal(note.text) if note else None)
    for file in edition.files.all():
        url = address("opendata_edition_file", release.code, edition.dataset, file.format)
        there, checksum = f"{url}#distribution", f"{url}#checksum"
        graph.add(node, "dcat:distribution", Iri(there))
        graph.add(there, "rdf:type", Iri(graph.full("dcat:Distribution")))
        graph.add(there, "dcat:accessURL", Iri(page))
        graph.add(there, "dcat:downloadURL", Iri(url))
        graph.add(there, "dct:license", Iri(LICENCE))
        graph.add(there, "dct:format", Iri(f"{EU}file-type/{FILE_TYPES[file.format]}"))
        graph.add(
            there, "dcat:mediaType", Iri(f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[file.format]}")
        )
        graph.add(there, "dcat:byteSize", Literal(str(file.size), datatype=graph.full("xsd:nonNegativeInteger")))
        graph.add(there, "dct:conformsTo", Iri(address("opendata_package", release.code)))
        graph.add(there, "spdx:checksum", Iri(checksum))
        graph.add(checksum, "rdf:type", Iri(graph.full("spdx:Checksum")))
        graph.add(checksum, "spdx:algorithm", Iri(graph.full("spdx:checksumAlgorithm_sha256")))
        graph.add(checksum, "spdx:checksumValue", Literal(file.sha256, datatype=graph.full("xsd:hexBinary")))


def _place(edition: Edition, address: Address) -> str:
    """The lasting address of an edition."""
    return address("opendata_edition", edition.release.code, edition.dataset)


def _texts(texts: Mapping[str, str]) -> list[Literal]:
    return [Literal(text, language=code) for code, text in texts.items()]


def _moment(moment: datetime | None) -> Literal | None:
    return Literal(moment.isoformat(), datatype=PREFIXES["xsd"] + "dateTime") if moment else None
