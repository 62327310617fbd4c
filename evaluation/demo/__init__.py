"""Simulated records of the example register."""

from legitimacy.simulations import Simulator

SIMULATORS: tuple[Simulator, ...] = ()
