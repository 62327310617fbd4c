"""Simulated records of the audit body in the example register."""

from audit.demo.frameworks import FRAMEWORKS
from legitimacy.simulations import Simulator

SIMULATORS: tuple[Simulator, ...] = (FRAMEWORKS,)
