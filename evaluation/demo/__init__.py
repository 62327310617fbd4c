"""Simulated records of evaluation."""

from evaluation.demo.practice import PRACTICE
from legitimacy.simulations import Simulator

SIMULATORS: tuple[Simulator, ...] = (PRACTICE,)
