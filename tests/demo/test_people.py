"""The demo accounts."""

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory
from pytest_django import Settings

from legitimacy.demo.people import ACCOUNTS, RELEASERS, accounts_write, stewards
from legitimacy.demo.register import register_write
from legitimacy.models import Membership, Register, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: Settings) -> None:
    settings.DEMO_PASSWORD = "a word of the demo"
    register_write()


def test_every_role_has_an_account() -> None:
    accounts_write()
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)


def test_accounts_are_written_once() -> None:
    assert accounts_write() == len(ACCOUNTS) + len(RELEASERS)
    assert accounts_write() == 0
    assert User.objects.count() == len(ACCOUNTS) + len(RELEASERS)


def test_nobody_of_the_demo_belongs_to_a_real_corps() -> None:
    accounts_write()
    assert not Membership.objects.filter(corps__register=Register.BELGIUM).exists()
    real = Membership.objects.filter(register=Register.BELGIUM)
    assert set(real.values_list("role", flat=True)) == {Role.DATA_STEWARD}


@pytest.mark.parametrize("register", [Register.EXAMPLE, Register.BELGIUM])
def test_each_register_has_two_stewards_as_releases_take_two(register: Register) -> None:
    accounts_write()
    assert len(stewards(register)) == 2


def test_whoever_released_real_figures_signs_in_to_nothing() -> None:
    accounts_write()
    assert [user.has_usable_password() for user in stewards(Register.BELGIUM)] == [False, False]


def test_an_account_signs_in_with_the_password_of_the_demo() -> None:
    accounts_write()
    user = authenticate(RequestFactory().post("/"), email=ACCOUNTS[0].email, password="a word of the demo")
    assert user == User.objects.get(email="korpschef@voorbeeld.example")


def test_accounts_follow_a_new_password(settings: Settings) -> None:
    accounts_write()
    settings.DEMO_PASSWORD = "another word of the demo"
    assert accounts_write() == 0
    assert User.objects.get(email=ACCOUNTS[0].email).check_password("another word of the demo")
