"""Simulated records of the audit body in the example register."""

from legitimacy.simulations import Simulator

SIMULATORS: tuple[Simulator, ...] = ()
