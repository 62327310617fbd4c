"""Finding whom a row speaks about."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from legitimacy.imports.regions import region_aliases
from legitimacy.imports.tables import Row
from legitimacy.models import Register, Subject, SubjectKind


@dataclass(frozen=True, slots=True)
class KnownSubject:
    id: int
    kind: str
    register: str


class KnownSubjects:
    """All subjects by code, read once per import: their number is that of the country, not of the file.

    Regions and provinces of Belgium are found by their NIS code too.
    """

    def __init__(self, register: str) -> None:
        self.register = register
        rows = Subject.objects.values_list("code", "id", "kind", "register")
        self._by_code = {code.upper(): KnownSubject(pk, kind, place) for code, pk, kind, place in rows}
        self._aliases = region_aliases() if register == Register.BELGIUM else {}

    def get(self, code: str) -> KnownSubject | None:
        code = code.upper()
        return self._by_code.get(code) or self._by_code.get(self._aliases.get(code, ""))

    def find(self, row: Row, field: str, kinds: Collection[SubjectKind] = ()) -> KnownSubject:
        """The subject that a row names in `field`; rejects the row when it is unknown, of another register or kind."""
        text = row.required(field)
        subject = self.get(text)
        if subject is None:
            row.reject(field, _("“%(text)s” is not in this register; import the register first."), text)
        self.require_register(row, field, text, subject)
        if kinds and subject.kind not in kinds:
            row.reject(field, _("“%(text)s” is of another kind than this column asks for."), text)
        return subject

    def require_register(self, row: Row, field: str, text: str, subject: KnownSubject) -> None:
        if subject.register != self.register:
            row.reject(field, _("“%(text)s” belongs to another register than this file; registers never mix."), text)
