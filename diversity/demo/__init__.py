"""Simulated records of the example register."""

from diversity.demo.surveys import SURVEYS
from legitimacy.simulations import Simulator

SIMULATORS: tuple[Simulator, ...] = (SURVEYS,)
