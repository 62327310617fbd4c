"""Simulated records of evaluation."""

from evaluation.demo.accounts import ACCOUNTS
from evaluation.demo.practice import PRACTICE
from evaluation.demo.waves import WAVES
from legitimacy.simulations import Simulator

SIMULATORS: tuple[Simulator, ...] = (ACCOUNTS, PRACTICE, WAVES)
