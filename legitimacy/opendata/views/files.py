"""What machines fetch: the files of releases, their packages and the catalogue. No language stands in the addresses."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from legitimacy.models import Edition, EditionFile, Release
from legitimacy.opendata.catalog import catalog_graph
from legitimacy.opendata.selectors import editions as selectors
from legitimacy.opendata.selectors.editions import file_read
from legitimacy.opendata.selectors.packages import datacite_document, dictionary_csv, package_document
from legitimacy.opendata.services.writing import TYPES
from legitimacy.opendata.sharing import CROSS
from legitimacy.opendata.views.sending import absolute, bytes_send, gone, measured, not_there, problem

TURTLE, JSONLD = "text/turtle", "application/ld+json"


@require_safe
@measured
def catalog(request: HttpRequest, ending: str = "") -> HttpResponse:
    """DCAT-AP 3 as Turtle or JSON-LD: what `Accept` prefers, or the ending of the address says."""
    kind = {"ttl": TURTLE, "jsonld": JSONLD}.get(ending) or request.get_preferred_type([TURTLE, JSONLD])
    if kind is None and request.get_preferred_type(["application/json"]):
        kind = JSONLD
    if kind is None and request.get_preferred_type(["text/html", "text/plain"]):
        kind = TURTLE
    if kind is None:
        return problem(406, "Not Acceptable", _("The catalogue is there as text/turtle and as application/ld+json."))
    graph = catalog_graph(selectors.shelves(), absolute(request))
    content = graph.turtle() if kind == TURTLE else graph.jsonld()
    etag = hashlib.sha256(content).hexdigest()[:32]
    kind_told = f"{TURTLE}; charset=utf-8" if kind == TURTLE else JSONLD
    return bytes_send(request, content, content_type=kind_told, etag=etag, extra={"Vary": "Accept"})


def _release(code: str) -> Release | None:
    return selectors.releases_public().filter(code=code).select_related("note").first()


def _missing(code: str) -> HttpResponse:
    """Why there is nothing: withdrawn, or never there."""
    withdrawal = selectors.withdrawal_of(code)
    return gone(withdrawal) if withdrawal else not_there()


@require_safe
@measured
def package(request: HttpRequest, code: str) -> HttpResponse:
    """datapackage.json of a release."""
    release = _release(code)
    if release is None or not release.editions.all():
        return _missing(code)
    document = package_document(release, release.editions.all(), absolute(request))
    return _json(request, document)


def _json(request: HttpRequest, document: object) -> HttpResponse:
    content = json.dumps(document, ensure_ascii=False, indent=2).encode()
    etag = hashlib.sha256(content).hexdigest()[:32]
    return bytes_send(request, content, content_type="application/json", etag=etag)


@require_safe
@measured
def dictionary(request: HttpRequest, code: str) -> HttpResponse:
    """Every column of a release in four languages."""
    release = _release(code)
    if release is None or not release.editions.all():
        return _missing(code)
    content = dictionary_csv(release.editions.all())
    etag = hashlib.sha256(content).hexdigest()[:32]
    return bytes_send(request, content, content_type=TYPES["csv"], etag=etag, name=f"dictionary-{code}.csv")


@require_safe
@measured
def edition_redirect(request: HttpRequest, code: str, dataset: str) -> HttpResponse:
    """The lasting address of an edition leads to its page in the reader's language."""
    return redirect(f"{reverse('dataset_page', args=[dataset])}?{urlencode({'release': code})}")


@require_safe
@measured
def datacite(request: HttpRequest, code: str, dataset: str) -> HttpResponse:
    edition = _public(code, dataset)
    return _missing(code) if edition is None else _json(request, datacite_document(edition, absolute(request)))


def _public(code: str, dataset: str) -> Edition | None:
    return selectors.editions_public().filter(release__code=code, dataset=dataset).first()


@require_safe
@measured
def latest(request: HttpRequest, register: str, dataset: str, file_format: str) -> HttpResponseBase:
    """Leads to the newest edition: for scripts that always want the newest."""
    edition = selectors.editions_public().filter(register=register, dataset=dataset).first()
    if edition is None or file_format not in TYPES:
        return not_there()
    answer: HttpResponseRedirect = HttpResponseRedirect(
        reverse("opendata_edition_file", args=[edition.release.code, dataset, file_format])
    )
    answer["Cache-Control"] = "public, max-age=60"
    for name, value in CROSS.items():
        answer[name] = value
    return answer


@require_safe
@measured
def edition_file(request: HttpRequest, code: str, dataset: str, file_format: str) -> HttpResponseBase:
    """One dataset of a release. Columns as filters (`?corps=V017`) give a part of the CSV."""
    if selectors.withdrawal_of(code):
        return _missing(code)
    file = selectors.file_get(code, dataset, file_format)
    if file is None:
        return not_there()
    if request.GET:
        return _filtered(request, file)
    release = file.edition.release
    modified = release.approved_at.timestamp() if release.approved_at else None
    return bytes_send(
        request,
        file_read(file),
        content_type=TYPES[file_format],
        etag=file.sha256[:32],
        name=f"{dataset}-{code}.{file_format}",
        modified=modified,
    )


def _filtered(request: HttpRequest, file: EditionFile) -> HttpResponseBase:
    names = [field["name"] for field in file.edition.descriptor["schema"]["fields"]]
    unknown = next((name for name in request.GET if name not in names), None)
    if unknown is not None:
        words = _("There is no column of this name here; there are: %(names)s.") % {"names": ", ".join(names)}
        return problem(400, "Bad Request", words, field=unknown[:40])
    if file.format != "csv":
        return problem(400, "Bad Request", _("Filters give a part of the CSV; the other formats come whole."))
    wanted = {name: set(request.GET.getlist(name)) for name in request.GET}
    answer = StreamingHttpResponse(_lines(file_read(file).decode(), wanted), content_type=TYPES["csv"])
    answer["Content-Disposition"] = f'attachment; filename="{file.edition.dataset}-part.csv"'
    for name, value in CROSS.items():
        answer[name] = value
    return answer


def _lines(text: str, wanted: dict[str, set[str]]) -> Iterator[str]:
    """Lines whose columns have one of the wanted values."""
    source = csv.DictReader(io.StringIO(text))
    line = io.StringIO()
    writer = csv.DictWriter(line, source.fieldnames or [])
    writer.writeheader()
    for row in source:
        if all(row[name] in values for name, values in wanted.items()):
            writer.writerow(row)
        if line.tell() > 65_536:
            yield line.getvalue()
            line.seek(0)
            line.truncate()
    yield line.getvalue()
