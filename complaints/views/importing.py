"""Bringing in a register of complaints: see first how it is read, then say yes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from complaints.forms.importing import KIND, ImportForm
from complaints.imports import uploads
from complaints.navigation import work_page
from complaints.workflow.codes import categories, label_of
from legitimacy.access import allow, require
from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.organisations import corps_named
from legitimacy.imports.record_files import RecordImport, records_import
from legitimacy.imports.record_mappings import RecordMapping, record_mapping_from
from legitimacy.models import Corps, Register, User

LISTS = ("finding", "disposition", "kind")


@require_http_methods(["GET", "HEAD", "POST"])
@allow("complaint.import")
def complaints_import(request: HttpRequest) -> HttpResponse:
    user: User = request.user  # type: ignore[assignment]  # `allow` lets in nobody else
    if request.method != "POST":
        return _form_page(request, ImportForm(user=user))
    if request.POST.get("token"):
        return _confirm(request, user, request.POST["token"])
    form = ImportForm(request.POST, request.FILES, user=user)
    if not form.is_valid() or form.read is None:
        return _form_page(request, form, status=422)
    return _preview(request, user, form, form.read)


@require_safe
@allow("complaint.import")
def complaints_import_rejects(request: HttpRequest, token: str) -> HttpResponse:
    """The rows left out, as CSV: row, column and reason."""
    user: User = request.user  # type: ignore[assignment]  # `allow` lets in nobody else
    if uploads.upload_find(token, user) is None:
        raise Http404(_("This import is over. Upload the file again."))
    response = HttpResponse(uploads.upload_rejects(token), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rejects.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _preview(request: HttpRequest, user: User, form: ImportForm, mapping: RecordMapping) -> HttpResponse:
    table: UploadedFile[Any] = form.cleaned_data["table"]
    corps: Corps | None = form.cleaned_data["corps"]
    with uploads.folder_of(table.name or "table.csv") as path:
        with path.open("wb") as file:
            file.writelines(table.chunks())
        rejects = path.with_name("rejects.out")
        try:
            result = records_import(path=path, mapping=mapping, corps=corps, dry_run=True, rejects_to=rejects)
        except FileRefusedError as error:
            form.add_error("table" if error.path == path else "mapping", str(error))
            return _form_page(request, form, status=422)
        about = uploads.Upload(
            user=user.pk,
            name=path.name,
            mapping_name=mapping.path.name,
            mapping=form.mapping_text.decode("utf-8-sig"),
            corps=corps.pk if corps and not mapping.organisation else 0,
        )
        with path.open("rb") as stream:
            token = uploads.upload_keep(upload=about, table=stream, rejects=rejects.read_bytes())
    return _result_page(request, result, mapping, token=token)


def _confirm(request: HttpRequest, user: User, token: str) -> HttpResponse:
    """Import what was previewed. Whether they still may is asked again."""
    upload = uploads.upload_find(token, user)
    if upload is None:
        form = ImportForm(user=user)
        return _form_page(request, form, note=_("This preview is over. Upload the file again."), status=410)
    with uploads.upload_opened(token, upload.name) as path:
        try:
            mapping = record_mapping_from(upload.mapping.encode(), path.with_name(upload.mapping_name), KIND)
            corps = Corps.objects.filter(pk=upload.corps).first() or corps_named(mapping)
            require(request, "complaint.import", corps or Corps(register=_register_of(mapping)))
            result = records_import(path=path, mapping=mapping, corps=corps, actor=user)
        except FileRefusedError as error:
            return _form_page(request, ImportForm(user=user), note=str(error), status=422)
    uploads.upload_forget(token)
    return _result_page(request, result, mapping, token="")


def _register_of(mapping: RecordMapping) -> str:
    return Register(mapping.organisation.get("register", Register.FOREIGN_TEST))


def _form_page(request: HttpRequest, form: ImportForm, *, note: str = "", status: int = 200) -> HttpResponse:
    return work_page(request, "complaints/importing/form.html", {"form": form, "note": note}, status=status)


def _result_page(request: HttpRequest, result: RecordImport, mapping: RecordMapping, *, token: str) -> HttpResponse:
    summary = result.summary
    counts = [
        (_("rows read"), summary.read),
        (_("files added"), summary.added),
        (_("files updated"), summary.updated),
        (_("files unchanged"), summary.unchanged),
        (_("rows joined with another"), summary.merged),
        (_("rows rejected"), summary.rejected),
    ]
    context: dict[str, Any] = {
        "token": token,
        "corps": result.corps,
        "mapping": mapping,
        "summary": summary,
        "counts": counts,
        "changes": summary.added + summary.updated,
        "sample": [_told(asdict(row)) for row in result.sample],
        # The banner of the frame says that a foreign register is one.
        "register": result.corps.register if result.corps else "",
    }
    return work_page(request, "complaints/importing/result.html", context)


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """One of the first rows, with the words of the code lists."""
    values = {name: label_of(name, text) if name in LISTS else text for name, text in row["values"].items() if text}
    parts = []
    for part in row["parts"]:
        category = categories().get(part["category"])
        finding = label_of("finding", part["finding"]) if part["finding"] else ""
        parts.append([str(category.label) if category else part["category"], finding, part["allegation_text"]])
    return {"number": row["number"], "values": values, "parts": parts}
