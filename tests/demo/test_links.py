"""What `make demo` prints."""

from django.urls import resolve
from django.utils.translation import override

from legitimacy.demo.links import LINKS, announcement
from legitimacy.demo.people import ACCOUNTS
from legitimacy.models import Role

PATHS = [path for path, _ in LINKS]


def test_it_says_ready_with_the_address() -> None:
    assert announcement(8123).startswith("Ready: http://localhost:8123/\n")


def test_it_names_five_links_and_an_account_for_every_role() -> None:
    text = announcement(8123)
    assert len(LINKS) == 5
    assert all(f"http://localhost:8123{path}" in text for path in PATHS)
    assert {account.role for account in ACCOUNTS} == set(Role)
    assert all(account.email in text for account in ACCOUNTS)


def test_signing_in_is_where_it_says() -> None:
    with override("nl"):
        assert resolve("/nl/account/login/").url_name == "account_login"
