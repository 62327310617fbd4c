"""Simulated records of evaluation."""

from evaluation.demo.accounts import ACCOUNTS
from evaluation.demo.contact import CONTACT
from evaluation.demo.operations import OPERATIONS
from evaluation.demo.policy import POLICY
from evaluation.demo.practice import PRACTICE
from evaluation.demo.waves import WAVES
from legitimacy.simulations import Simulator

SIMULATORS: tuple[Simulator, ...] = (ACCOUNTS, POLICY, PRACTICE, WAVES, CONTACT, OPERATIONS)
