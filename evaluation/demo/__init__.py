"""Simulated records of the example register."""

from evaluation.demo.accounts import ACCOUNTS
from legitimacy.simulations import Simulator

SIMULATORS: tuple[Simulator, ...] = (ACCOUNTS,)
