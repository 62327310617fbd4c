"""Simulated records of evaluation."""

from evaluation.demo.accounts import ACCOUNTS
from evaluation.demo.policy import POLICY
from evaluation.demo.practice import PRACTICE
from legitimacy.simulations import Simulator

SIMULATORS: tuple[Simulator, ...] = (ACCOUNTS, POLICY, PRACTICE)
