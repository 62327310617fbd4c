"""Ties between an auditor and a corps: packages that know of some register a check, the audit body asks all of them.

The registry stands below every package that fills it, so that one that handles complaints and one that audits need not
know each other. A tie counts for the person, whenever it was, and goes over into whatever the corps merged into.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from legitimacy.access import Person, merged_with
from legitimacy.indicators.registry import Registry
from legitimacy.models import Corps, Membership, User


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictCheck:
    """`corps_of` answers the keys of the corps with which somebody has, or had, this tie; `sentence` says it (lazily
    translated); `code` stands on the trail.
    """

    code: str
    sentence: object
    corps_of: Callable[[User], Iterable[int | None]]


conflict_checks: Registry[ConflictCheck] = Registry("conflict check", key=lambda check: check.code)


class ConflictError(PermissionError):
    """Somebody has a tie with a corps. `check` says which; the text is a sentence for the page."""

    def __init__(self, check: ConflictCheck) -> None:
        self.check = check
        super().__init__(str(check.sentence))


def ties_of(person: Person) -> dict[int, ConflictCheck]:
    """Every corps that somebody has a tie with, by its key, and the first check that says so.

    Asked once for each person and request: the answer stays on the user object. Visitors have no ties.
    """
    if not isinstance(person, User):
        return {}
    remembered: dict[int, ConflictCheck] | None = getattr(person, "_ties", None)
    if remembered is None:
        remembered = _ties_read(person)
        person._ties = remembered  # type: ignore[attr-defined]
    return remembered


def _ties_read(person: User) -> dict[int, ConflictCheck]:
    found: dict[int, ConflictCheck] = {}
    for check in conflict_checks:
        own = {corps_id for corps_id in check.corps_of(person) if corps_id is not None}
        for corps_id in merged_with(own) if own else own:
            found.setdefault(corps_id, check)
    return found


def tie_with(person: Person, corps: Corps) -> ConflictCheck | None:
    """The tie between somebody and a corps, asked anew; None where there is none."""
    return _ties_read(person).get(corps.pk) if isinstance(person, User) else None


def conflict_refuse(person: Person, corps: Corps) -> None:
    """Go on, or raise ConflictError."""
    check = tie_with(person, corps)
    if check is not None:
        raise ConflictError(check)


def _member_of(person: User) -> Iterable[int | None]:
    return Membership.objects.filter(user=person).exclude(corps=None).values_list("corps_id", flat=True)


conflict_checks.register(
    ConflictCheck(
        code="member",
        sentence=_("This person works or worked for this corps, or for one that merged into it."),
        corps_of=_member_of,
    )
)
