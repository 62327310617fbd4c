"""Simulated records of the audit body in the example register."""

from audit.demo.standards import STANDARDS
from legitimacy.simulations import Simulator

SIMULATORS: tuple[Simulator, ...] = (STANDARDS,)
