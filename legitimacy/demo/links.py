"""What `make demo` prints when it is ready: where to look, and as whom."""

from django.conf import settings

from legitimacy.demo.people import ACCOUNTS

# Path and what is to be seen there; each answers without signing in.
LINKS = (
    ("/nl/", "home: trust in the police in 2023, real figures"),
    ("/nl/corps/?register=belgium", "the real Belgian register, as map and list"),
    ("/nl/corps/5345/?period=2023", "a real corps: what was delivered, and what was not"),
    ("/nl/corps/V017/?period=2025-Q4", "a fictional corps, as the public sees it; its chief sees more"),
    ("/fr/corps/V017/EFF-06/?period=2025-Q4", "one indicator, in French"),
)
ROLE_SWITCH = "/nl/demo/"


def announcement(port: int) -> str:
    """The text, ending with the password that all demo accounts share."""
    address = f"http://localhost:{port}"
    width = max(len(path) for path, _ in LINKS)
    names = max(len(account.email) for account in ACCOUNTS)
    lines = [
        f"Ready: {address}/",
        "",
        *(f"  {address}{path:<{width}}  {what}" for path, what in LINKS),
        "",
        f"One click to any role:  {address}{ROLE_SWITCH}",
        f"Or sign in at {address}/nl/account/login/ with the password {settings.DEMO_PASSWORD} as",
        *(f"  {account.email:<{names}}  {account.role.value.replace('_', ' ')}" for account in ACCOUNTS),
        "",
        "Log and outgoing mail: var/demo.log. Stop with Ctrl-C.",
    ]
    return "\n".join(lines)
