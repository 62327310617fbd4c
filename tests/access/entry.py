"""One line of the table of access, and the groups of people that its lines name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from legitimacy.models import Role

EVERYONE = frozenset({"nobody", "outsider", "superuser", *Role})
SIGNED_IN = EVERYONE - {"nobody"}
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
CHIEF = frozenset({Role.CHIEF_OF_CORPS})
SUPERUSER = frozenset({"superuser"})


@dataclass(frozen=True)
class Access:
    """Who may look (`get`) and who may act (`post`; empty: nobody, the method is not allowed).

    `own` limits both to the corps or register of the person. `place` builds the parameters that the address takes from
    a World; addresses that name a corps are walked for the own one, another, and one of another register. `form` is
    posted, where it says what the post is about; `query` goes behind the address; `address` stands for URLs without
    a name. `hides`: a refusal may also say that there is no such page, so that nobody learns which files exist.
    """

    get: frozenset[str] = EVERYONE
    post: frozenset[str] = frozenset()
    own: bool = False
    place: Callable[[Any], dict[str, Any]] = field(default=lambda _: {})
    form: Callable[[Any], dict[str, str]] = field(default=lambda _: {})
    query: str = ""
    address: str = ""
    hides: bool = False


def corps(world: Any) -> dict[str, Any]:
    return {"code": world.corps.code}
