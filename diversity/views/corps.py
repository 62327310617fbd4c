"""Which corps a page speaks about."""

from collections.abc import Sequence

from django.http import HttpRequest

from legitimacy.access import corps_visible, standing_of
from legitimacy.models import Corps, Role


def corps_shown(request: HttpRequest, choices: Sequence[Corps]) -> tuple[Corps | None, list[Corps]]:
    """The corps that `corps` names, else the first of `choices`; and the choices, empty where there is only one."""
    asked = request.GET.get("corps", "").replace("\x00", "")
    chosen = next((one for one in choices if one.code == asked), choices[0] if choices else None)
    return chosen, list(choices) if len(choices) > 1 else []


def corps_read(request: HttpRequest, own: Sequence[Corps]) -> list[Corps]:
    """The reader's own corps; for an auditor those of the register that they may read. One query for an auditor."""
    if own or not standing_of(request.user).has(Role.AUDITOR):
        return list(own)
    return list(corps_visible(request.user).filter(valid_to=None).order_by("code"))
