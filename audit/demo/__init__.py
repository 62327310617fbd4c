"""Simulated records of the audit body in the example register."""

from audit.demo.audits import AUDITS
from legitimacy.simulations import Simulator

SIMULATORS: tuple[Simulator, ...] = (AUDITS,)
