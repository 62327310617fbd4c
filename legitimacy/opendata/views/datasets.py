"""Pages for readers of data: one dataset with a preview, a chart, downloads and how to cite it; one release."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from legitimacy.access import can
from legitimacy.exports.datasets import datasets
from legitimacy.models import Edition, Register
from legitimacy.opendata.selectors import editions as selectors
from legitimacy.opendata.selectors.editions import Shelf, file_read
from legitimacy.opendata.selectors.packages import citation
from legitimacy.opendata.services.writing import TYPES
from legitimacy.opendata.views.sending import absolute

SHOWN, CHOICES, FILTERS, BARS = 25, 600, 3, 12
LANGUAGES = ("nl", "fr", "de", "en")


@dataclass(frozen=True, slots=True)
class Line:
    """A dataset in the list: texts in the reader's language, and its newest edition in each register."""

    key: str
    title: str
    about: str
    editions: Sequence[Edition]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the chart: a group, its rows, and its length in percent of the longest."""

    label: str
    count: int
    width: str


@dataclass(frozen=True, slots=True)
class Filter:
    name: str
    about: str
    values: Sequence[str]
    chosen: str


def told(texts: dict[str, str]) -> str:
    """A frozen text in the reader's language."""
    return texts.get((get_language() or "en")[:2], texts["en"])


def shelf_lines(shelves: Iterable[Shelf]) -> list[Line]:
    """By dataset, as they are registered; real figures first."""
    found: dict[str, list[Edition]] = {}
    for shelf in shelves:
        found.setdefault(shelf.dataset, []).append(shelf.newest)
    order = {dataset.key: place for place, dataset in enumerate(datasets)}
    return [
        Line(key, told(one[0].descriptor["titles"]), told(one[0].descriptor["descriptions"]), _real_first(one))
        for key, one in sorted(found.items(), key=lambda item: order.get(item[0], len(order)))
    ]


def _real_first(editions: list[Edition]) -> list[Edition]:
    return sorted(editions, key=lambda one: one.register != Register.BELGIUM)


@require_safe
def dataset_page(request: HttpRequest, dataset: str) -> HttpResponse:
    """One edition of a dataset: the newest of real figures, unless `release` says which."""
    code = request.GET.get("release", "")
    if code and (withdrawal := selectors.withdrawal_of(code)):
        return render(request, "opendata/tombstone.html", {"withdrawal": withdrawal}, status=410)
    shelves = [shelf for shelf in selectors.shelves() if shelf.dataset == dataset]
    listed = [edition for shelf in shelves for edition in shelf.editions]
    chosen = next((one for one in listed if one.release.code == code), None) if code else None
    if not listed or (code and chosen is None):
        raise Http404(_("There is no such dataset in a public release."))
    edition = chosen or _real_first([shelf.newest for shelf in shelves])[0]
    return render(request, "opendata/dataset.html", _context(request, edition, _real_first(listed)))


def _context(request: HttpRequest, edition: Edition, others: list[Edition]) -> dict[str, Any]:
    file = selectors.file_get(edition.release.code, edition.dataset, "csv")
    rows = list(csv.DictReader(io.StringIO(file_read(file).decode()))) if file else []
    described = edition.descriptor
    fields = described["schema"]["fields"]
    filters = _filters(request, fields, rows)
    kept = [row for row in rows if all(not one.chosen or row[one.name] == one.chosen for one in filters)]
    query = QueryDict(mutable=True)
    query.update({one.name: one.chosen for one in filters if one.chosen})
    names = [field["name"] for field in fields if not _is_other_language(field["name"])]
    bars, bars_title = _bars(edition.dataset, kept)
    address = absolute(request)("opendata_edition", edition.release.code, edition.dataset)
    return {
        "edition": edition,
        "release": edition.release,
        "origin": Register(edition.register).origin,
        "title": told(described["titles"]),
        "about": told(described["descriptions"]),
        "rhythm": RHYTHMS.get(described["accrualPeriodicity"], described["accrualPeriodicity"]),
        "limits": [told(one) for one in described["knownLimits"]],
        "breaks": [told(one) for one in described["seriesBreaks"]],
        "licence": described["licenses"][0],
        "columns": [(field, told(field["descriptions"])) for field in fields],
        "files": [(one.format.upper(), one) for one in edition.files.all() if one.format in TYPES],
        "filters": filters,
        "query": query.urlencode(),
        "found": len(kept),
        "names": names,
        "preview": [[row[name] for name in names] for row in kept[:SHOWN]],
        "bars": bars,
        "bars_title": bars_title,
        "others": others,
        "citation": citation(edition, address),
    }


RHYTHMS = {"QUARTERLY": gettext_lazy("every quarter"), "ANNUAL": gettext_lazy("every year")}


def _is_other_language(name: str) -> bool:
    language = (get_language() or "en")[:2]
    return any(name.endswith(f"_{code}") for code in LANGUAGES if code != language)


def _filters(request: HttpRequest, fields: list[dict[str, Any]], rows: list[dict[str, str]]) -> list[Filter]:
    """The first columns of the key and the state, where a list of their values can be chosen from."""
    found: list[Filter] = []
    for field in fields:
        is_asked = field.get("constraints", {}).get("required") and field["type"] == "string"
        values = sorted({row[field["name"]] for row in rows}) if is_asked else []
        if 1 < len(values) <= CHOICES and len(found) < FILTERS and len(values) < max(len(rows), 2):
            chosen = request.GET.get(field["name"], "")
            about = told(field["descriptions"])
            found.append(Filter(field["name"], about, values, chosen if chosen in values else ""))
    return found


def _bars(dataset: str, rows: list[dict[str, str]]) -> tuple[list[Bar], str]:
    """Rows by the group that the dataset names, most first; or its numbers, of the last table and year of the rows."""
    declared = datasets.get(dataset) if dataset in datasets else None
    group, number = declared.chart if declared else ("", "")
    if declared is None or not group or not rows or group not in rows[0]:
        return [], ""
    same = {name: rows[-1][name] for name in declared.keys if number and name != group}
    counts: Counter[str] = Counter()
    for row in rows:
        if all(row[name] == value for name, value in same.items()):
            counts[row[group]] += int(float(row[number] or 0)) if number else 1
    most = counts.most_common(BARS)
    words = _("Rows by %(group)s") % {"group": group}
    if number:
        words = ", ".join([f"{number} / {group}", *(f"{name} {value}" for name, value in same.items())])
    longest = most[0][1] or 1
    return [Bar(label, count, f"{100 * count / longest:.1f}") for label, count in most], words


@require_safe
def release_page(request: HttpRequest, code: str) -> HttpResponse:
    """What one release holds, or why it was withdrawn."""
    withdrawal = selectors.withdrawal_of(code)
    if withdrawal:
        return render(request, "opendata/tombstone.html", {"withdrawal": withdrawal}, status=410)
    release = get_object_or_404(selectors.releases_public().select_related("note"), code=code)
    lines = [(told(one.descriptor["titles"]), one) for one in release.editions.all()]
    context = {
        "release": release,
        "note": getattr(release, "note", None),
        "lines": lines,
        "may_withdraw": can(request.user, "release.approve", release),
    }
    return render(request, "opendata/release.html", context)
