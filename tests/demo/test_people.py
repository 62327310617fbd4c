"""The demo accounts."""

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory
from pytest_django import Settings

from legitimacy.demo.people import ACCOUNTS, STEWARDS, accounts_write, steward
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
    assert accounts_write() == len(ACCOUNTS)
    assert accounts_write() == 0
    assert User.objects.count() == len(ACCOUNTS)


def test_nobody_of_the_demo_belongs_to_a_real_corps() -> None:
    accounts_write()
    assert not Membership.objects.filter(corps__register=Register.BELGIUM).exists()
    real = Membership.objects.filter(register=Register.BELGIUM)
    assert set(real.values_list("role", flat=True)) == {Role.DATA_STEWARD}


def test_there_are_two_stewards_of_both_registers_as_releases_take_two() -> None:
    accounts_write()
    registers = [{m.register for m in steward(name).memberships.all()} for name in STEWARDS]
    assert registers == [{Register.EXAMPLE, Register.BELGIUM}] * 2


def test_an_account_signs_in_with_the_password_of_the_demo() -> None:
    accounts_write()
    user = authenticate(RequestFactory().post("/"), email=ACCOUNTS[0].email, password="a word of the demo")
    assert user == User.objects.get(email="korpschef@voorbeeld.example")


def test_accounts_follow_a_new_password(settings: Settings) -> None:
    accounts_write()
    settings.DEMO_PASSWORD = "another word of the demo"
    assert accounts_write() == 0
    assert steward("datasteward").check_password("another word of the demo")
