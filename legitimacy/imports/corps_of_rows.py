"""Whose counts or answers a row holds: a corps by its code or name, or by the code of a municipality in it."""

from collections import defaultdict
from pathlib import Path

from django.utils.translation import gettext as _

from legitimacy.imports.kinds import FoldFaultError
from legitimacy.imports.organisations import register_require
from legitimacy.models import Corps, Municipality
from legitimacy.models.subjects import LANGUAGES


class CorpsFinder:
    """All corps, read once per file. Blanks around a name, and capitals, do not count. `own` is for empty cells."""

    def __init__(self, path: Path, own: Corps | None) -> None:
        self.path, self.own = path, own
        self.register = own.register if own else ""
        self.known: dict[str, set[Corps]] = defaultdict(set)
        for corps in Corps.objects.all():
            for text in (corps.code, corps.name, *(getattr(corps, f"name_{language}") for language in LANGUAGES)):
                if text:
                    self.known[_plain(text)].add(corps)
        for municipality in Municipality.objects.exclude(corps=None).select_related("corps"):
            self.known[_plain(municipality.code)].add(municipality.corps)  # type: ignore[arg-type]  # none is left out

    def find(self, text: str) -> Corps:
        """FoldFaultError for a corps that is not known, not alone, or of another register than the first."""
        if not text and self.own is not None:
            return self.own
        found = self.known.get(_plain(text), set()) if text else set()
        if self.register:
            found = {corps for corps in found if corps.register == self.register}
        if len(found) != 1:
            raise FoldFaultError(
                "corps",
                _("there is no such corps in this register, or more than one.") if text else _("the cell is empty."),
            )
        (corps,) = found
        if self.own is not None and corps != self.own:
            raise FoldFaultError("corps", _("this is another corps than the mapping names."))
        if not self.register:
            register_require(self.path, corps)
            self.register = corps.register
        return corps


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
