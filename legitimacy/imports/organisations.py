"""Whose records a file holds: the corps that a mapping names, or a corps of the foreign test register that it makes."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.record_mappings import RecordMapping
from legitimacy.models import Corps, Register, Subject, SubjectKind
from legitimacy.models.subjects import LANGUAGES


def corps_named(mapping: RecordMapping) -> Corps | None:
    """The corps of `[organisation]` when it is there already."""
    code = mapping.organisation.get("code", "")
    return Corps.objects.filter(code=code, register=mapping.organisation.get("register", "")).first() if code else None


def corps_for(mapping: RecordMapping) -> Corps:
    """The same, made when it belongs to the foreign test register. Raises FileRefusedError."""
    named = mapping.organisation
    if not named:
        _refuse(mapping.path, _("the mapping names no corps; add [organisation] with register and code."))
    found = corps_named(mapping)
    if found is not None:
        return found
    if Subject.objects.filter(code=named["code"]).exists():
        _refuse(mapping.path, _("the code %(code)s belongs to another register or is no corps."), code=named["code"])
    if named["register"] != Register.FOREIGN_TEST:
        reason = _("the register %(register)s has no corps %(code)s; import the register first.")
        _refuse(mapping.path, reason, register=named["register"], code=named["code"])
    if len(named["code"]) > 12 or not 0 < len(named.get("name", "")) <= 120:
        _refuse(mapping.path, _("a new corps needs a code of at most 12 characters and a name of at most 120."))
    names = {f"name_{language}": named.get(f"name_{language}", "")[:120] for language in LANGUAGES}
    return Corps.objects.create(
        code=named["code"],
        name=named["name"],
        register=Register.FOREIGN_TEST,
        kind=SubjectKind.CORPS,
        languages=named.get("languages", "en")[:12],
        **names,
    )


def register_require(path: Path, corps: Corps) -> None:
    """A demo takes records of fictional and foreign corps only, other installations no fictional ones."""
    refused = Register.BELGIUM if settings.DEMO else Register.EXAMPLE
    if corps.register == refused:
        reason = (
            _("this is a demo: no records of real corps belong here.")
            if settings.DEMO
            else _("records of fictional corps belong in a demo only.")
        )
        raise FileRefusedError(path, reason)


def _refuse(path: Path, reason: str, **words: str) -> None:
    raise FileRefusedError(path, reason % words)
