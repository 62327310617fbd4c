"""Tables of counts: templates to fill in, and handing one in. A table is stored whole, or not at all."""

import tempfile
from pathlib import Path
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from legitimacy.access import allow, require
from legitimacy.exports.tables import csv_text
from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.mappings import MAPPINGS
from legitimacy.imports.record_files import records_import
from legitimacy.imports.record_mappings import RecordMapping, record_mapping_read
from legitimacy.imports.summary import Summary
from legitimacy.models import Corps, SubjectKind, User
from professionalism.forms.training import TableForm
from professionalism.navigation import work_page
from professionalism.views.training.records import subject_chosen

TABLES = {
    "attendance": ("training", "training_attendance.toml", gettext_lazy("Who followed which module")),
    "counts": ("training", "training_counts.toml", gettext_lazy("Counts of people")),
    "selection": ("selection", "selection_plain.toml", gettext_lazy("Outcomes of selection")),
}


@require_safe
@allow("training.enter")
def training_template(request: HttpRequest, name: str) -> HttpResponse:
    """The columns of a table, as a CSV file without rows."""
    mapping = _mapping(name)
    columns = [title for titles in mapping.fields.values() for title in titles]
    response = HttpResponse(csv_text(list(dict.fromkeys(columns)), []), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def training_table(request: HttpRequest, name: str) -> HttpResponse:
    """Hand in a table for the own corps."""
    subject = subject_chosen(request)
    require(request, "training.edit", subject)
    mapping = _mapping(name)
    corps = Corps.objects.filter(pk=subject.pk).first() if subject and subject.kind == SubjectKind.CORPS else None
    if corps is None:
        raise Http404(_("Tables are handed in by a corps."))
    if request.method != "POST":
        return _page(request, name, corps, TableForm())
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, name, corps, form, status=422)
    with tempfile.TemporaryDirectory(prefix="table-") as folder:
        table = form.cleaned_data["table"]
        path = Path(folder) / (Path(table.name or "").name[-100:] or "table.csv")
        with path.open("wb") as file:
            file.writelines(table.chunks())
        try:
            summary = records_import(path=path, mapping=mapping, corps=corps, dry_run=True).summary
            if not summary.rejected:
                summary = records_import(
                    path=path, mapping=mapping, corps=corps, actor=cast(User, request.user)
                ).summary
        except FileRefusedError as error:
            form.add_error("table", str(error))
            return _page(request, name, corps, form, status=422)
    if summary.rejected:
        return _page(request, name, corps, form, summary=summary, status=422)
    changed = summary.added + summary.updated
    sentence = ngettext("%(count)d row of the table was stored.", "%(count)d rows of the table were stored.", changed)
    messages.success(request, sentence % {"count": changed})
    return redirect("selection_home" if name == "selection" else "training_home")


def _page(
    request: HttpRequest, name: str, corps: Corps, form: TableForm, *, summary: Summary | None = None, status: int = 200
) -> HttpResponse:
    columns: dict[str, Any] = _mapping(name).fields
    context = {
        "form": form,
        "name": name,
        "title": TABLES[name][2],
        "subject": corps,
        "register": corps.register,
        "summary": summary,
        "columns": [title for field, titles in columns.items() if field != "row" for title in titles],
        "back": "selection_home" if name == "selection" else "training_home",
    }
    return work_page(request, "professionalism/training/table.html", context, status=status)


def _mapping(name: str) -> RecordMapping:
    if name not in TABLES:
        raise Http404(_("There is no such table."))
    kind, file, _title = TABLES[name]
    return record_mapping_read(MAPPINGS / file, kind)
