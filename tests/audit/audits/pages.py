"""Walking the pages of audits: their addresses, and posting to them as a browser would."""

from typing import Any

from django.test import Client

from audit.models import Audit

LIST, PLAN, NEW, FILE = (f"/en/audit/audits/{part}" for part in ("", "plan/", "new/", "list.csv"))


def page(audit: Audit, tab: str = "", part: str = "") -> str:
    return f"/en/audit/audits/{audit.pk}/{part}" + (f"?tab={tab}" if tab else "")


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def form_of(client: Client, address: str, **given: Any) -> dict[str, Any]:
    """What a browser would post from the form at an address, with what was typed."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (values | given).items() if value is not None and value != ""}
